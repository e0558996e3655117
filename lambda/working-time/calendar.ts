// Which days an office works, and how far that is known.

import { firstDayOf, weekdayOf, yearOf } from "./civil-days.ts";
import { BadWorkingTime, readSettings, type Week, type WorkingTimeSettings } from "./settings.ts";
import type { Zone } from "./zone.ts";

/** What a day is to the office. A bank holiday at a weekend is a weekend. */
export type DayKind = "working" | "weekend" | "bank-holiday" | "closed";

export type Calendar = {
  readonly zone: Zone;
  readonly week: Week;
  /** The years whose bank holidays are known, or undefined where none is. */
  readonly known: { readonly firstYear: number; readonly lastYear: number } | undefined;
  kindOf(day: number): DayKind;
};

/** The bank holidays are not known so far ahead, so nothing is computed that might overlook one. */
export class CalendarEnds extends RangeError {
  override readonly name = "CalendarEnds";
  /** `YYYY-12-31`, or undefined where the list is empty. */
  readonly reachesTo: string | undefined;

  constructor(lastYear: number | undefined) {
    super(
      lastYear === undefined
        ? "The list of bank holidays is empty, so working time can't be computed without the risk of overlooking one. Add the dates that GOV.UK publishes."
        : `Bank holidays are known up to 31 December ${lastYear} and this goes past it, so it can't be computed without the risk of overlooking one. Add the later dates that GOV.UK publishes.`,
    );
    this.reachesTo = lastYear === undefined ? undefined : `${lastYear}-12-31`;
  }
}

const SATURDAY = 5;
const SUNDAY = 6;

/** @throws BadWorkingTime where the settings can't be read, or leave no day on which the office works */
export function calendarOf(settings: WorkingTimeSettings): Calendar {
  const { week, bankHolidays, closures, zone } = readSettings(settings);
  const holidays = new Set(bankHolidays);
  const years = bankHolidays.map(yearOf);

  function kindOf(day: number): DayKind {
    const weekday = weekdayOf(day);
    const noHours = week[weekday]?.length === 0;
    if (noHours && (weekday === SATURDAY || weekday === SUNDAY)) return "weekend";
    if (holidays.has(day)) return "bank-holiday";
    const closed = noHours || closures.some(([from, to]) => day >= from && day <= to);
    return closed ? "closed" : "working";
  }

  const known =
    years.length === 0
      ? undefined
      : { firstYear: Math.min(...years), lastYear: Math.max(...years) };
  const calendar = { zone, week, known, kindOf };
  if (!worksSometimes(calendar)) {
    const message = "leave no day on which the office works, as far as bank holidays are known";
    throw new BadWorkingTime([{ field: "closures", message }]);
  }
  return calendar;
}

function worksSometimes({ known, kindOf }: Calendar): boolean {
  if (known === undefined) return true;
  const end = firstDayOf(known.lastYear + 1);
  for (let day = firstDayOf(known.firstYear); day < end; day++) {
    if (kindOf(day) === "working") return true;
  }
  return false;
}
