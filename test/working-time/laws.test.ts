// What holds for every sum of working time, whoever's office it is.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WEEKDAYS } from "../../lambda/working-time/civil-days.ts";
import type { OfficeHours } from "../../lambda/working-time/settings.ts";
import type { TimeUnit } from "../../lambda/working-time/units.ts";
import { type WorkingTime, workingTime } from "../../lambda/working-time/working-time.ts";
import { ENGLISH_OFFICE, holidaysOf } from "./made-up-calendars.ts";

const MS_AN_HOUR = 3_600_000;
const clock = (quarters: number) =>
  `${`${Math.floor(quarters / 4)}`.padStart(2, "0")}:${`${(quarters % 4) * 15}`.padStart(2, "0")}`;

/** Up to three intervals, between an even number of different times. */
const officeDay = fc
  .uniqueArray(fc.integer({ min: 16, max: 96 }), { maxLength: 6 })
  .map((times) => times.toSorted((a, b) => a - b).map(clock))
  .map((times) =>
    times.flatMap((opens, index): [string, string][] => {
      const closes = times[index + 1];
      return index % 2 === 0 && closes !== undefined ? [[opens, closes]] : [];
    }),
  );

/** Any office that opens at some time of the week, holidays by rule, some closures. */
const anyOffice = fc
  .record({
    week: fc.tuple(officeDay, officeDay, officeDay, officeDay, officeDay, officeDay, officeDay),
    closures: fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 20 }),
  })
  .filter(({ week }) => week.some((day) => day.length > 0))
  .map(({ week, closures }) => ({
    officeHours: Object.fromEntries(
      WEEKDAYS.map((day, index) => [day, week[index] ?? []]),
    ) as OfficeHours,
    bankHolidays: holidaysOf(2019, 2026),
    closures: closures.map((day) =>
      new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10),
    ),
  }))
  .map(workingTime);

const offices = fc.oneof(fc.constant(workingTime(ENGLISH_OFFICE)), anyOffice);
const instants = fc
  .integer({ min: Date.UTC(2019, 5, 1), max: Date.UTC(2024, 0, 1) })
  .map((at) => new Date(at));
const hours = fc.integer({ min: 0, max: 400 }).map((quarters) => quarters / 4);
const someHours = fc.integer({ min: 1, max: 400 }).map((quarters) => quarters / 4);
const days = fc.integer({ min: 0, max: 40 });
const openUnits = fc.constantFrom<TimeUnit>("working-hours", "working-day-hours");
const sums = fc.oneof(
  fc.tuple(hours, fc.constantFrom<TimeUnit>("hours", "working-hours", "working-day-hours")),
  fc.tuple(days, fc.constantFrom<TimeUnit>("working-days", "same-day")),
);

const later = (date: Date, milliseconds: number) => new Date(date.getTime() + milliseconds);
const law = <T extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (...values: T) => void,
) => fc.assert(fc.property(...arbitraries, holds), { numRuns: 200 });

/** How long the office is open from one instant to another, by openings and closes alone. */
function openBetween(office: WorkingTime, from: Date, to: Date): number {
  const minute = 60_000;
  let open = 0;
  for (let at = from.getTime(); at < to.getTime(); at += minute) {
    if (office.isOpen(new Date(at))) open += Math.min(minute, to.getTime() - at);
  }
  return open;
}

describe("adding working time", () => {
  test("never leads back: what is received later is never due earlier", () => {
    law(
      [offices, instants, fc.nat(20 * 24 * MS_AN_HOUR), sums],
      (office, from, delay, [amount, unit]) => {
        const due = office.add(from, amount, unit);
        expect(due.getTime()).toBeGreaterThanOrEqual(from.getTime());
        expect(office.add(later(from, delay), amount, unit).getTime()).toBeGreaterThanOrEqual(
          due.getTime(),
        );
      },
    );
  });

  test("more of it is never due earlier", () => {
    law([offices, instants, hours, hours, openUnits], (office, from, a, b, unit) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      expect(office.add(from, more, unit).getTime()).toBeGreaterThanOrEqual(
        office.add(from, less, unit).getTime(),
      );
    });
  });

  test("in two steps comes to the same as in one", () => {
    law([offices, instants, hours, someHours, openUnits], (office, from, a, b, unit) => {
      expect(office.add(office.add(from, a, unit), b, unit)).toEqual(office.add(from, a + b, unit));
    });
    law([offices, instants, days, days], (office, from, a, b) => {
      // At close is the next day already, so the second step starts just before it.
      const justBeforeClose = later(office.add(from, a, "working-days"), -1);
      expect(office.add(justBeforeClose, b, "working-days")).toEqual(
        office.add(from, a + b, "working-days"),
      );
    });
  });

  test("is due in hours, or at the close that ends it", () => {
    law([offices, instants, sums], (office, from, [amount, unit]) => {
      if (unit === "hours" || unit === "working-day-hours") return;
      const due = office.add(from, amount, unit);
      const justBefore = later(due, -1);
      if (amount === 0 && unit === "working-hours") expect(office.isOpen(due)).toBe(true);
      else expect(office.isOpen(justBefore)).toBe(true);
    });
  });

  test("in whole days is due exactly when a day closes", () => {
    law([offices, instants, days], (office, from, amount) => {
      const due = office.add(from, amount, "working-days");
      expect(office.add(later(due, -1), 0, "same-day")).toEqual(due);
      expect(office.add(due, 0, "same-day").getTime()).toBeGreaterThan(due.getTime());
    });
  });

  test("lets just so much open time pass", () => {
    law([offices, instants, fc.integer({ min: 1, max: 24 })], (office, from, amount) => {
      const fromMinute = new Date(Math.floor(from.getTime() / 60_000) * 60_000);
      const due = office.add(fromMinute, amount, "working-hours");
      expect(openBetween(office, fromMinute, due)).toBe(amount * MS_AN_HOUR);
    });
  });

  test("is undone by subtracting, to the latest start with the same due time", () => {
    law([offices, instants, someHours, openUnits], (office, from, amount, unit) => {
      const due = office.add(from, amount, unit);
      const start = office.subtract(due, amount, unit);
      expect(office.add(start, amount, unit)).toEqual(due);
      expect(start.getTime()).toBeGreaterThanOrEqual(from.getTime());
      expect(office.add(later(start, 1), amount, unit).getTime()).toBeGreaterThan(due.getTime());
    });
  });

  test("leaves the dates it is given alone", () => {
    law([offices, instants, sums], (office, from, [amount, unit]) => {
      const given = new Date(from);
      office.add(given, amount, unit);
      office.nextOpening(given).setFullYear(1999);
      expect(given).toEqual(from);
    });
  });
});

describe("the next opening", () => {
  test("is the first instant at which the office is open", () => {
    law([offices, instants], (office, at) => {
      const opening = office.nextOpening(at);
      expect(office.isOpen(opening)).toBe(true);
      expect(opening.getTime()).toBeGreaterThanOrEqual(at.getTime());
      if (office.isOpen(at)) expect(opening).toEqual(at);
      else expect(office.isOpen(later(opening, -1))).toBe(false);
    });
  });
});
