// What working time refuses: settings nothing can be computed with, and sums past what is known.

import { describe, expect, test } from "vitest";
import { CalendarEnds } from "../../lambda/working-time/calendar.ts";
import {
  BadWorkingTime,
  type SettingsProblem,
  type WorkingTimeSettings,
} from "../../lambda/working-time/settings.ts";
import { TIME_UNITS, type TimeUnit } from "../../lambda/working-time/units.ts";
import { workingTime } from "../../lambda/working-time/working-time.ts";
import { ENGLISH_OFFICE, london } from "./made-up-calendars.ts";

const office = workingTime(ENGLISH_OFFICE);

/** Settings as a file may hold them, whatever the types say. */
function problemsOf(settings: Record<string, unknown>): readonly SettingsProblem[] {
  try {
    workingTime({ ...ENGLISH_OFFICE, ...settings } as WorkingTimeSettings);
  } catch (error) {
    if (error instanceof BadWorkingTime) return error.problems;
    throw error;
  }
  return [];
}

describe("settings are refused", () => {
  test.each([
    [
      "hours that close before they open",
      { tue: [["17:00", "08:30"]] },
      "officeHours.tue[0]",
      /before it opens/,
    ],
    [
      "hours that close as they open",
      { tue: [["08:30", "08:30"]] },
      "officeHours.tue[0]",
      /as it opens/,
    ],
    [
      "hours that overlap",
      {
        tue: [
          ["08:30", "13:00"],
          ["12:59", "17:00"],
        ],
      },
      "officeHours.tue",
      /12:59 to 17:00 overlaps/,
    ],
    [
      "hours within others",
      {
        tue: [
          ["08:30", "17:00"],
          ["10:00", "11:00"],
        ],
      },
      "officeHours.tue",
      /overlaps/,
    ],
    ["an hour there is not", { mon: [["08:30", "25:00"]] }, "officeHours.mon[0]", /HH:MM/],
    ["a minute there is not", { mon: [["08:60", "17:00"]] }, "officeHours.mon[0]", /HH:MM/],
    ["an hour without its nought", { mon: [["8:30", "17:00"]] }, "officeHours.mon[0]", /HH:MM/],
    ["an opening at 24:00", { mon: [["24:00", "24:00"]] }, "officeHours.mon[0]", /only closes/],
    ["a time that is a number", { mon: [[8, 17]] }, "officeHours.mon[0]", /HH:MM/],
    ["one time alone", { mon: [["08:30"]] }, "officeHours.mon[0]", /pair/],
    ["a text for a day", { mon: "08:30-17:00" }, "officeHours.mon", /list/],
    ["a day there is not", { thurs: [["08:30", "17:00"]] }, "officeHours.thurs", /mon, tue, wed/],
    ["no hours at all", { mon: [], tue: [] }, "officeHours", /at least one day/],
    ["no days at all", {}, "officeHours", /at least one day/],
    ["nothing", null, "officeHours", /at least one day/],
  ])("for %s", (_, officeHours, field, message) => {
    expect(problemsOf({ officeHours })).toEqual([
      { field, message: expect.stringMatching(message) },
    ]);
  });

  test.each([
    ["a day there is not", { bankHolidays: ["2026-12-25", "2026-02-30"] }, "bankHolidays[1]"],
    ["another way of writing dates", { bankHolidays: ["25/12/2026"] }, "bankHolidays[0]"],
    ["a date with a time", { bankHolidays: ["2026-12-25T00:00:00Z"] }, "bankHolidays[0]"],
    ["a date that is no text", { bankHolidays: [20261225] }, "bankHolidays[0]"],
    ["a date far from now", { bankHolidays: ["9999-12-25"] }, "bankHolidays[0]"],
    ["bank holidays that are no list", { bankHolidays: "2026-12-25" }, "bankHolidays"],
    ["a closure that is no date", { closures: ["Christmas"] }, "closures[0]"],
    ["a closure without its end", { closures: [{ from: "2026-12-24" }] }, "closures[0].to"],
    [
      "a closure that ends before it begins",
      { closures: [{ from: "2026-12-31", to: "2026-12-24" }] },
      "closures[0]",
    ],
    ["an empty closure", { closures: [null] }, "closures[0].from"],
    ["closures that are no list", { closures: "2026-12-24" }, "closures"],
    [
      "closures that leave no open day",
      { closures: [{ from: "2019-01-01", to: "2030-12-31" }] },
      "closures",
    ],
    ["a zone there is not", { zone: "Europe/Oxford" }, "zone"],
  ])("for %s", (_, settings, field) => {
    expect(problemsOf(settings)[0]).toEqual({ field, message: expect.stringMatching(/^[a-z]/) });
  });

  test("with every problem named at once, in a text a person can read", () => {
    const bad = {
      ...ENGLISH_OFFICE,
      officeHours: { mon: [["17:00", "08:30"]], fri: [["8", "9"]] },
      bankHolidays: ["2026-13-01"],
      zone: "Mars",
    } as WorkingTimeSettings;
    expect(() => workingTime(bad)).toThrow(
      /can't be computed with these settings\.\nofficeHours\.mon\[0\]: .*\nofficeHours\.fri\[0\]: .*\nbankHolidays\[0\]: .*\nzone: /,
    );
  });

  test("but not for hours that touch, stand in any order, or are left out", () => {
    const officeHours = {
      tue: [
        ["12:00", "17:00"],
        ["08:30", "12:00"],
      ],
    };
    expect(problemsOf({ officeHours })).toEqual([]);
    expect(problemsOf({ bankHolidays: ["2026-12-28", "2026-12-25", "2026-12-25"] })).toEqual([]);
  });
});

describe("a sum is refused", () => {
  const good = london("2026-04-07 10:00 BST");
  const bad: [what: string, from: Date, amount: number, unit: TimeUnit, message: RegExp][] = [
    ["from no date", new Date("someday"), 1, "hours", /valid date/],
    ["of nothing countable", good, Number.NaN, "hours", /from 0 to/],
    ["of less than nothing", good, -1, "working-days", /from 0 to/],
    ["without end", good, Number.POSITIVE_INFINITY, "calendar-days", /from 0 to/],
    ["of more than anybody means", good, 1_000_001, "hours", /from 0 to/],
    ["of half a working day", good, 0.5, "working-days", /whole/],
    ["of half a calendar day", good, 1.5, "calendar-days", /whole/],
    ["in fortnights", good, 1, "fortnights" as TimeUnit, /working-days/],
    ["past the last date", new Date(8.64e15), 1, "hours", /last date/],
    ["of days in the year 3000", new Date("3000-01-01"), 1, "calendar-days", /1900 to 2199/],
    ["of working hours in 1066", new Date("1066-10-14"), 1, "working-hours", /1900 to 2199/],
  ];
  test.each(bad)("%s", (_, from, amount, unit, message) => {
    expect(() => office.add(from, amount, unit)).toThrow(RangeError);
    expect(() => office.add(from, amount, unit)).toThrow(message);
    expect(() => office.explain(from, amount, unit)).toThrow(RangeError);
  });

  test.each(TIME_UNITS)("of not a number in %s", (unit) => {
    expect(() => office.add(good, Number.NaN, unit)).toThrow(RangeError);
  });

  test("and so is asking an invalid date whether the office is open", () => {
    expect(() => office.isOpen(new Date("someday"))).toThrow(/valid date/);
    expect(() => office.nextOpening(new Date("someday"))).toThrow(/valid date/);
  });
});

describe("past the last known bank holiday's year", () => {
  const until2026 = workingTime({ ...ENGLISH_OFFICE, bankHolidays: ["2026-12-28", "2026-01-01"] });
  const lastDay = london("2026-12-31 10:00 GMT");

  test("the last day itself still counts, to its end", () => {
    expect(until2026.add(lastDay, 7, "working-hours")).toEqual(london("2026-12-31 17:00 GMT"));
    expect(until2026.add(lastDay, 0, "same-day")).toEqual(london("2026-12-31 17:00 GMT"));
    expect(until2026.add(lastDay, 14, "working-day-hours")).toEqual(london("2027-01-01 00:00 GMT"));
    expect(until2026.isOpen(london("2026-12-31 23:59 GMT"))).toBe(false);
  });

  test("nothing is computed that could overlook one", () => {
    const refused = [
      () => until2026.add(lastDay, 8, "working-hours"),
      () => until2026.add(lastDay, 15, "working-day-hours"),
      () => until2026.add(lastDay, 1, "working-days"),
      () => until2026.add(london("2026-12-31 17:00 GMT"), 0, "same-day"),
      () => until2026.nextOpening(london("2026-12-31 18:00 GMT")),
      () => until2026.isOpen(london("2027-01-01 00:00 GMT")),
      () => until2026.isOpen(new Date("3000-01-01")),
      () => until2026.add(lastDay, 1_000_000, "working-days"),
      () => until2026.explain(lastDay, 1, "working-days"),
      () => until2026.subtract(london("2027-01-04 10:00 GMT"), 1, "working-hours"),
    ];
    for (const sum of refused) expect(sum).toThrow(CalendarEnds);
  });

  test("the refusal says why, to when they are known, and what to do", () => {
    expect(() => until2026.add(lastDay, 1, "working-days")).toThrow(
      /known up to 31 December 2026 .* Add the later dates/,
    );
    expect(new CalendarEnds(2026)).toMatchObject({ reachesTo: "2026-12-31", name: "CalendarEnds" });
    expect(new CalendarEnds(2026)).toBeInstanceOf(RangeError);
  });

  test("an empty list reaches nowhere", () => {
    const none = workingTime({ ...ENGLISH_OFFICE, bankHolidays: [] });
    expect(() => none.add(lastDay, 1, "working-days")).toThrow(/list of bank holidays is empty/);
    expect(() => none.isOpen(lastDay)).toThrow(CalendarEnds);
    expect(none.add(lastDay, 1, "hours")).toEqual(london("2026-12-31 11:00 GMT"));
  });

  test("before the list's first year weekdays alone decide, whatever was asked before", () => {
    const from2026 = workingTime({ ...ENGLISH_OFFICE, bankHolidays: ["2026-12-25"] });
    expect(from2026.isOpen(london("2026-12-25 10:00 GMT"))).toBe(false);
    expect(from2026.add(london("2024-12-24 10:00 GMT"), 1, "working-days")).toEqual(
      london("2024-12-25 17:00 GMT"),
    );
    expect(from2026.add(london("2025-12-31 16:30 GMT"), 1, "working-hours")).toEqual(
      london("2026-01-01 09:00 GMT"),
    );
    expect(from2026.isOpen(london("2026-12-25 10:00 GMT"))).toBe(false);
  });
});
