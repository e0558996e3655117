// What the sweep finds by index: stages and linking that are due, and deadlines that still run.
import type { Database } from "../tables/database.ts";
import { type Deadline, deadlineSchema } from "./deadline.ts";
import { type Linking, linkingSchema } from "./linking.ts";
import { DUE_DEADLINES, DUE_LINKING, OPEN_DEADLINES, referralsTable } from "./table.ts";

/** One page of linking that was not finished in its time, the longest due first. */
export async function dueLinkings(
  database: Database,
  at: Date,
  limit: number,
): Promise<readonly Linking[]> {
  const { items } = await database.query({
    table: referralsTable,
    index: "due",
    partition: DUE_LINKING,
    sort: { atMost: at.toISOString() },
    limit,
  });
  return items.map((item) => linkingSchema.parse(item));
}

/**
 * One page of deadlines with a stage that is due, the longest due first; `next` goes on from there. The
 * index may lag behind the table, so what it names is looked at before it is acted on.
 */
export async function dueDeadlines(
  database: Database,
  at: Date,
  limit: number,
  after?: Record<string, string>,
): Promise<{ deadlines: readonly Deadline[]; next?: Record<string, string> }> {
  const { items, next } = await database.query({
    table: referralsTable,
    index: "due",
    partition: DUE_DEADLINES,
    sort: { atMost: at.toISOString() },
    limit,
    after,
  });
  return { deadlines: items.map((item) => deadlineSchema.parse(item)), ...(next && { next }) };
}

/** When a stage, or linking that was left behind, is next due; undefined while there is neither. */
export async function nextDueAction(database: Database): Promise<Date | undefined> {
  const first = await Promise.all(
    [DUE_DEADLINES, DUE_LINKING].map((partition) =>
      database.query({ table: referralsTable, index: "due", partition, limit: 1 }),
    ),
  );
  const instants = first.flatMap(({ items }) => items.map((item) => String(item.nextActionAt)));
  const earliest = instants.sort()[0];
  return earliest === undefined ? undefined : new Date(earliest);
}

/** One page of deadlines that still run, the earliest due first; `next` goes on from there. */
export async function runningDeadlines(
  database: Database,
  limit: number,
  after?: Record<string, string>,
): Promise<{ deadlines: readonly Deadline[]; next?: Record<string, string> }> {
  const { items, next } = await database.query({
    table: referralsTable,
    index: "open",
    partition: OPEN_DEADLINES,
    limit,
    after,
  });
  return { deadlines: items.map((item) => deadlineSchema.parse(item)), ...(next && { next }) };
}
