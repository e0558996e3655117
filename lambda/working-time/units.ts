// The units in which deadlines are set.

/**
 * - `hours`: consecutive, day and night
 * - `working-hours`: counted in office hours
 * - `working-day-hours`: on a 24-hour clock that runs only on working days
 * - `working-days`: to the close of the last of them
 * - `calendar-days`: to the same wall-clock time
 * - `same-day`: to the close of the day of receipt, whatever the amount
 */
export const TIME_UNITS = [
  "hours",
  "working-hours",
  "working-day-hours",
  "working-days",
  "calendar-days",
  "same-day",
] as const;

export type TimeUnit = (typeof TIME_UNITS)[number];
