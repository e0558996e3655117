// What is taken apart to slip through ("J a m i e", "O X 1 5 – T V U") is put together again and judged like the rest.

import type { Mark } from "./finding.ts";
import { hashesOf } from "./lexicon-cells.ts";
import { knowledgeOf } from "./lexicon.ts";
import { covered } from "./own-references.ts";

/** Single letters and digits, each apart from the next; at least three, at most a long address. */
const apart =
  /(?<![A-Za-z0-9])[A-Za-z0-9@](?:[ .\-_*/,:|~()[\]\n]{1,4}(?:[A-Za-z0-9@](?![A-Za-z0-9])|underscore|dot|hyphen)){2,40}/gi;

const contextUnits = 60;
const afterUnits = 30;
const dotsBetween = /(?<=[A-Za-z] ?)\.(?= ?[A-Za-z])/g;

/** Taken-apart words of everyday English ("S L O W") are covered: their letters are no initials. */
export function coverSpeltWords(text: string): string {
  return text.replace(apart, (found) => {
    const plain = found.replace(/[^A-Za-z]/g, "").toLowerCase();
    const { a, b } = hashesOf(plain);
    const { first, ordinary } = knowledgeOf(a, b);
    const isAlphabet = "abcdefghijklmnopqrstuvwxyz".includes(plain) && plain.length > 3;
    return isAlphabet || (ordinary >= 3 && first < 3) ? covered.repeat(found.length) : found;
  });
}

/** Reads every taken-apart run with the layers given, and names that are known. */
export function findSpeltOut(text: string, layers: readonly ((text: string) => Mark[])[]): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(apart)) {
    const start = match.index;
    const end = start + match[0].length;
    const before = text.slice(Math.max(0, start - contextUnits), start);
    const after = text.slice(end, end + afterUnits);
    const readings = [putTogether(match[0]), putTogether(match[0].replace(dotsBetween, ""))];
    const found =
      judged(readings, before, after, layers) ??
      (/[0-9@]/.test(match[0]) ? undefined : judgedName(match[0], before));
    if (found) marks.push({ ...found, start, end });
  }
  return marks;
}

function putTogether(found: string): string {
  return found
    .replace(/ ?underscore ?/gi, "_")
    .replace(/ ?dot ?/gi, ".")
    .replace(/ ?hyphen ?/gi, "-")
    .replace(/ {2,}/g, "\u0000")
    .replace(/[ *,|~()[\]\n-]/g, "")
    .replace(/\u0000/g, " ");
}

function judged(
  readings: readonly string[],
  before: string,
  after: string,
  layers: readonly ((text: string) => Mark[])[],
): Pick<Mark, "type" | "certainty"> | undefined {
  for (const reading of readings.flatMap((plain) => [plain, plain.replaceAll(" ", "")])) {
    const from = before.length;
    const to = from + reading.length;
    const text = `${before}${reading}${after}`;
    for (const layer of layers) {
      const mark = layer(text).find(({ start, end }) => end > from && start < to);
      if (mark) return { type: mark.type, certainty: mark.certainty };
    }
  }
  return undefined;
}

/** Fewest letters of a name; a short form of three letters is more often "G. P. s". */
const fewestLetters = 3;

function judgedName(found: string, before: string): Pick<Mark, "type" | "certainty"> | undefined {
  // Wider gaps part a name from a surname.
  const parts = found
    .split(/ {2,}| - |\n\n/)
    .map((part) => part.replace(/[^A-Za-z]/g, ""))
    .filter((part) => part.length > 0);
  const longest = parts.reduce((best, part) => (part.length > best.length ? part : best), "");
  if (longest.length < fewestLetters || /[0-9@]/.test(found)) return undefined;
  const { a, b } = hashesOf(longest.toLowerCase());
  const { first, last, ordinary } = knowledgeOf(a, b);
  const isWrittenAsName = /^[A-Z][a-z]+$/.test(longest);
  const isKnown = first >= 2 || last >= 2;
  if (longest === longest.toUpperCase() && longest.length < 4) return undefined;
  if (isKnown && (ordinary < 4 || isWrittenAsName || first >= 3)) return { type: "PERSON", certainty: "certain" };
  if (isWrittenAsName && longest.length >= 4 && ordinary < 4) return { type: "PERSON", certainty: "certain" };
  return /\b(?:name|named|called|spell|spelt|spelled)\b/i.test(before) && ordinary < 4
    ? { type: "PERSON", certainty: "possible" }
    : undefined;
}
