// Trains the weights of one look on examples by stochastic descent, each weight at a pace of its own (AdaGrad).

import { labels, placeOf, type Weights, weightsFor } from "../lambda/screening/weights.ts";
import type { Examples } from "./examples.ts";
import { randomFrom } from "./names.ts";

export interface Settings {
  readonly seed: number;
  readonly passes: number;
  readonly rate: number;
  readonly decay: number;
  /** Share of a word's features hidden from the learner at each step. */
  readonly dropout: number;
  /** How far from certain the learner should stay: some marks are wrong. */
  readonly smoothing: number;
  /** An example whose error is smaller than this teaches nothing more. */
  readonly settled: number;
}

const width = labels.length;
/** Means taken in the later half of the course. */
const meansEachPass = 4;

/** Weights in floating point, trained on the examples whose source is wanted. */
export function learn(
  examples: Examples,
  isWanted: (source: number) => boolean,
  settings: Settings,
): Weights {
  const { rate, decay, dropout, smoothing, settled } = settings;
  const random = randomFrom(settings.seed);
  const { buckets } = examples;
  const rows = weightsFor(buckets);
  const squares = new Float32Array(rows.length).fill(1e-4);
  const mean = new Float64Array(rows.length);
  let averaged = 0;
  const kept = new Int32Array(mostFeatures(examples));
  const sums = new Float64Array(width);
  const errors = new Float64Array(width);

  const move = (at: number, error: number, step: number) => {
    const slope = error + decay * (rows[at] as number);
    const square = (squares[at] as number) + slope * slope;
    squares[at] = square;
    rows[at] = (rows[at] as number) - (step * slope) / Math.sqrt(square);
  };
  const teach = (example: number, step: number) => {
    const label = examples.wanted[example] as number;
    const from = examples.starts[example] as number;
    const to = examples.starts[example + 1] as number;
    let count = 0;
    for (let at = from; at < to; at++) {
      if (at < from + 2 || random() >= dropout) kept[count++] = examples.features[at] as number;
    }
    sums.fill(0);
    for (let feature = 0; feature < count; feature++) {
      const bucket = kept[feature] as number;
      const place = placeOf(bucket, buckets);
      sums[1] = (sums[1] as number) + (rows[bucket] as number);
      sums[2] = (sums[2] as number) + (rows[place] as number);
      sums[3] = (sums[3] as number) + (rows[place + 1] as number);
    }
    const highest = Math.max(...sums);
    let total = 0;
    for (let column = 0; column < width; column++) {
      errors[column] = Math.exp((sums[column] as number) - highest);
      total += errors[column] as number;
    }
    for (let column = 0; column < width; column++) {
      const target = column === label ? 1 - smoothing : smoothing / (width - 1);
      errors[column] = (errors[column] as number) / total - target;
    }
    if (Math.abs(errors[label] as number) < settled) return;
    const [, person = 0, setting = 0, address = 0] = errors;
    for (let feature = 0; feature < count; feature++) {
      const bucket = kept[feature] as number;
      const place = placeOf(bucket, buckets);
      move(bucket, person, step);
      move(place, setting, step);
      move(place + 1, address, step);
    }
  };

  const order: number[] = [];
  examples.sources.forEach((source, variant) => {
    if (source < 0 || isWanted(source)) order.push(variant);
  });
  const eachMean = Math.ceil(order.length / meansEachPass);
  for (let pass = 0; pass < settings.passes; pass++) {
    for (let last = order.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [order[last], order[other]] = [order[other] as number, order[last] as number];
    }
    const step = rate * (1 - (0.8 * pass) / settings.passes);
    const isLate = pass >= settings.passes / 2;
    order.forEach((variant, place) => {
      const end = examples.variants[variant + 1] as number;
      for (let example = examples.variants[variant] as number; example < end; example++)
        teach(example, step);
      // The mean of the later half of the course is steadier than its last step.
      if (!isLate || (place + 1) % eachMean !== 0) return;
      averaged++;
      for (let at = 0; at < rows.length; at++)
        mean[at] = (mean[at] as number) + ((rows[at] as number) - (mean[at] as number)) / averaged;
    });
  }
  return Float32Array.from(mean);
}

function mostFeatures({ starts }: Examples): number {
  let most = 0;
  for (let example = 1; example < starts.length; example++)
    most = Math.max(most, (starts[example] as number) - (starts[example - 1] as number));
  return most;
}
