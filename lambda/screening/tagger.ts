// A small network over hashed features: how likely is it that a word is part of a person's name, a setting's or an address?

import { buckets, featuresOf, mostFeatures, type Reading } from "./features.ts";

/** What a word can be part of. */
export const labels = ["none", "PERSON", "SCHOOL", "ADDRESS"] as const;

/** Weights as trained: a row of one value a label and one a hidden unit for each bucket. */
export interface Tagger {
  readonly hidden: number;
  /** buckets × (labels + hidden), in units of `scale`. */
  readonly rows: Int8Array | Float32Array;
  readonly scale: number;
  /** hidden × labels. */
  readonly outputs: Float32Array;
  /** Of each hidden unit. */
  readonly biases: Float32Array;
}

export interface PackedTagger {
  readonly hidden: number;
  readonly scale: number;
  readonly rows: string;
  readonly outputs: readonly number[];
  readonly biases: readonly number[];
}

export function unpack(packed: PackedTagger): Tagger {
  const bytes = Buffer.from(packed.rows, "base64");
  const width = labels.length + packed.hidden;
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  if (rows.length !== buckets * width) throw new Error("The tagger's weights do not fit its features.");
  return {
    ...{ hidden: packed.hidden, scale: packed.scale, rows },
    ...{ outputs: Float32Array.from(packed.outputs), biases: Float32Array.from(packed.biases) },
  };
}

const features = new Int32Array(mostFeatures);

/** Likelihood of each label for the word at `index`, written into `into`. */
export function likelihoods(tagger: Tagger, reading: Reading, index: number, into: Float32Array): void {
  const { rows, hidden, scale, outputs, biases } = tagger;
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
    const active = Math.tanh((sums[labels.length + unit] as number) * scale + (biases[unit] as number));
    for (let label = 0; label < labels.length; label++) {
      sums[label] = (sums[label] as number) + (active * (outputs[unit * labels.length + label] as number)) / scale;
    }
  }
  softmax(sums, scale, into);
}

let sumsOnce = new Float32Array(labels.length);
function scratch(width: number): Float32Array {
  if (sumsOnce.length !== width) sumsOnce = new Float32Array(width);
  else sumsOnce.fill(0);
  return sumsOnce;
}

function softmax(sums: Float32Array, scale: number, into: Float32Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < labels.length; label++) {
    highest = Math.max(highest, (sums[label] as number) * scale);
  }
  let total = 0;
  for (let label = 0; label < labels.length; label++) {
    const power = Math.exp((sums[label] as number) * scale - highest);
    into[label] = power;
    total += power;
  }
  for (let label = 0; label < labels.length; label++) into[label] = (into[label] as number) / total;
}
