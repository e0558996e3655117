// The Register table: agencies and areas, read and written whole, each change counted.
import { absent, equals } from "../tables/condition.ts";
import type { Read } from "../tables/database.ts";
import { defineTable, type Item, type Key } from "../tables/definition.ts";
import type { TransactItem } from "../tables/transact.ts";
import { check, put } from "../tables/write.ts";
import { type Agency, type Area, agencySchema, areaEntrySchema } from "./agency.ts";

/** Entries by `kind` (`agency`, `area`) and `id`; a council has hundreds, so a kind is one partition. */
export const registerTable = defineTable({
  name: "Register",
  key: { partition: "kind", sort: "id" },
  indexes: {},
  encryption: "shared",
});

type RegisterKind = "agency" | "area";

const keyOf = (kind: RegisterKind, id: string): Key => ({ kind, id });

/** The read of one agency. */
export const agencyRead = (agencyId: string): Read => ({
  table: registerTable,
  key: keyOf("agency", agencyId),
});

/** The read of one area. */
export const areaRead = (area: string): Read => ({
  table: registerTable,
  key: keyOf("area", area),
});

/**
 * The agency of an item, active or not; undefined where there is none.
 * @throws ZodError when the item is not an agency.
 */
export const parseAgency = (item: Item | undefined): Agency | undefined =>
  item && agencySchema.parse(item);

/**
 * The area of an item; undefined where nobody registered it.
 * @throws ZodError when the item is not an area.
 */
export const parseArea = (item: Item | undefined): Area | undefined =>
  item && areaEntrySchema.parse(item);

/**
 * Refuses the transaction unless the agency is still active and as it was read: what is written
 * beside it (a form held or owed) was decided by that.
 */
export function agencyUnchanged(agency: Agency): TransactItem<"agency-changed"> {
  return {
    refusedAs: "agency-changed",
    write: check(registerTable, keyOf("agency", agency.agencyId), [
      equals("active", true),
      equals("verified", agency.verified),
      equals("version", agency.version),
    ]),
  };
}

/** Writes an agency whole, unless it changed since `before` was read (undefined: there was none). */
export function writeAgency(
  agency: Agency,
  before: Agency | undefined,
): TransactItem<"agency-changed"> {
  return {
    refusedAs: "agency-changed",
    write: put(registerTable, { ...keyOf("agency", agency.agencyId), ...agency }, asRead(before)),
  };
}

/** Writes an area whole, unless it changed since `before` was read (undefined: there was none). */
export function writeArea(area: Area, before: Area | undefined): TransactItem<"area-changed"> {
  return {
    refusedAs: "area-changed",
    write: put(registerTable, { ...keyOf("area", area.area), ...area }, asRead(before)),
  };
}

const asRead = (before: { readonly version: number } | undefined) =>
  before === undefined ? [absent("id")] : [equals("version", before.version)];
