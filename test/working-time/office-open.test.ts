// When the office is open, and what lies before a due time.

import { describe, expect, test } from "vitest";
import type { TimeUnit } from "../../lambda/working-time/units.ts";
import { workingTime } from "../../lambda/working-time/working-time.ts";
import { ENGLISH_OFFICE, london } from "./made-up-calendars.ts";

const office = workingTime(ENGLISH_OFFICE);

type Example = [what: string, from: string, amount: number, unit: TimeUnit, due: string];

describe("the office", () => {
  test.each([
    ["2026-04-07 08:29:59.999 BST", false],
    ["2026-04-07 08:30 BST", true],
    ["2026-04-07 16:59:59.999 BST", true],
    ["2026-04-07 17:00 BST", false],
    ["2026-04-10 15:59 BST", true],
    ["2026-04-10 16:00 BST", false],
    ["2026-04-11 10:00 BST", false],
    ["2026-04-06 10:00 BST", false],
    ["2026-01-07 08:30 GMT", true],
  ])("at %s is open: %s", (at, open) => {
    expect(office.isOpen(london(at))).toBe(open);
  });

  test.each([
    ["2026-04-07 05:00 BST", "2026-04-07 08:30 BST"],
    ["2026-04-07 08:30 BST", "2026-04-07 08:30 BST"],
    ["2026-04-07 12:00:00.5 BST", "2026-04-07 12:00:00.5 BST"],
    ["2026-04-07 17:00 BST", "2026-04-08 08:30 BST"],
    ["2026-04-02 17:00 BST", "2026-04-07 08:30 BST"],
    ["2026-03-27 16:00 GMT", "2026-03-30 08:30 BST"],
  ])("from %s on is open at %s", (at, opening) => {
    expect(office.nextOpening(london(at))).toEqual(london(opening));
  });

  test("with a lunch break is closed in it, and its day goes on", () => {
    const withLunch = workingTime({
      ...ENGLISH_OFFICE,
      officeHours: {
        tue: [
          ["13:00", "17:00"],
          ["08:30", "12:30"],
        ],
      },
    });
    const atLunch = london("2026-04-07 12:45 BST");
    expect(withLunch.isOpen(atLunch)).toBe(false);
    expect(withLunch.nextOpening(atLunch)).toEqual(london("2026-04-07 13:00 BST"));
    expect(withLunch.add(atLunch, 0, "same-day")).toEqual(london("2026-04-07 17:00 BST"));
    expect(withLunch.add(london("2026-04-07 12:00 BST"), 1, "working-hours")).toEqual(
      london("2026-04-07 13:30 BST"),
    );
    expect(withLunch.add(london("2026-04-07 12:00 BST"), 0.5, "working-hours")).toEqual(
      london("2026-04-07 12:30 BST"),
    );
  });

  test("round the clock never closes on a working day", () => {
    const always: [string, string][] = [["00:00", "24:00"]];
    const roundTheClock = workingTime({
      ...ENGLISH_OFFICE,
      officeHours: {
        mon: always,
        tue: always,
        wed: always,
        thu: always,
        fri: always,
        sat: always,
        sun: always,
      },
    });
    expect(roundTheClock.isOpen(london("2026-04-08 00:00 BST"))).toBe(true);
    expect(roundTheClock.add(london("2026-03-28 12:00 GMT"), 24, "working-hours")).toEqual(
      london("2026-03-29 13:00 BST"),
    );
    expect(roundTheClock.add(london("2026-04-07 23:00 BST"), 1, "working-days")).toEqual(
      london("2026-04-09 00:00 BST"),
    );
  });

  test("is closed for the days of a closure, the last included", () => {
    const closed = workingTime({
      ...ENGLISH_OFFICE,
      closures: [{ from: "2026-12-29", to: "2026-12-31" }, "2026-12-24"],
    });
    expect(closed.isOpen(london("2026-12-24 10:00 GMT"))).toBe(false);
    expect(closed.isOpen(london("2026-12-31 10:00 GMT"))).toBe(false);
    expect(closed.add(london("2026-12-23 10:00 GMT"), 1, "working-days")).toEqual(
      london("2027-01-04 17:00 GMT"),
    );
    expect(closed.add(london("2026-12-23 16:00 GMT"), 2, "working-hours")).toEqual(
      london("2027-01-04 09:30 GMT"),
    );
    expect(closed.add(london("2026-12-23 16:00 GMT"), 24, "working-day-hours")).toEqual(
      london("2027-01-04 16:00 GMT"),
    );
  });
});

describe("before it is due", () => {
  const examples: Example[] = [
    ["four working hours", "2026-04-07 17:00 BST", 4, "working-hours", "2026-04-07 13:00 BST"],
    ["over Easter", "2026-04-07 09:30 BST", 4, "working-hours", "2026-04-02 14:00 BST"],
    [
      "a whole day of office hours",
      "2026-04-07 17:00 BST",
      8.5,
      "working-hours",
      "2026-04-07 08:30 BST",
    ],
    ["due at a weekend", "2026-04-11 12:00 BST", 1, "working-hours", "2026-04-10 15:00 BST"],
    [
      "24 hours of working days",
      "2026-04-13 10:00 BST",
      24,
      "working-day-hours",
      "2026-04-10 10:00 BST",
    ],
    ["a working day", "2026-04-08 17:00 BST", 1, "working-days", "2026-04-07 17:00 BST"],
    [
      "two working days over Easter",
      "2026-04-08 17:00 BST",
      2,
      "working-days",
      "2026-04-02 17:00 BST",
    ],
    ["two hours", "2026-04-08 17:00 BST", 2, "hours", "2026-04-08 15:00 BST"],
    [
      "a calendar day over the clock change",
      "2026-03-29 17:00 BST",
      1,
      "calendar-days",
      "2026-03-28 17:00 GMT",
    ],
    ["nothing", "2026-04-11 12:00 BST", 0, "working-hours", "2026-04-11 12:00 BST"],
  ];
  test.each(examples)("%s: %s − %d %s is %s", (_, due, amount, unit, expected) => {
    expect(office.subtract(london(due), amount, unit)).toEqual(london(expected));
  });

  test("the same day has nothing to subtract", () => {
    expect(() => office.subtract(london("2026-04-07 17:00 BST"), 1, "same-day")).toThrow(
      /same-day/,
    );
  });

  test("nothing leads back before the list begins", () => {
    expect(() => office.subtract(london("2019-01-03 12:00 GMT"), 40, "working-hours")).toThrow(
      /back before/,
    );
    expect(() => office.subtract(london("2019-01-03 12:00 GMT"), 5, "working-days")).toThrow(
      /back before/,
    );
  });
});
