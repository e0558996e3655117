// Runs the DynamoDB engine: starts it, notices when it dies, and ends it, also one left behind.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import { CannotStart } from "./cannot-start.ts";
import type { DataFolder } from "./data-folder.ts";
import { findEngine } from "./engine-binary.ts";
import { jsonOrNothing, keep, readIfThere } from "./kept-file.ts";
import { processesWith, runningProcess } from "./process-identity.ts";

/** Ready takes 30 ms; a busy machine gets hundreds of times that. */
const READY_WITHIN_MS = 10_000;
/** One that runs already has no start to wait for. */
const RUNNING_ANSWERS_WITHIN_MS = 2_000;
const LOOK_EVERY_MS = 10;
/** Between finding a free port and taking it somebody else may be faster. */
const PORT_TRIES = 5;
/** It ends within 20 ms of being asked; after this it is made to. */
const END_WITHIN_MS = 1_000;
/** Enough of its last words to see what was wrong. */
const LAST_WORDS_CHARACTERS = 1_000;

export interface Engine {
  readonly endpoint: string;
  /** Resolves with the reason should the engine end before it is stopped. */
  readonly died: Promise<CannotStart>;
  /** Ends it; at once where it is gone already. */
  stop(): Promise<void>;
}

/**
 * An engine that runs anyway, found at `DYNAMODB_ENDPOINT`; it is never ended here.
 * @throws CannotStart when the address is not one, or nothing answers there.
 */
export async function engineAt(endpoint: string): Promise<Engine> {
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw new CannotStart(
      "DYNAMODB_ENDPOINT is not an address. Give one like http://127.0.0.1:8000, or leave it out to use the packaged engine.",
    );
  }
  if (!(await answersWithin(endpoint, RUNNING_ANSWERS_WITHIN_MS))) {
    throw new CannotStart(
      `Nothing answers at ${endpoint}, where DYNAMODB_ENDPOINT says the DynamoDB engine is. Start it first, or leave the variable out to use the packaged engine.`,
    );
  }
  return { endpoint, died: new Promise(() => {}), stop: async () => {} };
}

/**
 * Starts the engine on the folder's tables, on a free port, and waits until it answers. It runs in a
 * process group of its own, so that a signal to the service's group leaves it to be ended last.
 * @throws CannotStart when there is none for this machine, or the tables can't be opened.
 */
export async function startEngine(folder: DataFolder): Promise<Engine> {
  const binary = await findEngine();
  await mkdir(folder.fileOf("tables"), { recursive: true, mode: 0o700 });
  for (let tries = 1; ; tries++) {
    const port = await freePort();
    const child = await launch(binary, port, folder);
    const endpoint = `http://127.0.0.1:${port}`;
    const ended = endOf(child);
    const ready = await Promise.race([answersWithin(endpoint, READY_WITHIN_MS), ended]);
    if (ready === true) return running(child, endpoint, ended, folder);
    await end(child, ended);
    await rm(folder.fileOf("engine"), { force: true });
    const words = await lastWords(folder);
    const portTaken = /address already in use|port \d+ is already in use/i.test(words);
    if (!portTaken || tries === PORT_TRIES) throw unusable(folder, words);
  }
}

/**
 * Ends the engine that an earlier, killed service left behind on this folder. It is known by its
 * command line, which names the folder's own tables. Its noted number is where to look first; it is
 * also found without one, for a service can be killed before it notes any.
 */
export async function endEngineLeftBehind(folder: DataFolder): Promise<void> {
  const ownTables = `--db-path ${databaseOf(folder)}`;
  const noted = notedSchema.safeParse(
    jsonOrNothing(await readIfThere(folder.fileOf("engine")).catch(() => undefined)),
  );
  const candidates = new Set(await processesWith(ownTables));
  if (noted.success) candidates.add(noted.data.pid);
  for (const pid of candidates) {
    const isIt = async () => (await runningProcess(pid))?.command.includes(ownTables) === true;
    if (await isIt()) await endUnless(pid, async () => !(await isIt()));
  }
  await rm(folder.fileOf("engine"), { force: true });
}

const notedSchema = z.object({ pid: z.int().positive() });

const databaseOf = (folder: DataFolder) => `${folder.fileOf("tables")}/dynamodb.sqlite`;

async function launch(binary: string, port: number, folder: DataFolder): Promise<ChildProcess> {
  const log = await open(folder.fileOf("engineLog"), "w", 0o600);
  try {
    const child = spawn(binary, ["--port", String(port), "--db-path", databaseOf(folder)], {
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
    });
    await new Promise<void>((resolve, reject) => {
      child.once("spawn", resolve);
      child.once("error", (cause) =>
        reject(new CannotStart(`The engine ${binary} can't be run: ${cause.message}`, { cause })),
      );
    });
    await keep(folder.fileOf("engine"), JSON.stringify({ pid: child.pid, port }));
    return child;
  } finally {
    await log.close();
  }
}

function running(
  child: ChildProcess,
  endpoint: string,
  ended: Promise<void>,
  folder: DataFolder,
): Engine {
  let stopping = false;
  return {
    endpoint,
    died: ended.then(async () => {
      // Nobody waits for this reason after a stop.
      if (stopping) return new Promise<never>(() => {});
      return new CannotStart(
        `The DynamoDB engine ended by itself, so the service can't go on.${quoted(await lastWords(folder))} What was answered before is kept. Start the service again.`,
      );
    }),
    async stop() {
      stopping = true;
      await end(child, ended);
      await rm(folder.fileOf("engine"), { force: true });
    },
  };
}

const endOf = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once("exit", () => resolve()));

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill("SIGTERM");
  const inTime = await Promise.race([
    ended.then(() => true),
    wait(END_WITHIN_MS, false, { ref: false }),
  ]);
  if (inTime) return;
  child.kill("SIGKILL");
  await ended;
}

async function endUnless(pid: number, isGone: () => Promise<boolean>): Promise<void> {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const until = performance.now() + END_WITHIN_MS;
    while (performance.now() < until) {
      if (await isGone()) return;
      await wait(LOOK_EVERY_MS);
    }
  }
  throw new CannotStart(
    `The DynamoDB engine of an earlier run (process ${pid}) still holds the data folder and can't be ended. End it yourself and start again.`,
  );
}

async function answersWithin(endpoint: string, milliseconds: number): Promise<boolean> {
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    if (await accepts(new URL(endpoint), until - performance.now())) return true;
    await wait(LOOK_EVERY_MS);
  }
  return false;
}

function accepts({ hostname, port, protocol }: URL, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const usual = protocol === "https:" ? 443 : 80;
    const host = hostname.replace(/^\[|\]$/g, "");
    const socket = connect({ host, port: Number(port) || usual, timeout: milliseconds });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
    socket.once("timeout", () => settle(false));
  });
}

async function lastWords(folder: DataFolder): Promise<string> {
  const log = await readFile(folder.fileOf("engineLog"), "utf8").catch(() => "");
  return log.trim().slice(-LAST_WORDS_CHARACTERS);
}

const quoted = (words: string) => (words === "" ? "" : ` Its last words: “${words}”.`);

const unusable = (folder: DataFolder, words: string): CannotStart =>
  new CannotStart(
    `The DynamoDB engine could not open the tables in ${folder.fileOf("tables")}.${quoted(words)} Nothing was deleted. If the folder is damaged, put it back from a copy, or start with --fresh to empty it and begin again, or name another folder with --data.`,
  );

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
