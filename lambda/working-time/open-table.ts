// The intervals in which time counts, as instants, and the two sums every unit comes down to.

import type { Calendar } from "./calendar.ts";
import { DAY_MS, firstDayOf, weekdayOf } from "./civil-days.ts";

const MINUTE_MS = 60 * 1000;

/** Half-open intervals in their order, none empty; `before` is how much open time lies before each, in milliseconds. */
export type Intervals = {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly before: Float64Array;
};

export type OpenTable = {
  /** Instants: the table holds what lies from `from` up to `to`. */
  readonly from: number;
  readonly to: number;
  /** The office hours. */
  readonly office: Intervals;
  /** The whole working days. */
  readonly days: Intervals;
  /** When each working day closes. */
  readonly closes: Float64Array;
};

/** Every open interval from the first day of one year to the last day of another. */
export function openTable(
  { zone, week, kindOf }: Calendar,
  firstYear: number,
  lastYear: number,
): OpenTable {
  const office: [number, number][] = [];
  const days: [number, number][] = [];
  const closes: number[] = [];
  const end = firstDayOf(lastYear + 1);
  for (let day = firstDayOf(firstYear); day < end; day++) {
    if (kindOf(day) !== "working") continue;
    const midnight = day * DAY_MS;
    days.push([zone.instantAt(midnight), zone.instantAt(midnight + DAY_MS)]);
    let closesAt = Number.NEGATIVE_INFINITY;
    for (const [opens, closesMinute] of week[weekdayOf(day)] ?? []) {
      const opensAt = zone.instantAt(midnight + opens * MINUTE_MS);
      closesAt = zone.instantAt(midnight + closesMinute * MINUTE_MS);
      // A clock change can leave nothing of an interval in the night.
      if (closesAt > opensAt) office.push([opensAt, closesAt]);
    }
    closes.push(closesAt);
  }
  return {
    from: zone.instantAt(firstDayOf(firstYear) * DAY_MS),
    to: zone.instantAt(end * DAY_MS),
    office: intervalsOf(office),
    days: intervalsOf(days),
    closes: Float64Array.from(closes),
  };
}

/** Where an instant counts from: itself where it lies in an interval, else the next start; undefined past the last. */
export function nextOpen({ starts, ends }: Intervals, at: number): number | undefined {
  const index = firstAfter(ends, at);
  return index < starts.length ? Math.max(at, valueAt(starts, index)) : undefined;
}

/**
 * The earliest instant by which so much open time has passed since `at`, or undefined past the last interval. What ends
 * at a close is due at that close; nothing at all is due at the next opening.
 */
export function addOpenTime(
  intervals: Intervals,
  at: number,
  milliseconds: number,
): number | undefined {
  const { starts, ends, before } = intervals;
  const index = firstAfter(ends, at);
  if (index === starts.length) return undefined;
  const start = Math.max(at, valueAt(starts, index));
  if (milliseconds === 0) return start;
  const target = valueAt(before, index) + (start - valueAt(starts, index)) + milliseconds;
  const last = firstAtLeast(before, target) - 1;
  const due = valueAt(starts, last) + (target - valueAt(before, last));
  return due <= valueAt(ends, last) ? due : undefined;
}

/**
 * The latest instant from which so much open time, more than none, passes by `at`; undefined before the first interval.
 */
export function subtractOpenTime(
  intervals: Intervals,
  at: number,
  milliseconds: number,
): number | undefined {
  const { starts, ends, before } = intervals;
  const index = firstAtLeast(starts, at) - 1;
  if (index < 0) return undefined;
  const end = Math.min(at, valueAt(ends, index));
  const target = valueAt(before, index) + (end - valueAt(starts, index)) - milliseconds;
  const first = firstAfter(before, target) - 1;
  return first < 0 ? undefined : valueAt(starts, first) + (target - valueAt(before, first));
}

/** The close of the working day an instant counts as, or of the nth working day after it. */
export function closeAfter(
  { closes }: OpenTable,
  at: number,
  workingDays: number,
): number | undefined {
  return closes[firstAfter(closes, at) + workingDays];
}

/** The close of the nth working day before the one by whose close an instant lies. */
export function closeBefore(
  { closes }: OpenTable,
  at: number,
  workingDays: number,
): number | undefined {
  return closes[firstAtLeast(closes, at) - workingDays];
}

function intervalsOf(intervals: readonly (readonly [number, number])[]): Intervals {
  const before = new Float64Array(intervals.length);
  let sum = 0;
  intervals.forEach(([start, end], index) => {
    before[index] = sum;
    sum += end - start;
  });
  return {
    starts: Float64Array.from(intervals, ([start]) => start),
    ends: Float64Array.from(intervals, ([, end]) => end),
    before,
  };
}

/** The index of the first value greater than `limit`, or the length. */
function firstAfter(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(ascending, middle) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The index of the first value that is at least `limit`, or the length. */
function firstAtLeast(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(ascending, middle) >= limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function valueAt(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}
