// Numbers in words, as they are dictated: "oh seven seven double oh nine hundred one five two".

import { recordNear } from "./coded-identifiers.ts";
import { bornBefore } from "./dates-of-birth.ts";
import { judgeNumber } from "./digit-groups.ts";
import type { Mark } from "./finding.ts";
import { dictatedParts, type Held } from "./held.ts";
import { fourToNinety } from "./number-words.ts";

const values: Readonly<Record<string, string>> = {
  ...{ zero: "0", oh: "0", o: "0", nought: "0", naught: "0", nil: "0" },
  ...{ one: "1", two: "2", three: "3" },
  ...fourToNinety,
};
const word = `(?:${Object.keys(values).join("|")}|double|treble|triple|hundred|thousand|plus|\\d)`;
/** Fewest and most words of a number read out: ten digits in pairs, fifteen one by one with pauses. */
const spoken = new RegExp(
  `\\b${word}(?:(?:[ ,.-]{0,3}(?:and )?| stroke | slash )${word}){3,40}\\b`,
  "gi",
);
const everyWord = new RegExp(`(${word})([ ,.-]{0,3})`, "gi");

const contextUnits = 60;
/** A list of figures is no number read out. */
const fewestWords = 3;
/** "077 double-0 9 hundred 552": words that no list has. */
const ofDictation = /double|treble|triple|hundred|[a-z]\d|\d[a-z]/i;

/** Phone and NHS numbers given in words. */
export function findSpokenNumbers(text: string, held: Held): Mark[] {
  const marks: Mark[] = [];
  for (const { from, part } of dictatedParts(text, held)) {
    for (const match of part.matchAll(spoken)) {
      const start = from + match.index;
      const words = (match[0].match(/[a-z]{2,}/gi) ?? []).length;
      if (words < (ofDictation.test(match[0]) ? 1 : fewestWords)) continue;
      const digits = digitsOf(match[0]);
      const before = text.slice(Math.max(0, start - contextUnits), start);
      const kind =
        judgeNumber(digits, before, /^plus/i.test(match[0]), [digits.length]) ??
        judgeByContext(digits, before);
      if (kind) marks.push({ start, end: start + match[0].length, ...kind });
    }
  }
  return marks;
}

/** Dates of birth and numbers of records, which only the words before them tell. */
function judgeByContext(
  digits: string,
  before: string,
): Pick<Mark, "type" | "certainty"> | undefined {
  if (digits.length >= 5 && digits.length <= 8 && bornBefore(before))
    return { type: "DOB", certainty: "certain" };
  if (
    digits.length >= 5 &&
    /\b(?:ref|reference|number|no)\b[ .:]{1,3}(?:is )?$/i.test(before) &&
    recordNear.test(before)
  )
    return { type: "CASE_REF", certainty: "certain" };
  return undefined;
}

function digitsOf(found: string): string {
  let digits = "";
  let times = 1;
  let isAfterTens = false;
  for (const [, part = "", gap = ""] of found.toLowerCase().matchAll(everyWord)) {
    if (part === "double") times = 2;
    else if (part === "treble" || part === "triple") times = 3;
    else if (part === "hundred") digits += "00";
    else if (part === "thousand") digits += "000";
    else if (part !== "plus") {
      const value = values[part] ?? part;
      // "seventy seven" is 77, not 707.
      const isUnit = value.length === 1 && value !== "0";
      if (isUnit && times === 1 && isAfterTens) digits = digits.slice(0, -1);
      digits += value.repeat(times);
      times = 1;
      isAfterTens = /ty$/.test(part) && !/[,.]/.test(gap);
    }
  }
  return digits;
}
