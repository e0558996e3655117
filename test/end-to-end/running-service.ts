// The service as a child process in a folder of its own: started, stopped, killed, and started again.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import { roles } from "../../lambda/http/roles.ts";
import type { ServiceAddresses } from "../../lib/local/service-addresses.ts";
import { deleteStored } from "./stored.ts";
import { until } from "./until.ts";

/** A Monday in office hours, ten minutes after the consultation of the contract's example. */
export const MONDAY = "2026-11-23T10:30:00Z";

const starter = resolve(import.meta.dirname, "../../bin/start.ts");

/**
 * Runs the command `$@` for as long as standard input is open: the pipe closes with the test's process
 * however that ends, and no service is left behind.
 */
const TIED_TO_US = `
exec 3<&0
"$@" </dev/null 3<&- & service=$!
(cat <&3; kill -TERM $service) >/dev/null 2>&1 &
exec 3<&-
wait $service`;

const addressesSchema = z.strictObject({
  pid: z.int(),
  api: z.url(),
  inbox: z.url(),
  dynamodb: z.url(),
  control: z.url(),
  issuer: z.url(),
  audience: z.string(),
  tokens: z.record(z.enum(roles), z.string()),
});

export interface RunningService {
  /** Where it is since its last start. */
  readonly addresses: ServiceAddresses;
  /** Its data folder. */
  readonly folder: string;
  /** Everything it ever wrote to standard output and standard error. */
  readonly output: string;
  /** Starts it again in the same folder. */
  start(): Promise<void>;
  /** Asks it to end; answers its exit code. */
  stop(): Promise<number | null>;
  /** Ends it with −9, alone or with its process group; its engine has a group of its own. */
  kill(what: "alone" | "group"): Promise<void>;
  /** Begins to start it, and ends it with −9 after this time, wherever it is by then. */
  interruptStart(afterMilliseconds: number): Promise<void>;
  /** Stops it and deletes all it kept. */
  remove(): Promise<void>;
}

/** Starts the service in a new folder on a free port, its clock at `clock`, and waits until it is ready. */
export async function startInNewFolder(clock: string = MONDAY): Promise<RunningService> {
  const folder = await mkdtemp(join(tmpdir(), "no-names-test-"));
  const written: string[] = [];
  const deleteFolder = () => rm(folder, { recursive: true, force: true });
  let current = await launch(folder, ["--clock", clock], written).catch(async (error: unknown) => {
    await deleteFolder();
    throw error;
  });
  let latest = current.addresses;
  const stop = async () => {
    if (isRunning(current.child)) end(latest.pid, "SIGTERM");
    return current.ended;
  };
  return {
    folder,
    get addresses() {
      return latest;
    },
    get output() {
      return written.join("");
    },
    async start() {
      current = await launch(folder, [], written);
      latest = current.addresses;
    },
    stop,
    async kill(what) {
      const { pid: group = latest.pid } = current.child;
      end(what === "group" ? -group : latest.pid, "SIGKILL");
      await current.ended;
    },
    async interruptStart(afterMilliseconds) {
      const { child, ended } = run(["--port", "0", "--data", folder], written);
      await wait(afterMilliseconds);
      if (isRunning(child) && child.pid !== undefined) end(-child.pid, "SIGKILL");
      await ended;
    },
    async remove() {
      if (!isRunning(current.child)) current = await launch(folder, [], written);
      latest = current.addresses;
      if (process.env.DYNAMODB_ENDPOINT) await deleteStored({ addresses: latest, folder });
      await stop();
      await deleteFolder();
    },
  };
}

interface Launched {
  readonly child: ChildProcess;
  readonly addresses: ServiceAddresses;
  /** Its exit code, null where it was killed. */
  readonly ended: Promise<number | null>;
}

async function launch(
  folder: string,
  flags: readonly string[],
  written: string[],
): Promise<Launched> {
  const before = await announcement(folder);
  const { child, ended } = run(["--port", "0", "--data", folder, ...flags], written);
  const text = await until("the service to be ready", async () => {
    if (!isRunning(child)) throw new Error(`The service did not start: ${written.join("")}`);
    const now = await announcement(folder);
    return now === before ? undefined : now;
  });
  return { child, ended, addresses: addressesSchema.parse(JSON.parse(text)) };
}

/** Runs what `npm start` runs, in the environment of a clean terminal. */
function run(
  flags: readonly string[],
  written: string[],
): { readonly child: ChildProcess; readonly ended: Promise<number | null> } {
  const command = [process.execPath, starter, ...flags];
  const { PATH, HOME, TMPDIR, DYNAMODB_ENDPOINT } = process.env;
  const child = spawn("sh", ["-c", TIED_TO_US, "sh", ...command], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { PATH, HOME, TMPDIR, DYNAMODB_ENDPOINT },
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => written.push(text));
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => {
      child.stdin.destroy();
      resolve(code !== null && code > KILLED_BY_SIGNAL ? null : code);
    });
  });
  return { child, ended };
}

/** Sends a signal; a process that ended by itself in the same moment is as good as ended. */
export function end(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** The shell's word for a command that a signal ended: 128 and the number of the signal. */
const KILLED_BY_SIGNAL = 128;

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode === null && signalCode === null;

const announcement = (folder: string): Promise<string | undefined> =>
  readFile(join(folder, "service.json"), "utf8").catch(() => undefined);
