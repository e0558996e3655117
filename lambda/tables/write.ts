// One write of a transaction, as data.
import type { Change, Condition } from "./condition.ts";
import type { Item, Key, TableDefinition } from "./definition.ts";

interface Conditional {
  readonly table: TableDefinition;
  readonly condition: Condition;
}

export type Write =
  | (Conditional & { readonly kind: "put"; readonly item: Item })
  | (Conditional & { readonly kind: "update"; readonly key: Key; readonly change: Change })
  | (Conditional & { readonly kind: "delete"; readonly key: Key })
  | (Conditional & { readonly kind: "check"; readonly key: Key });

export const put = (table: TableDefinition, item: Item, condition: Condition): Write => ({
  kind: "put",
  table,
  item,
  condition,
});

export const update = (
  table: TableDefinition,
  key: Key,
  change: Change,
  condition: Condition,
): Write => ({ kind: "update", table, key, change, condition });

export const remove = (table: TableDefinition, key: Key, condition: Condition): Write => ({
  kind: "delete",
  table,
  key,
  condition,
});

/** Refuses the whole transaction where the condition does not hold; writes nothing itself. */
export const check = (table: TableDefinition, key: Key, condition: Condition): Write => ({
  kind: "check",
  table,
  key,
  condition,
});
