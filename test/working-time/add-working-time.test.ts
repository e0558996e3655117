// What is due when: the conventions, each by its example.

import { describe, expect, test } from "vitest";
import type { TimeUnit } from "../../lambda/working-time/units.ts";
import { workingTime } from "../../lambda/working-time/working-time.ts";
import { ENGLISH_OFFICE, london } from "./made-up-calendars.ts";

const office = workingTime(ENGLISH_OFFICE);

type Example = [what: string, from: string, amount: number, unit: TimeUnit, due: string];

function due(examples: Example[]): void {
  test.each(examples)("%s: %s + %d %s is %s", (_, from, amount, unit, expected) => {
    expect(office.add(london(from), amount, unit)).toEqual(london(expected));
  });
}

describe("working days are due at close of the last", () => {
  due([
    ["an ordinary day", "2026-04-07 10:00 BST", 1, "working-days", "2026-04-08 17:00 BST"],
    ["before opening", "2026-04-07 05:00 BST", 1, "working-days", "2026-04-08 17:00 BST"],
    ["at midnight", "2026-04-07 00:00 BST", 1, "working-days", "2026-04-08 17:00 BST"],
    ["at opening", "2026-04-07 08:30 BST", 1, "working-days", "2026-04-08 17:00 BST"],
    [
      "a millisecond before close",
      "2026-04-07 16:59:59.999 BST",
      1,
      "working-days",
      "2026-04-08 17:00 BST",
    ],
    ["at close: the next day", "2026-04-07 17:00 BST", 1, "working-days", "2026-04-09 17:00 BST"],
    [
      "in the evening: the next day",
      "2026-04-07 23:59 BST",
      1,
      "working-days",
      "2026-04-09 17:00 BST",
    ],
    [
      "to a Friday, which closes earlier",
      "2026-04-09 10:00 BST",
      1,
      "working-days",
      "2026-04-10 16:00 BST",
    ],
    [
      "on a Friday after its close",
      "2026-04-10 16:00 BST",
      1,
      "working-days",
      "2026-04-14 17:00 BST",
    ],
    [
      "at a weekend: as on Monday",
      "2026-04-11 12:00 BST",
      1,
      "working-days",
      "2026-04-14 17:00 BST",
    ],
    [
      "Maundy Thursday afternoon",
      "2026-04-02 16:40 BST",
      1,
      "working-days",
      "2026-04-07 17:00 BST",
    ],
    ["Maundy Thursday evening", "2026-04-02 19:00 BST", 1, "working-days", "2026-04-08 17:00 BST"],
    ["on Good Friday", "2026-04-03 10:00 BST", 1, "working-days", "2026-04-08 17:00 BST"],
    ["on Easter Monday", "2026-04-06 10:00 BST", 3, "working-days", "2026-04-10 16:00 BST"],
    ["Christmas at a weekend", "2027-12-24 10:00 GMT", 1, "working-days", "2027-12-29 17:00 GMT"],
    ["over the New Year", "2026-12-31 10:00 GMT", 1, "working-days", "2027-01-04 17:00 GMT"],
    [
      "none: close of the day of receipt",
      "2026-04-02 10:00 BST",
      0,
      "working-days",
      "2026-04-02 17:00 BST",
    ],
    ["a year of them", "2026-01-02 09:00 GMT", 253, "working-days", "2027-01-04 17:00 GMT"],
  ]);
});

describe("the same day is due at close of the day of receipt", () => {
  due([
    ["in hours", "2026-04-07 10:00 BST", 0, "same-day", "2026-04-07 17:00 BST"],
    ["whatever the amount", "2026-04-07 10:00 BST", 1, "same-day", "2026-04-07 17:00 BST"],
    ["before opening", "2026-04-07 06:00 BST", 0, "same-day", "2026-04-07 17:00 BST"],
    ["at close", "2026-04-07 17:00 BST", 0, "same-day", "2026-04-08 17:00 BST"],
    ["on a Friday", "2026-04-10 15:59 BST", 0, "same-day", "2026-04-10 16:00 BST"],
    ["Maundy Thursday evening", "2026-04-02 19:00 BST", 0, "same-day", "2026-04-07 17:00 BST"],
  ]);
});

describe("working hours are counted in office hours", () => {
  due([
    ["within a day", "2026-04-07 09:00 BST", 4, "working-hours", "2026-04-07 13:00 BST"],
    [
      "to the second and millisecond",
      "2026-04-07 09:00:12.345 BST",
      4,
      "working-hours",
      "2026-04-07 13:00:12.345 BST",
    ],
    ["over night", "2026-04-07 16:00:30 BST", 4, "working-hours", "2026-04-08 11:30:30 BST"],
    [
      "ending at close: due at close",
      "2026-04-07 13:00 BST",
      4,
      "working-hours",
      "2026-04-07 17:00 BST",
    ],
    [
      "a millisecond past close",
      "2026-04-07 13:00:00.001 BST",
      4,
      "working-hours",
      "2026-04-08 08:30:00.001 BST",
    ],
    ["from opening", "2026-04-07 08:30 BST", 8.5, "working-hours", "2026-04-07 17:00 BST"],
    [
      "at close: from the next opening",
      "2026-04-07 17:00 BST",
      4,
      "working-hours",
      "2026-04-08 12:30 BST",
    ],
    [
      "before opening: from opening",
      "2026-04-07 03:00 BST",
      4,
      "working-hours",
      "2026-04-07 12:30 BST",
    ],
    ["on a bank holiday", "2026-04-06 12:00 BST", 8, "working-hours", "2026-04-07 16:30 BST"],
    ["over Easter", "2026-04-02 16:40 BST", 4, "working-hours", "2026-04-07 12:10 BST"],
    ["24 of them", "2026-04-13 09:00 BST", 24, "working-hours", "2026-04-15 16:00 BST"],
    [
      "24 of them over a short Friday",
      "2026-04-09 09:00 BST",
      24,
      "working-hours",
      "2026-04-13 17:00 BST",
    ],
    ["half an hour", "2026-04-07 16:45 BST", 0.5, "working-hours", "2026-04-08 08:45 BST"],
    ["none, in hours", "2026-04-07 10:00 BST", 0, "working-hours", "2026-04-07 10:00 BST"],
    [
      "none, out of hours: the next opening",
      "2026-04-07 20:00 BST",
      0,
      "working-hours",
      "2026-04-08 08:30 BST",
    ],
  ]);
});

describe("working-day hours run all day, on working days only", () => {
  due([
    [
      "24 working hours read the other way",
      "2026-04-13 09:00 BST",
      24,
      "working-day-hours",
      "2026-04-14 09:00 BST",
    ],
    [
      "in the evening of a working day",
      "2026-04-13 22:00 BST",
      4,
      "working-day-hours",
      "2026-04-14 02:00 BST",
    ],
    [
      "over a weekend",
      "2026-04-10 09:00:01 BST",
      24,
      "working-day-hours",
      "2026-04-13 09:00:01 BST",
    ],
    ["over Easter", "2026-04-02 16:40 BST", 24, "working-day-hours", "2026-04-07 16:40 BST"],
    [
      "at a weekend: from the start of Monday",
      "2026-04-11 09:00 BST",
      4,
      "working-day-hours",
      "2026-04-13 04:00 BST",
    ],
    [
      "ending with Friday: due as Friday ends",
      "2026-04-10 12:00 BST",
      12,
      "working-day-hours",
      "2026-04-11 00:00 BST",
    ],
    [
      "over the clock change",
      "2026-03-27 10:00 GMT",
      24,
      "working-day-hours",
      "2026-03-30 10:00 BST",
    ],
  ]);
});

describe("hours are elapsed time; calendar days keep the time on the wall", () => {
  due([
    ["a weekend counts", "2026-04-03 10:00 BST", 48, "hours", "2026-04-05 10:00 BST"],
    ["half an hour", "2026-04-03 10:00 BST", 0.5, "hours", "2026-04-03 10:30 BST"],
    ["ten days", "2026-04-02 16:40:05 BST", 10, "calendar-days", "2026-04-12 16:40:05 BST"],
    ["none", "2026-04-02 16:40 BST", 0, "calendar-days", "2026-04-02 16:40 BST"],
    ["over the leap day", "2028-02-28 09:00 GMT", 2, "calendar-days", "2028-03-01 09:00 GMT"],
  ]);

  test("neither needs to know any bank holiday", () => {
    const ends = workingTime({ ...ENGLISH_OFFICE, bankHolidays: ["2026-12-25"] });
    expect(ends.add(london("2026-12-31 23:00 GMT"), 48, "hours")).toEqual(
      london("2027-01-02 23:00 GMT"),
    );
    expect(ends.add(london("2030-06-01 10:00 BST"), 1, "calendar-days")).toEqual(
      london("2030-06-02 10:00 BST"),
    );
  });
});
