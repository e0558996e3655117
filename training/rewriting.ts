// Makes a new text of a marked one by how it is written: slips of the pen, another case.

import type { MarkedText } from "./marked-text.ts";

/** Share of texts in which words are misspelt. */
const slipsShare = 0.3;

/** The text with its parts replaced, and its spans moved along; a part inside a span keeps the span. */
export function replaced(
  given: MarkedText,
  parts: readonly { start: number; end: number; by: string; variety?: string }[],
): MarkedText {
  let text = "";
  let at = 0;
  const moves: { from: number; by: number }[] = [];
  for (const part of parts) {
    text += given.text.slice(at, part.start) + part.by;
    moves.push({ from: part.end, by: part.by.length - (part.end - part.start) });
    at = part.end;
  }
  const moved = (offset: number) =>
    moves.reduce((sum, move) => (move.from <= offset ? sum + move.by : sum), offset);
  return {
    ...given,
    text: text + given.text.slice(at),
    spans: given.spans.map((span) => ({ ...span, start: moved(span.start), end: moved(span.end) })),
  };
}

/** In some texts ordinary words are misspelt: an unknown word in small letters is seldom a name. */
export function withSlips(given: MarkedText, random: () => number): MarkedText {
  if (random() >= slipsShare) return given;
  const parts: { start: number; end: number; by: string }[] = [];
  for (const match of given.text.matchAll(/(?<![\w'@.-])[a-z]{4,}(?![\w'@-])/g)) {
    const start = match.index;
    const end = start + match[0].length;
    if (random() > 0.08 || given.spans.some((span) => span.start < end && span.end > start))
      continue;
    parts.push({ start, end, by: slipped(match[0], random) });
  }
  return replaced(given, parts);
}

function slipped(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const roll = random();
  if (roll < 0.25) return word.slice(0, at) + word.slice(at + 1);
  if (roll < 0.4) return word.slice(0, at) + word.charAt(at) + word.slice(at);
  if (roll < 0.6)
    return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  if (roll < 0.8) return word.charAt(0) + word.slice(1).replace(/[aeiou]/g, "");
  return word.slice(0, 3 + Math.floor(random() * 2));
}

/** The text in another case: all small, all capitals, or only its names small. Lengths stay, so spans do too. */
export function inOtherCase(given: MarkedText, random: () => number): MarkedText {
  const roll = random();
  if (roll < 0.62) return given;
  if (roll < 0.82) return { ...given, text: sameLength(given.text, given.text.toLowerCase()) };
  if (roll < 0.92) return { ...given, text: sameLength(given.text, given.text.toUpperCase()) };
  if (roll < 0.96) return { ...given, text: given.text.replace(/[,.;:"“”](?= |$)/g, " ") };
  let text = given.text;
  for (const span of given.spans) {
    if (span.type !== "PERSON" || span.variety === "initials") continue;
    const inside = given.text.slice(span.start, span.end);
    text =
      text.slice(0, span.start) + sameLength(inside, inside.toLowerCase()) + text.slice(span.end);
  }
  return { ...given, text };
}

function sameLength(given: string, changed: string): string {
  return changed.length === given.length ? changed : given;
}
