// Trains the tagger: one pass after another over the texts, each time with other names and in other case.

import { isCandidate } from "../lambda/screening/candidates.ts";
import { toText } from "../lambda/screening/dense-text.ts";
import { buckets, featuresOf, mostFeatures } from "../lambda/screening/features.ts";
import { proseOf } from "../lambda/screening/layers.ts";
import { normalise } from "../lambda/screening/normalised-text.ts";
import { readingOf } from "../lambda/screening/people.ts";
import type { Reading } from "../lambda/screening/reading.ts";
import { labels, type PackedTagger, type Tagger, weightSteps } from "../lambda/screening/tagger.ts";
import type { Token } from "../lambda/screening/token.ts";
import { inOtherCase, withInitials, withOtherNames, withOtherTerms, withSlips } from "./augment.ts";
import { generate } from "./generate.ts";
import type { MarkedText } from "./marked-text.ts";
import { randomFrom } from "./names.ts";

export interface Settings {
  readonly seed: number;
  readonly passes: number;
  readonly hidden: number;
  readonly rate: number;
  readonly decay: number;
  /** Share of a word's features hidden from the learner at each step. */
  readonly dropout: number;
  /** Generated texts for each text of the corpus. */
  readonly generated: number;
  /** Taggers whose opinions are averaged. */
  readonly taggers: number;
}

export const usualSettings: Settings = {
  ...{ seed: 7, passes: 30, hidden: 2, rate: 0.12, decay: 2e-6 },
  ...{ dropout: 0.15, generated: 0.6, taggers: 4 },
};

/** Index in `labels` of each candidate word of a text. */
function examplesOf(text: MarkedText): {
  reading: Reading;
  wanted: { index: number; label: number }[];
} {
  const normalised = normalise(text.text);
  const reading = readingOf(proseOf(normalised.text, []).prose);
  const spanAt = (index: number) => {
    const token = reading.tokens[index] as Token;
    const start = normalised.startOf(token.start);
    const end = normalised.endOf(token.end - 1);
    return text.spans.find((span) => span.start < end && span.end > start);
  };
  const wanted: { index: number; label: number }[] = [];
  reading.tokens.forEach((_token, index) => {
    if (!isCandidate(reading.tokens, index, reading.style)) return;
    const span = spanAt(index);
    const label = span ? labels.indexOf(span.type as (typeof labels)[number]) : 0;
    if (label >= 0) wanted.push({ index, label });
  });
  return { reading, wanted };
}

function varied(given: MarkedText, random: () => number): MarkedText {
  const renamed = random() < 0.65 ? withOtherNames(given, random) : given;
  return inOtherCase(
    withSlips(withInitials(withOtherTerms(renamed, random), random), random),
    random,
  );
}

/** A tagger in floating point, trained on these texts. */
export function learn(texts: readonly MarkedText[], settings: Settings): Tagger {
  const { hidden, rate, decay, dropout } = settings;
  const random = randomFrom(settings.seed);
  const width = labels.length + hidden;
  const rows = new Float32Array(buckets * width);
  const outputs = new Float32Array(hidden * labels.length).map(() => (random() - 0.5) * 0.6);
  const biases = new Float32Array(hidden).map(() => (random() - 0.5) * 0.2);
  if (hidden > 0) {
    for (let bucket = 0; bucket < buckets; bucket++) {
      for (let unit = 0; unit < hidden; unit++)
        rows[bucket * width + labels.length + unit] = (random() - 0.5) * 0.1;
    }
  }
  const squares = new Float32Array(rows.length).fill(1e-4);
  const outputSquares = new Float32Array(outputs.length).fill(1e-2);
  const biasSquares = new Float32Array(hidden).fill(1e-2);
  const sums = new Float32Array(rows.length);
  const outputSums = new Float32Array(outputs.length);
  const biasSums = new Float32Array(hidden);
  const features = new Int32Array(mostFeatures);
  const scores = new Float64Array(labels.length);
  const active = new Float64Array(hidden);
  const errors = new Float64Array(labels.length);
  const order = texts.map((_text, index) => index);
  let averaged = 0;
  for (let pass = 0; pass < settings.passes; pass++) {
    for (let last = order.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [order[last], order[other]] = [order[other] as number, order[last] as number];
    }
    const step = rate * (1 - (0.8 * pass) / settings.passes);
    for (const which of order) {
      const text =
        random() < settings.generated / (1 + settings.generated)
          ? inOtherCase(withSlips(generate(random), random), random)
          : varied(texts[which] as MarkedText, random);
      const { reading, wanted } = examplesOf(text);
      for (const { index, label } of wanted) {
        let count = featuresOf(reading, index, features);
        let left = 0;
        for (let feature = 0; feature < count; feature++) {
          if (feature < 2 || random() >= dropout) features[left++] = features[feature] as number;
        }
        count = left;
        scores.fill(0);
        active.fill(0);
        for (let feature = 0; feature < count; feature++) {
          const row = (features[feature] as number) * width;
          for (let column = 0; column < labels.length; column++)
            scores[column] = (scores[column] as number) + (rows[row + column] as number);
          for (let unit = 0; unit < hidden; unit++)
            active[unit] = (active[unit] as number) + (rows[row + labels.length + unit] as number);
        }
        for (let unit = 0; unit < hidden; unit++) {
          active[unit] = Math.tanh((active[unit] as number) + (biases[unit] as number));
          for (let column = 0; column < labels.length; column++)
            scores[column] =
              (scores[column] as number) +
              (active[unit] as number) * (outputs[unit * labels.length + column] as number);
        }
        const highest = Math.max(...scores);
        let total = 0;
        for (let column = 0; column < labels.length; column++)
          total += Math.exp((scores[column] as number) - highest);
        for (let column = 0; column < labels.length; column++) {
          errors[column] =
            Math.exp((scores[column] as number) - highest) / total - (column === label ? 1 : 0);
        }
        for (let feature = 0; feature < count; feature++) {
          const row = (features[feature] as number) * width;
          for (let column = 0; column < labels.length; column++) {
            const at = row + column;
            const slope = (errors[column] as number) + decay * 1000 * (rows[at] as number) * 0.05;
            squares[at] = (squares[at] as number) + slope * slope;
            rows[at] = (rows[at] as number) - (step * slope) / Math.sqrt(squares[at] as number);
          }
        }
        for (let unit = 0; unit < hidden; unit++) {
          let back = 0;
          const activeUnit = active[unit] as number;
          for (let column = 0; column < labels.length; column++) {
            const at = unit * labels.length + column;
            back += (errors[column] as number) * (outputs[at] as number);
            const slope = (errors[column] as number) * activeUnit;
            outputSquares[at] = (outputSquares[at] as number) + slope * slope;
            outputs[at] =
              (outputs[at] as number) -
              (step * 0.3 * slope) / Math.sqrt(outputSquares[at] as number);
          }
          back *= 1 - activeUnit * activeUnit;
          if (Math.abs(back) < 1e-6) continue;
          biasSquares[unit] = (biasSquares[unit] as number) + back * back;
          biases[unit] =
            (biases[unit] as number) - (step * 0.3 * back) / Math.sqrt(biasSquares[unit] as number);
          for (let feature = 0; feature < count; feature++) {
            const at = (features[feature] as number) * width + labels.length + unit;
            squares[at] = (squares[at] as number) + back * back;
            rows[at] =
              (rows[at] as number) -
              (step * 0.5 * back) / Math.sqrt((squares[at] as number) + 1e-2);
          }
        }
      }
    }
    if (pass >= settings.passes / 2) {
      averaged++;
      for (let at = 0; at < rows.length; at++)
        sums[at] = (sums[at] as number) + (rows[at] as number);
      for (let at = 0; at < outputs.length; at++)
        outputSums[at] = (outputSums[at] as number) + (outputs[at] as number);
      for (let at = 0; at < hidden; at++)
        biasSums[at] = (biasSums[at] as number) + (biases[at] as number);
    }
  }
  // The mean of the later passes of one course of learning: steadier than its last step.
  return {
    hidden,
    rows: sums.map((sum) => sum / averaged),
    outputs: outputSums.map((sum) => sum / averaged),
    biases: biasSums.map((sum) => sum / averaged),
  };
}

/** Several taggers as one: the mean of what they say. */
export function together(taggers: readonly Tagger[]): Tagger {
  const hidden = taggers.reduce((sum, tagger) => sum + tagger.hidden, 0);
  const width = labels.length + hidden;
  const rows = new Float32Array(buckets * width);
  const outputs = new Float32Array(hidden * labels.length);
  const biases = new Float32Array(hidden);
  let from = 0;
  for (const tagger of taggers) {
    const own = labels.length + tagger.hidden;
    for (let bucket = 0; bucket < buckets; bucket++) {
      for (let label = 0; label < labels.length; label++) {
        const at = bucket * width + label;
        rows[at] =
          (rows[at] as number) + (tagger.rows[bucket * own + label] as number) / taggers.length;
      }
      for (let unit = 0; unit < tagger.hidden; unit++) {
        rows[bucket * width + labels.length + from + unit] = tagger.rows[
          bucket * own + labels.length + unit
        ] as number;
      }
    }
    outputs.set(
      tagger.outputs.map((value) => value / taggers.length),
      from * labels.length,
    );
    biases.set(tagger.biases, from);
    from += tagger.hidden;
  }
  return { hidden, rows, outputs, biases };
}

/** Four bits a weight; the few largest are cut to the size of the next. */
const keptShare = 0.9985;

/** The tagger as it is shipped. */
export function packed(tagger: Tagger): PackedTagger {
  const width = labels.length + tagger.hidden;
  const isHidden = (at: number) => at % width >= labels.length;
  const [ofLabels, ofHidden] = [false, true].map((which) => {
    const values = tagger.rows
      .filter((value, at) => value !== 0 && isHidden(at) === which)
      .map(Math.abs)
      .sort();
    return Number((values[Math.floor(values.length * keptShare)] ?? 1).toPrecision(6));
  }) as [number, number];
  const bytes = new Uint8Array(tagger.rows.length / 2);
  tagger.rows.forEach((value, at) => {
    const largest = isHidden(at) ? ofHidden : ofLabels;
    const step = Math.round(Math.sqrt(Math.min(1, Math.abs(value) / largest)) * weightSteps);
    const nibble = step === 0 ? 0 : step | (value < 0 ? 8 : 0);
    bytes[at >> 1] = (bytes[at >> 1] as number) | (nibble << ((at & 1) * 4));
  });
  return {
    hidden: tagger.hidden,
    largest: [ofLabels, ofHidden],
    rows: toText(bytes),
    outputs: [...tagger.outputs].map((value) => Number(value.toPrecision(5))),
    biases: [...tagger.biases].map((value) => Number(value.toPrecision(5))),
  };
}

/** What is shipped: several small taggers, each begun elsewhere, as one. */
export function train(
  texts: readonly MarkedText[],
  settings: Settings = usualSettings,
): PackedTagger {
  const taggers: Tagger[] = [];
  for (let which = 0; which < settings.taggers; which++) {
    taggers.push(learn(texts, { ...settings, seed: settings.seed + 101 * which }));
  }
  return packed(together(taggers));
}
