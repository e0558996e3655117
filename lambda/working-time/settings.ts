// What one authority sets of its working time, read and checked: office hours, bank holidays, closures, zone.

import { formatDay, parseDay, WEEKDAYS, type Weekday, yearOf } from "./civil-days.ts";
import { FIRST_YEAR, LAST_YEAR, type Zone, zoneNamed } from "./zone.ts";

/** `"HH:MM"` to `"HH:MM"`, half open, by the clock on the wall. `"24:00"` closes at midnight. */
type OfficeInterval = readonly [opens: string, closes: string];

/** The intervals of each weekday. A day left out, or with none, has no office hours. */
export type OfficeHours = Readonly<Partial<Record<Weekday, readonly OfficeInterval[]>>>;

/** A day on which the office is closed, `YYYY-MM-DD`, or several, the last included. */
type Closure = string | { readonly from: string; readonly to: string };

export type WorkingTimeSettings = {
  readonly officeHours: OfficeHours;
  /** `YYYY-MM-DD`. They are taken as complete up to 31 December of the last one's year. */
  readonly bankHolidays: readonly string[];
  readonly closures?: readonly Closure[];
  /** IANA name, Europe/London by default. */
  readonly zone?: string;
};

export type SettingsProblem = { readonly field: string; readonly message: string };

/** Settings nothing can be computed with; it names every problem, not just the first. */
export class BadWorkingTime extends RangeError {
  override readonly name = "BadWorkingTime";
  readonly problems: readonly SettingsProblem[];

  constructor(problems: readonly SettingsProblem[]) {
    const named = problems.map(({ field, message }) => `${field}: ${message}`).join("\n");
    super(`Working time can't be computed with these settings.\n${named}`);
    this.problems = problems;
  }
}

const DEFAULT_ZONE = "Europe/London";
const MINUTES_A_DAY = 24 * 60;

/** By weekday from Monday: pairs of minutes after midnight, in their order, none overlapping the next. */
export type Week = readonly (readonly (readonly [opens: number, closes: number])[])[];

export type ReadSettings = {
  readonly week: Week;
  readonly bankHolidays: readonly number[];
  /** First and last day of each. */
  readonly closures: readonly (readonly [from: number, to: number])[];
  readonly zone: Zone;
};

/** @throws BadWorkingTime naming each problem and its field */
export function readSettings(settings: WorkingTimeSettings): ReadSettings {
  const problems: SettingsProblem[] = [];
  const week = readOfficeHours(settings.officeHours, problems);
  const bankHolidays = readDays(settings.bankHolidays, "bankHolidays", problems);
  const closures = readClosures(settings.closures ?? [], problems);
  const zone = readZone(settings.zone, problems);
  if (problems.length > 0) throw new BadWorkingTime(problems);
  return { week, bankHolidays, closures, zone };
}

function readOfficeHours(
  officeHours: OfficeHours,
  problems: SettingsProblem[],
): [number, number][][] {
  const before = problems.length;
  for (const key of Object.keys(officeHours ?? {})) {
    if (!WEEKDAYS.some((weekday) => weekday === key)) {
      problems.push({
        field: `officeHours.${key}`,
        message: `is no day; days are ${WEEKDAYS.join(", ")}`,
      });
    }
  }
  const week = WEEKDAYS.map((weekday) =>
    readOfficeDay(officeHours?.[weekday] ?? [], `officeHours.${weekday}`, problems),
  );
  if (problems.length === before && week.every((day) => day.length === 0)) {
    problems.push({
      field: "officeHours",
      message: "no day has any; give at least one day its hours",
    });
  }
  return week;
}

function readOfficeDay(
  written: readonly OfficeInterval[],
  field: string,
  problems: SettingsProblem[],
): [number, number][] {
  if (!Array.isArray(written)) {
    problems.push({ field, message: 'must be a list such as [["08:30","17:00"]], or [] for none' });
    return [];
  }
  const intervals = written
    .flatMap((interval, index) => readInterval(interval, `${field}[${index}]`, problems))
    .toSorted(([opens], [otherOpens]) => opens - otherOpens);

  intervals.forEach(([opens, closes], index) => {
    if (opens < (intervals[index - 1]?.[1] ?? 0)) {
      const message = `${clock(opens)} to ${clock(closes)} overlaps the hours before it`;
      problems.push({ field, message });
    }
  });
  return intervals;
}

function readInterval(
  interval: OfficeInterval,
  field: string,
  problems: SettingsProblem[],
): [number, number][] {
  if (!Array.isArray(interval) || interval.length !== 2) {
    problems.push({ field, message: 'must be a pair such as ["08:30","17:00"]' });
    return [];
  }
  const opens = minutesOf(interval[0]);
  const closes = minutesOf(interval[1]);
  if (opens === undefined || closes === undefined || opens === MINUTES_A_DAY) {
    problems.push({
      field,
      message: 'times are written "HH:MM", from "00:00" to "23:59"; "24:00" only closes',
    });
    return [];
  }
  if (closes > opens) return [[opens, closes]];
  const what = closes === opens ? "closes as it opens" : "closes before it opens";
  problems.push({ field, message: `${what}; hours past midnight belong to the next day` });
  return [];
}

/** Minutes after midnight of "HH:MM", "24:00" included; undefined for anything else. */
export function minutesOf(text: unknown): number | undefined {
  if (text === "24:00") return MINUTES_A_DAY;
  const match = typeof text === "string" ? /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) : null;
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
}

function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60]
    .map((part) => `${part}`.padStart(2, "0"))
    .join(":");
}

function readDays(dates: readonly string[], field: string, problems: SettingsProblem[]): number[] {
  if (!Array.isArray(dates)) {
    problems.push({ field, message: 'must be a list of dates such as ["2026-12-25"]' });
    return [];
  }
  return dates.flatMap((date, index) => readDay(date, `${field}[${index}]`, problems));
}

function readDay(date: string, field: string, problems: SettingsProblem[]): number[] {
  const day = parseDay(date);
  if (day !== undefined && yearOf(day) > FIRST_YEAR && yearOf(day) < LAST_YEAR) return [day];
  const message = `is no date from ${FIRST_YEAR + 1} to ${LAST_YEAR - 1} written YYYY-MM-DD`;
  problems.push({ field, message });
  return [];
}

function readClosures(
  closures: readonly Closure[],
  problems: SettingsProblem[],
): [number, number][] {
  if (!Array.isArray(closures)) {
    problems.push({ field: "closures", message: "must be a list of dates or of {from, to}" });
    return [];
  }
  return closures.flatMap((closure: Closure, index): [number, number][] => {
    const field = `closures[${index}]`;
    if (typeof closure !== "object")
      return readDay(closure, field, problems).map((day) => [day, day]);
    const [from] = readDay(closure?.from, `${field}.from`, problems);
    const [to] = readDay(closure?.to, `${field}.to`, problems);
    if (from === undefined || to === undefined) return [];
    if (from <= to) return [[from, to]];
    const message = `ends on ${formatDay(to)}, before it begins on ${formatDay(from)}`;
    problems.push({ field, message });
    return [];
  });
}

function readZone(name: string | undefined, problems: SettingsProblem[]): Zone {
  if (name === undefined) return zoneNamed(DEFAULT_ZONE);
  const zone = zoneNamed(name);
  try {
    zone.offsetAt(0);
  } catch {
    problems.push({ field: "zone", message: 'is no time zone; name one such as "Europe/London"' });
  }
  return zone;
}
