// Counts how often a person asks for references that don't exist, so that nobody can try them out.
import { hash, randomUUID } from "node:crypto";
import * as z from "zod";
import { absent, equals } from "../tables/condition.ts";
import type { Database, Read } from "../tables/database.ts";
import type { Item } from "../tables/definition.ts";
import { put, update } from "../tables/write.ts";
import { requestsTable } from "./idempotency.ts";
import { Problem } from "./problem.ts";
import type { Person } from "./roles.ts";

/** A long, tired day of mistyping is below it; guessing is not. */
export const MISSES_ALLOWED = 20;
const WINDOW_SECONDS = 60 * 60;

const counterSchema = z.object({ instants: z.array(z.number()) });

const keyOf = ({ issuer, subject }: Person) => ({
  key: `misses#${hash("sha256", JSON.stringify([issuer, subject]), "base64url")}`,
});

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** The read of a person's counter, to go with an operation's other reads. */
export const missesRead = (person: Person): Read => ({ table: requestsTable, key: keyOf(person) });

/** The instants (Unix seconds) of a person's misses within the last hour, oldest first. */
export function recentMisses(counter: Item | undefined, at: Date): readonly number[] {
  if (counter === undefined) return [];
  const { instants } = counterSchema.parse(counter);
  return instants.filter((instant) => instant > seconds(at) - WINDOW_SECONDS);
}

/** Whether a person has missed more often than is allowed, so that references are not checked for them. */
export const hasTooManyMisses = (recent: readonly number[]): boolean =>
  recent.length > MISSES_ALLOWED;

/** @throws Problem `too-many-misses`, with the seconds until fewer lie within the hour. */
export function refuseTooManyMisses(recent: readonly number[], at: Date): void {
  if (!hasTooManyMisses(recent)) return;
  const leaves = recent[recent.length - 1 - MISSES_ALLOWED] ?? seconds(at);
  const wait = Math.max(1, leaves + WINDOW_SECONDS - seconds(at));
  throw new Problem("too-many-misses", undefined, {}, wait);
}

/**
 * Adds misses to a person's counter. Old ones are dropped where nobody else writes at the same time;
 * where somebody does, the misses are put at the end, so that none is lost.
 */
export async function recordMisses(
  database: Database,
  person: Person,
  counter: Item | undefined,
  count: number,
  at: Date,
): Promise<void> {
  const key = keyOf(person);
  const now = seconds(at);
  const added = Array.from({ length: count }, () => now);
  const expiresAt = now + WINDOW_SECONDS;
  const instants = [...recentMisses(counter, at), ...added];
  const unchanged =
    counter === undefined
      ? absent("key")
      : equals("instants", counterSchema.parse(counter).instants);
  const fresh = put(requestsTable, { ...key, instants, expiresAt }, [unchanged]);
  const outcome = await database.write([fresh], randomUUID());
  if (outcome.done) return;
  const appended = update(
    requestsTable,
    key,
    { set: { expiresAt }, append: { instants: added } },
    [],
  );
  await database.write([appended], randomUUID());
}
