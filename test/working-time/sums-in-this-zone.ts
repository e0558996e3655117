// Prints sums of working time as JSON. A test runs it in processes of other time zones.

import { TIME_UNITS } from "../../lambda/working-time/units.ts";
import { workingTime } from "../../lambda/working-time/working-time.ts";
import { ENGLISH_OFFICE, london } from "./made-up-calendars.ts";

/** About both clock changes and Easter, and where another zone already has another day. */
const STARTS = [
  "2026-03-27 15:59 GMT",
  "2026-03-28 01:30 GMT",
  "2026-03-29 00:30 GMT",
  "2026-04-02 16:40 BST",
  "2026-04-06 23:59 BST",
  "2026-10-24 01:30 BST",
  "2026-10-25 01:30 BST",
  "2026-10-25 01:30 GMT",
  "2026-12-31 12:00 GMT",
];

export function sumsInThisZone(): string[] {
  const office = workingTime(ENGLISH_OFFICE);
  return STARTS.map(london).flatMap((from) =>
    TIME_UNITS.flatMap((unit) => [
      `${from.toISOString()} + 2 ${unit} = ${office.add(from, 2, unit).toISOString()}`,
      office.explain(from, 2, unit),
      `${office.isOpen(from)} ${office.nextOpening(from).toISOString()}`,
    ]),
  );
}

if (import.meta.main) process.stdout.write(JSON.stringify(sumsInThisZone()));
