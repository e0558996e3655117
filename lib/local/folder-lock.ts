// Lets one process at a time use a data folder, and notices when that process is gone.
//
// Locks are numbered. The one with the highest number counts, and the next may be made only when its
// process is gone or has released it. A number is given once, by a link that never replaces a file, so
// of several processes that start at once one gets it. Taking a single lock file over from the dead
// can't be done safely: between looking at it and replacing it, it may have become another's.
import { randomUUID } from "node:crypto";
import { link, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { CannotStart } from "./cannot-start.ts";
import { jsonOrNothing, readIfThere, writeNew } from "./kept-file.ts";
import { runningProcess } from "./process-identity.ts";

/** Each try meets another process that was faster; then that one is found running. */
const TRIES = 20;
const NAME = /^lock-(\d{1,9})\.json$/;

const lockSchema = z.object({
  pid: z.int().positive(),
  startedAt: z.string(),
  released: z.boolean().optional(),
});

export interface FolderLock {
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

export const isLockFile = (name: string): boolean => NAME.test(name);

/**
 * Takes the lock of a folder for this process.
 * @throws CannotStart when a running process holds it. `address` of that service goes into the words.
 */
export async function lockFolder(folder: string, address: string | undefined): Promise<FolderLock> {
  const { pid } = process;
  const own = { pid, startedAt: (await runningProcess(pid))?.startedAt ?? "" };
  const unfinished = join(folder, `.lock.${randomUUID()}`);
  await writeNew(unfinished, JSON.stringify(own));
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      const latest = await latestLock(folder);
      const holder = latest > 0 ? await liveHolder(pathOf(folder, latest)) : undefined;
      if (holder !== undefined) throw inUse(holder, address);
      const mine = latest + 1;
      if (!(await becomes(unfinished, pathOf(folder, mine)))) continue;
      if (await isLatest(folder, mine)) return await held(folder, mine, own);
      await rm(pathOf(folder, mine), { force: true });
    }
  } finally {
    await rm(unfinished, { force: true });
  }
  throw new CannotStart(
    `The data folder ${folder} could not be taken: other processes keep taking it. Stop them, or name another folder with --data.`,
  );
}

async function held(folder: string, mine: number, own: object): Promise<FolderLock> {
  for (const number of await lockNumbers(folder)) {
    if (number < mine) await rm(pathOf(folder, number), { force: true });
  }
  const isHeld = () => isLatest(folder, mine);
  return {
    isHeld,
    async release() {
      if (!(await isHeld())) return;
      const beside = join(folder, `.lock.${randomUUID()}`);
      await writeNew(beside, JSON.stringify({ ...own, released: true }));
      await rename(beside, pathOf(folder, mine));
    },
  };
}

const pathOf = (folder: string, number: number): string => join(folder, `lock-${number}.json`);

async function lockNumbers(folder: string): Promise<number[]> {
  return (await readdir(folder)).flatMap((name) => {
    const number = NAME.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}

const latestLock = async (folder: string): Promise<number> =>
  Math.max(0, ...(await lockNumbers(folder)));

const isLatest = async (folder: string, number: number): Promise<boolean> =>
  (await latestLock(folder)) === number;

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

async function liveHolder(path: string): Promise<number | undefined> {
  const lock = lockSchema.safeParse(jsonOrNothing(await readIfThere(path)));
  // A damaged lock names nobody who could be asked.
  if (!lock.success || lock.data.released === true) return undefined;
  const running = await runningProcess(lock.data.pid);
  return running?.startedAt === lock.data.startedAt ? lock.data.pid : undefined;
}

const inUse = (pid: number, address: string | undefined): CannotStart =>
  new CannotStart(
    `A service is already using this data folder (process ${pid}${address ? `, ${address}` : ""}). Stop it first, or name another folder with --data.`,
  );
