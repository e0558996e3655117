// A sum of working time in plain sentences, as a person would work it out with a calendar.

import type { Calendar } from "./calendar.ts";
import { DAY_MS, weekdayOf } from "./civil-days.ts";
import { sayDaysOff } from "./days-off.ts";
import { sayCount, sayDate, sayDays, sayLength, sayTime, sentence } from "./english.ts";
import type { TimeUnit } from "./units.ts";

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;

/** With more steps than these, a list of how much fell on which day explains nothing any more. */
const STEPS_AT_MOST = 4;

/** Instants in milliseconds. `counted` is from when the time runs. */
export type Sum = {
  readonly event: string;
  readonly from: number;
  readonly counted: number;
  readonly due: number;
  readonly amount: number;
  /** `time-of-day`: due when the clock shows a time on a working day. */
  readonly unit: TimeUnit | "time-of-day";
};

/** The sum with its instants as the wall shows them, to the minute. */
type Reckoning = Sum & {
  readonly fromDay: number;
  readonly countedDay: number;
  /** The day at whose end or within which it is due. */
  readonly dueDay: number;
};

/**
 * "Received Thursday 2 April 2026 at 16:40. 3 and 6 April are bank holidays, 4 and 5 a weekend. One working day ends
 * Tuesday 7 April at 17:00."
 */
export function explainSum(sum: Sum, calendar: Calendar): string {
  const reckoning = reckon(sum, calendar);
  const parts = [sayEvent(reckoning, calendar), ...sayStart(reckoning, calendar)];
  if (sum.unit === "hours" || sum.unit === "calendar-days")
    parts.push(...sayClockChange(sum, calendar));
  else parts.push(sayDaysOff(reckoning.countedDay + 1, reckoning.dueDay, calendar));
  parts.push(sayDue(reckoning, calendar));
  return parts
    .filter((part) => part !== "")
    .map(sentence)
    .join(" ");
}

function reckon(sum: Sum, { zone }: Calendar): Reckoning {
  const toMinute = (instant: number) => Math.floor(zone.wallAt(instant) / MINUTE_MS) * MINUTE_MS;
  const [from, counted, due] = [toMinute(sum.from), toMinute(sum.counted), toMinute(sum.due)];
  const endsADay = endsAtClose(sum) && sum.due > sum.counted;
  return {
    ...sum,
    from,
    counted,
    due,
    fromDay: Math.floor(from / DAY_MS),
    countedDay: Math.floor(counted / DAY_MS),
    dueDay: Math.floor((zone.wallAt(sum.due) - (endsADay ? 1 : 0)) / DAY_MS),
  };
}

/** Whether midnight would be the end of a day rather than the beginning of the next. */
function endsAtClose({ unit }: Sum): boolean {
  return unit !== "hours" && unit !== "calendar-days";
}

function sayEvent(
  { event, from, fromDay, counted, countedDay, unit }: Reckoning,
  calendar: Calendar,
): string {
  const said = `${event} ${sayDate(fromDay)} at ${sayTime(from)}`;
  const hours = hoursOf(fromDay, calendar);
  const [opens, closes] = [hours.at(0)?.[0] ?? 0, hours.at(-1)?.[1] ?? 0];
  if (hours.length === 0 || counted === from || unit === "working-day-hours") return said;
  if (countedDay > fromDay) return `${said}, ${from === closes ? "as" : "after"} the office closed`;
  if (unit !== "working-hours") return said;
  return `${said}, ${from < opens ? "before the office opened" : "while the office was closed"}`;
}

/** From when the time counts, where that is not the event itself. */
function sayStart(reckoning: Reckoning, calendar: Calendar): string[] {
  const { from, fromDay, counted, countedDay, unit } = reckoning;
  const isLater = countedDay > fromDay || (unit === "working-hours" && counted > from);
  if (!isLater) return [];
  const counts = `the time counts from ${sayCounted(reckoning)}`;
  const daysOff = sayDaysOff(fromDay, countedDay, calendar);
  return [daysOff === "" ? counts : `${daysOff}, so ${counts}`];
}

function sayCounted({ fromDay, counted, countedDay, unit }: Reckoning): string {
  if (countedDay === fromDay) return sayTime(counted);
  const date = sayDate(countedDay, fromDay);
  if (unit === "working-hours") return `${date} at ${sayTime(counted)}`;
  return unit === "working-day-hours" ? `the start of ${date}` : date;
}

function sayClockChange({ from, due, unit }: Sum, { zone }: Calendar): string[] {
  const moved = zone.offsetAt(due) - zone.offsetAt(from);
  const [change, another] = zone.changesBetween(from, due);
  if (change === undefined || moved === 0) return [];
  const staysOnTheWall =
    unit === "calendar-days" && (zone.wallAt(due) - zone.wallAt(from)) % DAY_MS === 0;
  if (staysOnTheWall) return [];
  if (another !== undefined) return ["the clocks change in between"];
  const day = Math.floor(zone.wallAt(change) / DAY_MS);
  return [
    `the clocks go ${moved > 0 ? "forward" : "back"} by ${sayLength(Math.abs(moved))} on ${sayDays([day])}`,
  ];
}

function sayDue(reckoning: Reckoning, calendar: Calendar): string {
  const { amount, unit, due, dueDay, fromDay, countedDay } = reckoning;
  if (unit === "same-day" || (unit === "working-days" && amount === 0)) {
    return `it is due ${countedDay === fromDay ? "the same day" : "that day"} at ${sayClose(due, dueDay)}`;
  }
  const when = sayWhen(reckoning);
  if (unit === "time-of-day") {
    if (dueDay > countedDay) return `${sayTime(due)} had passed by then, so it is due ${when}`;
    return `it is due ${countedDay === fromDay ? "the same day" : "that day"} at ${sayClose(due, dueDay)}`;
  }
  if (amount === 0) return `no time is added, so it is due ${when}`;
  const end = amount === 1 ? "ends" : "end";
  switch (unit) {
    case "hours":
      return `${sayCount(amount, "hour")}, counted without a break, ${end} ${when}`;
    case "working-hours":
      return `${sayCount(amount, "working hour")}${saySteps(reckoning, calendar)} ${end} ${when}`;
    case "working-day-hours":
      return `${sayCount(amount, "hour")}, counted on working days only, ${end} ${when}`;
    case "working-days":
      return `${sayCount(amount, "working day")} ${end} ${when}`;
    case "calendar-days":
      return `${sayCount(amount, "calendar day")}, weekends and bank holidays included, ${end} ${when}`;
  }
}

function sayWhen({ due, dueDay, fromDay }: Reckoning): string {
  const date = sayDate(dueDay, fromDay);
  return due === (dueDay + 1) * DAY_MS
    ? `at midnight at the end of ${date}`
    : `${date} at ${sayTime(due)}`;
}

function sayClose(due: number, dueDay: number): string {
  return due === (dueDay + 1) * DAY_MS ? "midnight" : sayTime(due);
}

/** How much of the working hours falls on which day: " (20 minutes on 2 April, 3 hours 40 minutes on 7 April)". */
function saySteps(
  { counted, countedDay, due, dueDay, amount }: Reckoning,
  calendar: Calendar,
): string {
  const steps: { length: number; days: number[] }[] = [];
  for (let day = countedDay; day <= dueDay && steps.length <= STEPS_AT_MOST; day++) {
    const length = hoursOf(day, calendar).reduce(
      (sum, [opens, closes]) => sum + Math.max(0, Math.min(closes, due) - Math.max(opens, counted)),
      0,
    );
    const last = steps.at(-1);
    if (length === 0) continue;
    if (last?.length === length) last.days.push(day);
    else steps.push({ length, days: [day] });
  }
  const total = steps.reduce((sum, { length, days }) => sum + length * days.length, 0);
  const addsUp = total === Math.round(amount * HOUR_MS);
  if (!addsUp || countedDay === dueDay || steps.length > STEPS_AT_MOST) return "";
  const said = steps.map(
    ({ length, days }) =>
      `${sayLength(length)} ${days.length > 1 ? "each " : ""}on ${sayDays(days)}`,
  );
  return ` (${said.join(", ")})`;
}

/** The office hours of a day as the wall shows them; none on a day off. */
function hoursOf(
  day: number,
  { week, kindOf }: Calendar,
): (readonly [opens: number, closes: number])[] {
  if (kindOf(day) !== "working") return [];
  return (week[weekdayOf(day)] ?? []).map(
    ([opens, closes]) =>
      [day * DAY_MS + opens * MINUTE_MS, day * DAY_MS + closes * MINUTE_MS] as const,
  );
}
