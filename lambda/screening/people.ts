// People, settings and addresses by what the tagger makes of every word, in a text in which all else is covered.

import { isCandidate, read, type Reading, style } from "./features.ts";
import type { Mark } from "./finding.ts";
import { withInitialsJoined } from "./initials.ts";
import { type NormalisedText, normalise } from "./normalised-text.ts";
import { coverOwnReferences } from "./own-references.ts";
import { shape, type Token, tokensOf } from "./tokens.ts";
import { labels, likelihoods, type Tagger } from "./tagger.ts";
import { wordClass } from "./vocabulary.ts";
import { withWholeNames } from "./whole-names.ts";

/** Given a text with the spans of structured identifiers, the reading on which the tagger is trained. */
export function readingOf(
  text: string,
  spans: readonly { start: number; end: number; type: string }[],
): { normalised: NormalisedText; reading: Reading } {
  let covered = text;
  for (const span of spans) {
    if (["PERSON", "SCHOOL", "ADDRESS"].includes(span.type)) continue;
    covered = covered.slice(0, span.start) + "\uffff".repeat(span.end - span.start) + covered.slice(span.end);
  }
  const normalised = normalise(covered);
  const reading = read(withInitialsJoined(tokensOf(coverOwnReferences(normalised.text))));
  return { normalised, reading };
}

/** Likelihoods from which a word is marked, chosen on the training texts. */
export const thresholds = {
  /** A word of which nothing more is known. */
  person: 0.5,
  /** A usual first name that is no other word, by how it is written. */
  usualName: 0.08,
  usualNameInSmall: 0.25,
  /** A word that is certainly a name elsewhere in the text. */
  again: 0.02,
  againAsWord: 0.3,
  sure: 0.85,
  /** A capitalised word after "nan", "Mr" or "called". */
  introduced: 0.1,
  /** A word in small letters that is no usual first name. */
  small: 0.65,
  smallOrdinary: 0.8,
  /** A short form in capitals. */
  shortForm: 0.75,
  setting: 0.5,
  address: 0.5,
  /** From here on a mark is certain. */
  certain: 0.9,
};

const nobodies = wordClass.brand | wordClass.place | wordClass.service | wordClass.culture | wordClass.measure | wordClass.medicine | wordClass.time | wordClass.food | wordClass.kin | wordClass.role;

/** How likely this word must be part of a person's name to be marked. */
function neededFor(tokens: readonly Token[], index: number, surest: number, textStyle: number): number {
  const token = tokens[index] as Token;
  const before = tokens[index - 1];
  const introduces = before && token.gap === 1 && before.shape !== shape.mark && before.clitic === 0 ? before.classes : 0;
  const isKin = (introduces & wordClass.kin) !== 0;
  const isIntroduced = textStyle === style.usual && (introduces & (wordClass.kin | wordClass.title | wordClass.naming)) !== 0;
  const { first, ordinary, place } = token.knowledge;
  if (isIntroduced && token.shape !== shape.lower && (first >= 2 || ordinary <= 4 || !isKin)) return thresholds.introduced;
  const isSmall = token.shape === shape.lower || textStyle !== style.usual;
  if (surest > thresholds.sure) return ordinary <= 2 || token.shape !== shape.lower ? thresholds.again : thresholds.againAsWord;
  if (first >= 3 && ordinary <= 1 && place === 0 && (token.classes & nobodies) === 0) {
    return isSmall ? thresholds.usualNameInSmall : thresholds.usualName;
  }
  if (token.shape === shape.upper && textStyle === style.usual && first < 2) return thresholds.shortForm;
  if (token.shape === shape.lower && first < 3) return ordinary >= 4 ? thresholds.smallOrdinary : thresholds.small;
  return thresholds.person;
}

/** What the tagger makes of each word of a text. */
interface Opinion {
  readonly index: number;
  readonly person: number;
  readonly other: "SCHOOL" | "ADDRESS" | undefined;
  readonly likelihood: number;
}

function opinionsOn(tagger: Tagger, reading: Reading): Opinion[] {
  const opinions: Opinion[] = [];
  const into = new Float32Array(labels.length);
  for (let index = 0; index < reading.tokens.length; index++) {
    if (!isCandidate(reading.tokens, index, reading.style)) continue;
    likelihoods(tagger, reading, index, into);
    const [, person = 0, setting = 0, address = 0] = into;
    const other =
      setting > thresholds.setting && setting >= person
        ? "SCHOOL"
        : address > thresholds.address && address >= person
          ? "ADDRESS"
          : undefined;
    opinions.push({ index, person, other, likelihood: other ? Math.max(setting, address) : person });
  }
  return opinions;
}

/** People, settings and addresses in a text in which all else that was found is covered. */
export function findNames(tagger: Tagger, text: string): Mark[] {
  const reading = read(withInitialsJoined(tokensOf(text)));
  const { tokens } = reading;
  const opinions = opinionsOn(tagger, reading);
  const surest = new Map<number, number>();
  for (const { index, person } of opinions) {
    const { a } = tokens[index] as Token;
    surest.set(a, Math.max(surest.get(a) ?? 0, person));
  }
  const marks: Mark[] = [];
  for (const { index, person, other, likelihood } of opinions) {
    const token = tokens[index] as Token;
    const isPerson = person >= neededFor(tokens, index, surest.get(token.a) ?? 0, reading.style);
    const type = other ?? (isPerson ? "PERSON" : undefined);
    if (!type) continue;
    const certainty = likelihood >= thresholds.certain ? "certain" : "possible";
    addTo(marks, tokens, index, { start: token.start, end: token.end, type, certainty });
  }
  return withWholeNames(marks, tokens, reading.style);
}

/** Adds a mark, drawn together with the one before it and with the title before it. */
function addTo(marks: Mark[], tokens: readonly Token[], index: number, mark: Mark): void {
  const previous = marks.at(-1);
  const token = tokens[index] as Token;
  if (previous && previous.type === mark.type && token.gap < 2 && mark.start - previous.end <= 2 && !isParted(tokens, index)) {
    const certainty = previous.certainty === "certain" ? "certain" : mark.certainty;
    marks[marks.length - 1] = { ...previous, end: mark.end, certainty };
    return;
  }
  const before = tokens[index - 1];
  const isTitled = mark.type === "PERSON" && before && token.gap === 1 && (before.classes & wordClass.title) !== 0;
  marks.push(isTitled && before.shape !== shape.mark ? { ...mark, start: before.start } : mark);
}

/** "Ada, Ben": two people, not one. */
function isParted(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  return before?.shape === shape.mark && before.unit !== 0x2d && before.unit !== 0x27 && before.unit !== 0x2e;
}
