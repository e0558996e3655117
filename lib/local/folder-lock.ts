// Lets one process at a time use a data folder, and notices when that process is gone.
import { randomUUID } from "node:crypto";
import { link, rename, rm } from "node:fs/promises";
import * as z from "zod";
import { CannotStart } from "./cannot-start.ts";
import { readIfThere, writeNew } from "./kept-file.ts";
import { runningProcess } from "./process-identity.ts";

/** Two processes that start at once may each be in the other's way for a moment. */
const TRIES = 5;

const lockSchema = z.object({ pid: z.int().positive(), startedAt: z.string(), token: z.string() });

export interface FolderLock {
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Takes the lock for this process; one whose process is gone is taken over.
 * @throws CannotStart when a running process holds it. `address` of that service goes into the words.
 */
export async function lockFolder(path: string, address: string | undefined): Promise<FolderLock> {
  const token = randomUUID();
  const own = `${path}.${token}`;
  const { pid } = process;
  const startedAt = (await runningProcess(pid))?.startedAt ?? "";
  const content = JSON.stringify({ pid, startedAt, token });
  await writeNew(own, content);
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      if (await becomes(own, path)) return held(path, content);
      const found = await readIfThere(path);
      if (found === undefined) continue;
      const holder = await liveHolder(found);
      if (holder !== undefined) throw inUse(holder, address);
      await putAside(path, `${own}.stale`, found);
    }
  } finally {
    await rm(own, { force: true });
  }
  throw new CannotStart(
    `The lock ${path} could not be taken: other processes keep taking it. Stop them, or name another folder with --data.`,
  );
}

function held(path: string, content: string): FolderLock {
  const isHeld = async () => (await readIfThere(path)) === content;
  return {
    isHeld,
    async release() {
      if (await isHeld()) await rm(path, { force: true });
    },
  };
}

/** Unlike a rename, a link never replaces what is there. */
async function becomes(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function liveHolder(content: string): Promise<number | undefined> {
  let lock: z.output<typeof lockSchema>;
  try {
    lock = lockSchema.parse(JSON.parse(content));
  } catch {
    // A damaged lock names nobody who could be asked.
    return undefined;
  }
  const running = await runningProcess(lock.pid);
  return running?.startedAt === lock.startedAt ? lock.pid : undefined;
}

/** Moves a lock away, and puts it back should it have become another's since it was read. */
async function putAside(path: string, aside: string, expected: string): Promise<void> {
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readIfThere(aside)) !== expected) await becomes(aside, path);
  await rm(aside, { force: true });
}

const inUse = (pid: number, address: string | undefined): CannotStart =>
  new CannotStart(
    `A service is already using this data folder (process ${pid}${address ? `, ${address}` : ""}). Stop it first, or name another folder with --data.`,
  );
