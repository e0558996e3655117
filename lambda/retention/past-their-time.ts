// What is past its time, by index, and what belongs to it. Consultations and referrals are deleted alike.
import { consultationsTable, KEPT as KEPT_CONSULTATIONS } from "../consultations/table.ts";
import { KEPT as KEPT_REFERRALS, referralsTable } from "../referrals/table.ts";
import type { Database } from "../tables/database.ts";
import type { Item, Key, TableDefinition } from "../tables/definition.ts";

/** A kind of thing that is kept for a time: where its entries stand, and which of them says for how long. */
export interface Kept {
  readonly table: TableDefinition;
  /** The attribute of its number. */
  readonly number: "reference" | "referralId";
  /** The entry that holds `keepUntil`; it goes last, so that what a crash left is found again. */
  readonly lastEntry: "keeping" | "referral";
  /** The entry and the instant that tell in which month it began. */
  readonly began: { readonly entry: string; readonly at: string };
  readonly partition: string;
}

export const keptConsultations: Kept = {
  table: consultationsTable,
  ...{ number: "reference", lastEntry: "keeping", partition: KEPT_CONSULTATIONS },
  began: { entry: "document", at: "recordedAt" },
};
export const keptReferrals: Kept = {
  table: referralsTable,
  ...{ number: "referralId", lastEntry: "referral", partition: KEPT_REFERRALS },
  began: { entry: "referral", at: "receivedAt" },
};

/** One page of numbers that are past their time at `at`, the longest first. */
export async function pastTheirTime(
  database: Database,
  { table, number, partition }: Kept,
  at: Date,
  limit: number,
  after?: Key,
): Promise<{ readonly numbers: readonly string[]; readonly next?: Key }> {
  const { items, next } = await database.query({
    ...{ table, index: "keepUntil", partition, limit, after },
    sort: { atMost: at.toISOString() },
  });
  return { numbers: items.map((item) => String(item[number])), ...(next && { next }) };
}

/** When the next thing is past its time, if there is any. */
export async function nextPastItsTime(
  database: Database,
  { table, partition }: Kept,
): Promise<Date | undefined> {
  const { items } = await database.query({ table, index: "keepUntil", partition, limit: 1 });
  const [first] = items;
  return first && new Date(String(first.keepUntil));
}

/** One page of the entries under a number. */
export const entriesOf = (
  database: Database,
  { table }: Kept,
  number: string,
  limit: number,
  after?: Key,
): Promise<{ items: Item[]; next?: Key }> =>
  database.query({ table, partition: number, limit, after });
