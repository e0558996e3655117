// A linear model over hashed features, and how it is packed: how likely is it that a word is part of a person's name, a setting's or an address?

import { fromText, textLength } from "./dense-text.ts";

/** What a word can be part of. */
export const labels = ["none", "PERSON", "SCHOOL", "ADDRESS"] as const;
/** "None" is the measure of the others: its score is nought. */
export const columns = labels.length - 1;

/** A row for each bucket of features: one weight for each label but "none". */
export type Weights = Float32Array;

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
  const bytes = fromText(packed.rows, (buckets * columns) / 2);
  if (packed.rows.length !== textLength(bytes.length))
    throw new Error("The tagger's weights do not fit its features.");
  const values = Float32Array.from({ length: 16 }, (_none, nibble) =>
    weightOf(nibble, packed.largest),
  );
  const rows = new Float32Array(buckets * columns);
  for (let at = 0; at < rows.length; at += 2) {
    const byte = bytes[at >> 1] as number;
    rows[at] = values[byte & 15] as number;
    rows[at + 1] = values[byte >> 4] as number;
  }
  return rows;
}

/** Likelihood of each label, "none" first, for a word with these features, written into `into`. */
export function likelihoods(
  rows: Weights,
  features: Int32Array,
  count: number,
  into: Float32Array,
): void {
  let person = 0;
  let setting = 0;
  let address = 0;
  for (let feature = 0; feature < count; feature++) {
    const row = (features[feature] as number) * columns;
    person += rows[row] as number;
    setting += rows[row + 1] as number;
    address += rows[row + 2] as number;
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
