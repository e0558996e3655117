// The service's time: the machine's, moved by an offset that is kept.
import * as z from "zod";
import { CannotStart } from "./cannot-start.ts";
import { keep, readKept } from "./kept-file.ts";

/** RFC 3339 has four digits for the year. */
const LAST_INSTANT = Date.parse("9999-12-31T23:59:59.999Z");

const keptSchema = z.object({ offsetMilliseconds: z.int() });

export interface Clock {
  now(): Date;
  /** Moves on to an instant, from which time runs. It is kept before it counts. An earlier one is passed over. */
  moveOnTo(instant: Date): Promise<void>;
}

export const isWithinReach = (instant: Date): boolean =>
  Math.abs(instant.getTime()) <= LAST_INSTANT && instant.getTime() >= 0;

/**
 * Opens the clock kept at a path; `startAt` overrides what is kept, also backwards.
 * @throws CannotStart when the kept offset is damaged.
 */
export async function openClock(
  path: string,
  startAt?: Date,
  machine: () => number = Date.now,
): Promise<Clock> {
  let offset = (await readKept(path, keptSchema))?.offsetMilliseconds ?? 0;
  const set = async (instant: Date) => {
    const wanted = instant.getTime() - machine();
    await keep(path, JSON.stringify({ offsetMilliseconds: wanted }));
    offset = wanted;
  };
  const now = () => new Date(machine() + offset);
  if (startAt !== undefined) await set(startAt);
  if (!isWithinReach(now())) {
    throw new CannotStart(
      `The clock kept in ${path} is out of reach. Start with --clock and an instant like 2026-11-23T09:00:00Z.`,
    );
  }
  return {
    now,
    async moveOnTo(instant) {
      if (instant.getTime() > now().getTime()) await set(instant);
    },
  };
}
