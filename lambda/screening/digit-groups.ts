// Phone and NHS numbers: every run of digit groups is read once, whatever stands between the groups.

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
/** Letters before a number in which its kind is looked for. */
const contextUnits = 40;

const betweenGroups = /^(?:[ .\-/]{1,3}|[ ]?\(0?\)[ ]?|[ ]?\)[ .-]{0,2}|[ .-]{0,2}\()$/;

/** Phone and NHS numbers in a text in which own references are covered. */
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

function* runsOfGroups(text: string): Generator<Group[]> {
  let run: Group[] = [];
  for (const match of text.matchAll(/\d+/g)) {
    const group = { start: match.index, end: match.index + match[0].length, digits: match[0] };
    const previous = run.at(-1);
    if (
      previous &&
      !betweenGroups.test(text.slice(previous.end, Math.min(group.start, previous.end + 6)))
    ) {
      yield run;
      run = [];
    }
    if (previous && run.length > 0 && group.start - previous.end > 5) {
      yield run;
      run = [];
    }
    run.push(group);
  }
  if (run.length > 0) yield run;
}

function longestAt(text: string, run: readonly Group[], first: number) {
  const opening = run[first];
  if (!opening) return undefined;
  let digits = "";
  let best: { mark: Mark; next: number } | undefined;
  for (let last = first; last < run.length && last - first < mostGroups; last++) {
    const group = run[last];
    if (!group) break;
    digits += group.digits;
    if (digits.length > mostDigits) break;
    const kind = kindOf(text, opening, group, digits);
    if (!kind) continue;
    best = {
      mark: { start: startWithSigns(text, opening.start), end: group.end, ...kind },
      next: last + 1,
    };
  }
  return best;
}

function kindOf(
  text: string,
  first: Group,
  last: Group,
  digits: string,
): Pick<Mark, "type" | "certainty"> | undefined {
  if (/[\w]/.test(text.charAt(last.end)) || /[A-Za-z_]/.test(text.charAt(first.start - 1))) {
    return undefined;
  }
  const before = text.slice(Math.max(0, first.start - contextUnits), first.start);
  const isInternational = /\+ ?\(?$/.test(before);
  if (digits.length === 10 && !isInternational) {
    if (passesNhsCheck(digits)) return { type: "NHS", certainty: "certain" };
    if (/\bnhs\b[^.;\n]{0,25}$/i.test(before)) return { type: "NHS", certainty: "possible" };
  }
  return isPhone(digits, isInternational) ? { type: "PHONE", certainty: "certain" } : undefined;
}

/** A full British number, or any number in international form. */
function isPhone(digits: string, isInternational: boolean): boolean {
  if (isInternational) {
    return digits.startsWith("44")
      ? /^440?[1-9]\d{8,9}$/.test(digits)
      : /^[1-9]\d{7,14}$/.test(digits);
  }
  return /^(?:(?:0044|44)0?[1-9]\d{9}|0[1235789]\d{9}|01\d{8}|00[1-9]\d{8,13}|0800\d{6}|07\d{9})$/.test(
    digits,
  );
}

/** Modulus 11 over ten digits (NHS Data Dictionary, NHS NUMBER). One number in eleven passes by chance. */
export function passesNhsCheck(digits: string): boolean {
  if (/^(\d)\1*$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < 9; place++) sum += Number(digits[place]) * (10 - place);
  const check = (11 - (sum % 11)) % 11;
  return check === Number(digits[9]);
}

function startWithSigns(text: string, start: number): number {
  let at = start;
  if (text[at - 1] === "(") at--;
  if (text[at - 1] === "+") at--;
  else if (text[at - 1] === " " && text[at - 2] === "+") at -= 2;
  return at;
}
