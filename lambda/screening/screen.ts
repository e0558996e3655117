// The no-names guard: finds what may identify a person in free text. A net, not a promise.

import { findCodedIdentifiers } from "./coded-identifiers.ts";
import { findContactDetails } from "./contact-details.ts";
import { findDatesOfBirth } from "./dates-of-birth.ts";
import { findNumbers } from "./digit-groups.ts";
import { type Finding, type Mark, messageFor, usualSuggestion } from "./finding.ts";
import { coverKnown } from "./known-texts.ts";
import { normalise } from "./normalised-text.ts";
import { coverOwnReferences } from "./own-references.ts";
import { findTitledPeople } from "./titled-people.ts";

export type { Finding } from "./finding.ts";

export interface ScreenOptions {
  /** Texts let through like own references: phone numbers, addresses and names of the procedure's contacts and known services. */
  readonly known?: readonly string[];
}

const layers: readonly ((text: string) => Mark[])[] = [
  findContactDetails,
  findCodedIdentifiers,
  findNumbers,
  findDatesOfBirth,
  findTitledPeople,
];

/**
 * Finds every place that may identify a person, in order, none overlapping another.
 * Offsets are UTF-16 units of `text` as given. Never throws, keeps nothing, takes time linear in the text.
 */
export function screen(text: string, options: ScreenOptions = {}): Finding[] {
  if (text === "") return [];
  const normalised = normalise(text);
  const readable = coverKnown(coverOwnReferences(normalised.text), options.known ?? []);
  const marks = layers.flatMap((layer) => layer(readable));
  return withoutOverlaps(marks).map((mark) => ({
    start: normalised.startOf(mark.start),
    end: normalised.endOf(mark.end - 1),
    type: mark.type,
    certainty: mark.certainty,
    message: messageFor(mark.type, mark.certainty),
    suggestion: mark.suggestion ?? usualSuggestion(mark.type),
  }));
}

/** Of marks that overlap the certain one stays, then the longest, then the layer that came first. */
function withoutOverlaps(marks: readonly Mark[]): Mark[] {
  const byStart = marks
    .map((mark, order) => ({ mark, order }))
    .sort((a, b) => a.mark.start - b.mark.start || a.order - b.order)
    .map(({ mark }) => mark);
  const kept: Mark[] = [];
  for (const mark of byStart) {
    const previous = kept.at(-1);
    if (!previous || mark.start >= previous.end) {
      kept.push(mark);
      continue;
    }
    if (outweighs(mark, previous)) kept[kept.length - 1] = mark;
  }
  return kept;
}

function outweighs(mark: Mark, previous: Mark): boolean {
  if (mark.certainty !== previous.certainty) return mark.certainty === "certain";
  return mark.end - mark.start > previous.end - previous.start;
}
