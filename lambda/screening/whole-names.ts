// Widens a mark to the whole name: the surname after it, the nickname before it, the rest of a school's name.

import type { Certainty, Mark } from "./finding.ts";
import { hashedWords } from "./lexicon-cells.ts";
import { isHyphen, isWord, shape, type Token } from "./token.ts";
import { wordClass } from "./vocabulary.ts";
import { style } from "./writing.ts";

/** Words that a name takes with it on its left. */
const forenames = hashedWords(
  "big little lil young old pan pani doamna domnul signora signor senhor senhora dona don donna agha haji hajji kyria kyrios abu umm um prophet apostle evangelist bro brother sister deacon elder bishop apostol sheikh ustadh sir lady st saint mr mrs ms miss mx dr",
);
/** Of these, those that in small letters are kin. */
const inSmall = hashedWords("bro sister brother");
const particles = hashedWords(
  "al el bin ibn bint binti de da dos di la le van von der den ap ab mac mc nic ni o st",
);
const links = hashedWords("of the and at in on de");
/** Words of a name at most: given names, particles and a double surname; "Our Lady of the Immaculate Conception". */
const mostWords = 6;

const {
  time,
  role,
  kin,
  pronoun,
  auxiliary,
  preposition,
  conjunction,
  determiner,
  speech,
  title,
  acronym,
} = wordClass;
const others = time | role | pronoun | auxiliary | preposition | conjunction | determiner | acronym;

/** Words found to be of one name, by their place among the tokens. */
export interface Run {
  readonly first: number;
  readonly last: number;
  readonly type: "PERSON" | "SCHOOL" | "ADDRESS";
  readonly certainty: Certainty;
}

/** A mark for each run, widened over the words that belong to the same name. */
export function withWholeNames(
  runs: readonly Run[],
  tokens: readonly Token[],
  textStyle: number,
): Mark[] {
  return runs.map(({ first, last, type, certainty }) => {
    const from =
      type === "PERSON" ? leftOfPerson(tokens, first, textStyle) : leftOfPlace(tokens, first);
    const to =
      type === "PERSON" ? rightOfPerson(tokens, last, textStyle) : rightOfPlace(tokens, last);
    const start = tokens[from]?.start ?? 0;
    const sure = type === "PERSON" && isTitled(tokens, from, to) ? "certain" : certainty;
    return { start, end: tokens[to]?.end ?? start, type, certainty: sure };
  });
}

/** The step of the commonest surnames; see `WordKnowledge`. */
const amongTheCommonest = 4;

/** "mrs smith", however it is written: a title, and a common surname or what is little else. */
function isTitled(tokens: readonly Token[], from: number, to: number): boolean {
  const [first, next] = [tokens[from], tokens[from + 1]];
  if (first === undefined || next === undefined || from === to) return false;
  const { last, ordinary } = next.knowledge;
  return (first.classes & title) !== 0 && (last >= amongTheCommonest || last > ordinary);
}

function isCapital(token: Token): boolean {
  return (
    token.shape === shape.capital || token.shape === shape.mixed || token.shape === shape.upper
  );
}

/** Could be a surname after a first name, in a text of this style. */
function goesOn(token: Token, textStyle: number): boolean {
  const { first, last, ordinary } = token.knowledge;
  if ((token.classes & others) !== 0 && first < 3) return false;
  if (textStyle === style.usual && token.shape !== shape.lower)
    return isCapital(token) && (token.classes & (kin | speech)) === 0;
  if (ordinary <= 1) return first >= 1 || last >= 1;
  return last >= 3 && ordinary <= 3;
}

function rightOfPerson(tokens: readonly Token[], last: number, textStyle: number): number {
  let to = last;
  for (let words = 0; words < mostWords; words++) {
    const current = tokens[to] as Token;
    const next = tokens[to + 1];
    const after = tokens[to + 2];
    if (current.clitic !== 0) break;
    if (isHyphen(next) && isWord(after) && after.gap === 0) {
      to += 2;
      continue;
    }
    // "S. Pemberton", and the full stop of "C."
    if (current.shape === shape.letter && next?.unit === 0x2e && next.gap === 0) {
      const surname =
        isWord(after) &&
        after.gap === 1 &&
        isCapital(after) &&
        after.knowledge.ordinary < 5 &&
        goesOn(after, textStyle);
      to += surname ? 2 : 1;
      if (surname) continue;
      break;
    }
    if (!isWord(next) || next.gap !== 1) break;
    if (particles.has(next.a) && isWord(after) && after.gap <= 1 && goesOn(after, textStyle)) {
      to += 2;
      continue;
    }
    if (!goesOn(next, textStyle)) break;
    to++;
  }
  return to;
}

function leftOfPerson(tokens: readonly Token[], first: number, textStyle: number): number {
  let from = first;
  for (let words = 0; words < mostWords; words++) {
    const current = tokens[from] as Token;
    const previous = tokens[from - 1];
    const before = tokens[from - 2];
    if (
      isHyphen(previous) &&
      current.gap === 0 &&
      isWord(before) &&
      before.clitic === 0 &&
      previous?.gap === 0
    ) {
      from -= 2;
      continue;
    }
    if (!isWord(previous) || current.gap !== 1 || previous.clitic !== 0) {
      // "Bro. Chidi", "Dr. Shah"
      const isStopped =
        previous?.unit === 0x2e &&
        previous.gap === 0 &&
        isWord(before) &&
        forenames.has(before.a) &&
        current.gap === 1;
      if (!isStopped) break;
      from -= 2;
      continue;
    }
    const isGiven =
      textStyle === style.usual &&
      isCapital(previous) &&
      previous.knowledge.first >= 2 &&
      previous.knowledge.ordinary <= 4 &&
      (previous.classes & (others | kin | speech)) === 0;
    const isTitle =
      (previous.classes & title) !== 0 &&
      (isCapital(previous) || textStyle !== style.usual) &&
      (previous.classes & (role | kin)) === 0;
    const isForename =
      forenames.has(previous.a) &&
      (isCapital(previous) || (previous.knowledge.ordinary < 4 && !inSmall.has(previous.a)));
    if (!isGiven && !isTitle && !isForename) break;
    from--;
  }
  return from;
}

/** A school's or a street's name runs over capitalised words, and over small ones between them. */
function rightOfPlace(tokens: readonly Token[], last: number): number {
  let to = last;
  for (let words = 0; words < mostWords; words++) {
    const next = tokens[to + 1];
    const after = tokens[to + 2];
    if (tokens[to]?.clitic === 2) break;
    if (
      isWord(next) &&
      next.gap === 1 &&
      isCapital(next) &&
      (next.classes & (pronoun | auxiliary | time | conjunction)) === 0
    )
      to++;
    else if (
      isWord(next) &&
      next.gap === 1 &&
      links.has(next.a) &&
      isWord(after) &&
      after.gap === 1 &&
      isCapital(after)
    )
      to += 2;
    else break;
  }
  return to;
}

function leftOfPlace(tokens: readonly Token[], first: number): number {
  let from = first;
  for (let words = 0; words < mostWords; words++) {
    const current = tokens[from] as Token;
    const previous = tokens[from - 1];
    const before = tokens[from - 2];
    if (!isWord(previous) || current.gap !== 1) break;
    const isPart = (token: Token) =>
      isCapital(token) &&
      (token.classes & (pronoun | auxiliary | time | conjunction | preposition | role)) === 0 &&
      !(token.opens && token.knowledge.ordinary >= 5 && token.knowledge.first === 0);
    if (isPart(previous)) from--;
    else if (links.has(previous.a) && isWord(before) && previous.gap === 1 && isPart(before))
      from -= 2;
    else break;
  }
  return from;
}
