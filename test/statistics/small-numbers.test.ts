import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hideSmall } from "../../lambda/statistics/small-numbers.ts";

describe("small numbers of a row", () => {
  test.each([
    ["there is none", [0, 12, 5, 40], [0, 12, 5, 40]],
    [
      "one: the smallest other is hidden with it",
      [3, 12, 7, 40],
      ["fewer than 5", 12, "hidden", 40],
    ],
    [
      "one, and a zero: nobody can tell which is which",
      [3, 0, 7],
      ["fewer than 5", "fewer than 5", 7],
    ],
    ["two: each hides the other", [2, 4, 9], ["fewer than 5", "fewer than 5", 9]],
    ["two that are as many as they can be", [4, 4, 9], ["fewer than 5", "fewer than 5", "hidden"]],
    ["nothing else", [2], ["fewer than 5"]],
  ])("where %s", (_, counts, shown) => {
    expect(hideSmall(counts)).toEqual(shown);
  });

  test("can't be computed by who knows the sum and the rest", () => {
    let hidOthers = 0;
    const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 4 }), (counts) => {
        const shown = hideSmall(counts);
        const isAllHidden = shown.every((one) => typeof one === "string");
        if (shown.includes("hidden")) hidOthers += 1;
        for (const [place, one] of counts.entries()) {
          const isSmall = one > 0 && one < 5;
          if (isSmall) expect(shown[place]).toBe("fewer than 5");
          if (!isSmall && typeof shown[place] === "number") expect(shown[place]).toBe(one);
          if (isSmall && !isAllHidden) {
            expect(valuesOf(shown, sum(counts), place).size).toBeGreaterThan(1);
          }
        }
        if (!counts.some((one) => one > 0 && one < 5)) expect(shown).toEqual(counts);
      }),
      { numRuns: 2_000 },
    );
    expect(hidOthers).toBeGreaterThan(50);
  });
});

const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0);

/** Every value the cell at a place may have, in all the rows that would look like this one. */
function valuesOf(
  shown: ReturnType<typeof hideSmall>,
  total: number,
  place: number,
): ReadonlySet<number> {
  const values = new Set<number>();
  const walk = (row: readonly number[], left: number): void => {
    const one = shown[row.length];
    if (one === undefined) {
      if (left === 0) values.add(row[place] ?? 0);
      return;
    }
    const [low, high] = one === "fewer than 5" ? [0, 4] : one === "hidden" ? [5, left] : [one, one];
    for (let value = low; value <= Math.min(high, left); value++)
      walk([...row, value], left - value);
  };
  walk([], total);
  return values;
}
