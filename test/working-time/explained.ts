// An office with closures, and the sentences in which its sums are explained.

import { expect, test } from "vitest";
import type { TimeUnit } from "../../lambda/working-time/units.ts";
import { workingTime } from "../../lambda/working-time/working-time.ts";
import { ENGLISH_OFFICE, london } from "./made-up-calendars.ts";

export const office = workingTime({
  ...ENGLISH_OFFICE,
  closures: [{ from: "2026-12-29", to: "2026-12-31" }, "2026-07-01", "2026-07-03"],
});

type Example = [from: string, amount: number, unit: TimeUnit, explanation: string];

export function explained(examples: Example[]): void {
  test.each(examples)("%s + %d %s", (from, amount, unit, explanation) => {
    expect(office.explain(london(from), amount, unit)).toBe(explanation);
  });
}
