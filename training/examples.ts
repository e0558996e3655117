// What the tagger learns from: the features and the wanted label of every word that could be a name, of many variants of each text.

import { isCandidate } from "../lambda/screening/candidates.ts";
import { buckets, featuresOf, mostFeatures } from "../lambda/screening/features.ts";
import { proseOf } from "../lambda/screening/layers.ts";
import { type NormalisedText, normalise } from "../lambda/screening/normalised-text.ts";
import { readingOf } from "../lambda/screening/people.ts";
import type { Reading } from "../lambda/screening/reading.ts";
import { mostSecondFeatures, SecondLook, secondBuckets } from "../lambda/screening/second-look.ts";
import { firstOpinions } from "../lambda/screening/tagger.ts";
import type { Token } from "../lambda/screening/token.ts";
import { labels, type Weights } from "../lambda/screening/weights.ts";
import { Growing, type Shared } from "./growing.ts";
import type { MarkedText } from "./marked-text.ts";

/** Examples of many texts, one after another in flat arrays, so that threads can share them. */
export interface Examples {
  readonly buckets: number;
  /** Buckets of every example's features. */
  readonly features: Uint16Array;
  /** Where each example's features begin; one more at the end. */
  readonly starts: Uint32Array;
  /** Index in `labels` of each example. */
  readonly wanted: Uint8Array;
  /** Where each variant's examples begin; one more at the end. */
  readonly variants: Uint32Array;
  /** Index of the text each variant was made of; −1 for a generated one. */
  readonly sources: Int32Array;
}

/** A text to learn from, and which text of the corpus it was made of. */
export interface Variant {
  readonly text: MarkedText;
  readonly source: number;
}

class Gathered {
  private readonly features = new Growing(Uint16Array);
  private readonly starts = new Growing(Uint32Array);
  private readonly wanted = new Growing(Uint8Array);
  private readonly variants = new Growing(Uint32Array);
  private readonly sources = new Growing(Int32Array);

  begin(source: number): void {
    this.variants.push(this.wanted.length);
    this.sources.push(source);
  }

  add(label: number, features: Int32Array, count: number): void {
    this.starts.push(this.features.length);
    this.wanted.push(label);
    for (let feature = 0; feature < count; feature++)
      this.features.push(features[feature] as number);
  }

  examples(ofBuckets: number): Examples {
    this.starts.push(this.features.length);
    this.variants.push(this.wanted.length);
    const shared = <A extends Shared>(growing: Growing<A>) => growing.shared();
    return {
      buckets: ofBuckets,
      features: shared(this.features),
      starts: shared(this.starts),
      wanted: shared(this.wanted),
      variants: shared(this.variants),
      sources: shared(this.sources),
    };
  }
}

/** Index in `labels` of what the token is part of; −1 where it is part of something that other layers find. */
function labelOf(text: MarkedText, normalised: NormalisedText, token: Token): number {
  const start = normalised.startOf(token.start);
  const end = normalised.endOf(token.end - 1);
  const span = text.spans.find((other) => other.start < end && other.end > start);
  return span ? (labels as readonly string[]).indexOf(span.type) : 0;
}

/** As the tagger reads a text, and how many identifiers the layers before it found. */
function readAs(text: MarkedText): {
  normalised: NormalisedText;
  reading: Reading;
  formed: number;
} {
  const normalised = normalise(text.text);
  const { prose, formed } = proseOf(normalised.text, [], normalised.gaps);
  return { normalised, reading: readingOf(prose), formed: formed.length };
}

/** What the first look learns from. */
export function firstExamples(variants: Iterable<Variant>): Examples {
  const gathered = new Gathered();
  const into = new Int32Array(mostFeatures);
  for (const { text, source } of variants) {
    gathered.begin(source);
    const { normalised, reading } = readAs(text);
    reading.tokens.forEach((token, index) => {
      if (!isCandidate(reading.tokens, index, reading.style)) return;
      const label = labelOf(text, normalised, token);
      if (label >= 0) gathered.add(label, into, featuresOf(reading, index, into));
    });
  }
  return gathered.examples(buckets);
}

/** What the second look learns from: the opinions of a first look that has not seen the text's author. */
export function secondExamples(
  variants: Iterable<Variant>,
  firstLookFor: (source: number) => Weights,
): Examples {
  const gathered = new Gathered();
  const into = new Int32Array(mostSecondFeatures);
  for (const { text, source } of variants) {
    gathered.begin(source);
    const { normalised, reading, formed } = readAs(text);
    const opinions = firstOpinions(firstLookFor(source), reading);
    const look = new SecondLook(reading, opinions, formed);
    opinions.forEach(({ index }, place) => {
      if (look.isSettled(place)) return;
      const label = labelOf(text, normalised, reading.tokens[index] as Token);
      if (label >= 0) gathered.add(label, into, look.featuresOf(place, into));
    });
  }
  return gathered.examples(secondBuckets);
}
