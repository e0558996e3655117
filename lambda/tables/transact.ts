// Writes a set of items all or nothing, and repeats when another transaction was in the way.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { log } from "../log/log.ts";
import type { Database } from "./database.ts";
import type { Item } from "./definition.ts";
import type { Write } from "./write.ts";

/** A write, and the word for what it means when its condition does not hold. */
export interface TransactItem<R extends string = string> {
  readonly write: Write;
  readonly refusedAs: R;
}

export type TransactOutcome<R extends string> =
  | { readonly done: true }
  | { readonly done: false; readonly refusedAs: R; readonly found?: Item };

export interface TransactOptions {
  /** Called before each repeat; it may throw to end the matter, e.g. when the answer is known by now. */
  readonly beforeRepeat?: () => Promise<void>;
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  /** From 0 up to 1. */
  readonly random?: () => number;
}

/** Conflicts come from callers working on one item; more than this many in a row is a stuck item. */
const REPEATS = 5;
const FIRST_PAUSE_MS = 20;

/** Too many conflicts in a row: nothing was written, and the caller may try again later. */
export class StillInConflict extends Error {
  override readonly name = "StillInConflict";
}

/**
 * Writes all items or none. A condition that does not hold comes back as that item's `refusedAs`
 * (the first in the order given). A conflict with another transaction is repeated, at most five
 * times, with a growing pause of random length so that rivals don't meet again.
 * @throws StillInConflict after the last repeat; the SDK's error for anything else.
 */
export async function transact<R extends string>(
  database: Database,
  items: readonly TransactItem<R>[],
  { beforeRepeat, sleep = wait, random = Math.random }: TransactOptions = {},
): Promise<TransactOutcome<R>> {
  const writes = items.map((item) => item.write);
  const token = randomUUID();
  for (let repeat = 0; ; repeat++) {
    const outcome = await database.write(writes, token);
    if (outcome.done) return { done: true };
    if (outcome.because === "refused") {
      const item = items[outcome.index];
      if (item === undefined) throw new Error("A write was refused that was not asked for.");
      return { done: false, refusedAs: item.refusedAs, found: outcome.found };
    }
    if (repeat === REPEATS) throw new StillInConflict("Other changes kept getting in the way.");
    log("transaction-repeated", { repeat: repeat + 1 });
    await sleep(FIRST_PAUSE_MS * 2 ** repeat * (0.5 + random()));
    await beforeRepeat?.();
  }
}
