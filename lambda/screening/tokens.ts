// Cuts a text into words, numbers and marks in one pass, working out each word's hashes on the way.

import { cliticAt, cliticKind, cliticLength } from "./clitics.ts";
import { knowledgeOf, type WordKnowledge } from "./lexicon.ts";
import { hashA, hashB, hashSeedA, hashSeedB } from "./lexicon-cells.ts";
import { covered } from "./own-references.ts";
import { knowledgeOfSlip } from "./slips.ts";
import { isDigit, isLetter, shape, type Token } from "./token.ts";
import { classesOf, wordClass } from "./vocabulary.ts";

const apostrophe = 0x27;
const noKnowledge: WordKnowledge = { first: 0, last: 0, ordinary: 0, place: 0, proper: 0, part: 0 };

/** Every token of a normalised text, in order. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let gap = 2;
  let opens = true;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === 0x20 || unit === 0x0a) {
      if (unit === 0x0a) gap = 2;
      else if (gap === 0) gap = 1;
      at++;
      continue;
    }
    if (gap === 2) opens = true;
    const token: Token = isLetter(unit)
      ? wordAt(text, at, gap, opens)
      : isDigit(unit)
        ? numberAt(text, at, gap, opens)
        : markAt(at, unit, gap, opens);
    tokens.push(token);
    at = token.end + cliticLength(text, token);
    // A quotation mark or a bracket hands the opening on to the word after it.
    opens =
      token.shape === shape.mark
        ? endsSentence(unit) || (opens && isOpener(unit)) || isBullet(unit, opens)
        : false;
    gap = 0;
  }
  return tokens;
}

function endsSentence(unit: number): boolean {
  return unit === 0x2e || unit === 0x21 || unit === 0x3f || unit === 0x3a;
}
function isOpener(unit: number): boolean {
  return (
    unit === 0x22 ||
    unit === 0x27 ||
    unit === 0x28 ||
    unit === 0x5b ||
    unit === covered.charCodeAt(0)
  );
}
function isBullet(unit: number, opens: boolean): boolean {
  return opens && (unit === 0x2d || unit === 0x2a || unit === 0x2e);
}

function markAt(at: number, unit: number, gap: number, opens: boolean): Token {
  return tokenOf(at, at + 1, shape.mark, unit, unit, 1, gap, opens);
}

/** A token that is no word. */
function tokenOf(
  start: number,
  end: number,
  kind: number,
  a: number,
  unit: number,
  length: number,
  gap: number,
  opens: boolean,
): Token {
  return {
    start,
    end,
    shape: kind,
    a,
    knowledge: noKnowledge,
    classes: 0,
    clitic: 0,
    unit,
    length,
    gap,
    opens,
    ending: 0,
    beginning: 0,
  };
}

function numberAt(text: string, start: number, gap: number, opens: boolean): Token {
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  // "4B", "7th", "2yo": the letters belong to the number.
  let letters = 0;
  while (end < text.length && letters < 3 && isLetter(text.charCodeAt(end))) {
    end++;
    letters++;
  }
  return tokenOf(
    start,
    end,
    shape.number,
    letters > 0 ? 2 : 1,
    text.charCodeAt(start),
    end - start,
    gap,
    opens,
  );
}

function wordAt(text: string, start: number, gap: number, opens: boolean): Token {
  let a = hashSeedA;
  let b = hashSeedB;
  let stemA = a;
  let stemB = b;
  let uppers = 0;
  let lowers = 0;
  let digits = 0;
  let beginning = 0;
  let last = 0;
  let beforeLast = 0;
  let twoBeforeLast = 0;
  let end = start;
  for (; end < text.length; end++) {
    let unit = text.charCodeAt(end);
    if (unit === apostrophe) {
      if (!isLetter(text.charCodeAt(end + 1)) || cliticAt(text, end) > 0) break;
      continue;
    }
    if (unit >= 0x61 && unit <= 0x7a) lowers++;
    else if (unit >= 0x41 && unit <= 0x5a) {
      uppers++;
      unit += 0x20;
    } else if (isDigit(unit)) digits++;
    else if (isLetter(unit)) lowers++;
    else break;
    stemA = a;
    stemB = b;
    a = hashA(a, unit);
    b = hashB(b, unit);
    twoBeforeLast = beforeLast;
    beforeLast = last;
    last = unit;
    if (uppers + lowers + digits === 2) beginning = a;
  }
  const length = uppers + lowers + digits;
  const entry = entryOf(a, b);
  let knowledge = digits === 0 && length > 1 ? entry.knowledge : noKnowledge;
  let { classes } = entry;
  // A plural, or a possessive without its apostrophe, is read by its stem.
  if (last === 0x73 && length > 3 && isUnknown(knowledge)) {
    knowledge = knowledgeOf(stemA, stemB);
    classes = classesFor(a, knowledge);
  }
  if (length > 3 && (uppers === 0 || lowers === 0) && isUnknown(knowledge)) {
    knowledge = knowledgeOfSlip(text.slice(start, end).toLowerCase());
  }
  const firstUnit = text.charCodeAt(start);
  const startsUpper = firstUnit >= 0x41 && firstUnit <= 0x5a;
  return {
    start,
    end,
    shape: digits > 0 ? shape.number : shapeOf(length, uppers, lowers, startsUpper),
    a,
    knowledge,
    classes,
    clitic: end < text.length && text.charCodeAt(end) === apostrophe ? cliticKind(text, end) : 0,
    unit: firstUnit,
    length,
    gap,
    opens,
    ending: (twoBeforeLast << 16) ^ (beforeLast << 8) ^ last,
    beginning,
  };
}

/** A usual first name is not read as a story, a service or a test: Mary, Jack, Nelson. */
const nobodies =
  wordClass.culture |
  wordClass.service |
  wordClass.measure |
  wordClass.festival |
  wordClass.food |
  wordClass.medicine;
const usualFirstName = 4;

function classesFor(a: number, { first, ordinary }: WordKnowledge): number {
  const classes = classesOf(a);
  const isName = first > usualFirstName || (first >= usualFirstName - 1 && ordinary <= 2);
  return isName ? classes & ~nobodies : classes;
}

/** What is known of a word, kept while the word is in use: one place a hash, the newest word wins. */
interface Entry {
  a: number;
  b: number;
  knowledge: WordKnowledge;
  classes: number;
}
const places = 1 << 12;
const entries: Entry[] = Array.from({ length: places }, () => ({
  a: 0,
  b: 0,
  knowledge: noKnowledge,
  classes: 0,
}));

function entryOf(a: number, b: number): Entry {
  const entry = entries[(a ^ (a >>> 15)) & (places - 1)] as Entry;
  if (entry.a !== a || entry.b !== b) {
    entry.a = a;
    entry.b = b;
    entry.knowledge = knowledgeOf(a, b);
    entry.classes = classesFor(a, entry.knowledge);
  }
  return entry;
}

function isUnknown(knowledge: WordKnowledge): boolean {
  return (
    knowledge.first + knowledge.last + knowledge.ordinary + knowledge.place + knowledge.proper === 0
  );
}

function shapeOf(length: number, uppers: number, lowers: number, startsUpper: boolean): number {
  if (length === 1) return startsUpper ? shape.letter : shape.smallLetter;
  if (uppers === 0) return shape.lower;
  if (uppers === 1 && startsUpper) return shape.capital;
  if (lowers === 0) return shape.upper;
  return shape.mixed;
}
