// Identifiers with a form of their own: NINO, UPN, postcode, driving licence, number plate, passport, case numbers.

import type { Mark } from "./finding.ts";
import { postcodeAreas } from "./postcode-areas.ts";

/** Letters before an identifier in which its kind is looked for. */
const contextUnits = 40;

interface Kind {
  readonly pattern: RegExp;
  readonly judge: (found: string, before: string, after: string) => Judgement | undefined;
}

type Judgement = Pick<Mark, "type" | "certainty">;

const kinds: readonly Kind[] = [
  {
    pattern: /\b[A-CEGHJ-TW-Z][A-CEGHJ-NP-TW-Z][ .-]?(?:\d{2}[ .-]?){3}[A-D]\b/gi,
    judge: (found) =>
      /^(?:BG|GB|NK|KN|TN|NT|ZZ)/i.test(found) ? undefined : { type: "NINO", certainty: "certain" },
  },
  {
    pattern: /\b[A-HJ-NP-RT-Z][ -]?\d{3}[ -]?\d{4}[ -]?\d{4}[\dA-HJ-NP-RT-Z]\b/gi,
    judge: (found) => ({ type: "UPN", certainty: passesUpnCheck(found) ? "certain" : "possible" }),
  },
  {
    pattern: /\b[A-Z9]{5}[ -]?\d[05-6][1-9][0-3]\d[ -]?\d[ -]?[A-Z9]{2}\d?[ -]?[A-Z0-9]{2,3}\b/gi,
    judge: (found) =>
      /^[A-Z]/i.test(found) ? { type: "DRIVING_LICENCE", certainty: "certain" } : undefined,
  },
  {
    pattern: /\b[A-Z]{1,2}\d[A-Z\d]?[ -]{0,2}\d[ABD-HJLNP-UW-Z]{2}\b/gi,
    judge: judgePostcode,
  },
  {
    pattern: /\b[A-Z]{2}\d{2}[ -]?[A-Z]{3}\b/gi,
    judge: (found, before, after) =>
      judgePlate(found, before, after, found === found.toUpperCase()),
  },
  {
    pattern: /\b(?:[A-HJ-NPR-TV-Y]\d{1,3}[ -]?[A-Z]{3}|[A-Z]{3}[ -]?\d{1,3}[A-HJ-NPR-TV-Y])\b/gi,
    judge: (found, before, after) => judgePlate(found, before, after, false),
  },
  {
    pattern: /\b(?:\d{9}|\d{3} \d{3} \d{3}|[A-Z]{1,2}\d{6,8})\b/gi,
    judge: (_found, before) =>
      /\bpassport\b[^.;\n]{0,25}$/i.test(before)
        ? { type: "PASSPORT", certainty: "certain" }
        : undefined,
  },
  {
    pattern: /\b(?=[A-Z\d/-]{0,12}\d)[A-Z\d]{1,12}(?:[/-][A-Z\d]{1,12}){0,4}\b/gi,
    judge: judgeCaseNumber,
  },
];

/** Every identifier of these kinds in a text in which own references are covered. */
export function findCodedIdentifiers(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const { pattern, judge } of kinds) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      const judgement = judge(
        match[0],
        text.slice(Math.max(0, start - contextUnits), start),
        text.slice(end, end + contextUnits),
      );
      if (judgement) marks.push({ start, end, ...judgement });
    }
  }
  return marks;
}

/** The check letter of a unique pupil number (Department for Education, UPN guide). */
export function passesUpnCheck(upn: string): boolean {
  const plain = upn.replace(/[ -]/g, "").toUpperCase();
  const letters = "ABCDEFGHJKLMNPQRTUVWXYZ";
  let sum = 0;
  for (let place = 1; place < 13; place++) {
    const symbol = plain.charAt(place);
    // A temporary number ends in a letter, which counts by its place in the same alphabet.
    const value = /\d/.test(symbol) ? Number(symbol) : letters.indexOf(symbol);
    sum += value * (place + 1);
  }
  return letters[sum % 23] === plain.charAt(0);
}

/** "B4 2nd" is no postcode: an ordinal or a unit after a letter and a digit. */
const unitsLikeInward = /^\d(?:st|nd|rd|th|hr|pt|ft|lb|yr)$/;

function judgePostcode(found: string): Judgement | undefined {
  const plain = found.replace(/[ -]/g, "");
  const area = /^[A-Z]+/i.exec(plain)?.[0].toUpperCase() ?? "";
  if (!postcodeAreas.has(area) || unitsLikeInward.test(plain.slice(-3))) return undefined;
  return { type: "POSTCODE", certainty: "certain" };
}

function judgePlate(
  found: string,
  before: string,
  after: string,
  standsAlone: boolean,
): Judgement | undefined {
  const near =
    /\b(?:reg|registration|registered|plates?|vrm|index|vehicle|car|van|taxi|moped|motorbike|drives|driving|parked|ford|vauxhall|audi|bmw|fiesta|corsa|golf|astra)\b/i;
  const told = near.test(before) || near.test(after.slice(0, 20));
  if (!told && !standsAlone) return undefined;
  if (standsAlone && !/^[A-PR-Y][A-HJ-PR-Y]/.test(found) && !told) return undefined;
  return { type: "VEHICLE_REG", certainty: told || standsAlone ? "certain" : "possible" };
}

function judgeCaseNumber(found: string, before: string): Judgement | undefined {
  if (found.replace(/\D/g, "").length < 4) return undefined;
  const named =
    /\b(?:(?:case|file|client|patient|hospital|record|crime|incident|police|court|pupil|person|mosaic|liquidlogic|liquid logic|lcs|carefirst|care first|eclipse|ehm|emis|systmone|rio|cpoms|mash|referral|contact|log|urn|crn|prn|mrn|pin)[ -]{0,2}(?:(?:no|number|num|nr|id|ref|reference)\b\.?)?|our ref|your ref|ref|ref\.|reference|reference number|ref no|urn|crn|mrn)[ .:#-]{0,4}(?:is|was)? ?$/i;
  return named.test(before) ? { type: "CASE_REF", certainty: "certain" } : undefined;
}
