// Twelve years, every day, against a walker that goes from quarter hour to quarter hour with nothing but a calendar.

import { describe, expect, test } from "vitest";
import { workingTime } from "../../lambda/working-time/working-time.ts";
import { holidaysOf, OFFICE_HOURS } from "./made-up-calendars.ts";

const QUARTER_MS = 15 * 60 * 1000;
const FIRST_YEAR = 2019;
const LAST_YEAR = 2030;
/** The last weeks only serve sums that begin before them. */
const LAST_START = Date.UTC(LAST_YEAR, 10, 1);

const bankHolidays = holidaysOf(FIRST_YEAR, LAST_YEAR);
const closures = ["2024-02-14", { from: "2026-12-29", to: "2026-12-31" }];
const office = workingTime({ officeHours: OFFICE_HOURS, bankHolidays, closures });

type Quarter = { date: string; works: boolean; open: boolean };

/** What the wall shows in London at every quarter of an hour, asked of the platform one by one. */
function walkedQuarters(): Quarter[] {
  const wall = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/London",
    dateStyle: "short",
    timeStyle: "short",
  });
  const closed = new Set([...bankHolidays, "2024-02-14", "2026-12-29", "2026-12-30", "2026-12-31"]);
  const quarters: Quarter[] = [];
  for (let at = Date.UTC(FIRST_YEAR, 0, 1); at < Date.UTC(LAST_YEAR + 1, 0, 1); at += QUARTER_MS) {
    const [date = "", time = ""] = wall.format(at).split(" ");
    const weekday = new Date(date).getUTCDay();
    const works = weekday >= 1 && weekday <= 5 && !closed.has(date);
    const open = works && time >= "08:30" && time < (weekday === 5 ? "16:00" : "17:00");
    quarters.push({ date, works, open });
  }
  return quarters;
}

const quarters = walkedQuarters();
const instant = (index: number) => Date.UTC(FIRST_YEAR, 0, 1) + index * QUARTER_MS;
const starts: number[] = [];
for (let day = 0; instant(day * 96) < LAST_START; day++) {
  // Another time of day each day, so that each of the 96 quarters comes up on each weekday and near each holiday.
  starts.push(day * 96 + ((day * 37) % 96));
}

/** Walks until so many quarters have passed that count. */
function walkTime(from: number, hours: number, counts: (quarter: Quarter) => boolean): number {
  let left = hours * 4;
  for (let index = from; ; index++) {
    const quarter = quarters[index];
    if (quarter === undefined) throw new Error("the walker left the calendar");
    if (counts(quarter)) left--;
    if (left === 0) return instant(index + 1);
  }
}

/** Walks to the end of office hours of the day of receipt, and of so many working days after it. */
function walkDays(from: number, days: number): number {
  let left = days;
  for (let index = from; ; index++) {
    const [quarter, next] = [quarters[index], quarters[index + 1]];
    if (quarter === undefined) throw new Error("the walker left the calendar");
    const closes = quarter.open && !next?.open;
    if (closes && left === 0) return instant(index + 1);
    if (closes) left--;
  }
}

/** Walks until the office is open, if it is not. */
function walkToOpening(from: number): number {
  let index = from;
  while (!quarters[index]?.open) index++;
  return instant(index);
}

/** Compares every start at once: a message for each of thousands would take longer than the sums. */
function compare(computed: (start: Date) => Date, walked: (start: number) => number): void {
  const different = starts.filter(
    (start) => computed(new Date(instant(start))).getTime() !== walked(start),
  );
  expect(different.map((start) => new Date(instant(start)).toISOString())).toEqual([]);
}

describe("every day of twelve years", () => {
  test("is long enough to matter", () => {
    expect(starts.length).toBeGreaterThan(4300);
    expect(quarters.filter(({ open }) => open).length / 4).toBeGreaterThan(12 * 2000);
  });

  test.each([4, 8, 24])("%i working hours end when the walker has walked them", (hours) => {
    compare(
      (from) => office.add(from, hours, "working-hours"),
      (start) => walkTime(start, hours, ({ open }) => open),
    );
  });

  test.each([1, 24, 48])("%i working-day hours end when the walker has walked them", (hours) => {
    compare(
      (from) => office.add(from, hours, "working-day-hours"),
      (start) => walkTime(start, hours, ({ works }) => works),
    );
  });

  test.each([1, 3, 10])("%i working days end at the close the walker comes to", (days) => {
    compare(
      (from) => office.add(from, days, "working-days"),
      (start) => walkDays(start, days),
    );
  });

  test("the same day ends at the first close the walker comes to", () => {
    compare(
      (from) => office.add(from, 0, "same-day"),
      (start) => walkDays(start, 0),
    );
  });

  test("48 hours end 192 quarters later", () => {
    compare(
      (from) => office.add(from, 48, "hours"),
      (start) => instant(start + 192),
    );
  });

  test("the office is open, and opens next, when the walker finds it so", () => {
    compare((at) => office.nextOpening(at), walkToOpening);
    const wrong = quarters.filter(
      ({ open }, index) => office.isOpen(new Date(instant(index))) !== open,
    );
    expect(wrong).toEqual([]);
  });
});
