// npm run demo: plays the whole story against a fresh service, and exits with 1 where a step fails.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { clientOf } from "../lib/demo/client.ts";
import { narrator } from "../lib/demo/narrator.ts";
import { playStory } from "../lib/demo/story.ts";
import type { ServiceAddresses } from "../lib/local/service-addresses.ts";

const START_TRIES = 300;
const START_PAUSE_MS = 50;
/** A Monday morning: the days that pass in the story are the same on every day of the year. */
const STORY_STARTS = "2026-11-23T09:30:00Z";

const data = await mkdtemp(join(tmpdir(), "no-names-demo-"));
const start = join(import.meta.dirname, "start.ts");
const service = spawn(
  process.execPath,
  [start, "--port", "0", "--data", data, "--clock", STORY_STARTS],
  {
    stdio: ["ignore", "ignore", "inherit"],
  },
);

async function addresses(): Promise<ServiceAddresses> {
  for (let tries = 0; tries < START_TRIES && service.exitCode === null; tries++) {
    const text = await readFile(join(data, "service.json"), "utf8").catch(() => undefined);
    if (text !== undefined) return JSON.parse(text);
    await wait(START_PAUSE_MS);
  }
  throw new Error("The service did not start.");
}

const say = (line: string) => console.log(line);
try {
  await playStory(clientOf(await addresses()), narrator(say, process.stdout.isTTY === true));
  say("\nThat is the whole story.\n");
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
} finally {
  const ended = new Promise((resolve) => service.once("exit", resolve));
  if (service.exitCode === null && service.kill("SIGTERM")) await ended;
  await rm(data, { recursive: true, force: true });
}
