// `npm start` from its first to its last moment: flags, signals, what is said, and the exit code.
import { resolve } from "node:path";
import { CannotStart } from "./cannot-start.ts";
import { takeDataFolder } from "./data-folder.ts";
import { type Flags, readFlags, usage } from "./flags.ts";
import type { Service } from "./service.ts";
import { listenForKeys } from "./single-keys.ts";
import { welcome } from "./welcome.ts";

/** A terminal that closes ends the service like Ctrl-C in it. */
const ending = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** How soon it is noticed that npm is gone. */
const LOOK_FOR_NPM_EVERY_MS = 100;

const project = resolve(import.meta.dirname, "../..");

/** Runs the service until it is told to end; answers the exit code, 1 where something was wrong. */
export async function runFromCommandLine(args: readonly string[]): Promise<number> {
  surviveClosedOutput();
  try {
    const flags = readFlags(args, { from: whereAsked(), project });
    if (flags.help) console.log(usage);
    else await runService(flags);
    return 0;
  } catch (error) {
    console.error(error instanceof CannotStart ? `\n${error.message}\n` : error);
    return 1;
  }
}

async function runService(flags: Flags): Promise<void> {
  const { signal, end } = endOnSignals();
  const service = await started(flags, signal);
  if (service === undefined) return;
  const terminal = process.stdin.isTTY && process.stdout.isTTY ? process.stdin : undefined;
  console.log(
    welcome({
      addresses: service.addresses,
      authority: service.procedure.procedure.authority,
      dataFolder: flags.data,
      now: service.clock.now(),
      singleKeys: terminal !== undefined,
    }),
  );
  const say = (line: string) => console.log(line);
  const restoreTerminal = terminal && listenForKeys(terminal, { service, quit: end, say });
  const failure = await Promise.race([service.failed, aborted(signal)]);
  restoreTerminal?.();
  await service.stop();
  if (failure !== undefined) throw failure;
}

/** The started service, or undefined where it was told to end before it was ready. */
async function started(flags: Flags, signal: AbortSignal): Promise<Service | undefined> {
  // First of all, so that an announcement left behind misleads nobody while the rest is loaded.
  const folder = await takeDataFolder(flags.data, flags.fresh);
  const { startService } = await import("./service.ts");
  try {
    return await startService(folder, flags, signal);
  } catch (error) {
    if (signal.aborted && error === signal.reason) return undefined;
    throw error;
  }
}

/** A second signal changes nothing: npm passes on one that the terminal has sent already. */
function endOnSignals(): { readonly signal: AbortSignal; end(): void } {
  const ended = new AbortController();
  const end = () => ended.abort();
  for (const name of ending) process.on(name, end);
  if (isRunByNpm()) endWithParent(end);
  return { signal: ended.signal, end };
}

/** npm passes a signal on to the shell between them, which dies of it and tells nobody. */
function endWithParent(end: () => void): void {
  const parent = process.ppid;
  const look = () => {
    if (process.ppid !== parent) end();
  };
  setInterval(look, LOOK_FOR_NPM_EVERY_MS).unref();
}

const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });

/** Who reads the output may leave, e.g. `head`: the service goes on. */
function surviveClosedOutput(): void {
  for (const output of [process.stdout, process.stderr]) {
    output.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
    });
  }
}

/** npm runs scripts in the project's folder, and says where the command was given. */
function whereAsked(): string {
  return (isRunByNpm() && process.env.INIT_CWD) || process.cwd();
}

const isRunByNpm = (): boolean => process.env.npm_lifecycle_event === "start";
