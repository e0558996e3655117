// Identifiers with a form of their own: NINO, UPN, postcode, driving licence, number plate, passport, case numbers.

import type { Mark } from "./finding.ts";
import {
  type Judgement,
  judgeForeignPlate,
  judgeGappedPlate,
  judgeOldPlate,
  judgePlate,
} from "./number-plates.ts";
import { postcodeAreas } from "./postcode-areas.ts";
import { type Zone, zonesAround } from "./zones.ts";

/** Units before an identifier in which its kind is looked for. */
const contextUnits = 60;
/** Units from a digit to the end of the identifier it belongs to, at most. */
const reach = 28;

interface Kind {
  readonly pattern: RegExp;
  readonly judge: (found: string, before: string, after: string) => Judgement | undefined;
}

const kinds: readonly Kind[] = [
  {
    pattern: /\b[A-CEGHJ-TW-Z][ .-]?[A-CEGHJ-NP-TW-Z][ .:/-]{0,2}(?:\d[ .:/-]{0,2}){6}[A-D]\b/gi,
    judge: (found) =>
      /^(?:BG|GB|NK|KN|TN|NT|ZZ)/i.test(found) ? undefined : { type: "NINO", certainty: "certain" },
  },
  {
    pattern: /\b[A-CEGHJ-TW-Z][A-CEGHJ-NP-TW-Z][ .-]?(?:\d{2}[ .-]?){3}\b/gi,
    judge: (_found, before) =>
      /\b(?:ni|nino|national insurance|insurance)\b[^;\n]{0,30}$/i.test(before)
        ? { type: "NINO", certainty: "certain" }
        : undefined,
  },
  {
    pattern: /\b[A-HJ-NP-RT-Z][ ./-]?(?:\d[ ./-]?){11}[\dA-HJ-NP-RT-Z]\b/gi,
    judge: (found) => ({ type: "UPN", certainty: passesUpnCheck(found) ? "certain" : "possible" }),
  },
  {
    pattern:
      /\b[A-Z](?:-?[A-Z9]){4}[ ./-]{0,3}\d[ -]?(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])[ -]?[0-3]\d[ -]?\d[ ./-]{0,3}[A-Z][ -]?[A-Z9][ -]?[\dA-Z][ -]?[A-Z\d](?:[ -]?[A-Z])?\b/gi,
    judge: () => ({ type: "DRIVING_LICENCE", certainty: "certain" }),
  },
  // What is left of one: "OSGOO 560217 L99".
  {
    pattern:
      /\b[A-Z](?:-?[A-Z9]){4}[ ./-]{0,3}\d{3}[ -]?\d{3}(?:[ ./-]{0,3}[A-Z][A-Z\d]{0,2})?\b/gi,
    judge: (_found, before) =>
      /\b(?:licen[cs]e|dvla|driver)\b/i.test(before)
        ? { type: "DRIVING_LICENCE", certainty: "certain" }
        : undefined,
  },
  {
    pattern: /\b[A-Z0]{1,2}[\dO][A-Z\d]?[ ._/-]{0,3}[\dO][ABD-HJLNP-UW-Z]{2}\b/gi,
    judge: judgePostcode,
  },
  // The last letters V, C, I, K, M, O are in no postcode, but in what people write down.
  {
    pattern: /\b(?:[A-Z]{1,2} ?\d{1,2} \d[A-Z]{2}|[A-Z]{1,2}\d{2} [A-Z]{2})\b/gi,
    judge: judgeSlippedPostcode,
  },
  { pattern: /\b[A-Z]{2}[ ._-]?\d{2}[ ._-]{0,3}[A-Z]{3}\b/gi, judge: judgePlate },
  {
    pattern:
      /\b(?:[A-Z]{2} ?\d ?\d ?[A-Z\d] ?[A-Z\d] ?[A-Z\d]|[A-HJ-NPR-TV-Y] \d{1,3} ?[A-Z]{3})\b/gi,
    judge: judgeGappedPlate,
  },
  {
    pattern: /\b(?:[A-HJ-NPR-TV-Y]\d{1,3}[ -]?[A-Z]{3}|[A-Z]{3}[ -]?\d{1,3}[A-HJ-NPR-TV-Y])\b/gi,
    judge: judgeOldPlate,
  },
  { pattern: /\b[A-Z]{1,3}-\d{1,4}-[A-Z]{1,3}\b/g, judge: judgeForeignPlate },
  {
    pattern:
      /\b(?:[A-Z]{1,2}\d? ?\d{6,8}|\d{9}|[A-Z]{1,2} ?\d{3,4} ?\d{3,4}|[A-Z\d]{9}|\d{5} \d{4})\b/gi,
    judge: (found, before) =>
      /\bpass ?ports?\b/i.test(before) && /(?:\d.*){4}/.test(found)
        ? { type: "PASSPORT", certainty: "certain" }
        : undefined,
  },
  {
    pattern:
      /\b\d{3,5} of (?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|\d{1,2}(?:st|nd|rd|th))\b/gi,
    judge: judgeLogNumber,
  },
  // The family courts' own form: place, year, kind, number.
  {
    pattern: /\b[A-Z]{2} ?\d{2} ?[CDFPZ] ?\d{5}\b/gi,
    judge: () => ({ type: "CASE_REF", certainty: "certain" }),
  },
  {
    pattern:
      /\b(?:[A-Z]{1,4}|SWIFT|MOSAIC) (?=[\d/-]{4,16})\d{1,8}(?:[/-]\d{1,8}){0,3}(?:[/-]?\d{0,2}-?[A-Z]{1,3})?\b/g,
    judge: judgeLetteredNumber,
  },
  { pattern: /\b[A-Z\d]{1,14}(?:[/-][A-Z\d]{1,12}){0,4}\b/gi, judge: judgeCaseNumber },
];

/** Every identifier of these kinds in a text in which own references are covered. */
export function findCodedIdentifiers(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const zone of zonesAround(text, /\d/g, reach)) marks.push(...inZone(text, zone));
  return marks;
}

function inZone(text: string, zone: Zone): Mark[] {
  const part = text.slice(zone.start, zone.end);
  const marks = inPart(text, zone.start, part);
  const figures = part.replace(lookAlikes, (letter) => figureFor[letter] ?? letter);
  if (figures === part) return marks;
  const disguised = inPart(text, zone.start, figures).filter(({ type }) => type !== "CASE_REF");
  return [...marks, ...disguised];
}

/** Letters that are typed for figures: "ABI2 CDE", "OX4lAB". */
const lookAlikes = /(?<=\d)[IlO]|[IlO](?=\d)|(?<=\d)[SZBG](?=\d)/g;
const figureFor: Readonly<Record<string, string>> = {
  ...{ I: "1", l: "1", O: "0", S: "5", Z: "2", B: "8", G: "6" },
};

function inPart(text: string, from: number, part: string): Mark[] {
  const marks: Mark[] = [];
  for (const { pattern, judge } of kinds) {
    for (const match of part.matchAll(pattern)) {
      const [found] = match;
      if (!/\d/.test(found)) continue;
      const start = from + match.index;
      const end = start + found.length;
      const before = text.slice(Math.max(0, start - contextUnits), start);
      const judgement = judge(found, before, text.slice(end, end + contextUnits));
      if (judgement) marks.push({ start, end, ...judgement });
    }
  }
  return marks;
}

/** The check letter of a unique pupil number (Department for Education, UPN guide). */
export function passesUpnCheck(upn: string): boolean {
  const plain = upn.replace(/[ ./-]/g, "").toUpperCase();
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

function judgePostcode(found: string, before: string): Judgement | undefined {
  const plain = found.replace(/[ ._/-]/g, "");
  // A nought for a letter O is a slip in capitals: "0X4 1AB".
  const letters =
    (
      /^[A-Z]{1,2}(?=\d)/i.exec(plain)?.[0] ?? /^([A-Z0][A-NP-Z]*)[\dO]/i.exec(plain)?.[1]
    )?.toUpperCase() ?? "";
  const area = found === found.toUpperCase() ? letters.replaceAll("0", "O") : letters;
  const isCalled = /\bpost ?code\b[^;\n]{0,12}$/i.test(before);
  if (!(isCalled || postcodeAreas.has(area)) || unitsLikeInward.test(plain.slice(-3)))
    return undefined;
  // A letter O for a nought is a slip in capitals; in small letters it is a word.
  if (/o/i.test(plain.slice(area.length, -2)) && plain !== plain.toUpperCase()) return undefined;
  return { type: "POSTCODE", certainty: "certain" };
}

/** After a street and in an address even an area that is none is a postcode. */
const streetBefore =
  /\b(?:street|st|road|rd|avenue|ave|lane|close|drive|crescent|terrace|bank|view|court|way|gardens|row|place|field|hill|grove|house|park),? $/i;

function judgeSlippedPostcode(found: string, before: string): Judgement | undefined {
  const area = /^[A-Z]+/i.exec(found)?.[0].toUpperCase() ?? "";
  if (unitsLikeInward.test(found.slice(-3)) || /(?:am|pm|kg|cm|mm|km|ml)$/i.test(found))
    return undefined;
  if (
    !streetBefore.test(before) &&
    !/\bpost ?code\b[^;\n]{0,12}$/i.test(before) &&
    !(postcodeAreas.has(area) && / [A-Z][a-z]+, $/.test(before))
  )
    return undefined;
  return { type: "POSTCODE", certainty: "certain" };
}

export const recordNear =
  /\b(?:case|file|client|patient|hospital|hosp|record|crime|incident|inc|job|swift|nass|cris|csc|housing|claim|application|early help|early help number|police|court|pupil|person|mosaic|liquidlogic|liquid logic|lcs|carefirst|care first|eclipse|ehm|eha|emis|systmone|rio|cpoms|mash|referral|contact|logs?|asb|cad|urn|crn|prn|mrn|pin|ref|refs|reference|references|repairs|tenancy|numbers?|no|id)\b[^;\n]{0,30}$/i;

const surelyRecord = /\b(?:case|crime|police|court|logs?|cad|incident|housing|job)\b.{0,14}$/i;

/** The nearest word decides: "phone off. police log". */
function isOfRecord(before: string): boolean {
  const near = before.slice(-24);
  const last = near.split(/[ \n]/).findLast((word) => recordNear.test(`${word} `));
  return (
    last !== undefined &&
    !notRecords.test(near.slice(near.lastIndexOf(last))) &&
    (!notRecords.test(before) || surelyRecord.test(near))
  );
}

/** Numbers of things bought, paid or measured. */
export const notRecords =
  /\b(?:order|account|catalogue|invoice|asset|meter|serial|model|part|isbn|sort code|bus pass|fault|room|phone|tel|mobile|direct|line)\b[^;\n]{0,30}$/i;

/** "CAD 1184/160324": letters of a kind of record, then its number. */
function judgeLetteredNumber(found: string, before: string): Judgement | undefined {
  const [letters = "", number = ""] = found.split(" ");
  if (yearsOrDates.test(number)) return undefined;
  const isRecord =
    /^(?:CAD|URN|CRN|PRN|MRN|LOG|REF|LCS|EHM|EHA|EH|ID|SWIFT|CRIS|NASS|CSC|INC)$/.test(letters);
  return isRecord || recordNear.test(before)
    ? judgeCaseNumber(found.replace(" ", ""), before)
    : undefined;
}

function judgeLogNumber(_found: string, before: string): Judgement | undefined {
  return recordNear.test(before) ? { type: "CASE_REF", certainty: "certain" } : undefined;
}

/** Shares of a year, dates and times: long, and numbers of nobody. */
const yearsOrDates =
  /^(?:(?:19|20)\d{2}[/-](?:(?:19|20)?\d{2})|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}[/-]\d{1,2}[/-]\d{1,2}|\d{1,3}[/-]\d{1,3}|\d{1,4}[A-Z]{1,3}|[A-Z]{1,2}\d{1,4})$/i;

function judgeCaseNumber(found: string, before: string): Judgement | undefined {
  // References of this service, in whatever form they are remembered.
  if (/^NN[CR]-/i.test(found)) return undefined;
  if (yearsOrDates.test(found)) return undefined;
  const digits = found.replace(/\D/g, "").length;
  const isMoney = /[£$€] ?$/.test(before) || /\d[.,]$/.test(before);
  if (digits < 4 || isMoney) return undefined;
  const hasLetter = /[A-Z]/i.test(found);
  const isNamed = isOfRecord(before);
  if (isNamed && (digits >= 5 || (digits >= 4 && /[A-Z/-]/i.test(found)))) {
    return { type: "CASE_REF", certainty: "certain" };
  }
  if (notRecords.test(before) && !/\border,? $/.test(before)) return undefined;
  const isCode = hasLetter && digits >= 5 && /[A-Z]/.test(found);
  return isCode ? { type: "CASE_REF", certainty: "possible" } : undefined;
}
