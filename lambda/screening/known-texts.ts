// Texts that a procedure publishes, such as the hub's phone number, are covered like own references.

import { normalise } from "./normalised-text.ts";
import { covered } from "./own-references.ts";

/** A known text shorter than this would cover parts of ordinary words. */
const fewestUnits = 3;

/** Covers every whole occurrence of the known texts, any case, any spacing of their digits, keeping every offset. */
export function coverKnown(text: string, known: readonly string[]): string {
  let readable = text;
  for (const entry of known) {
    const pattern = patternFor(entry);
    if (pattern) readable = readable.replace(pattern, (found) => covered.repeat(found.length));
  }
  return readable;
}

function patternFor(entry: string): RegExp | undefined {
  const plain = normalise(entry).text.trim();
  if (plain.length < fewestUnits) return undefined;
  const isNumber = /^\+?[\d ().-]+$/.test(plain);
  const pieces = isNumber
    ? [...plain.replace(/[^\d+]/g, "")].map(escaped)
    : plain.split(/\s+/).map(escaped);
  const between = isNumber ? "[ ().-]{0,3}" : "\\s{1,3}";
  return new RegExp(`(?<![A-Za-z0-9@])${pieces.join(between)}(?![A-Za-z0-9@])`, "gi");
}

function escaped(piece: string): string {
  return piece.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
