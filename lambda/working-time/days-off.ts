// Days on which an office doesn't work, in words: dates while they are few, numbers when they are many.

import type { Calendar, DayKind } from "./calendar.ts";
import { inOneMonth, runs, sayCount, sayDays, sayList, sayOnDays, weekdayName } from "./english.ts";

/** More dates than these are only counted. */
const BANK_HOLIDAYS_LISTED = 4;
const CLOSURES_LISTED = 3;
const WEEKENDS_LISTED = 1;

/**
 * "3 and 6 April are bank holidays, 4 and 5 a weekend" for the days off from one day up to another, that not included;
 * empty where there is none.
 */
export function sayDaysOff(from: number, to: number, calendar: Calendar): string {
  const off: Record<DayKind, number[]> = {
    working: [],
    weekend: [],
    "bank-holiday": [],
    closed: [],
  };
  for (let day = from; day < to; day++) off[calendar.kindOf(day)].push(day);
  const bankHolidays = off["bank-holiday"];
  const weekends = runs(off.weekend);
  const listsHolidays = bankHolidays.length <= BANK_HOLIDAYS_LISTED;
  const listsWeekends = weekends.length <= WEEKENDS_LISTED;
  const listsClosures = runs(off.closed).length <= CLOSURES_LISTED;

  const counted = [
    listsHolidays ? "" : sayCount(bankHolidays.length, "bank holiday"),
    listsWeekends ? "" : sayCount(weekends.length, "weekend"),
    listsClosures ? "" : `${sayCount(off.closed.length, "day")} of closure`,
  ].filter((count) => count !== "");

  return sayClauses([
    sayDated(listsHolidays ? bankHolidays : [], listsWeekends ? off.weekend : []),
    listsClosures && off.closed.length > 0 ? `the office is closed ${sayOnDays(off.closed)}` : "",
    counted.length > 0 ? `${sayList(counted)} fall in between` : "",
  ]);
}

function sayDated(bankHolidays: readonly number[], weekend: readonly number[]): string {
  const [holiday, restDay] = [bankHolidays.at(0), weekend.at(0)];
  const holidays =
    holiday === undefined ? "" : isOrAre(bankHolidays, "a bank holiday", "bank holidays");
  const rest =
    restDay === undefined ? "" : isOrAre(weekend, `a ${weekdayName(restDay)}`, "a weekend");
  if (holiday === undefined || restDay === undefined) return holidays + rest;
  if (bankHolidays.length > 1 && weekend.length > 1) {
    const month = !inOneMonth([...bankHolidays, ...weekend]);
    return `${holidays}, ${sayDays(weekend, { month })} a weekend`;
  }
  return holiday < restDay ? `${holidays}; ${rest}` : `${rest}; ${holidays}`;
}

function isOrAre(days: readonly number[], one: string, several: string): string {
  return `${sayDays(days)} ${days.length === 1 ? `is ${one}` : `are ${several}`}`;
}

function sayClauses(clauses: readonly string[]): string {
  const said = clauses.filter((clause) => clause !== "");
  if (said.length < 2) return said.join("");
  return `${said.slice(0, -1).join(", ")}, and ${said.at(-1)}`;
}
