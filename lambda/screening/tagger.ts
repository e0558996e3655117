// A small network over hashed features: how likely is it that a word is part of a person's name, a setting's or an address?

import { fromText, textLength } from "./dense-text.ts";
import { buckets, featuresOf, mostFeatures } from "./features.ts";
import type { Reading } from "./reading.ts";

/** What a word can be part of. */
export const labels = ["none", "PERSON", "SCHOOL", "ADDRESS"] as const;

/** Weights as trained: a row of one value a label and one a hidden unit for each bucket. */
export interface Tagger {
  readonly hidden: number;
  /** buckets × (labels + hidden). */
  readonly rows: Float32Array;
  /** hidden × labels. */
  readonly outputs: Float32Array;
  /** Of each hidden unit. */
  readonly biases: Float32Array;
}

export interface PackedTagger {
  readonly hidden: number;
  /** The largest weight of the label columns and of the hidden ones. */
  readonly largest: readonly number[];
  /** Four bits a weight: a sign and seven steps, each the square of its share of the largest. */
  readonly rows: string;
  readonly outputs: readonly number[];
  readonly biases: readonly number[];
}

/** Steps of a packed weight on either side of nought. */
export const weightSteps = 7;

/** The weight a nibble stands for: 0–7 from nought to the largest, 8–15 the same below nought. */
export function weightOf(nibble: number, largest: number): number {
  const share = (nibble & 7) / weightSteps;
  return (nibble & 8 ? -1 : 1) * share * share * largest;
}

export function unpack(packed: PackedTagger): Tagger {
  const width = labels.length + packed.hidden;
  const bytes = fromText(packed.rows, (buckets * width) / 2);
  if (packed.rows.length !== textLength(bytes.length))
    throw new Error("The tagger's weights do not fit its features.");
  const rows = new Float32Array(buckets * width);
  const values = packed.largest.map((largest) =>
    Float32Array.from({ length: 16 }, (_none, nibble) => weightOf(nibble, largest)),
  );
  const [ofLabels, ofHidden] = values as [Float32Array, Float32Array];
  for (let at = 0; at < rows.length; at++) {
    const nibble = ((bytes[at >> 1] as number) >> ((at & 1) * 4)) & 15;
    rows[at] = (at % width < labels.length ? ofLabels : ofHidden)[nibble] as number;
  }
  return {
    ...{ hidden: packed.hidden, rows },
    ...{ outputs: Float32Array.from(packed.outputs), biases: Float32Array.from(packed.biases) },
  };
}

const features = new Int32Array(mostFeatures);

/** Likelihood of each label for the word at `index`, written into `into`. */
export function likelihoods(
  tagger: Tagger,
  reading: Reading,
  index: number,
  into: Float32Array,
): void {
  const { rows, hidden, outputs, biases } = tagger;
  const width = labels.length + hidden;
  const sums = scratch(width);
  const count = featuresOf(reading, index, features);
  for (let feature = 0; feature < count; feature++) {
    const row = (features[feature] as number) * width;
    for (let column = 0; column < width; column++) {
      sums[column] = (sums[column] as number) + (rows[row + column] as number);
    }
  }
  for (let unit = 0; unit < hidden; unit++) {
    const active = Math.tanh((sums[labels.length + unit] as number) + (biases[unit] as number));
    for (let label = 0; label < labels.length; label++) {
      sums[label] =
        (sums[label] as number) + active * (outputs[unit * labels.length + label] as number);
    }
  }
  softmax(sums, into);
}

let sumsOnce = new Float32Array(labels.length);
function scratch(width: number): Float32Array {
  if (sumsOnce.length !== width) sumsOnce = new Float32Array(width);
  else sumsOnce.fill(0);
  return sumsOnce;
}

function softmax(sums: Float32Array, into: Float32Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < labels.length; label++) {
    highest = Math.max(highest, sums[label] as number);
  }
  let total = 0;
  for (let label = 0; label < labels.length; label++) {
    const power = Math.exp((sums[label] as number) - highest);
    into[label] = power;
    total += power;
  }
  for (let label = 0; label < labels.length; label++) into[label] = (into[label] as number) / total;
}
