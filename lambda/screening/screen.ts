// The no-names guard: finds what may identify a person in free text. A net, not a promise.

import { type Finding, messageFor, usualSuggestion } from "./finding.ts";
import { findMarks } from "./layers.ts";
import { normalise } from "./normalised-text.ts";
import { unpack } from "./tagger.ts";
import trained from "./tagger.json" with { type: "json" };

export type { Finding } from "./finding.ts";

export interface ScreenOptions {
  /** Texts let through like own references: phone numbers, addresses and names of the procedure's contacts and known services. */
  readonly known?: readonly string[];
}

const tagger = unpack(trained);

/**
 * Finds every place that may identify a person, in order, none overlapping another.
 * Offsets are UTF-16 units of `text` as given. Never throws, keeps nothing, takes time linear in the text.
 */
export function screen(text: string, options: ScreenOptions = {}): Finding[] {
  if (text === "") return [];
  const normalised = normalise(text);
  return findMarks(normalised.text, options.known ?? [], tagger).map((mark) => ({
    start: normalised.startOf(mark.start),
    end: normalised.endOf(mark.end - 1),
    type: mark.type,
    certainty: mark.certainty,
    message: messageFor(mark.type, mark.certainty),
    suggestion: mark.suggestion ?? usualSuggestion(mark.type),
  }));
}
