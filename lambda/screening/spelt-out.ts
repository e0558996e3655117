// What is taken apart to slip through ("J a m i e", "O X 1 5 – T V U") is put together again and judged like the rest.

import type { Mark } from "./finding.ts";
import { type Held, heldIn } from "./held.ts";
import { knowledgeOfWord } from "./lexicon.ts";
import { covered } from "./own-references.ts";

/** Single letters and digits, each apart from the next; at least three, at most a long address. */
const apart =
  /(?<![A-Za-z0-9])[A-Za-z0-9@](?:[ .\-_*/,:|~()[\]\n]{1,4}(?:[A-Za-z0-9@](?![A-Za-z0-9])|underscore|dot|hyphen|at(?=[)\]])|space(?= [A-Za-z0-9]\b))){2,40}/gi;

const contextUnits = 60;
const afterUnits = 30;
const dotsBetween = /(?<=[A-Za-z] ?)\.(?= ?[A-Za-z])/g;

/** Taken-apart words of everyday English ("S L O W") are covered: their letters are no initials. */
export function coverSpeltWords(text: string): string {
  return text.replace(apart, (found) => {
    const plain = found.replace(/[^A-Za-z]/g, "").toLowerCase();
    const { first, ordinary } = knowledgeOfWord(plain);
    const isAlphabet = "abcdefghijklmnopqrstuvwxyz".includes(plain) && plain.length > 3;
    return isAlphabet || (ordinary >= 3 && first < 3) ? covered.repeat(found.length) : found;
  });
}

/** More runs than this are no attempt to hide a name; the rest are marked unread. */
const mostRuns = 50;

/** Reads every taken-apart run with the layers given, and looks it up as a name. */
export function findSpeltOut(text: string, layers: SpeltLayers): Mark[] {
  const marks: Mark[] = [];
  let runs = 0;
  for (const match of text.matchAll(apart)) {
    // Phone and NHS numbers are also read as they stand, whatever their gaps.
    const isFigures = /^[\d .\-,:|~]+$/.test(match[0]);
    runs++;
    if (isFigures && runs > mostRuns) continue;
    const found = runs > mostRuns ? unread : readRun(text, match.index, match[0], layers);
    if (found) marks.push({ ...found, start: match.index, end: match.index + match[0].length });
  }
  return marks;
}

const unread: Pick<Mark, "type" | "certainty"> = { type: "CASE_REF", certainty: "possible" };

/** What is tried on a run put together: anything, or with a digit in it what has digits. */
export interface SpeltLayers {
  readonly withDigits: readonly ((text: string, held: Held) => Mark[])[];
  readonly withSigns: readonly ((text: string, held: Held) => Mark[])[];
}

/** "s n a p : w e s t y 1 0" */
const onNetwork = /^(?:snap|insta|ig|tiktok|discord|kik)[:.][a-z]\w{3,}$/i;

function readRun(
  text: string,
  start: number,
  found: string,
  { withDigits, withSigns }: SpeltLayers,
) {
  const before = text.slice(Math.max(0, start - contextUnits), start);
  const after = text.slice(start + found.length, start + found.length + afterUnits);
  const readings = new Set<string>();
  for (const reading of [putTogether(found), putTogether(found.replace(dotsBetween, ""))]) {
    const together = reading.replaceAll(" ", "");
    readings
      .add(reading)
      .add(together)
      .add(together.replace(/^(dob|nhs|upn|nino|tel|mob)(?=.)/i, "$1 "));
  }
  if (onNetwork.test(putTogether(found).replaceAll(" ", "")))
    return { type: "HANDLE", certainty: "certain" } as const;
  const layers = [
    ...(/[@._/]|underscore|dot|[([]at/i.test(found) ? withSigns : []),
    ...(/\d/.test(found) ? withDigits : []),
  ];
  return (
    judged([...readings], before, after, layers) ??
    (/[0-9@]/.test(found) ? undefined : judgedName(found, before))
  );
}

/** Stands for the wider gap between two words while the gaps inside them are closed. */
const wideGap = "\u0001";

function putTogether(found: string): string {
  return found
    .replace(/ ?underscore ?/gi, "_")
    .replace(/ ?dot ?/gi, ".")
    .replace(/ ?hyphen ?/gi, "-")
    .replace(/ ?[([]at[)\]] ?/gi, "@")
    .replace(/ space /gi, " ")
    .replace(/ {2,}/g, wideGap)
    .replace(/[ *,|~()[\]\n-]/g, "")
    .replaceAll(wideGap, " ");
}

function judged(
  readings: readonly string[],
  before: string,
  after: string,
  layers: readonly ((text: string, held: Held) => Mark[])[],
): Pick<Mark, "type" | "certainty"> | undefined {
  for (const reading of readings) {
    const from = before.length;
    const to = from + reading.length;
    const text = `${before}${reading}${after}`;
    for (const layer of layers) {
      const mark = layer(text, heldIn(text)).find(({ start, end }) => end > from && start < to);
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
  const { first, last, ordinary } = knowledgeOfWord(longest.toLowerCase());
  const isWrittenAsName = /^[A-Z][a-z]+$/.test(longest);
  const isKnown = first >= 2 || last >= 2;
  if (longest === longest.toUpperCase() && longest.length < 4) return undefined;
  if (isKnown && (ordinary < 4 || isWrittenAsName || first >= 3))
    return { type: "PERSON", certainty: "certain" };
  if (isWrittenAsName && longest.length >= 4 && ordinary < 4)
    return { type: "PERSON", certainty: "certain" };
  return /\b(?:name|named|called|spell|spelt|spelled)\b/i.test(before) && ordinary < 4
    ? { type: "PERSON", certainty: "possible" }
    : undefined;
}
