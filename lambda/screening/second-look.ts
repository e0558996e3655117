// What the second look is told of a word: what the first made of it, of its other mentions, of its neighbours and of the whole text.

import { hashedWords, hashesOf } from "./lexicon-cells.ts";
import type { Reading } from "./reading.ts";
import { kindOf } from "./seen-words.ts";
import type { Opinion } from "./tagger.ts";
import { isWord, type Token } from "./token.ts";
import { wordClass } from "./vocabulary.ts";
import { bucketFor } from "./weights.ts";

/** Buckets of hashed features; a power of two. */
export const secondBuckets = 1 << 14;
const seed = 0x51ed270b;
/** Most features of one word; `featuresOf` fills an array of this length. */
export const mostSecondFeatures = 48;

const { title, kin, role, naming, speech, auxiliary, determiner, preposition } = wordClass;
const and = hashesOf("and").a;
/** "Child A", "the pupil": words by which an anonymised text calls people. */
const pseudonyms = hashedWords(
  "child baby infant toddler sibling pupil student boy girl yp parent mother father mum dad adult person",
);

/** Steps of a likelihood, fine where it matters. */
const limits = [0.003, 0.01, 0.03, 0.07, 0.15, 0.3, 0.5, 0.7, 0.85, 0.93, 0.97, 0.99];
const steps = limits.length + 1;
const nobody = steps;

function stepOf(likelihood: number): number {
  let step = 0;
  while (step < limits.length && likelihood >= (limits[step] as number)) step++;
  return step;
}

const sure = 0.93;
const likely = 0.5;
/** Below this, with no other reason, a word is no name. */
const settled = 0.01;

interface Mentions {
  best: number;
  second: number;
  count: number;
}

export class SecondLook {
  private readonly reading: Reading;
  private readonly opinions: readonly Opinion[];
  private readonly formed: number;
  /** Place among the opinions of the token at an index; −1 for one that is no candidate. */
  private readonly places: Int32Array;
  private readonly mentions = new Map<number, Mentions>();
  private readonly length: number;
  private readonly pseudonyms: number;
  private sureWords = 0;
  private likelyWords = 0;
  private readonly highest: [number, number] = [0, 0];
  private highestWord = 0;

  constructor(reading: Reading, opinions: readonly Opinion[], formed: number) {
    this.reading = reading;
    this.opinions = opinions;
    this.formed = Math.min(formed, 2);
    this.places = new Int32Array(reading.tokens.length).fill(-1);
    opinions.forEach(({ index }, place) => {
      this.places[index] = place;
    });
    let words = 0;
    let called = 0;
    for (const token of reading.tokens) {
      if (isWord(token)) words++;
      if (pseudonyms.has(token.a)) called++;
    }
    this.length = words < 12 ? 0 : words < 30 ? 1 : words < 60 ? 2 : words < 120 ? 3 : 4;
    this.pseudonyms = Math.min(called, 3);
    this.count();
  }

  private count(): void {
    for (const { index, person } of this.opinions) {
      const { a } = this.reading.tokens[index] as Token;
      const seen = this.mentions.get(a);
      if (!seen) this.mentions.set(a, { best: person, second: -1, count: 1 });
      else {
        seen.count++;
        if (person > seen.best) {
          seen.second = seen.best;
          seen.best = person;
        } else if (person > seen.second) seen.second = person;
      }
    }
    for (const [a, { best }] of this.mentions) {
      if (best > sure) this.sureWords++;
      if (best > likely) this.likelyWords++;
      if (best > this.highest[0]) {
        this.highest[1] = this.highest[0];
        this.highest[0] = best;
        this.highestWord = a;
      } else if (best > this.highest[1]) this.highest[1] = best;
    }
  }

  /** The likeliest other mention of a word; −1 where there is none. */
  private other(place: number): number {
    const { index, person } = this.opinions[place] as Opinion;
    const seen = this.mentions.get((this.reading.tokens[index] as Token).a);
    if (!seen || seen.count === 1) return -1;
    return person >= seen.best ? seen.second : seen.best;
  }

  private personAt(index: number): number {
    const place = this.places[index] ?? -1;
    return place < 0 ? -1 : (this.opinions[place] as Opinion).person;
  }

  /** The word before or after: touching, or joined by a comma or "and"; −1 where none could be a name. */
  private beside(index: number, step: 1 | -1, isListed: boolean): number {
    const { tokens } = this.reading;
    if (!isListed) {
      const isNear = (tokens[step > 0 ? index + 1 : index]?.gap ?? 2) < 2;
      return isNear ? this.personAt(index + step) : -1;
    }
    const joint = tokens[index + step];
    if (!joint || joint.gap === 2) return -1;
    const joins =
      joint.unit === 0x2c || joint.unit === 0x26 || joint.unit === 0x2f || joint.a === and;
    return joins ? this.personAt(index + 2 * step) : -1;
  }

  /** True where the first look leaves nothing to ask. */
  isSettled(place: number): boolean {
    const { index, person, setting, address } = this.opinions[place] as Opinion;
    return (
      person + setting + address < settled &&
      this.other(place) < likely &&
      this.beside(index, 1, true) < likely &&
      this.beside(index, -1, true) < likely
    );
  }

  /** Writes the buckets of the features of the word at this place among the opinions into `into`, and returns how many. */
  featuresOf(place: number, into: Int32Array): number {
    const { tokens } = this.reading;
    const { index, person, setting, address } = this.opinions[place] as Opinion;
    const token = tokens[index] as Token;
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    const { first, last, ordinary, place: isPlace, proper } = token.knowledge;
    const own = stepOf(person);
    const ofSetting = stepOf(setting);
    const ofAddress = stepOf(address);
    const quantity = (likelihood: number) => (likelihood < 0 ? nobody : stepOf(likelihood));
    const mentioned = quantity(this.other(place));
    const previous = quantity(this.beside(index, -1, false));
    const next = quantity(this.beside(index, 1, false));
    const listedBefore = quantity(this.beside(index, -1, true));
    const listedAfter = quantity(this.beside(index, 1, true));
    const { best = 0, count: mentions = 1 } = this.mentions.get(token.a) ?? {};
    const isSure = best > sure;
    const isLikely = best > likely;
    const sureOthers = Math.min(this.sureWords - (isSure ? 1 : 0), 3);
    const likelyOthers = Math.min(this.likelyWords - (isLikely ? 1 : 0), 3);
    const highest = stepOf(this.highestWord === token.a ? this.highest[1] : this.highest[0]);
    const evidence = sureOthers * 12 + likelyOthers * 3 + this.formed;
    const kind = kindOf(token);
    const written = (token.shape << 3) | ((token.opens ? 1 : 0) << 2) | this.reading.style;
    const count = Math.min(mentions, 4);
    const text = this.length * 4 + this.pseudonyms;
    const ahead = (before?.classes ?? 0) & (title | kin | role | naming | determiner | preposition);
    const behind = (after?.classes ?? 0) & (speech | auxiliary);
    let n = 0;
    const add = (template: number, x: number, y = 0) => {
      into[n++] = bucketFor(seed, template, x, y, secondBuckets);
    };
    add(0, own);
    add(1, own, written);
    add(2, own, kind);
    add(3, own, first * 64 + last * 8 + ordinary);
    add(4, own, mentioned * 8 + count);
    add(5, own, previous * 16 + next);
    add(6, own, listedBefore);
    add(7, own, listedAfter);
    add(8, own, evidence);
    add(9, own, highest);
    add(10, own, text);
    add(11, own, text * 16 + highest);
    add(12, ofSetting, written);
    add(13, ofAddress, written);
    add(14, ofSetting, ofAddress);
    add(15, mentioned, kind);
    add(16, previous, next);
    add(17, listedBefore, listedAfter);
    add(18, evidence, kind);
    add(19, highest, kind * 128 + written);
    add(20, ahead, own);
    add(21, behind, own);
    add(22, ahead, kind * 16 + highest);
    add(23, token.classes, own);
    add(24, isPlace * 4 + proper, own);
    add(25, written, evidence);
    add(26, mentioned, highest * 8 + count);
    add(27, own >> 1, (kind * 128 + written) * 4 + (highest >> 2));
    add(28, text, evidence);
    add(29, token.clitic * 16 + own, token.length > 3 ? 4 : token.length);
    return n;
  }
}
