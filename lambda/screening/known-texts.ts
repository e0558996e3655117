// Texts that a procedure publishes, such as the hub's phone number, are covered like own references.

import { normalise } from "./normalised-text.ts";
import { covered } from "./own-references.ts";

/** A known text shorter than this would cover parts of ordinary words. */
const fewestUnits = 3;

/** A procedure's list stays the same for as long as the process lives. */
const patterns = new WeakMap<readonly string[], RegExp | undefined>();

/** Covers every whole occurrence of the known texts, any case, any spacing of their digits, keeping every offset. */
export function coverKnown(text: string, known: readonly string[]): string {
  if (known.length === 0) return text;
  if (!patterns.has(known)) patterns.set(known, patternFor(known));
  const pattern = patterns.get(known);
  return pattern ? text.replace(pattern, (found) => covered.repeat(found.length)) : text;
}

function patternFor(known: readonly string[]): RegExp | undefined {
  // The longest first: "Oxford MASH team" before "Oxford MASH".
  const entries = [...known].sort((a, b) => b.length - a.length).flatMap(expressionFor);
  if (entries.length === 0) return undefined;
  return new RegExp(`(?<![A-Za-z0-9@])(?:${entries.join("|")})(?![A-Za-z0-9@])`, "gi");
}

function expressionFor(entry: string): readonly string[] {
  const plain = normalise(entry).text.trim();
  if (plain.length < fewestUnits) return [];
  const isNumber = /^\+?[\d ().-]+$/.test(plain);
  const pieces = isNumber
    ? [...plain.replace(/[^\d+]/g, "")].map(escaped)
    : plain.split(/\s+/).map(escaped);
  return [pieces.join(isNumber ? "[ ().-]{0,3}" : "\\s{1,3}")];
}

function escaped(piece: string): string {
  return piece.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
