// Tells whether a process is still the very one that was noted down: numbers of processes are used again.
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** Asking the operating system about one process takes milliseconds, on Windows a second or two. */
const ASK_TIMEOUT_MS = 5_000;

const run = promisify(execFile);

/** What the operating system says of a running process. */
export interface RunningProcess {
  /** The command with its arguments, divided by spaces. */
  readonly command: string;
  /** Differs from any later process of the same number; as the system writes it. */
  readonly startedAt: string;
}

/** The running process of that number, or undefined where there is none (or only its remains). */
export async function runningProcess(pid: number): Promise<RunningProcess | undefined> {
  if (!isThere(pid)) return undefined;
  try {
    if (process.platform === "linux") return await fromProc(pid);
    return await (process.platform === "win32" ? fromWindows(pid) : fromPs(pid));
  } catch {
    // It ended while it was looked at.
    return undefined;
  }
}

/**
 * The numbers of the other running processes whose command holds some words. None on Windows, where
 * asking for all of them takes too long for a start.
 */
export async function processesWith(words: string): Promise<readonly number[]> {
  if (process.platform === "win32") return [];
  const all = await (process.platform === "linux" ? allFromProc() : allFromPs());
  return all
    .filter(({ pid, command }) => pid !== process.pid && command.includes(words))
    .map(({ pid }) => pid);
}

interface Listed {
  readonly pid: number;
  readonly command: string;
}

async function allFromProc(): Promise<readonly Listed[]> {
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  return Promise.all(
    names.map(async (name) => {
      // It may have ended while the list was read.
      const command = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
      return { pid: Number(name), command: command.replaceAll("\0", " ") };
    }),
  );
}

async function allFromPs(): Promise<readonly Listed[]> {
  const { stdout } = await run("ps", ["-axww", "-o", "pid=,command="], { timeout: ASK_TIMEOUT_MS });
  return stdout.split("\n").map((line) => {
    const [, pid, command = ""] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
    return { pid: Number(pid), command };
  });
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function fromProc(pid: number): Promise<RunningProcess | undefined> {
  const [command, stat] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, "utf8"),
    readFile(`/proc/${pid}/stat`, "utf8"),
  ]);
  // After the name in brackets, which may hold anything: state is the first field, start the 20th.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z") return undefined;
  return { command: command.replaceAll("\0", " ").trim(), startedAt: fields[19] ?? "" };
}

async function fromPs(pid: number): Promise<RunningProcess | undefined> {
  const ask = async (column: string) => {
    const { stdout } = await run("ps", ["-ww", "-o", `${column}=`, "-p", String(pid)], {
      timeout: ASK_TIMEOUT_MS,
    });
    return stdout.trim();
  };
  const [state, startedAt, command] = await Promise.all([
    ask("state"),
    ask("lstart"),
    ask("command"),
  ]);
  return state.startsWith("Z") ? undefined : { command, startedAt };
}

async function fromWindows(pid: number): Promise<RunningProcess | undefined> {
  const query = `Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}' | ForEach-Object { $_.CreationDate.Ticks; $_.CommandLine }`;
  const { stdout } = await run("powershell", ["-NoProfile", "-Command", query], {
    timeout: ASK_TIMEOUT_MS,
  });
  const [startedAt, command] = stdout.split(/\r?\n/);
  return startedAt && command ? { command, startedAt } : undefined;
}
