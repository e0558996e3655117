// People, settings and addresses by what the tagger makes of every word, in a text in which all else is covered.

import { isCandidate } from "./candidates.ts";
import type { Mark } from "./finding.ts";
import { withInitialsJoined } from "./initials.ts";
import { withPhrasesCovered } from "./known-phrases.ts";
import { hashesOf } from "./lexicon-cells.ts";
import { type Reading, read } from "./reading.ts";
import { labels, likelihoods, type Tagger } from "./tagger.ts";
import { shape, type Token } from "./token.ts";
import { tokensOf } from "./tokens.ts";
import { wordClass } from "./vocabulary.ts";
import { type Run, withWholeNames } from "./whole-names.ts";
import { style } from "./writing.ts";

/** The words of a normalised text in which all that has a form of its own is covered, as the tagger reads them. */
export function readingOf(prose: string): Reading {
  return read(withPhrasesCovered(withInitialsJoined(tokensOf(prose))));
}

/** Likelihoods from which a word is marked, chosen on the training texts by cross-validation. */
export const thresholds = {
  /** A word of which nothing more is known. */
  person: 0.5,
  /** A usual first name that is no other word, by how it is written. */
  usualName: 0.12,
  usualNameOpening: 0.25,
  usualNameInSmall: 0.25,
  /** A capitalised word after "nan", "Mr" or "called". */
  introduced: 0.1,
  /** A capitalised name in a list beside one that is marked: "Chance, Justice and Honour". */
  listed: 0.1,
  /** A word that is certainly a name elsewhere in the text. */
  again: 0.02,
  againAsWord: 0.3,
  sure: 0.85,
  /** A word in small letters that is no usual first name. */
  small: 0.65,
  smallOrdinary: 0.8,
  /** A single letter; a short form in capitals. */
  letter: 0.7,
  shortForm: 0.75,
  /** A short form of the trade, such as EH or MH. */
  tradeForm: 0.9,
  setting: 0.5,
  address: 0.5,
  /** From here on a mark is certain. */
  certain: 0.9,
};

const { brand, place, service, culture, measure, medicine, time, food, kin, role, title, naming } =
  wordClass;
const nobodies = brand | place | service | culture | measure | medicine | time | food | kin | role;

/** How likely the word at `index` must be part of a person's name to be marked; `surest` is its likeliest mention. */
function neededFor(reading: Reading, index: number, surest: number): number {
  const { tokens } = reading;
  const token = tokens[index] as Token;
  const { first, ordinary, place: isPlace } = token.knowledge;
  const isSmall = token.shape === shape.lower;
  const isUsualStyle = reading.style === style.usual;
  if (surest > thresholds.sure)
    return ordinary <= 2 || !isSmall ? thresholds.again : thresholds.againAsWord;
  if (token.shape === shape.letter) return thresholds.letter;
  if (isUsualStyle && !isSmall && isIntroduced(tokens, index)) return thresholds.introduced;
  if (first >= 3 && ordinary <= 1 && isPlace === 0 && (token.classes & nobodies) === 0) {
    if (isSmall || !isUsualStyle) return thresholds.usualNameInSmall;
    return token.opens ? thresholds.usualNameOpening : thresholds.usualName;
  }
  if (token.shape === shape.upper && isUsualStyle && first < 2) {
    return (token.classes & wordClass.acronym) !== 0 ? thresholds.tradeForm : thresholds.shortForm;
  }
  if (isSmall && first < 3) return ordinary >= 1 ? thresholds.smallOrdinary : thresholds.small;
  return thresholds.person;
}

/** After a kinship, a title or "called", where the word could be a name at all. */
function isIntroduced(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index] as Token;
  const before = tokens[index - 1];
  if (!before || token.gap !== 1 || before.shape === shape.mark || before.clitic !== 0)
    return false;
  if ((token.classes & nobodies) !== 0 && token.knowledge.first < 3) return false;
  if ((before.classes & (title | naming)) !== 0) return true;
  return (
    (before.classes & kin) !== 0 && (token.knowledge.first >= 2 || token.knowledge.ordinary <= 4)
  );
}

/** What the tagger makes of each word of a text. */
interface Opinion {
  readonly index: number;
  readonly person: number;
  readonly other: "SCHOOL" | "ADDRESS" | undefined;
  readonly likelihood: number;
}

/** A long document has two thousand such words; beyond this many a text is no prose, and the lists alone decide. */
const mostWeighed = 12_000;

function byListAlone(tokens: readonly Token[], index: number): Opinion {
  const { first, ordinary } = (tokens[index] as Token).knowledge;
  const person = first >= 3 && ordinary <= 1 ? 1 : 0;
  return { index, person, other: undefined, likelihood: person };
}

function opinionsOn(tagger: Tagger, reading: Reading): Opinion[] {
  const opinions: Opinion[] = [];
  const into = new Float32Array(labels.length);
  for (let index = 0; index < reading.tokens.length; index++) {
    if (!isCandidate(reading.tokens, index, reading.style)) continue;
    if (opinions.length >= mostWeighed) {
      opinions.push(byListAlone(reading.tokens, index));
      continue;
    }
    likelihoods(tagger, reading, index, into);
    const [, person = 0, setting = 0, address = 0] = into;
    const other =
      setting > thresholds.setting && setting >= person
        ? "SCHOOL"
        : address > thresholds.address && address >= person
          ? "ADDRESS"
          : undefined;
    opinions.push({
      index,
      person,
      other,
      likelihood: other ? Math.max(setting, address) : person,
    });
  }
  return opinions;
}

/** People, settings and addresses in a text in which all else that was found is covered. */
export function findNames(tagger: Tagger, text: string): Mark[] {
  const reading = readingOf(text);
  const { tokens } = reading;
  const opinions = opinionsOn(tagger, reading);
  const surest = new Map<number, number>();
  for (const { index, person } of opinions) {
    const { a } = tokens[index] as Token;
    surest.set(a, Math.max(surest.get(a) ?? 0, person));
  }
  const people = new Set<number>();
  for (const { index, person } of opinions) {
    if (person >= neededFor(reading, index, surest.get((tokens[index] as Token).a) ?? 0))
      people.add(index);
  }
  addListed(people, opinions, reading);
  const runs: Run[] = [];
  for (const { index, other, likelihood } of opinions) {
    const type = other ?? (people.has(index) ? "PERSON" : undefined);
    if (!type) continue;
    const certainty = likelihood >= thresholds.certain ? "certain" : "possible";
    addTo(runs, tokens, { first: index, last: index, type, certainty });
  }
  return withWholeNames(runs, tokens, reading.style);
}

/** Names in a list with one that is marked, first from left to right, then back. */
function addListed(people: Set<number>, opinions: readonly Opinion[], reading: Reading): void {
  const { tokens } = reading;
  const joins = (index: number) => {
    const token = tokens[index];
    return (
      token !== undefined &&
      (token.unit === 0x2c || token.unit === 0x26 || token.a === and) &&
      token.gap < 2
    );
  };
  const isListed = ({ index, person }: Opinion, step: 1 | -1) => {
    const token = tokens[index] as Token;
    if (person < thresholds.listed || token.shape === shape.lower || token.knowledge.first === 0)
      return false;
    return joins(index - step) && people.has(index - 2 * step);
  };
  for (const opinion of opinions) if (isListed(opinion, 1)) people.add(opinion.index);
  for (const opinion of [...opinions].reverse())
    if (isListed(opinion, -1)) people.add(opinion.index);
}
const and = hashesOf("and").a;

/** Adds a run, drawn together with the one before it where they touch. */
function addTo(runs: Run[], tokens: readonly Token[], run: Run): void {
  const previous = runs.at(-1);
  const token = tokens[run.first] as Token;
  const isNear =
    previous && token.gap < 2 && token.start - (tokens[previous.last] as Token).end <= 2;
  if (!isNear || previous.type !== run.type || isParted(tokens, run.first)) {
    runs.push(run);
    return;
  }
  const certainty = previous.certainty === "certain" ? "certain" : run.certainty;
  runs[runs.length - 1] = { ...previous, last: run.last, certainty };
}

/** "Ada, Ben": two people, not one. */
function isParted(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  return (
    before?.shape === shape.mark &&
    before.unit !== 0x2d &&
    before.unit !== 0x27 &&
    before.unit !== 0x2e
  );
}
