// Whole months in Europe/London: which lie between two, when one is closed, and its first and last instant.
import { londonDate } from "../consultations/consultation.ts";
import { instantsOf } from "../http/list.ts";

/** An index lags a moment behind its table, and clocks differ by minutes: then nothing is added any more. */
const CLOSED_AFTER_MS = 10 * 60_000;

/** The month of an instant, `YYYY-MM` in Europe/London. */
export const monthOf = (at: Date): string => londonDate(at.toISOString()).slice(0, 7);

/** The month some months later, or earlier where `by` is negative. */
export function monthAfter(month: string, by = 1): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + by);
  return first.toISOString().slice(0, 7);
}

/** The months from one to another, both included, in order; at most `limit` of them. */
export function monthsBetween(from: string, to: string, limit: number): readonly string[] {
  const months: string[] = [];
  for (let month = from; month <= to && months.length < limit; month = monthAfter(month)) {
    months.push(month);
  }
  return months;
}

/** Whether a month is over, long enough that nothing of it is still on its way. */
export const isClosed = (month: string, at: Date): boolean =>
  monthOf(new Date(at.getTime() - CLOSED_AFTER_MS)) > month;

/** The first and the last instant of whole months, both included, RFC 3339. */
export function instantsOfMonths(from: string, to: string): readonly [string, string] {
  const lastDay = new Date(`${monthAfter(to)}-01T00:00:00Z`);
  lastDay.setUTCDate(0);
  return instantsOf({ from: `${from}-01`, to: lastDay.toISOString().slice(0, 10) }) ?? [from, to];
}
