// Names with a digit or a star for a letter: "M4rcus", "B*thany".

import type { Mark } from "./finding.ts";
import { knowledgeOfWord } from "./lexicon.ts";
import { zonesAround } from "./zones.ts";

/** Units of a masked name, at most. */
const longestName = 30;

const withDigits =
  /(?<![\w@#./-])[A-Za-z][A-Za-z]{0,14}[0134578][A-Za-z]{1,14}(?![\w@#/-])|(?<![\w@#./-])[1345][a-z]{3,14}(?![\w@#/-])|(?<![\w@#./-])(?=[0134578]{0,2}[A-Za-z])[A-Za-z0134578]{4,16}(?![\w@#/-])/g;
const withSigns =
  /(?<![\w@#./*-])[A-Za-z]{1,15}[*#$@]{1,3}[A-Za-z]{1,15}(?:[*#$@]{1,3}[A-Za-z]{1,15}){0,2}(?![\w@#/.*-])/g;
const swearing =
  /^(?:f|s|sh|b|c|w|d|p|t|bl|tw|sl|a|ar|fu|cr|n|bi|wa|mf|h)[*#$@]+(?:k|ck|cks|cker|cking|cked|t|tch|nt|nts|nker|nkers|e|se|ss|ssed|dy|gger|ore|ll|ing|p|rd|stard|wit|head|d|ks|ker|king)$/i;

const letters: Readonly<Record<string, readonly string[]>> = {
  ...{ "0": ["o"], "1": ["i", "l"], "3": ["e"], "4": ["a"], "5": ["s"], "7": ["t"], "8": ["b"] },
};

/** Names in which a letter is masked. */
export function findMaskedNames(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const { start, end } of zonesAround(text, /\d(?=[A-Za-z])/g, longestName)) {
    for (const match of text.slice(start, end).matchAll(withDigits)) {
      if (isMaskedName(match[0])) marks.push(markOf(start + match.index, match[0]));
    }
  }
  for (const { start, end } of zonesAround(text, /[*#$@]/g, longestName)) {
    for (const match of text.slice(start, end).matchAll(withSigns)) {
      if (/^[A-Z]/.test(match[0]) && !swearing.test(match[0]))
        marks.push(markOf(start + match.index, match[0]));
    }
  }
  return marks;
}

function markOf(start: number, found: string): Mark {
  return { start, end: start + found.length, type: "PERSON", certainty: "certain" };
}

function isMaskedName(found: string): boolean {
  const digits = found.replace(/[A-Za-z]/g, "").length;
  if (digits > 1) return isNameInDigits(found, digits);
  // A capital, then small letters around one digit: nothing but a name is written so.
  if (/^[A-Z][a-z]*\d[a-z]{2,}$/.test(found))
    return !/^(?:Yr|Year|Ch|Wk|Week|Stage|Key)\d/.test(found);
  const digit = /\d/.exec(found)?.[0] ?? "";
  return (letters[digit] ?? []).some((letter) => {
    const plain = found.toLowerCase().replace(/\d/g, letter);
    const { first, ordinary } = knowledgeOfWord(plain);
    return plain.length >= 4 && first >= 2 && ordinary <= 2;
  });
}

/** "D4n13l", "5h4un": several digits, each for a letter, in a name that is known. */
function isNameInDigits(found: string, digits: number): boolean {
  if (digits >= found.length - 1 || !/[0134578][A-Za-z]{0,6}[A-Za-z]/.test(found)) return false;
  return ["i", "l"].some((one) => {
    const plain = found
      .toLowerCase()
      .replace(/\d/g, (digit) => (digit === "1" ? one : (letters[digit]?.[0] ?? digit)));
    const { first, ordinary } = knowledgeOfWord(plain);
    return first >= 1 && ordinary <= 2;
  });
}

/** Names with something unseen inside, such as a zero-width space; `gaps` are the units before it. */
export function findNamesWithGaps(text: string, gaps: readonly number[]): Mark[] {
  const marks: Mark[] = [];
  let searched = -1;
  for (const gap of gaps) {
    if (gap < searched) continue;
    let start = gap;
    while (start > 0 && gap - start < longestName && isAsciiLetter(text, start - 1)) start--;
    let end = gap + 1;
    while (end < text.length && end - gap < longestName && isAsciiLetter(text, end)) end++;
    searched = end;
    const isInside = isAsciiLetter(text, gap) && isAsciiLetter(text, gap + 1);
    if (isInside && end - start >= 3 && isNameLike(text.slice(start, end))) {
      marks.push(markOf(start, text.slice(start, end)));
    }
  }
  return marks;
}

function isAsciiLetter(text: string, at: number): boolean {
  return /^[A-Za-z]$/.test(text.charAt(at));
}

/** A known name, or a capitalised word that nobody knows; a soft hyphen in an ordinary word hides nothing. */
function isNameLike(found: string): boolean {
  const { first, last, ordinary } = knowledgeOfWord(found.toLowerCase());
  if (ordinary >= 4) return first >= 4 && /^[A-Z]/.test(found);
  return first > 0 || last > 0 || (ordinary === 0 && /^[A-Z][a-z]/.test(found));
}
