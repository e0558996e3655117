// People, settings and addresses by what the tagger makes of every word, in a text in which all else is covered.

import type { Mark } from "./finding.ts";
import { withInitialsJoined } from "./initials.ts";
import { withPhrasesCovered } from "./known-phrases.ts";
import { type Reading, read } from "./reading.ts";
import { opinionsOn, type Tagger } from "./tagger.ts";
import { shape, type Token } from "./token.ts";
import { tokensOf } from "./tokens.ts";
import { type Run, withWholeNames } from "./whole-names.ts";

/** The words of a normalised text in which all that has a form of its own is covered, as the tagger reads them. */
export function readingOf(prose: string): Reading {
  return read(prose, withPhrasesCovered(withInitialsJoined(tokensOf(prose))));
}

/** Likelihoods from which a word is marked, chosen on the training texts by cross-validation over their authors. */
export const thresholds = {
  /** Of people in a text written as usual, without capitals, all in capitals. */
  marked: [0.4, 0.3, 0.35] as readonly number[],
  /** Of settings and addresses. */
  place: 0.4,
  /** From here on a mark is certain. */
  certain: 0.9,
};

/** People, settings and addresses in a text in which all else that was found is covered; `formed` counts that. */
export function findNames(tagger: Tagger, text: string, formed: number): Mark[] {
  const reading = readingOf(text);
  const { tokens } = reading;
  const runs: Run[] = [];
  for (const { index, person, setting, address } of opinionsOn(tagger, reading, formed)) {
    const likelihood = person + setting + address;
    const isPlace = Math.max(setting, address) > person;
    const marked = isPlace ? thresholds.place : thresholds.marked[reading.style];
    if (likelihood < (marked ?? 1)) continue;
    const type = !isPlace ? "PERSON" : setting >= address ? "SCHOOL" : "ADDRESS";
    const certainty = likelihood >= thresholds.certain ? "certain" : "possible";
    addTo(runs, tokens, { first: index, last: index, type, certainty });
  }
  return withWholeNames(runs, tokens, reading.style);
}

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
