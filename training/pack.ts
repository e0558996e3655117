// Packs weights as they are shipped: four bits each.

import { toText } from "../lambda/screening/dense-text.ts";
import { type PackedWeights, type Weights, weightSteps } from "../lambda/screening/weights.ts";

/** The few largest weights are cut to the size of the next. */
const keptShare = 0.9985;

export function packed(weights: Weights): PackedWeights {
  const sizes = weights
    .filter((value) => value !== 0)
    .map(Math.abs)
    .sort();
  const largest = Number((sizes[Math.floor(sizes.length * keptShare)] ?? 1).toPrecision(6));
  const bytes = new Uint8Array(weights.length / 2);
  weights.forEach((value, at) => {
    const step = Math.round(Math.sqrt(Math.min(1, Math.abs(value) / largest)) * weightSteps);
    const nibble = step === 0 ? 0 : step | (value < 0 ? 8 : 0);
    bytes[at >> 1] = (bytes[at >> 1] as number) | (nibble << ((at & 1) * 4));
  });
  return { largest, rows: toText(bytes) };
}
