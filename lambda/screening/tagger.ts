// Two looks at every word that could be part of a name: by itself and its context, then by what the first look made of the words around it.

import { isCandidate } from "./candidates.ts";
import { buckets, featuresOf, mostFeatures } from "./features.ts";
import type { Reading } from "./reading.ts";
import { mostSecondFeatures, SecondLook, secondBuckets } from "./second-look.ts";
import { likelihoods, type PackedWeights, unpackWeights, type Weights } from "./weights.ts";

export interface Tagger {
  readonly first: Weights;
  readonly second: Weights;
}

export interface PackedTagger {
  readonly first: PackedWeights;
  readonly second: PackedWeights;
}

export function unpack(packed: PackedTagger): Tagger {
  return {
    first: unpackWeights(packed.first, buckets),
    second: unpackWeights(packed.second, secondBuckets),
  };
}

/** How likely one word is to be part of a name. */
export interface Opinion {
  /** Its place among the tokens. */
  readonly index: number;
  readonly person: number;
  readonly setting: number;
  readonly address: number;
}

/** A long document has two thousand such words; beyond this many a text is no prose, and the lists alone decide. */
const mostWeighed = 12_000;

function byListAlone(reading: Reading, index: number): Opinion {
  const { first = 0, ordinary = 0 } = reading.tokens[index]?.knowledge ?? {};
  return { index, person: first >= 3 && ordinary <= 1 ? 1 : 0, setting: 0, address: 0 };
}

const features = new Int32Array(mostFeatures);
const into = new Float32Array(4);

/** The first look: each word that could be a name, in order. */
export function firstOpinions(weights: Weights, reading: Reading): Opinion[] {
  const opinions: Opinion[] = [];
  for (let index = 0; index < reading.tokens.length; index++) {
    if (!isCandidate(reading.tokens, index, reading.style)) continue;
    if (opinions.length >= mostWeighed) {
      opinions.push(byListAlone(reading, index));
      continue;
    }
    likelihoods(weights, features, featuresOf(reading, index, features), into);
    const [, person = 0, setting = 0, address = 0] = into;
    opinions.push({ index, person, setting, address });
  }
  return opinions;
}

const secondFeatures = new Int32Array(mostSecondFeatures);

/** The second look, at the same words; `formed` is how many identifiers of a form of their own the text holds. */
export function opinionsOn(tagger: Tagger, reading: Reading, formed: number): Opinion[] {
  const first = firstOpinions(tagger.first, reading);
  const look = new SecondLook(reading, first, formed);
  return first.map((opinion, place) => {
    if (place >= mostWeighed || look.isSettled(place)) return opinion;
    likelihoods(tagger.second, secondFeatures, look.featuresOf(place, secondFeatures), into);
    const [, person = 0, setting = 0, address = 0] = into;
    return { index: opinion.index, person, setting, address };
  });
}
