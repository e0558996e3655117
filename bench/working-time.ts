// Sums of working time, against adding to a date and one binary search through as many intervals.

import { bankHolidaysOf } from "../lambda/working-time/bank-holidays.ts";
import { workingTime } from "../lambda/working-time/working-time.ts";
import { compareWithFloor, report } from "./rounds.ts";

const TIMES = 200_000;
/** What a handler may expect, whatever the machine does beside it. */
const SUMS_PER_SECOND = 500_000;

const day: [string, string] = ["08:30", "17:00"];
const office = workingTime({
  officeHours: { mon: [day], tue: [day], wed: [day], thu: [day], fri: [["08:30", "16:00"]] },
  bankHolidays: bankHolidaysOf("england-and-wales").dates,
});

const HOUR_MS = 60 * 60 * 1000;
const starts = Array.from(
  { length: 4096 },
  (_, index) => new Date(Date.UTC(2020, 0, 1) + index * 17 * HOUR_MS),
);
const sorted = Float64Array.from(
  { length: 2536 },
  (_, index) => Date.UTC(2019, 0, 1) + index * 34.5 * HOUR_MS,
);
let turn = 0;

function nextStart(): Date {
  turn = (turn + 1) % starts.length;
  return starts[turn] ?? new Date(0);
}

function search(limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function floor(): void {
  const at = nextStart().getTime() + 4 * HOUR_MS;
  new Date(at + search(at)).getTime();
}

const sums = [
  { what: "4 working hours", work: () => office.add(nextStart(), 4, "working-hours"), times: 4 },
  {
    what: "24 working-day hours",
    work: () => office.add(nextStart(), 24, "working-day-hours"),
    times: 4,
  },
  { what: "3 working days", work: () => office.add(nextStart(), 3, "working-days"), times: 4 },
  { what: "is it open", work: () => office.isOpen(nextStart()), times: 3 },
];

for (const { what, work, times } of sums) {
  report(
    what,
    compareWithFloor(TIMES, () => void work(), floor),
    {
      timesTheFloor: times,
      perSecond: SUMS_PER_SECOND,
    },
  );
}

const started = performance.now();
workingTime({ officeHours: { mon: [day] }, bankHolidays: bankHolidaysOf("scotland").dates }).isOpen(
  new Date(),
);
console.log(
  `     settings read and the table of ten years built in ${(performance.now() - started).toFixed(1)} ms`,
);
