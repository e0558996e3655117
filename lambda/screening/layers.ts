// The layers of the guard in their order: what has a form of its own first, then, in what is left, who and where.

import { findAddresses } from "./addresses.ts";
import { findCodedIdentifiers } from "./coded-identifiers.ts";
import { findContactDetails } from "./contact-details.ts";
import { findDatesOfBirth } from "./dates-of-birth.ts";
import { findNumbers } from "./digit-groups.ts";
import type { Mark } from "./finding.ts";
import { type Held, heldIn } from "./held.ts";
import { coverKnown } from "./known-texts.ts";
import { findMaskedNames, findNamesWithGaps } from "./masked-names.ts";
import type { NormalisedText } from "./normalised-text.ts";
import { covered, coverOwnReferences } from "./own-references.ts";
import { findNames } from "./people.ts";
import { findSettings } from "./settings.ts";
import { coverSpeltWords, findSpeltOut } from "./spelt-out.ts";
import { findSpokenCodes } from "./spoken-codes.ts";
import { findSpokenNumbers } from "./spoken-numbers.ts";
import type { Tagger } from "./tagger.ts";

/** Finds marks in a text of which it is known what it holds. */
type Layer = (text: string, held: Held) => Mark[];

/** What has a form of its own. The order settles which of two overlapping marks of one length stays. */
const formLayers: readonly Layer[] = [
  findContactDetails,
  findDatesOfBirth,
  findCodedIdentifiers,
  findNumbers,
  findSpokenNumbers,
];

/** Dates alone among figures: phone and NHS numbers are read with any gaps. */
const speltLayers = { withSigns: [findContactDetails], withDigits: formLayers.slice(1) };

/** Every mark in a normalised text, in order, none overlapping another. `known` texts are let through. */
export function findMarks(
  { text, gaps }: NormalisedText,
  known: readonly string[],
  tagger: Tagger,
): Mark[] {
  const { formed, prose, held } = proseOf(text, known, gaps);
  const named = [
    ...findAddresses(prose, held),
    ...findSettings(prose),
    ...findNames(tagger, prose, formed.length),
  ];
  return withoutOverlaps([...formed, ...named]);
}

/** What has a form of its own, and the text in which it, and what is nobody's name, is covered. */
export function proseOf(
  text: string,
  known: readonly string[],
  gaps: readonly number[] = [],
): { formed: Mark[]; prose: string; held: Held } {
  const readable = coverKnown(coverOwnReferences(text), known);
  const held = heldIn(readable);
  const formed = withoutOverlaps([
    ...formLayers.flatMap((layer) => layer(readable, held)),
    ...findSpeltOut(readable, speltLayers),
    ...findSpokenCodes(readable, held),
    ...findMaskedNames(readable),
    ...findNamesWithGaps(readable, gaps),
  ]);
  return { formed, prose: coverSpeltWords(withCovered(readable, formed)), held };
}

/** The text in which what is already found is covered, so that no name is sought in it. */
function withCovered(text: string, marks: readonly Mark[]): string {
  let prose = "";
  let at = 0;
  for (const { start, end } of marks) {
    prose += text.slice(at, start) + covered.repeat(end - start);
    at = end;
  }
  return prose + text.slice(at);
}

/** Of marks that overlap the certain one stays, then the longest, then the one whose layer came first. */
function withoutOverlaps(marks: readonly Mark[]): Mark[] {
  const byStart = marks
    .map((mark, order) => ({ mark, order }))
    .sort((a, b) => a.mark.start - b.mark.start || a.order - b.order)
    .map(({ mark }) => mark);
  const kept: Mark[] = [];
  for (const mark of byStart) {
    const previous = kept.at(-1);
    if (!previous || mark.start >= previous.end) kept.push(mark);
    else if (outweighs(mark, previous)) kept[kept.length - 1] = joined(mark, previous);
    else kept[kept.length - 1] = joined(previous, mark);
  }
  return kept;
}

function outweighs(mark: Mark, previous: Mark): boolean {
  if (mark.certainty !== previous.certainty) return mark.certainty === "certain";
  return mark.end - mark.start > previous.end - previous.start;
}

/** One mark over both places, so that nothing of either shows beside it. */
function joined(stronger: Mark, weaker: Mark): Mark {
  if (stronger.certainty !== weaker.certainty) return stronger;
  return {
    ...stronger,
    start: Math.min(stronger.start, weaker.start),
    end: Math.max(stronger.end, weaker.end),
  };
}
