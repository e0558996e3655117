// The table of statistics: each closed month as it was first given, small numbers hidden already.
import * as z from "zod";
import { absent } from "../tables/condition.ts";
import type { Database } from "../tables/database.ts";
import { defineTable } from "../tables/definition.ts";
import { transact } from "../tables/transact.ts";
import { put } from "../tables/write.ts";

export const statisticsTable = defineTable({
  name: "Statistics",
  key: { partition: "month" },
  indexes: {},
  encryption: "shared",
});

export const FEWER = "fewer than 5";
export const HIDDEN = "hidden";

export const cellSchema = z.object({
  outcome: z.string(),
  agencyType: z.string(),
  consultations: z.union([z.int(), z.enum([FEWER, HIDDEN])]),
});
export const onTimeSchema = z.object({
  deadline: z.string(),
  onTimePercent: z.union([z.int(), z.literal(FEWER)]),
});

export const frozenMonthSchema = z.object({
  month: z.string(),
  frozenAt: z.iso.datetime(),
  cells: z.array(cellSchema),
  deadlines: z.array(onTimeSchema),
});
export type FrozenMonth = z.infer<typeof frozenMonthSchema>;

/** The months that are frozen, by name; those that are not are left out. */
export async function frozenMonths(
  database: Database,
  months: readonly string[],
): Promise<ReadonlyMap<string, FrozenMonth>> {
  const items = await database.readTogether(
    months.map((month) => ({ table: statisticsTable, key: { month } })),
  );
  const frozen = items.flatMap((item) => (item ? [frozenMonthSchema.parse(item)] : []));
  return new Map(frozen.map((one) => [one.month, one]));
}

/** Freezes a month, once and for all: where somebody was faster theirs stands, and is answered. */
export async function freeze(database: Database, counted: FrozenMonth): Promise<FrozenMonth> {
  const write = put(statisticsTable, { ...counted }, [absent("month")]);
  const outcome = await transact(database, [{ write, refusedAs: "frozen-before" }]);
  return outcome.done ? counted : frozenMonthSchema.parse(outcome.found);
}
