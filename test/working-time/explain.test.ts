// Sums of working time in sentences a person can check with a calendar.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TIME_UNITS } from "../../lambda/working-time/units.ts";
import { explained, office } from "./explained.ts";
import { london } from "./made-up-calendars.ts";

describe("working days", () => {
  explained([
    [
      "2026-04-02 16:40 BST",
      1,
      "working-days",
      "Received Thursday 2 April 2026 at 16:40. 3 and 6 April are bank holidays, 4 and 5 a weekend. One working day ends Tuesday 7 April at 17:00.",
    ],
    [
      "2026-04-02 19:05 BST",
      1,
      "working-days",
      "Received Thursday 2 April 2026 at 19:05, after the office closed. 3 and 6 April are bank holidays, 4 and 5 a weekend, so the time counts from Tuesday 7 April. One working day ends Wednesday 8 April at 17:00.",
    ],
    [
      "2026-04-07 17:00 BST",
      2,
      "working-days",
      "Received Tuesday 7 April 2026 at 17:00, as the office closed. The time counts from Wednesday 8 April. Two working days end Friday 10 April at 16:00.",
    ],
    [
      "2026-04-05 10:00 BST",
      3,
      "working-days",
      "Received Sunday 5 April 2026 at 10:00. 5 April is a Sunday; 6 April is a bank holiday, so the time counts from Tuesday 7 April. Three working days end Friday 10 April at 16:00.",
    ],
    [
      "2026-05-01 10:00 BST",
      1,
      "working-days",
      "Received Friday 1 May 2026 at 10:00. 2 and 3 May are a weekend; 4 May is a bank holiday. One working day ends Tuesday 5 May at 17:00.",
    ],
    [
      "2026-04-07 06:00 BST",
      1,
      "working-days",
      "Received Tuesday 7 April 2026 at 06:00. One working day ends Wednesday 8 April at 17:00.",
    ],
    [
      "2026-01-30 10:00 GMT",
      1,
      "working-days",
      "Received Friday 30 January 2026 at 10:00. 31 January and 1 February are a weekend. One working day ends Monday 2 February at 17:00.",
    ],
    [
      "2026-12-24 10:00 GMT",
      1,
      "working-days",
      "Received Thursday 24 December 2026 at 10:00. 25 and 28 December and 1 January are bank holidays, the office is closed from 29 to 31 December, and two weekends fall in between. One working day ends Monday 4 January 2027 at 17:00.",
    ],
    [
      "2026-06-30 10:00 BST",
      1,
      "working-days",
      "Received Tuesday 30 June 2026 at 10:00. The office is closed on 1 July. One working day ends Thursday 2 July at 17:00.",
    ],
    [
      "2026-06-30 10:00 BST",
      2,
      "working-days",
      "Received Tuesday 30 June 2026 at 10:00. 4 and 5 July are a weekend, and the office is closed on 1 and 3 July. Two working days end Monday 6 July at 17:00.",
    ],
    [
      "2027-12-24 10:00 GMT",
      1,
      "working-days",
      "Received Friday 24 December 2027 at 10:00. 27 and 28 December are bank holidays, 25 and 26 a weekend. One working day ends Wednesday 29 December at 17:00.",
    ],
    [
      "2026-04-02 10:00 BST",
      400,
      "working-days",
      "Received Thursday 2 April 2026 at 10:00. The office is closed on 1 and 3 July and from 29 to 31 December, and 13 bank holidays and 84 weekends fall in between. 400 working days end Tuesday 9 November 2027 at 17:00.",
    ],
  ]);
});

describe("the same day", () => {
  explained([
    [
      "2026-04-07 10:00 BST",
      0,
      "same-day",
      "Received Tuesday 7 April 2026 at 10:00. It is due the same day at 17:00.",
    ],
    [
      "2026-04-10 16:30 BST",
      0,
      "same-day",
      "Received Friday 10 April 2026 at 16:30, after the office closed. 11 and 12 April are a weekend, so the time counts from Monday 13 April. It is due that day at 17:00.",
    ],
  ]);
});

test("what begins the time is named as the rule names it", () => {
  const from = london("2026-04-07 09:00 BST");
  expect(office.explain(from, 24, "hours", "First contact")).toBe(
    "First contact Tuesday 7 April 2026 at 09:00. 24 hours, counted without a break, end Wednesday 8 April at 09:00.",
  );
});

describe("whatever is explained", () => {
  const wall = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", timeStyle: "short" });
  const sums = fc.record({
    from: fc
      .integer({ min: Date.UTC(2019, 5, 1), max: Date.UTC(2027, 0, 1) })
      .map((at) => new Date(at)),
    amount: fc.oneof(fc.nat(12), fc.nat(500)),
    unit: fc.constantFrom(...TIME_UNITS),
  });

  test("is a few whole sentences, and never a list of forty weekends", () => {
    fc.assert(
      fc.property(sums, ({ from, amount, unit }) => {
        const explanation = office.explain(from, amount, unit);
        expect(explanation).toMatch(
          /^Received [A-Z][a-z]+day \d+ [A-Z][a-z]+ \d{4} at \d\d:\d\d[.,]/,
        );
        expect(explanation).toMatch(/\.$/);
        expect(explanation).not.toMatch(/undefined|NaN| {2}|\.\.|\. [a-z]|\b1 \w+s\b|, and,|^,/);
        expect(explanation.length).toBeLessThan(500);
      }),
      { numRuns: 2000 },
    );
  });

  test("ends with the time at which it is due", () => {
    fc.assert(
      fc.property(sums, ({ from, amount, unit }) => {
        const explanation = office.explain(from, amount, unit);
        const due = wall.format(office.add(from, amount, unit));
        const said = explanation.match(/(\d\d:\d\d|at midnight at the end of [^.]*)\.$/)?.[1];
        expect(said?.startsWith("at midnight") ? "00:00" : said).toBe(due);
      }),
      { numRuns: 2000 },
    );
  });
});
