// What every list shares: how long a page is, where it goes on, and the days it is about.
import * as z from "zod";
import type { Database, Query } from "../tables/database.ts";
import type { Item, Key } from "../tables/definition.ts";
import type { Seal } from "../tables/seal.ts";
import { canonicalJson } from "./json.ts";
import { Problem } from "./problem.ts";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;
/** As long as a seal can be; see `Seal`. */
const MAX_CURSOR = 2_000;
/** Where few entries pass a filter a page ends early, with a cursor, so that every answer is quick. */
const MAX_READS = 10;

/** `limit`: how many entries a page has at most. */
const limitSchema = z
  .string()
  .regex(/^[0-9]{1,3}$/, `Give a whole number from 1 to ${MAX_LIMIT}.`)
  .transform(Number)
  .refine(
    (limit) => limit >= 1 && limit <= MAX_LIMIT,
    `Give a whole number from 1 to ${MAX_LIMIT}.`,
  )
  .default(DEFAULT_LIMIT)
  .meta({
    description: `Entries a page, 1 to ${MAX_LIMIT}; ${DEFAULT_LIMIT} where left out.`,
    // In an address everything is text; whoever reads the description means a number.
    override: {
      type: "integer",
      pattern: undefined,
      minimum: 1,
      maximum: MAX_LIMIT,
      default: DEFAULT_LIMIT,
    },
  });

/** `cursor`: where the page before ended. */
const cursorSchema = z.string().max(MAX_CURSOR).optional().meta({
  description: "The `nextCursor` of the page before, with the same filters.",
});

/** The query of a list with its filters: `listQuery({ state: z.enum(states).optional() })`. */
export const listQuery = <F extends z.ZodRawShape>(filters: F) =>
  z.strictObject({ limit: limitSchema, cursor: cursorSchema, ...filters });

const dateSchema = z.iso.date("Give a date as YYYY-MM-DD.").optional();

/** Filters for the days a list is about, both included: `listQuery({ ...daysQuery })`. */
export const daysQuery = {
  from: dateSchema.meta({ description: "First day, Europe/London." }),
  to: dateSchema.meta({ description: "Last day, Europe/London; that day is included." }),
} as const;

/** A page of a list as it is answered; without `nextCursor` it is the last. */
export const listSchema = <S extends z.ZodType>(entry: S) =>
  z.strictObject({ items: z.array(entry), nextCursor: z.string().optional() });

/** Seals and opens the cursors of one list with one set of filters. */
interface Cursors {
  /**
   * The key that the caller's cursor holds, or undefined for the first page.
   * @throws Problem `malformed-request` for a cursor of another list or filter, or one nobody sealed.
   */
  open(cursor: string | undefined): Key | undefined;
  seal(key: Key): string;
}

const keySchema = z.record(z.string(), z.string());

/**
 * The cursors of a list, bound to its operation and filters: another list or another filter can't
 * go on from them. `limit` is no filter: pages may change their length.
 */
export function sealedCursors(
  seal: Seal,
  operationId: string,
  filters: Readonly<Record<string, string | boolean | undefined>> = {},
): Cursors {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  const purpose = canonicalJson(["cursor", operationId, Object.fromEntries(given)]);
  return {
    open(cursor) {
      if (cursor === undefined) return undefined;
      const opened = keySchema.safeParse(seal.open(purpose, cursor));
      if (opened.success) return opened.data;
      throw new Problem(
        "malformed-request",
        "The cursor does not belong to this list with these filters. Use “nextCursor” exactly as the list gave it, with the same filters, or leave it out to start at the beginning.",
      );
    },
    seal: (key) => seal.seal(purpose, key),
  };
}

interface PageRequest<T> {
  readonly query: Omit<Query, "limit" | "after">;
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly cursors: Cursors;
  /** What the list shows of an item, or undefined where a filter leaves it out. */
  readonly show: (item: Item) => T | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string;
}

/**
 * Reads one page. With a filter in `show` a page may be shorter than `limit`, even empty, and still
 * have a `nextCursor`: at most ten reads are made for one answer.
 */
export async function readPage<T>(database: Database, request: PageRequest<T>): Promise<Page<T>> {
  const { query, limit, cursor, cursors, show } = request;
  const shown: T[] = [];
  let after = cursors.open(cursor);
  for (let reads = 0; reads < MAX_READS; reads++) {
    // One more than asked tells whether there is a next page; a filter that took some asks for many.
    const take = reads === 0 ? limit + 1 : MAX_LIMIT;
    const { items, next } = await database.query({ ...query, limit: take, after });
    for (const item of items) {
      const entry = show(item);
      if (entry !== undefined) {
        if (shown.length === limit && after)
          return { items: shown, nextCursor: cursors.seal(after) };
        shown.push(entry);
      }
      after = placeOf(query, item);
    }
    if (next === undefined) return { items: shown };
  }
  return { items: shown, ...(after && { nextCursor: cursors.seal(after) }) };
}

/** The key from which a query goes on after an item: the table's own, and the index's. */
function placeOf({ table, index }: PageRequest<unknown>["query"], item: Item): Key {
  const keys = [table.key, ...(index === undefined ? [] : [table.indexes[index]])];
  const names = keys.flatMap((key) => [key?.partition, key?.sort]);
  return Object.fromEntries(
    names.filter((name) => name !== undefined).map((name) => [name, String(item[name])]),
  );
}

/** The instants of some days, both included, as they sort in an index. */
export type Between = readonly [earliest: string, latest: string];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Before and after every instant that is written as RFC 3339. */
const BEGINNING = "0";
const END = "9999-12-31T23:59:59.999Z";

/**
 * The first and last instant (RFC 3339 UTC with milliseconds) of the days from `from` to `to` in
 * Europe/London, both included, whatever the process's zone; an end that is left out is open.
 * Undefined where both are.
 * @throws Problem `malformed-request` when the last day is before the first.
 */
export function instantsOf({
  from,
  to,
}: {
  readonly from?: string;
  readonly to?: string;
}): Between | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (from !== undefined && to !== undefined && to < from) {
    throw new Problem("malformed-request", "“to” is before “from”. Give the earlier day first.");
  }
  return [
    from === undefined ? BEGINNING : new Date(startOfDay(from)).toISOString(),
    to === undefined ? END : new Date(startOfDay(dayAfter(to)) - 1).toISOString(),
  ];
}

const dayAfter = (date: string): string =>
  new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, date.length);

const londonTime = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  hour: "2-digit",
  hourCycle: "h23",
});

/** London's midnight is UTC's, or an hour before it in summer. */
function startOfDay(date: string): number {
  const midnight = Date.parse(date);
  const inSummer = midnight - HOUR_MS;
  return londonTime.format(inSummer) === "00" ? inSummer : midnight;
}
