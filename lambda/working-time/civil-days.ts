// Days of the calendar as whole numbers, counted from 1 January 1970, without any time zone.

export const DAY_MS = 24 * 60 * 60 * 1000;

/** In the order of the ISO week; `weekdayOf` gives their place. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** 1 January 1970 was a Thursday, the fourth day of its week. */
const WEEKDAY_OF_DAY_ZERO = 3;

/** The number of a day written `YYYY-MM-DD`, or undefined where no such day exists. */
export function parseDay(text: string): number | undefined {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const instant = Date.parse(`${text}T00:00:00Z`);
  // Date.parse takes 30 February for 2 March.
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== text)
    return undefined;
  return instant / DAY_MS;
}

/** A day as `YYYY-MM-DD`. */
export function formatDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: number): number {
  return (((day + WEEKDAY_OF_DAY_ZERO) % 7) + 7) % 7;
}

/** The number of the first day of a year. */
export function firstDayOf(year: number): number {
  return Date.UTC(year, 0, 1) / DAY_MS;
}

export function yearOf(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}
