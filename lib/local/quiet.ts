// Waits until nothing on this machine is under way any more: no change unread, no event undelivered.
import { setTimeout as wait } from "node:timers/promises";

/** A change is read within a few milliseconds of its commit; a second look after this finds it. */
const SECOND_LOOK_MS = 15;
/** Each round is the answer to one before; no story has this many turns. */
const MAX_ROUNDS = 1_000;

/** Something that works by itself. */
export interface Worker {
  /** Waits until it has nothing left to do; true where it had something. */
  settle(): Promise<boolean>;
}

/** Things keep happening: what one worker does is always news to another. */
export class NeverQuiet extends Error {
  override readonly name = "NeverQuiet";
}

/** Lets the workers settle until a round, and another a moment later, find none of them with work. */
export async function untilQuiet(workers: readonly Worker[]): Promise<void> {
  let quietRounds = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let found = false;
    for (const worker of workers) found = (await worker.settle()) || found;
    quietRounds = found ? 0 : quietRounds + 1;
    if (quietRounds === 2) return;
    if (quietRounds === 1) await wait(SECOND_LOOK_MS);
  }
  throw new NeverQuiet("Stream, mail and events did not come to rest.");
}
