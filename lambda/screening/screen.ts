// The no-names guard: finds what may identify a person in free text. A net, not a promise.

import { type Finding, messageFor, usualSuggestion } from "./finding.ts";
import { findMarks } from "./layers.ts";
import { normalise } from "./normalised-text.ts";
import { withSuggestions } from "./suggestions.ts";
import trained from "./tagger.json" with { type: "json" };
import { type Tagger, unpack } from "./tagger.ts";

export type { Finding } from "./finding.ts";

export interface ScreenOptions {
  /** Texts let through like own references: phone numbers, addresses and names of the procedure's contacts and known services. */
  readonly known?: readonly string[];
  /** Turns a date of birth into an age in its suggestion; without it the age is left open. */
  readonly today?: Date;
}

let tagger: Tagger | undefined;

/** Unpacked when a text is first read: most functions that know of the guard never read one at their start. */
function theTagger(): Tagger {
  tagger ??= unpack(trained);
  return tagger;
}

/**
 * Finds every place that may identify a person, in order, none overlapping another.
 * Offsets are UTF-16 units of `text` as given. Never throws, keeps nothing of the text, takes time linear in it.
 */
export function screen(text: string, options: ScreenOptions = {}): Finding[] {
  if (text === "") return [];
  const normalised = normalise(text);
  const marks = findMarks(normalised, options.known ?? [], theTagger());
  return withSuggestions(normalised.text, marks, options.today).map((mark) => ({
    start: normalised.startOf(mark.start),
    end: normalised.endOf(mark.end - 1),
    type: mark.type,
    certainty: mark.certainty,
    message: messageFor(mark.type, mark.certainty),
    suggestion: mark.suggestion ?? usualSuggestion(mark.type),
  }));
}
