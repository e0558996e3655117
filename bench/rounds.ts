// Compares a piece of work with its floor in the same run: rounds in turn, medians, so that a busy machine slows both.

/** Enough for a median that one disturbed round can't move. */
const ROUNDS = 9;

export type Comparison = {
  /** How many of the work a second, in the median round. */
  perSecond: number;
  floorPerSecond: number;
  /** How many times longer than the floor the work takes. */
  timesTheFloor: number;
};

/** Runs `work` and `floor` `times` times a round, after one round that nobody counts. */
export function compareWithFloor(times: number, work: () => void, floor: () => void): Comparison {
  secondsFor(times, work);
  secondsFor(times, floor);
  const workSeconds: number[] = [];
  const floorSeconds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    workSeconds.push(secondsFor(times, work));
    floorSeconds.push(secondsFor(times, floor));
  }
  const perSecond = times / median(workSeconds);
  const floorPerSecond = times / median(floorSeconds);
  return { perSecond, floorPerSecond, timesTheFloor: floorPerSecond / perSecond };
}

/** Prints one line, and makes the process end with 1 where a limit is broken. */
export function report(
  what: string,
  comparison: Comparison,
  limits: { timesTheFloor: number; perSecond?: number },
): void {
  const kept =
    comparison.timesTheFloor <= limits.timesTheFloor &&
    comparison.perSecond >= (limits.perSecond ?? 0);
  const least = limits.perSecond === undefined ? "" : `, at least ${count(limits.perSecond)}/s`;
  console.log(
    `${kept ? "ok  " : "MISS"} ${what}: ${count(comparison.perSecond)}/s, ` +
      `${comparison.timesTheFloor.toFixed(2)} times its floor of ${count(comparison.floorPerSecond)}/s ` +
      `(at most ${limits.timesTheFloor} times${least})`,
  );
  if (!kept) process.exitCode = 1;
}

function secondsFor(times: number, work: () => void): number {
  const start = performance.now();
  for (let time = 0; time < times; time++) work();
  return (performance.now() - start) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en-GB");
}
