// Phone and NHS numbers, and any other long number: each run of digit groups is read once, whatever stands between the groups.

import { notRecords } from "./coded-identifiers.ts";
import type { Mark } from "./finding.ts";

/** Digits that stand together. */
interface Group {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

/** Longest number with a country code, in digits: E.164 allows 15, and 00 may stand before it. */
const mostDigits = 17;
/** A number read out digit by digit has as many groups as digits. */
const mostGroups = mostDigits;
/** Units between two groups of one number: a blank, a dash and a blank, or the "(0)" of an area code. */
const widestGap = 5;
/** Units before a number in which its kind is looked for. */
const contextUnits = 60;

/** Digits, and the letters that are typed for digits. */
const groupPattern =
  /(?<![A-Za-z0-9])(?:[OoIlS]{0,3}[0-9][0-9OoIlS]{0,30}|(?<=[0-9OIlS][ .-])[OoIl]{2,4})(?![A-Za-z])/g;
const betweenGroups = /^(?:[ .\-/*_,~|:\n]{1,3}|[ ]?\(0?\)[ ]?|[ ]?\)[ .-]{0,2}|[ .-]{0,2}\()$/;

const oneBetween = " .-/*_,~|:\n()";

/** Phone, NHS and passport numbers in a text in which own references are covered. */
export function findNumbers(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const run of runsOfGroups(text)) {
    for (let first = 0; first < run.length; ) {
      const found = longestAt(text, run, first);
      if (found) marks.push(found.mark);
      first = found ? found.next : first + 1;
    }
  }
  return marks;
}

function runsOfGroups(text: string): Group[][] {
  const runs: Group[][] = [];
  let run: Group[] = [];
  for (const match of text.matchAll(groupPattern)) {
    const start = match.index;
    const end = start + match[0].length;
    const group = { start, end, digits: figuresOf(match[0]) };
    const previous = run.at(-1);
    const isNear = previous !== undefined && start - previous.end <= widestGap;
    if (previous && !(isNear && isBetween(text, previous.end, start))) {
      runs.push(run);
      run = [];
    }
    run.push(group);
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

function figuresOf(found: string): string {
  if (!/[OoIlS]/.test(found)) return found;
  return found.replace(/[Oo]/g, "0").replace(/[Il]/g, "1").replace(/S/g, "5");
}

function isBetween(text: string, from: number, to: number): boolean {
  if (to - from === 1) return oneBetween.includes(text.charAt(from));
  return betweenGroups.test(text.slice(from, to));
}

function longestAt(text: string, run: readonly Group[], first: number) {
  const opening = run[first] as Group;
  if (/[A-Za-z_]/.test(text.charAt(opening.start - 1))) return undefined;
  const before = text.slice(Math.max(0, opening.start - contextUnits), opening.start);
  const isInternational = /\+ ?\(?$/.test(before);
  const grouping: number[] = [];
  let digits = "";
  let best: { mark: Mark; next: number } | undefined;
  for (let last = first; last < run.length && last - first < mostGroups; last++) {
    const group = run[last] as Group;
    digits += group.digits;
    grouping.push(group.digits.length);
    if (digits.length > mostDigits) break;
    if (digits.length < fewestDigits || isListOfFigures(text, opening, group, grouping)) continue;
    if (/\w/.test(text.charAt(group.end))) continue;
    const kind = judgeNumber(digits, before, isInternational, grouping);
    if (!kind) continue;
    const isPhoneNumber = kind.type === "PHONE";
    const start = isPhoneNumber ? startWithSigns(text, opening.start) : opening.start;
    const extension = isPhoneNumber ? extensionAfter(text, group.end) : 0;
    best = { mark: { start, end: group.end + extension, ...kind }, next: last + 1 };
  }
  return best;
}

/** Fewest digits of any number sought here. */
const fewestDigits = 6;
/** A number without its area: "landline, 960 417". */
const local = /\b(?:landline|home phone|telephone|phone number|phone no|tel)\b[^;\n\d]{0,14}$/i;

/** "3, 5, 12, 14": figures with commas between them, some of them short. */
function isListOfFigures(
  text: string,
  opening: Group,
  closing: Group,
  grouping: readonly number[],
): boolean {
  if (grouping.length < 3 || grouping.every((length) => length >= 3)) return false;
  return text.slice(opening.end, closing.start).includes(",");
}

type Kind = Pick<Mark, "type" | "certainty">;

/** What a number of these digits is, by its own form, its grouping and the words before it. */
export function judgeNumber(
  digits: string,
  before: string,
  isInternational: boolean,
  grouping: readonly number[],
): Kind | undefined {
  if (digits.length === 10 && !isInternational) {
    if (passesNhsCheck(digits)) return { type: "NHS", certainty: "certain" };
    if (/\bnhs\b[^;\n]{0,40}$/i.test(before)) return { type: "NHS", certainty: "possible" };
  }
  if (digits.length < 8)
    return local.test(before) && grouping.every((length) => length >= 3)
      ? { type: "PHONE", certainty: "certain" }
      : undefined;
  if (isPhone(digits, isInternational, grouping)) return { type: "PHONE", certainty: "certain" };
  // A figure too many or too few, in a number that is grouped like a phone's.
  if (
    /^0(?:1\d{10}|2\d{10}|7\d{10}|7\d{8})$/.test(digits) &&
    grouping[0] === 5 &&
    grouping.length <= 3
  )
    return { type: "PHONE", certainty: "possible" };
  if (digits.length === 9 && (grouping.length === 1 || grouping.every((length) => length === 3))) {
    return { type: "PASSPORT", certainty: /passport/i.test(before) ? "certain" : "possible" };
  }
  const isOneNumber = grouping.length === 1 || grouping.every((length) => length === 1);
  if (digits.length < 10 || !isOneNumber || notRecords.test(before)) return undefined;
  return { type: "CASE_REF", certainty: "possible" };
}

/** A full British number, or any number in international form. */
function isPhone(digits: string, isInternational: boolean, grouping: readonly number[]): boolean {
  if (isInternational) {
    return digits.startsWith("44")
      ? /^440?[1-9]\d{8,9}$/.test(digits)
      : /^[1-9]\d{7,14}$/.test(digits);
  }
  if (/^(?:(?:0044|44)0?[1-9]\d{9}|0[1235789]\d{9})$/.test(digits)) return true;
  // Ten digits: the few old areas; 00 and a country's code: not what a chain of small numbers looks like.
  const isSmallNumbers = grouping.length > 4 && grouping.some((length) => length === 2);
  return !isSmallNumbers && /^(?:01\d{8}|00[1-9]\d{8,13})$/.test(digits);
}

/** Modulus 11 over ten digits (NHS Data Dictionary, NHS NUMBER). One number in eleven passes by chance. */
export function passesNhsCheck(digits: string): boolean {
  if (new Set(digits).size === 1) return false;
  let sum = 0;
  for (let place = 0; place < 9; place++) sum += Number(digits[place]) * (10 - place);
  const check = (11 - (sum % 11)) % 11;
  return check === Number(digits[9]);
}

/** Units of " ext 4021" behind a phone number. */
function extensionAfter(text: string, end: number): number {
  return (
    /^,? ?(?:ext(?:ension|n)?\.?|x) ?\d{1,5}\b/i.exec(text.slice(end, end + 20))?.[0].length ?? 0
  );
}

function startWithSigns(text: string, start: number): number {
  let at = start;
  if (text[at - 1] === "(") at--;
  if (text[at - 1] === "+") at--;
  else if (text[at - 1] === " " && text[at - 2] === "+") at -= 2;
  return at;
}
