// What the tagger is told of a word: how it is written, what is known of it, what stands around it, where else it stands.

import { hashesOf } from "./lexicon-cells.ts";
import { shape, type Token } from "./tokens.ts";
import { wordClass } from "./vocabulary.ts";

/** Buckets of hashed features; a power of two. */
export const buckets = 1 << 14;
const mask = buckets - 1;

/** How a whole text is written. */
export const style = { usual: 0, lower: 1, upper: 2 } as const;

/** What a text says of one word over all its mentions. */
interface Mentions {
  count: number;
  capitals: number;
  lowers: number;
  possessives: number;
  afterTitle: number;
  afterKin: number;
  beforeSpeech: number;
  afterArticle: number;
}

export interface Reading {
  readonly tokens: readonly Token[];
  readonly style: number;
  readonly mentions: ReadonlyMap<number, Mentions>;
}

const {
  title,
  kin,
  role,
  child,
  speech,
  acronym,
  preposition,
  determiner,
  pronoun,
  auxiliary,
  conjunction,
  naming,
} = wordClass;
const hyphen = 0x2d;
const small = preposition | determiner | pronoun | auxiliary | conjunction;

function isWord(token: Token): boolean {
  return token.shape < shape.number;
}

/** How the text as a whole is written: a text without capitals, or all in capitals, says little by them. */
export function styleOf(tokens: readonly Token[]): number {
  let words = 0;
  let lowers = 0;
  let uppers = 0;
  let capitals = 0;
  let openings = 0;
  let smallOpenings = 0;
  for (const token of tokens) {
    if (!isWord(token) || token.length < 2) continue;
    words++;
    if (token.shape === shape.lower) lowers++;
    if (token.shape === shape.upper) uppers++;
    if (token.shape === shape.capital || token.shape === shape.mixed) capitals++;
    if (token.opens) openings++;
    if (token.opens && token.shape === shape.lower) smallOpenings++;
  }
  if (words >= 3 && uppers > 0.6 * words && lowers < 0.15 * words) return style.upper;
  if (capitals === 0 || (smallOpenings > 0.6 * openings && capitals < 0.04 * words)) return style.lower;
  return style.usual;
}

/** From this step on a word is a usual first name, whatever else it is. */
const usualFirstName = 3;
/** Short forms longer than this are no one's initials. */
const mostInitials = 3;

/** A word that could be part of a name; the tagger looks at no other. */
export function isCandidate(tokens: readonly Token[], index: number, textStyle: number): boolean {
  const token = tokens[index] as Token;
  const { first, last, ordinary } = token.knowledge;
  const { classes } = token;
  const before = tokens[index - 1];
  switch (token.shape) {
    case shape.number:
    case shape.mark:
      return false;
    case shape.dotted:
      return token.length <= mostInitials && !(token.length === mostInitials && (classes & acronym) !== 0) && !dottedWords.has(token.a);
    case shape.letter:
      return token.unit !== 0x49 && !isPseudonym(tokens, index) && !isSex(token, tokens[index + 1]);
    case shape.smallLetter:
      return (token.length > 1 && !dottedWords.has(token.a)) || (token.clitic === 1 && token.unit !== 0x61 && token.unit !== 0x69);
    default:
  }
  const isUsualName = first >= usualFirstName;
  if ((classes & small) !== 0 && !isUsualName) return false;
  // "MO'N", "O'Shea": only a name has an apostrophe inside.
  if (token.shape !== shape.lower && token.end - token.start > token.length && textStyle !== style.upper) return true;
  const isTitled = before !== undefined && (before.classes & title) !== 0 && token.gap === 1;
  const isNamed =
    before !== undefined && (before.classes & naming) !== 0 && token.gap === 1 && !(before.a === namedHash && (classes & role) !== 0);
  if (token.shape === shape.upper && textStyle !== style.upper) {
    if (token.length === 2 && isPseudonym(tokens, index)) return false;
    if (token.length > 2 && (classes & acronym) !== 0 && !isUsualName) return false;
    if (token.length > mostInitials && first < 2 && last < 2 && !isTitled) return false;
  }
  const isNumbered = (wordClass.time & classes) !== 0 && (before?.shape === shape.number || tokens[index + 1]?.shape === shape.number);
  if (isNumbered) return false;
  const isOffice = (classes & (title | kin | role | child | wordClass.time)) !== 0;
  if (isOffice && !isTitled && !isNamed && !(isUsualName && !((classes & kin) !== 0 && first === usualFirstName))) return false;
  if (token.opens && (classes & speech) !== 0 && first <= usualFirstName && !isTitled) return false;
  const isPlain = token.shape === shape.lower || (token.shape === shape.upper && textStyle === style.upper);
  if (!isPlain) return true;
  if (isTitled && token.shape === shape.lower && ordinary < 6) return true;
  if ((classes & (speech | acronym)) !== 0 && !isUsualName) return false;
  if (token.shape === shape.lower && isCompound(tokens, index)) return false;
  if (ordinary <= 2) return true;
  return first >= 2 || (last >= 2 && ordinary <= 4);
}

const hashed = (words: string) => new Set(words.split(" ").map((word) => hashesOf(word).a));

/** "Named Nurse" and "named doctor" are offices. */
const namedHash = hashesOf("named").a;

/** Short forms written with full stops that nobody bears as initials. */
const dottedWords = hashed("pe uk eu nb ps us ie eg am pm na tv gp hv aka fao tba tbc rsvp etc no dob oclock");

/** "M and F": male and female, mother and father. */
function isSex(token: Token, after: Token | undefined): boolean {
  if (token.unit !== 0x4d && token.unit !== 0x46) return false;
  return token.clitic === 0 && !(after?.unit === 0x2e && after.gap === 0);
}

/** "Child B", "Adult AB", "Mr X": letters that stand for somebody on purpose. */
function isPseudonym(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index] as Token;
  const before = tokens[index - 1];
  if (!before || token.gap !== 1 || before.shape === shape.mark) return false;
  if ((before.classes & title) !== 0) return "ABCXYZ".includes(String.fromCharCode(token.unit)) && token.length === 1;
  return pseudonymHeads.has(before.a);
}
const pseudonymHeads = hashed(
  "child children baby infant toddler sibling pupil student boy girl yp parent mother father mum dad adult person people professional worker teacher doctor nurse officer witness caller family household case subject perpetrator suspect victim respondent applicant individual male female group set class room block table gate phase stage level option part section annex appendix plan vitamin hepatitis type grade house band year unit bay ward pod stop form schedule route zone team list question exhibit point line strep category",
);

/** Part of a compound of ordinary words: "pre-schoolers", "honour-based". */
function isCompound(tokens: readonly Token[], index: number): boolean {
  const isHyphen = (token: Token | undefined) => token?.unit === hyphen && token.shape === shape.mark && token.gap === 0;
  const isOrdinary = (token: Token | undefined) =>
    token !== undefined && (token.shape === shape.number || (token.knowledge.ordinary >= 3 && token.knowledge.first < 2) || token.length < 4);
  const token = tokens[index] as Token;
  if (token.gap === 0 && isHyphen(tokens[index - 1]) && isOrdinary(tokens[index - 2])) return true;
  const next = tokens[index + 2];
  return isHyphen(tokens[index + 1]) && next?.gap === 0 && next.shape === shape.lower && isOrdinary(next);
}

/** Counts, for each word that could be a name, how it is written and where it stands in the whole text. */
export function read(tokens: readonly Token[]): Reading {
  const textStyle = styleOf(tokens);
  const mentions = new Map<number, Mentions>();
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token || !isWord(token) || !(isCandidate(tokens, index, textStyle) || token.knowledge.first > 0)) continue;
    let seen = mentions.get(token.a);
    if (!seen) {
      seen = { count: 0, capitals: 0, lowers: 0, possessives: 0, afterTitle: 0, afterKin: 0, beforeSpeech: 0, afterArticle: 0 };
      mentions.set(token.a, seen);
    }
    seen.count++;
    if (token.shape === shape.lower) seen.lowers++;
    else if (!token.opens && token.shape !== shape.smallLetter) seen.capitals++;
    if (token.clitic === 1) seen.possessives++;
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    if (before && token.gap < 2) {
      if (before.classes & title) seen.afterTitle++;
      else if (before.classes & (kin | naming)) seen.afterKin++;
      else if (before.classes & determiner) seen.afterArticle++;
    }
    if (after && after.classes & (speech | auxiliary)) seen.beforeSpeech++;
  }
  return { tokens, style: textStyle, mentions };
}

/** What kind of word the lists make of it, in a dozen kinds. */
export function kindOf(token: Token): number {
  const { first, last, ordinary, place, proper } = token.knowledge;
  if (!isWord(token)) return token.shape === shape.number ? 13 : 14;
  if (token.classes & small && first < 3) return 12;
  if (first >= 3) return ordinary <= 1 ? 1 : ordinary <= 4 ? 2 : 3;
  if (ordinary >= 4) return last >= 3 ? 4 : first >= 1 || last >= 1 ? 5 : 6;
  if (place) return 7;
  if (first >= 1) return 8;
  if (last >= 1) return ordinary >= 1 ? 9 : 10;
  if (ordinary >= 1) return 11;
  return proper ? 15 : 0;
}

function mix(template: number, x: number, y: number): number {
  let h = Math.imul(template + 0x3c6ef372, 0x9e3779b1) ^ x;
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b) ^ y;
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) & mask;
}

const nowhere = 0x7f;

/** A word as its neighbours see it: the word itself where it is a common one, else its kind and writing. */
function seenAs(token: Token | undefined): number {
  if (!token) return nowhere;
  if (token.shape === shape.mark) return 0x1000 + token.unit;
  if (token.shape === shape.number) return 0x2000 + Math.min(token.length, 5) * 4 + token.a;
  const common = token.classes !== 0 || token.knowledge.ordinary >= 4;
  return common && token.knowledge.first < 4 ? token.a : 0x3000 + kindOf(token) * 16 + writingOf(token);
}

function writingOf(token: Token): number {
  return token.shape === shape.mixed ? shape.capital : token.shape;
}

/** Highest classes first: what a neighbour most of all is, in one number. */
function classSeen(token: Token | undefined): number {
  return token ? token.classes : -1;
}

/** Most features of one word; `featuresOf` fills an array of this length. */
export const mostFeatures = 128;

/** Writes the buckets of the features of the word at `index` into `into`, and returns how many. */
export function featuresOf(reading: Reading, index: number, into: Int32Array): number {
  const { tokens } = reading;
  const token = tokens[index] as Token;
  const before = tokens[index - 1];
  const before2 = tokens[index - 2];
  const before3 = tokens[index - 3];
  const after = tokens[index + 1];
  const after2 = tokens[index + 2];
  const after3 = tokens[index + 3];
  const { first, last, ordinary, place, proper } = token.knowledge;
  const opens = token.opens ? 1 : 0;
  const kind = kindOf(token);
  const written = writingOf(token) | (opens << 4) | (reading.style << 5);
  const own = kind | (written << 4);
  const isCapital = token.shape === shape.lower || token.shape === shape.smallLetter ? 0 : 1;
  const coarse = kind | (isCapital << 4) | ((reading.style === style.usual ? 0 : 1) << 5);
  const seenBefore = seenAs(before);
  const seenBefore2 = seenAs(before2);
  const seenAfter = seenAs(after);
  const seenAfter2 = seenAs(after2);
  let n = 0;
  const add = (template: number, x: number, y = 0) => {
    into[n++] = mix(template, x, y);
  };
  add(0, 0);
  add(1, written, first * 8 + ordinary);
  add(2, written, last * 8 + ordinary);
  add(3, first * 64 + last * 8 + ordinary, place * 2 + proper);
  add(4, written, (place * 2 + proper) * 16 + kind);
  add(5, token.classes, written);
  for (let left = token.classes; left !== 0; left &= left - 1) {
    add(47, left & -left, coarse);
    add(48, left & -left, opens * 2 + isCapital);
  }
  add(6, Math.min(token.length, 12), own);
  add(7, token.clitic, own);
  if (ordinary >= 1 || token.classes !== 0) {
    add(8, token.a, isCapital);
    add(9, token.a, opens * 2 + isCapital);
  }
  if (kind === 0 || kind === 10 || kind === 15 || kind === 8) {
    add(10, token.ending, isCapital);
    add(11, token.ending & 0xffff, coarse);
    add(12, token.beginning, isCapital);
  }
  add(13, seenBefore, coarse);
  add(14, seenAfter, coarse);
  add(15, seenBefore);
  add(16, seenAfter);
  add(17, seenBefore2, isCapital);
  add(18, seenAfter2, isCapital);
  add(19, seenBefore, seenBefore2);
  add(20, seenAfter, seenAfter2);
  add(21, seenBefore, seenAfter);
  add(22, classSeen(before), own);
  add(23, classSeen(after), own);
  add(24, classSeen(before2), coarse);
  add(25, classSeen(after2), coarse);
  add(26, classSeen(before), classSeen(after));
  for (let left = before?.classes ?? 0; left !== 0; left &= left - 1) add(49, left & -left, own);
  for (let left = after?.classes ?? 0; left !== 0; left &= left - 1) add(50, left & -left, own);
  for (let left = before2?.classes ?? 0; left !== 0; left &= left - 1) add(51, left & -left, coarse);
  for (let left = after2?.classes ?? 0; left !== 0; left &= left - 1) add(52, left & -left, coarse);
  add(27, (before ? kindOf(before) * 16 + writingOf(before) : nowhere) * 4 + token.gap, own);
  add(28, (after ? kindOf(after) * 16 + writingOf(after) : nowhere) * 4 + (after?.gap ?? 0), own);
  add(29, before3 ? classSeen(before3) : nowhere, isCapital);
  add(30, after3 ? classSeen(after3) : nowhere, isCapital);
  add(31, token.clitic * 4 + token.gap, seenAfter);
  add(32, (before?.clitic ?? 0) * 16 + isCapital, classSeen(before));
  const seen = reading.mentions.get(token.a);
  if (seen) {
    const others = seen.count > 3 ? 3 : seen.count;
    const capitals = seen.capitals > 2 ? 2 : seen.capitals;
    const lowers = seen.lowers > 1 ? 2 : seen.lowers;
    add(33, others * 9 + capitals * 3 + lowers, own);
    add(34, Math.min(seen.afterTitle, 1) * 8 + Math.min(seen.afterKin, 1) * 4 + Math.min(seen.possessives, 1) * 2 + Math.min(seen.beforeSpeech, 1), coarse);
    add(35, Math.min(seen.afterArticle, 2), coarse);
    add(36, Math.min(seen.beforeSpeech, 2) * 3 + Math.min(seen.possessives, 2), others);
  }
  // The capitalised run a word stands in, and what ends it: "Larkmead Primary School", "Grange Road".
  let run = index;
  const limit = index + 5;
  let heads = 0;
  while (run < limit) {
    const next = tokens[run + 1];
    if (!next || next.gap === 2 || !isWord(next) || next.shape === shape.lower) break;
    run++;
    heads |= next.classes & (wordClass.settingHead | wordClass.streetHead | wordClass.organisationHead | acronym | role);
  }
  let back = index;
  while (back > index - 4) {
    const previous = tokens[back - 1];
    if (!previous || tokens[back]?.gap === 2 || !isWord(previous) || previous.shape === shape.lower) break;
    back--;
  }
  const beforeRun = tokens[back - 1];
  add(37, heads, coarse);
  add(38, (run - index) * 4 + (index - back), own);
  add(39, classSeen(beforeRun), coarse);
  add(40, seenAs(beforeRun), heads);
  add(41, seenAs(tokens[run + 1]), coarse);
  // Words that name one by one: "called", "her name is", "my".
  let naming3 = 0;
  for (let back3 = 1; back3 <= 4; back3++) {
    const other = tokens[index - back3];
    if (other && other.classes & naming) naming3 = back3;
  }
  add(42, naming3, coarse);
  add(43, (before?.classes ?? 0) & (title | kin | role | child | acronym), (after?.classes ?? 0) & (speech | auxiliary | small));
  const hyphenAfter = after?.unit === hyphen && after.gap === 0 && after2?.gap === 0 ? after2 : undefined;
  const hyphenBefore = before?.unit === hyphen && token.gap === 0 && before.gap === 0 ? before2 : undefined;
  add(45, hyphenAfter ? kindOf(hyphenAfter) * 16 + writingOf(hyphenAfter) : nowhere, isCapital);
  add(46, hyphenBefore ? kindOf(hyphenBefore) * 16 + writingOf(hyphenBefore) : nowhere, isCapital);
  add(44, token.a === before?.a ? 1 : 0, kind);
  return n;
}
