// Dates, times, lengths and numbers in plain English.

import { DAY_MS, weekdayOf, yearOf } from "./civil-days.ts";

const MINUTE_MS = 60 * 1000;
/** So many days in a row are said as "29 to 31 December". */
const DAYS_OF_A_RANGE = 3;
const SMALL_NUMBERS = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
];
const WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const MONTH_NAMES =
  "January February March April May June July August September October November December".split(
    " ",
  );

/** "Tuesday" */
export function weekdayName(day: number): string {
  return WEEKDAY_NAMES[weekdayOf(day)] ?? "";
}

/** "Tuesday 7 April", with the year where it differs from that of `since`. */
export function sayDate(day: number, since?: number): string {
  const date = `${weekdayName(day)} ${sayDays([day])}`;
  return since !== undefined && yearOf(since) === yearOf(day) ? date : `${date} ${yearOf(day)}`;
}

/** "08:30" */
export function sayTime(wall: number): string {
  return new Date(wall).toISOString().slice(11, 16);
}

/** "3 and 6 April and 4 May", "29 December to 2 January"; `month: false` leaves out the last month. */
export function sayDays(
  days: readonly number[],
  { month }: { month: boolean } = { month: true },
): string {
  const months: { name: string; said: string[] }[] = [];
  for (const run of splitRuns(days)) {
    const name = monthName(at(run, -1));
    const last = months.at(-1);
    if (last?.name === name) last.said.push(sayRun(run));
    else months.push({ name, said: [sayRun(run)] });
  }
  return sayList(
    months.map(({ name, said }, index) =>
      index === months.length - 1 && !month ? sayList(said) : `${sayList(said)} ${name}`,
    ),
  );
}

/** "on 1 and 3 July and from 29 to 31 December" */
export function sayOnDays(days: readonly number[]): string {
  const found = runs(days);
  const few = found.filter((run) => run.length < DAYS_OF_A_RANGE).flat();
  const ranges = found.filter((run) => run.length >= DAYS_OF_A_RANGE);
  const said = ranges.map((run) => `from ${sayDays(run)}`);
  return sayList(few.length > 0 ? [`on ${sayDays(few)}`, ...said] : said);
}

/** Days that follow each other, together. */
export function runs(days: readonly number[]): number[][] {
  const found: number[][] = [];
  for (const day of days) {
    const last = found.at(-1);
    if (last !== undefined && at(last, -1) + 1 === day) last.push(day);
    else found.push([day]);
  }
  return found;
}

export function inOneMonth(days: readonly number[]): boolean {
  return new Set(days.map((day) => `${yearOf(day)} ${monthName(day)}`)).size === 1;
}

/** "one weekend", "two weekends", "12 weekends" */
export function sayCount(count: number, noun: string): string {
  return `${SMALL_NUMBERS[count] ?? count} ${noun}${count === 1 ? "" : "s"}`;
}

/** "8 hours 30 minutes" */
export function sayLength(milliseconds: number): string {
  const minutes = Math.round(milliseconds / MINUTE_MS);
  const parts = [
    { count: Math.floor(minutes / 60), noun: "hour" },
    { count: minutes % 60, noun: "minute" },
  ];
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, noun }) => `${count} ${noun}${count === 1 ? "" : "s"}`)
    .join(" ");
}

/** "one, two and three" */
export function sayList(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Runs too short to be said as a range fall into single days. */
function splitRuns(days: readonly number[]): number[][] {
  return runs(days).flatMap((run) =>
    run.length < DAYS_OF_A_RANGE ? run.map((day) => [day]) : [run],
  );
}

/** "7", "29 to 31" or "29 December to 2", without the last month. */
function sayRun(run: readonly number[]): string {
  const [first, last] = [at(run, 0), at(run, -1)];
  if (run.length === 1) return `${dayOfMonth(last)}`;
  const month = inOneMonth([first, last]) ? "" : ` ${monthName(first)}`;
  return `${dayOfMonth(first)}${month} to ${dayOfMonth(last)}`;
}

function monthName(day: number): string {
  return MONTH_NAMES[new Date(day * DAY_MS).getUTCMonth()] ?? "";
}

function dayOfMonth(day: number): number {
  return new Date(day * DAY_MS).getUTCDate();
}

function at(days: readonly number[], index: number): number {
  return days.at(index) ?? Number.NaN;
}
