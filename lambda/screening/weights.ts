// A linear model over hashed features, and how it is packed: how likely is it that a word is part of a person's name, a setting's or an address?

import { fromText, textLength } from "./dense-text.ts";

/** What a word can be part of. */
export const labels = ["none", "PERSON", "SCHOOL", "ADDRESS"] as const;
/**
 * The score of "none" is nought. A weight towards a person for each bucket of features; after these, for each quarter
 * as many buckets, one towards a setting and one towards an address: far fewer texts teach them.
 */
export type Weights = Float32Array;

export function weightsFor(buckets: number): Weights {
  return new Float32Array(buckets + (buckets >> 1));
}

/** Buckets of weights of this length. */
export function bucketsOf(weights: Weights): number {
  return Math.trunc((weights.length * 2) / 3);
}

/** Where the weights towards a setting and, after it, an address stand for a feature; `buckets` is a power of two. */
export function placeOf(feature: number, buckets: number): number {
  return buckets + ((feature & ((buckets >> 2) - 1)) << 1);
}

/** The bucket of a feature: what it asks and what it found, mixed; `seed` is a look's own. */
export function bucketFor(
  seed: number,
  template: number,
  x: number,
  y: number,
  buckets: number,
): number {
  let h = Math.imul(template + seed, 0x9e3779b1) ^ x;
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b) ^ y;
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) & (buckets - 1);
}

export interface PackedWeights {
  readonly largest: number;
  /** Four bits a weight: a sign and seven steps, each the square of its share of the largest. */
  readonly rows: string;
}

/** Steps of a packed weight on either side of nought. */
export const weightSteps = 7;

/** The weight a nibble stands for: 0–7 from nought to the largest, 8–15 the same below nought. */
function weightOf(nibble: number, largest: number): number {
  const share = (nibble & 7) / weightSteps;
  return (nibble & 8 ? -1 : 1) * share * share * largest;
}

export function unpackWeights(packed: PackedWeights, buckets: number): Weights {
  const weights = weightsFor(buckets);
  const bytes = fromText(packed.rows, weights.length / 2);
  if (packed.rows.length !== textLength(bytes.length))
    throw new Error("The tagger's weights do not fit its features.");
  const values = Float32Array.from({ length: 16 }, (_none, nibble) =>
    weightOf(nibble, packed.largest),
  );
  for (let at = 0; at < weights.length; at += 2) {
    const byte = bytes[at >> 1] as number;
    weights[at] = values[byte & 15] as number;
    weights[at + 1] = values[byte >> 4] as number;
  }
  return weights;
}

/** Likelihood of each label, "none" first, for a word with these features, written into `into`. */
export function likelihoods(
  weights: Weights,
  features: Int32Array,
  count: number,
  into: Float32Array,
): void {
  const buckets = bucketsOf(weights);
  let person = 0;
  let setting = 0;
  let address = 0;
  for (let feature = 0; feature < count; feature++) {
    const bucket = features[feature] as number;
    const place = placeOf(bucket, buckets);
    person += weights[bucket] as number;
    setting += weights[place] as number;
    address += weights[place + 1] as number;
  }
  const highest = Math.max(0, person, setting, address);
  const none = Math.exp(-highest);
  person = Math.exp(person - highest);
  setting = Math.exp(setting - highest);
  address = Math.exp(address - highest);
  const total = none + person + setting + address;
  into[0] = none / total;
  into[1] = person / total;
  into[2] = setting / total;
  into[3] = address / total;
}
