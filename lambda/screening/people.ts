// People, settings and addresses by what the tagger makes of every word, in a text in which all else is covered.

import { isCandidate, read, type Reading } from "./features.ts";
import type { Mark } from "./finding.ts";
import { withInitialsJoined } from "./initials.ts";
import { type NormalisedText, normalise } from "./normalised-text.ts";
import { coverOwnReferences } from "./own-references.ts";
import { shape, type Token, tokensOf } from "./tokens.ts";
import { labels, likelihoods, type Tagger } from "./tagger.ts";
import { wordClass } from "./vocabulary.ts";

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

/** Thresholds, chosen on the training texts. */
export const thresholds = {
  person: 0.5,
  again: 0.15,
  sure: 0.9,
  setting: 0.5,
  address: 0.5,
};

/** People, settings and addresses in a text in which all else that was found is covered. */
export function findNames(tagger: Tagger, text: string): Mark[] {
  return findPeople(tagger, read(withInitialsJoined(tokensOf(text))));
}

export function findPeople(tagger: Tagger, reading: Reading): Mark[] {
  const { tokens } = reading;
  const into = new Float32Array(labels.length);
  const person = new Float32Array(tokens.length);
  const other = new Uint8Array(tokens.length);
  const best = new Map<number, number>();
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (!isCandidate(tokens, index, reading.style)) continue;
    likelihoods(tagger, reading, index, into);
    const [, asPerson = 0, asSetting = 0, asAddress = 0] = into;
    person[index] = asPerson;
    if (asSetting > thresholds.setting && asSetting >= asPerson) other[index] = 2;
    else if (asAddress > thresholds.address && asAddress >= asPerson) other[index] = 3;
    if (asPerson > (best.get(token.a) ?? 0)) best.set(token.a, asPerson);
  }
  const marks: Mark[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    const asPerson = person[index] as number;
    const isPerson =
      asPerson > thresholds.person ||
      (asPerson > thresholds.again && (best.get(token.a) ?? 0) > thresholds.sure);
    const type = isPerson ? "PERSON" : other[index] === 2 ? "SCHOOL" : other[index] === 3 ? "ADDRESS" : undefined;
    if (!type) continue;
    const previous = marks.at(-1);
    let start = token.start;
    const before = tokens[index - 1];
    if (type === "PERSON" && before && token.gap === 1 && before.classes & wordClass.title && before.shape !== shape.mark) start = before.start;
    if (previous && previous.type === type && isJoined(tokens, index, previous.end)) {
      marks[marks.length - 1] = { ...previous, end: token.end };
    } else marks.push({ start, end: token.end, type, certainty: "certain" });
  }
  return marks;
}

function isJoined(tokens: readonly Token[], index: number, end: number): boolean {
  const token = tokens[index] as Token;
  return token.gap < 2 && token.start - end <= 2;
}
