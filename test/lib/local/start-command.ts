// Runs `npm start` for a test, the real command in a process of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import { runningProcess } from "../../../lib/local/process-identity.ts";

const project = resolve(import.meta.dirname, "../../..");
const LOOK_EVERY_MS = 20;
/** The service is ready in a second; a busy machine gets twenty times that. */
const PATIENCE_MS = 20_000;

const announcedSchema = z.object({
  pid: z.int(),
  api: z.string(),
  inbox: z.string(),
  control: z.string(),
  dynamodb: z.string(),
  tokens: z.record(z.string(), z.string()),
});
const engineSchema = z.object({ pid: z.int() });

export interface StartedCommand {
  readonly child: ChildProcess;
  /** What it wrote to either output so far. */
  output(): string;
  /** Waits until the service has announced itself; fails when the command ends before. */
  ready(): Promise<z.output<typeof announcedSchema>>;
  /** Waits until the command has ended; answers its exit code, null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

export interface StartOptions {
  readonly data: string;
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** With npm between, as people start it. */
  readonly throughNpm?: boolean;
}

/** Runs the command in a process group of its own, on any free port unless the flags name one. */
export function startCommand({
  data,
  flags = [],
  environment = {},
  throughNpm = false,
}: StartOptions): StartedCommand {
  const port = flags.includes("--port") ? [] : ["--port", "0"];
  const args = [...port, "--data", data, ...flags];
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(
    throughNpm ? "npm" : process.execPath,
    throughNpm ? ["start", "--", ...args] : ["bin/start.ts", ...args],
    { cwd: project, env: { PATH, HOME, TMPDIR, ...environment }, detached: true },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    child,
    output: () => output,
    ended,
    ready: async () =>
      announcedSchema.parse(
        await until(async () => {
          if (child.exitCode !== null) throw new Error(`It ended before it was ready: ${output}`);
          return announcementOfRunning(join(data, "service.json"));
        }),
      ),
  };
}

/** A killed service leaves its announcement behind until the next start. */
async function announcementOfRunning(path: string): Promise<unknown> {
  const announced = announcedSchema.safeParse(await readJson(path));
  return announced.success && (await isRunning(announced.data.pid)) ? announced.data : undefined;
}

/** The process of the engine that serves a data folder. */
export async function enginePid(data: string): Promise<number> {
  return engineSchema.parse(await readJson(join(data, "engine.json"))).pid;
}

export const isRunning = async (pid: number): Promise<boolean> =>
  (await runningProcess(pid)) !== undefined;

/** Waits until a process is gone. */
export async function isGone(pid: number): Promise<true> {
  return until(async () => ((await isRunning(pid)) ? undefined : true));
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(LOOK_EVERY_MS);
  }
  throw new Error("That took too long.");
}
