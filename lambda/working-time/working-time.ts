// Office hours, bank holidays and closures: what is due when, and why.

import { type Calendar, CalendarEnds, calendarOf } from "./calendar.ts";
import { DAY_MS } from "./civil-days.ts";
import { explainSum } from "./explanation.ts";
import {
  addOpenTime,
  closeAfter,
  closeBefore,
  nextOpen,
  type OpenTable,
  openTable,
  subtractOpenTime,
} from "./open-table.ts";
import { minutesOf, type WorkingTimeSettings } from "./settings.ts";
import { TIME_UNITS, type TimeUnit } from "./units.ts";

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;

/** A century of hours. Nobody sets a deadline beyond it, so a greater amount is a mistake. */
const MOST_UNITS = 1_000_000;

/** Units of which there are no halves. */
const WHOLE_UNITS: readonly TimeUnit[] = ["working-days", "calendar-days", "same-day"];

/**
 * All of them throw a RangeError for a date that is none, an amount that is negative, not finite, above a million, or
 * not whole where days are counted, and for a unit that doesn't exist; and `CalendarEnds`, which is one too, where the
 * bank holidays aren't known. `hours` and `calendar-days` need no bank holidays.
 */
export type WorkingTime = {
  /** When `amount` of a unit from `from` is due. Conventions: README.md. */
  add(from: Date, amount: number, unit: TimeUnit): Date;
  /**
   * The latest instant from which `amount` of a unit is over by `due`: where "4 working hours before it is due" lies.
   * Working days before lead to the close of that day. There is nothing of `same-day` to subtract.
   */
  subtract(due: Date, amount: number, unit: TimeUnit): Date;
  /** Whether the office is open: at its opening it is, at its close it no longer is. */
  isOpen(at: Date): boolean;
  /** The first instant from `at` on at which the office is open: `at` itself while it is. */
  nextOpening(at: Date): Date;
  /**
   * The sum of `add` in plain sentences, in the time of the zone. `event` is what begins it: "Received",
   * "First contact".
   */
  explain(from: Date, amount: number, unit: TimeUnit, event?: string): string;
  /**
   * The first time after `from` at which a clock of the zone shows `timeOfDay` ("16:00") on a working day. What comes
   * after close counts as of the next working day.
   */
  by(from: Date, timeOfDay: string): Date;
  /** The same in plain sentences, as `explain`. */
  explainBy(from: Date, timeOfDay: string, event?: string): string;
};

/** What every sum needs: the calendar, and the table about an instant. */
type Clockwork = { readonly calendar: Calendar; tableFor(at: number): OpenTable };

/**
 * Working time under one authority's settings, in Europe/London unless they say otherwise, whatever the process's zone.
 *
 * @throws BadWorkingTime naming every problem of the settings
 */
export function workingTime(settings: WorkingTimeSettings): WorkingTime {
  const calendar = calendarOf(settings);
  const clockwork = { calendar, tableFor: tables(calendar) };

  function openFrom(at: Date): number | undefined {
    const instant = instantOf(at);
    return nextOpen(clockwork.tableFor(instant).office, instant);
  }

  return {
    add(from, amount, unit) {
      checkAmount(amount, unit);
      return dateAt(dueAt(clockwork, instantOf(from), amount, unit));
    },
    subtract(due, amount, unit) {
      checkAmount(amount, unit);
      const at = instantOf(due);
      return dateAt(amount === 0 ? at : beginsAt(clockwork, at, amount, unit));
    },
    isOpen: (at) => openFrom(at) === at.getTime(),
    nextOpening: (at) => dateAt(known(openFrom(at), calendar)),
    explain(from, amount, unit, event = "Received") {
      checkAmount(amount, unit);
      const at = instantOf(from);
      const due = dateAt(dueAt(clockwork, at, amount, unit)).getTime();
      const counted = countedFrom(clockwork, at, unit);
      return explainSum({ event, from: at, counted, due, amount, unit }, calendar);
    },
    by: (from, timeOfDay) => dateAt(dueBy(clockwork, instantOf(from), timeOfDay)),
    explainBy(from, timeOfDay, event = "Received") {
      const at = instantOf(from);
      const due = dueBy(clockwork, at, timeOfDay);
      const counted = countedFrom(clockwork, at, "working-days");
      return explainSum(
        { event, from: at, counted, due, amount: 0, unit: "time-of-day" },
        calendar,
      );
    },
  };
}

/** The table for sums about an instant: built on first use, and again for the rare one before its first year. */
function tables(calendar: Calendar): (at: number) => OpenTable {
  let table: OpenTable | undefined;
  return (at) => {
    if (calendar.known === undefined) throw new CalendarEnds(undefined);
    const { firstYear, lastYear } = calendar.known;
    table ??= openTable(calendar, firstYear, lastYear);
    if (at >= table.to) throw new CalendarEnds(lastYear);
    if (at < table.from) {
      const year = new Date(calendar.zone.wallAt(at)).getUTCFullYear();
      table = openTable(calendar, year, lastYear);
    }
    return table;
  };
}

function dueAt(clockwork: Clockwork, at: number, amount: number, unit: TimeUnit): number {
  const { calendar, tableFor } = clockwork;
  switch (unit) {
    case "hours":
      return at + hoursInMs(amount);
    case "working-hours":
      return known(addOpenTime(tableFor(at).office, at, hoursInMs(amount)), calendar);
    case "working-day-hours":
      return known(addOpenTime(tableFor(at).days, at, hoursInMs(amount)), calendar);
    case "working-days":
      return known(closeAfter(tableFor(at), at, amount), calendar);
    case "same-day":
      return known(closeAfter(tableFor(at), at, 0), calendar);
    case "calendar-days":
      return sameTimeLater(calendar, at, amount);
  }
}

function beginsAt(clockwork: Clockwork, due: number, amount: number, unit: TimeUnit): number {
  const { calendar, tableFor } = clockwork;
  switch (unit) {
    case "hours":
      return due - hoursInMs(amount);
    case "working-hours":
      return held(subtractOpenTime(tableFor(due).office, due, hoursInMs(amount)));
    case "working-day-hours":
      return held(subtractOpenTime(tableFor(due).days, due, hoursInMs(amount)));
    case "working-days":
      return held(closeBefore(tableFor(due), due, amount));
    case "same-day":
      throw new RangeError("Nothing can be subtracted in the unit same-day.");
    case "calendar-days":
      return sameTimeLater(calendar, due, -amount);
  }
}

function dueBy(clockwork: Clockwork, at: number, timeOfDay: string): number {
  const { zone } = clockwork.calendar;
  const minutes = minutesOf(timeOfDay);
  if (minutes === undefined) {
    throw new RangeError('A time of day is written "HH:MM"; this is not.');
  }
  const onDayOf = (instant: number) => {
    const midnight = Math.floor(zone.wallAt(instant) / DAY_MS) * DAY_MS;
    return zone.instantAt(midnight + minutes * MINUTE_MS);
  };
  const counted = countedFrom(clockwork, at, "working-days");
  const sameDay = onDayOf(counted);
  if (sameDay > at) return sameDay;
  const close = dueAt(clockwork, counted, 0, "same-day");
  return onDayOf(countedFrom(clockwork, close, "working-days"));
}

/** From when the time runs that `add` counts. */
function countedFrom({ calendar, tableFor }: Clockwork, at: number, unit: TimeUnit): number {
  if (unit === "hours" || unit === "calendar-days") return at;
  const { office, days } = tableFor(at);
  return known(nextOpen(unit === "working-day-hours" ? days : office, at), calendar);
}

function sameTimeLater({ zone }: Calendar, at: number, days: number): number {
  return zone.instantAt(zone.wallAt(at) + days * DAY_MS, zone.offsetAt(at));
}

function hoursInMs(hours: number): number {
  return Math.round(hours * HOUR_MS);
}

function known(instant: number | undefined, calendar: Calendar): number {
  if (instant === undefined) throw new CalendarEnds(calendar.known?.lastYear);
  return instant;
}

function held(instant: number | undefined): number {
  if (instant === undefined) {
    throw new RangeError(
      "This leads back before the first working day of the bank holidays' list.",
    );
  }
  return instant;
}

function instantOf(date: Date): number {
  const instant = date instanceof Date ? date.getTime() : Number.NaN;
  if (Number.isNaN(instant)) {
    throw new RangeError("Working time is computed from a valid date; this is none.");
  }
  return instant;
}

function dateAt(instant: number): Date {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) throw new RangeError("This leads past the last date there is.");
  return date;
}

function checkAmount(amount: number, unit: TimeUnit): void {
  if (!TIME_UNITS.includes(unit)) {
    throw new RangeError(`Time is counted in ${TIME_UNITS.join(", ")}; this unit is none of them.`);
  }
  if (!(amount >= 0 && amount <= MOST_UNITS)) {
    throw new RangeError(`An amount of time is a number from 0 to ${MOST_UNITS}; this is not.`);
  }
  if (WHOLE_UNITS.includes(unit) && !Number.isInteger(amount)) {
    throw new RangeError(`An amount of ${unit} is a whole number; this is not.`);
  }
}
