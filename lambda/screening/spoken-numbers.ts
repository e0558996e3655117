// Numbers in words, as they are dictated: "oh seven seven double oh nine hundred one five two".

import { judgeNumber } from "./digit-groups.ts";
import type { Mark } from "./finding.ts";
import { fourToNinety } from "./number-words.ts";

const values: Readonly<Record<string, string>> = {
  ...{
    zero: "0",
    oh: "0",
    o: "0",
    nought: "0",
    naught: "0",
    nil: "0",
    one: "1",
    two: "2",
    three: "3",
  },
  ...fourToNinety,
};
const word = `(?:${Object.keys(values).join("|")}|double|treble|triple|hundred|thousand|plus|\\d{1,5})`;
/** Fewest and most words of a number read out: ten digits in pairs, fifteen one by one with pauses. */
const spoken = new RegExp(`\\b${word}(?:[ ,.-]{1,3}(?:and )?${word}){3,30}\\b`, "gi");

const contextUnits = 60;
/** A list of figures is no number read out. */
const fewestWords = 3;

/** Phone and NHS numbers given in words. */
export function findSpokenNumbers(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(spoken)) {
    const start = match.index;
    if ((match[0].match(/[a-z]{2,}/gi) ?? []).length < fewestWords) continue;
    const digits = digitsOf(match[0]);
    const before = text.slice(Math.max(0, start - contextUnits), start);
    const kind = judgeNumber(digits, before, /^plus/i.test(match[0]), [digits.length]);
    if (kind) marks.push({ start, end: start + match[0].length, ...kind });
  }
  return marks;
}

function digitsOf(found: string): string {
  let digits = "";
  let times = 1;
  for (const part of found.toLowerCase().split(/[ ,.-]+/)) {
    if (part === "double") times = 2;
    else if (part === "treble" || part === "triple") times = 3;
    else if (part === "hundred") digits += "00";
    else if (part === "thousand") digits += "000";
    else {
      const value = values[part] ?? (/^\d+$/.test(part) ? part : "");
      // "seventy seven" is 77, not 707.
      const isUnit = value.length === 1 && value !== "0";
      if (isUnit && times === 1 && /[2-9]0$/.test(digits) && afterTens(found, part))
        digits = digits.slice(0, -1);
      digits += value.repeat(times);
      times = 1;
    }
  }
  return digits;
}

function afterTens(found: string, unit: string): boolean {
  return new RegExp(
    `(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -]${unit}`,
    "i",
  ).test(found);
}
