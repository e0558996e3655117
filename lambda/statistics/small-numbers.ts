// Hides small numbers of a row, and as many others as it takes that none can be computed. Pure.
import { FEWER, HIDDEN } from "./table.ts";

export type ShownCount = number | typeof FEWER | typeof HIDDEN;

/** Numbers from 1 up to this one, excluded, are hidden: few enough that somebody may recognise a child. */
const SMALL = 5;

const isSmall = (count: number): boolean => count > 0 && count < SMALL;

/**
 * The counts of one row as they are shown. 1 to 4 become “fewer than 5”. The sum of a row is not given
 * here, but an auditor can count its consultations in the list: so where a hidden number would follow
 * from the sum and the rest, the smallest other is hidden too, until none follows. A zero that is hidden
 * says “fewer than 5” as well, so that nobody can tell which is which; a larger number says “hidden”.
 */
export function hideSmall(counts: readonly number[]): readonly ShownCount[] {
  const hidden = new Set(counts.flatMap((count, place) => (isSmall(count) ? [place] : [])));
  while (hidden.size < counts.length && isGivenAway(counts, hidden)) {
    hidden.add(smallestShown(counts, hidden));
  }
  return counts.map((count, place) => {
    if (!hidden.has(place)) return count;
    return count < SMALL ? FEWER : HIDDEN;
  });
}

/** Whether a reader who knows the row's sum has but one value left for some small number. */
function isGivenAway(counts: readonly number[], hidden: ReadonlySet<number>): boolean {
  const cells = [...hidden].map((place) => counts[place] ?? 0);
  const sum = cells.reduce((total, count) => total + count, 0);
  const least = cells.includes(0) ? 0 : 1;
  const bounds = cells.map((count) =>
    count < SMALL ? { low: least, high: SMALL - 1 } : { low: SMALL, high: Number.MAX_SAFE_INTEGER },
  );
  const lows = bounds.reduce((total, { low }) => total + low, 0);
  const highs = bounds.reduce((total, { high }) => total + high, 0);
  return bounds.some(({ low, high }, place) => {
    if (!isSmall(cells[place] ?? 0)) return false;
    const most = Math.min(high, sum - (lows - low));
    const fewest = Math.max(low, sum - (highs - high));
    return most <= fewest;
  });
}

function smallestShown(counts: readonly number[], hidden: ReadonlySet<number>): number {
  const shown = counts.map((_, place) => place).filter((place) => !hidden.has(place));
  return shown.reduce((best, place) => ((counts[place] ?? 0) < (counts[best] ?? 0) ? place : best));
}
