// Office hours, bank holidays by their rules, and local times for the tests of working time.

import type { OfficeHours, WorkingTimeSettings } from "../../lambda/working-time/settings.ts";

const LONG: [string, string] = ["08:30", "17:00"];

/** Monday to Thursday 08:30–17:00, Friday 08:30–16:00. */
export const OFFICE_HOURS = {
  mon: [LONG],
  tue: [LONG],
  wed: [LONG],
  thu: [LONG],
  fri: [["08:30", "16:00"]],
  sat: [],
  sun: [],
} satisfies OfficeHours;

/** Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher), as the day of the year's calendar. */
function easterOf(year: number): Date {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return new Date(Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1));
}

const iso = (date: Date) => date.toISOString().slice(0, 10);
const plus = (date: Date, days: number) => new Date(date.getTime() + days * 86_400_000);
const onDay = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day));
const mondayFrom = (date: Date) => plus(date, (8 - date.getUTCDay()) % 7);
/** The day itself, or where it falls on a weekend or is taken, the next that is free. */
function substitute(date: Date, taken: string[] = []): Date {
  const free = ![0, 6].includes(date.getUTCDay()) && !taken.includes(iso(date));
  return free ? date : substitute(plus(date, 1), taken);
}

/** The bank holidays of England and Wales as their rules give them, nothing proclaimed besides. */
export function ruledHolidays(year: number): string[] {
  const easter = easterOf(year);
  const christmas = substitute(onDay(year, 12, 25));
  // Where only Boxing Day is at a weekend it is made good after Christmas Day; where both are, so is it.
  const boxingDay = substitute(onDay(year, 12, 26), [iso(christmas)]);
  return [
    substitute(onDay(year, 1, 1)),
    plus(easter, -2),
    plus(easter, 1),
    mondayFrom(onDay(year, 5, 1)),
    mondayFrom(onDay(year, 5, 25)),
    mondayFrom(onDay(year, 8, 25)),
    christmas,
    boxingDay,
  ].map(iso);
}

/** The ruled holidays of whole years. */
export function holidaysOf(firstYear: number, lastYear: number): string[] {
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  return years.flatMap(ruledHolidays).toSorted();
}

export const ENGLISH_OFFICE: WorkingTimeSettings = {
  officeHours: OFFICE_HOURS,
  bankHolidays: holidaysOf(2019, 2030),
};

/** London's offset stands in the text: "2026-04-02 16:40 BST". */
export function london(text: string): Date {
  const date = new Date(text.replace(" ", "T").replace(" BST", "+01:00").replace(" GMT", "Z"));
  if (Number.isNaN(date.getTime())) throw new Error(`the test names no instant: ${text}`);
  return date;
}
