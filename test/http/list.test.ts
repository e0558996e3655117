// Lists: pages that lose and repeat nothing, cursors that fit one list only, and days as London has them.
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  daysQuery,
  instantsOf,
  listQuery,
  type Page,
  readPage,
  sealedCursors,
} from "../../lambda/http/list.ts";
import { Problem } from "../../lambda/http/problem.ts";
import { defineTable } from "../../lambda/tables/definition.ts";
import { sealWith } from "../../lambda/tables/seal.ts";
import { put } from "../../lambda/tables/write.ts";
import { type Engine, startEngine } from "../engine.ts";

const lettersTable = defineTable({
  name: "Letters",
  key: { partition: "letterId" },
  indexes: { byTown: { partition: "town", sort: "sentAt", carries: "everything" } },
  encryption: "shared",
});

const seal = sealWith("a secret of the test");
const cursors = sealedCursors(seal, "list-letters");

const malformed = (doing: () => unknown) => {
  try {
    doing();
  } catch (error) {
    return error instanceof Problem && error.slug === "malformed-request";
  }
  return false;
};

describe("a page of a list", () => {
  const LETTERS = 450;
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine([lettersTable]);
    const writes = Array.from({ length: LETTERS }, (_, n) =>
      put(
        lettersTable,
        // Several letters share an instant, as several consultations do.
        {
          letterId: `letter-${n}`,
          town: "Ely",
          sentAt: String(1000 + Math.floor(n / 3)),
          number: n,
        },
        [],
      ),
    );
    for (let start = 0; start < writes.length; start += 100) {
      await engine.database.write(writes.slice(start, start + 100), randomUUID());
    }
  });
  afterAll(() => engine.stop());

  const page = (limit: number, cursor: string | undefined, every: number): Promise<Page<number>> =>
    readPage(engine.database, {
      query: { table: lettersTable, index: "byTown", partition: "Ely", newestFirst: true },
      limit,
      cursor,
      cursors,
      show: ({ number }) =>
        typeof number === "number" && number % every === 0 ? number : undefined,
    });

  async function allPages(limit: number, every: number): Promise<number[][]> {
    const pages: number[][] = [];
    for (let cursor: string | undefined, first = true; first || cursor; first = false) {
      const { items, nextCursor } = await page(limit, cursor, every);
      pages.push([...items]);
      cursor = nextCursor;
    }
    return pages;
  }

  test("goes on where the one before ended, however long pages are and whatever a filter leaves out", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom(1, 7, 90, 449, 10_000),
        async (limit, every) => {
          // Short pages of everything would be hundreds of reads that show nothing more.
          fc.pre(limit * every >= 40);
          const pages = await allPages(limit, every);
          const expected = Array.from({ length: LETTERS }, (_, n) => n).filter(
            (n) => n % every === 0,
          );
          expect(pages.flat().toSorted((a, b) => a - b)).toEqual(expected);
          expect(pages.every((items) => items.length <= limit)).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("is full, and says that it is the last, as long as there are few entries to pass over", async () => {
    const pages = await allPages(150, 1);
    expect(pages.map((items) => items.length)).toEqual([150, 150, 150]);
  });

  test("begins with the newest", async () => {
    const { items } = await page(3, undefined, 1);
    expect(items.toSorted()).toEqual([447, 448, 449]);
  });
});

describe("a cursor", () => {
  const key = { kind: "agency", id: "st-example-primary" };

  test("opens for the list and the filters it was given with, and shows nothing of what it holds", () => {
    const byArea = sealedCursors(seal, "list-agencies", { area: "north", type: undefined });
    const cursor = byArea.seal(key);
    expect(sealedCursors(seal, "list-agencies", { area: "north" }).open(cursor)).toEqual(key);
    expect(Buffer.from(cursor, "base64url").toString()).not.toContain("example");
  });

  test("of another list, another filter, another secret or another hand is refused", () => {
    const cursor = sealedCursors(seal, "list-agencies", { area: "north" }).seal(key);
    const others = [
      sealedCursors(seal, "list-areas", { area: "north" }),
      sealedCursors(seal, "list-agencies", { area: "south" }),
      sealedCursors(seal, "list-agencies"),
      sealedCursors(sealWith("another secret"), "list-agencies", { area: "north" }),
    ];
    for (const other of others) expect(malformed(() => other.open(cursor))).toBe(true);
    const same = sealedCursors(seal, "list-agencies", { area: "north" });
    const tampered = `${cursor[0] === "A" ? "B" : "A"}${cursor.slice(1)}`;
    for (const text of [tampered, cursor.slice(1), `${cursor}A`, "", "{}", "x".repeat(5000)]) {
      expect(malformed(() => same.open(text))).toBe(true);
    }
  });
});

describe("the query of a list", () => {
  const query = listQuery({ ...daysQuery });

  test("has fifty entries a page where nothing is asked, and takes one to two hundred", () => {
    expect(query.parse({}).limit).toBe(50);
    expect(query.parse({ limit: "1" }).limit).toBe(1);
    expect(query.parse({ limit: "200" }).limit).toBe(200);
  });

  test.each(["0", "201", "-1", "1.5", "1e2", "ten", "", " 5", "50,50", "٥"])(
    "refuses a limit of %j",
    (limit) => {
      expect(query.safeParse({ limit }).success).toBe(false);
    },
  );

  test.each(["2026-02-29", "2026-13-01", "2026-2-1", "01/02/2026", "2026-01-01T00:00:00Z", ""])(
    "refuses %j as a day",
    (from) => {
      expect(query.safeParse({ from }).success).toBe(false);
    },
  );
});

describe("the days of a list", () => {
  const londonDay = (instant: number) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/London" }).format(instant);

  test("hold exactly the instants that are those days in London, through both clock changes", () => {
    const start = Date.parse("2026-03-20T00:00:00Z");
    const instant = fc
      .integer({ min: 0, max: 300 * 24 * 60 })
      .map((minutes) => start + minutes * 60_000);
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const [from = "", to = ""] = [londonDay(a), londonDay(b)].toSorted();
        const [earliest, latest] = instantsOf({ from, to }) ?? ["", ""];
        const at = new Date(c).toISOString();
        expect(earliest <= at && at <= latest).toBe(from <= londonDay(c) && londonDay(c) <= to);
      }),
    );
  });

  test("begin and end an hour earlier by UTC in summer, to the millisecond", () => {
    expect(instantsOf({ from: "2026-03-29", to: "2026-03-29" })).toEqual([
      "2026-03-29T00:00:00.000Z",
      "2026-03-29T22:59:59.999Z",
    ]);
    expect(instantsOf({ from: "2026-10-25", to: "2026-10-25" })).toEqual([
      "2026-10-24T23:00:00.000Z",
      "2026-10-25T23:59:59.999Z",
    ]);
  });

  test("are open at an end that is left out", () => {
    const [earliest, latest] = instantsOf({ from: "2026-01-01" }) ?? ["", ""];
    expect([earliest, latest >= "9999"]).toEqual(["2026-01-01T00:00:00.000Z", true]);
    expect((instantsOf({ to: "2026-01-01" }) ?? [""])[0] < "0000").toBe(true);
    expect(instantsOf({})).toBeUndefined();
    expect(instantsOf({ from: "0000-01-01", to: "9999-12-31" })).toEqual([
      "0000-01-01T00:00:00.000Z",
      "9999-12-31T23:59:59.999Z",
    ]);
  });

  test("are refused when the last is before the first", () => {
    expect(malformed(() => instantsOf({ from: "2026-02-01", to: "2026-01-31" }))).toBe(true);
  });
});
