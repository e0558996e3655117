// Codes read out letter by letter: "oscar xray four one alpha bravo", "em kay four, one aitch ex".

import { findCodedIdentifiers } from "./coded-identifiers.ts";
import type { Mark } from "./finding.ts";
import { dictatedParts, type Held } from "./held.ts";
import { fourToNinety, lettersInWords } from "./number-words.ts";

const symbols: Readonly<Record<string, string>> = {
  ...lettersInWords,
  ...{ zero: "0", nought: "0", one: "1", two: "2", three: "3" },
  ...fourToNinety,
};
const figure = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|[a-z]{3,5}teen)";
/** One letter, or figures. */
const single = "(?:[a-z]|\\d{1,4})";
const symbol = `(?:${Object.keys(symbols).join("|")}|x-ray|double[- ]u\\b|(?:double|treble|triple) (?:${figure}|${single})|[a-z] for [a-z]{2,10}|${single})`;
/** A postcode has five symbols at least, a licence sixteen. */
const readOut = new RegExp(
  `\\b(?:[a-z]{2}(?= ${figure}\\b)|${symbol})(?:[ ,.-]{1,3}${symbol}){3,24}\\b`,
  "gi",
);
const contextUnits = 60;
/** A postcode has five. */
const fewestSymbols = 5;
const figures = /\d|zero|nought|one|two|three|four|five|six|seven|eight|nine|t(?:en|y)\b/i;
const tens = /^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)$/;

/** Codes in words, judged by the layers given once they are put together. */
export function findSpokenCodes(text: string, held: Held): Mark[] {
  const marks: Mark[] = [];
  for (const { from, part } of dictatedParts(text, held)) {
    for (const { 0: found, index } of part.matchAll(readOut)) {
      // Words of everyday ("you see why") make no code without figures and letters of the alphabet.
      if (!figures.test(found)) continue;
      const start = from + index;
      const before = text.slice(Math.max(0, start - contextUnits), start);
      const mark = trimmed(found)
        .map((reading) => judgedCode(before, reading))
        .find((one) => one !== undefined);
      if (mark) marks.push({ ...mark, start, end: start + found.length });
    }
  }
  return marks;
}

/** All that was read, then without what may belong to the sentence: "it's en …", "… ex. 4 lads". */
function trimmed(found: string): string[] {
  const upToStop = found.split(/\. (?=[^.]{0,12}$)/)[0] ?? found;
  return [...new Set([found, upToStop, upToStop.replace(/^[a-z] /i, "")])];
}

function judgedCode(before: string, found: string): Pick<Mark, "type" | "certainty"> | undefined {
  const compact = putTogether(found);
  if (compact.length < fewestSymbols || !/[A-Z]/.test(compact) || !/\d/.test(compact))
    return undefined;
  const from = before.length;
  const mark = findCodedIdentifiers(`${before}${compact} `).find(
    ({ start, end }) => start <= from + 1 && end > from + 3,
  );
  if (mark && mark.type !== "CASE_REF") return { type: mark.type, certainty: mark.certainty };
  return undefined;
}

function putTogether(found: string): string {
  let compact = "";
  let times = 1;
  let isAfterTens = false;
  const plain = found
    .toLowerCase()
    .replace(/x-ray/g, "xray")
    .replace(/double[- ]u\b/g, "doubleyou")
    .replace(/\b([a-z]) for [a-z]{2,10}/g, "$1");
  for (const [, part = "", gap = ""] of plain.matchAll(/([a-z]+|\d+)([ ,.-]*)/g)) {
    if (/^(?:double|treble|triple)$/.test(part)) {
      times = part === "double" ? 2 : 3;
      continue;
    }
    const value = Object.hasOwn(symbols, part) ? (symbols[part] ?? "") : part.toUpperCase();
    // "thirty one" is 31; "thirty, one" is 301.
    if (isAfterTens && /^[1-9]$/.test(value)) compact = compact.slice(0, -1);
    compact += value.repeat(times);
    times = 1;
    isAfterTens = tens.test(part) && !gap.includes(",");
  }
  // "oh" among figures is a nought.
  return compact.replace(/(?<=\d)O(?=\d)/g, "0");
}
