// Identifiers with a form of their own: NINO, UPN, postcode, driving licence, number plate, passport, case numbers.

import type { Mark } from "./finding.ts";
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

type Judgement = Pick<Mark, "type" | "certainty">;

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
      /\b[A-Z][A-Z9]{4}[ -]?\d(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])[0-3]\d{2}[ -]?[A-Z][A-Z9][ -]?\d[ -]?[A-Z]{2}\b/gi,
    judge: () => ({ type: "DRIVING_LICENCE", certainty: "certain" }),
  },
  {
    pattern: /\b[A-Z0]{1,2}[\dO][A-Z\d]?[ ._/-]{0,3}[\dO][ABD-HJLNP-UW-Z]{2}\b/gi,
    judge: judgePostcode,
  },
  { pattern: /\b[A-Z]{2}[ ._-]?\d{2}[ ._-]{0,3}[A-Z]{3}\b/gi, judge: judgePlate },
  {
    pattern: /\b(?:[A-HJ-NPR-TV-Y]\d{1,3}[ -]?[A-Z]{3}|[A-Z]{3}[ -]?\d{1,3}[A-HJ-NPR-TV-Y])\b/gi,
    judge: judgeOldPlate,
  },
  { pattern: /\b[A-Z]{1,3}-\d{1,4}-[A-Z]{1,3}\b/g, judge: judgeForeignPlate },
  {
    pattern: /\b(?:[A-Z]{1,2}\d? ?\d{6,8}|\d{9})\b/gi,
    judge: (_found, before) =>
      /\bpassport/i.test(before) ? { type: "PASSPORT", certainty: "certain" } : undefined,
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
    pattern: /\b[A-Z]{1,4} (?=[\d/-]{4,16}\b)\d{1,8}(?:[/-]\d{1,8}){0,3}\b/g,
    judge: judgeLetteredNumber,
  },
  { pattern: /\b[A-Z\d]{1,14}(?:[/-][A-Z\d]{1,12}){0,4}\b/gi, judge: judgeCaseNumber },
];

/** Every identifier of these kinds in a text in which own references are covered. */
export function findCodedIdentifiers(text: string): Mark[] {
  if (!/\d/.test(text)) return [];
  const marks: Mark[] = [];
  for (const zone of zonesAround(text, /\d/g, reach)) marks.push(...inZone(text, zone));
  return marks;
}

function inZone(text: string, zone: Zone): Mark[] {
  const marks: Mark[] = [];
  const part = text.slice(zone.start, zone.end);
  for (const { pattern, judge } of kinds) {
    for (const match of part.matchAll(pattern)) {
      const [found] = match;
      if (!/\d/.test(found)) continue;
      const start = zone.start + match.index;
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
  const letters = /^([A-Z0][A-NP-Z]*)[\dO]/i.exec(plain)?.[1]?.toUpperCase() ?? "";
  const area = found === found.toUpperCase() ? letters.replaceAll("0", "O") : letters;
  const isCalled = /\bpost ?code\b[^;\n]{0,12}$/i.test(before);
  if (!(isCalled || postcodeAreas.has(area)) || unitsLikeInward.test(plain.slice(-3)))
    return undefined;
  // A letter O for a nought is a slip in capitals; in small letters it is a word.
  if (/o/i.test(plain.slice(area.length, -2)) && plain !== plain.toUpperCase()) return undefined;
  return { type: "POSTCODE", certainty: "certain" };
}

const vehicleNear =
  /\b(?:reg|regs|registration|registered|plates?|plated|vrm|index|vehicles?|veh|car|cars|van|lorry|truck|taxi|cab|bike|moped|motorbike|motorcycle|scooter|minibus|caravan|drives|drove|driving|driven|driver|parked|ford|vauxhall|audi|bmw|mercedes|toyota|nissan|kia|vw|volkswagen|polo|fiesta|focus|corsa|astra|golf|transit|clio|corolla|qashqai|range rover|land rover)\b/i;

/** Small words after a letter and a figure: "P1 has", "X4 bus". */
const smallWords =
  /[\d ](?:has|had|was|and|the|for|but|did|not|who|mum|dad|bus|are|can|may|got|say|any|all|one|two|her|his|how|too|now|yrs|mth|wks|old|day)$/i;

function judgePlate(found: string, before: string, after: string): Judgement | undefined {
  if (found !== found.toUpperCase() && found !== found.toLowerCase()) return undefined;
  if (smallWords.test(found)) return undefined;
  if (vehicleNear.test(before) || vehicleNear.test(after.slice(0, 24))) {
    return { type: "VEHICLE_REG", certainty: "certain" };
  }
  const isTogether = /^[a-z]{2}\d{2}[a-z]{3}$/i.test(found);
  if (isTogether && found === found.toLowerCase())
    return { type: "VEHICLE_REG", certainty: "possible" };
  const isWritten = found === found.toUpperCase() && /^[A-HJ-PR-Y][A-HJ-PR-Y][._-]?\d/.test(found);
  return isWritten ? { type: "VEHICLE_REG", certainty: "certain" } : undefined;
}

/** Plates of before 2001 look like a year group and a short form ("Y10 SEN"), so the words beside them count. */
function judgeOldPlate(found: string, before: string, after: string): Judgement | undefined {
  if (found !== found.toUpperCase() && found !== found.toLowerCase()) return undefined;
  if (smallWords.test(found)) return undefined;
  if (vehicleNear.test(before) || vehicleNear.test(after.slice(0, 24))) {
    return { type: "VEHICLE_REG", certainty: "certain" };
  }
  const isWritten = /^(?:[A-HJ-NPR-TV-Y]\d{3} ?[A-Z]{3}|[A-Z]{3} ?\d{3}[A-HJ-NPR-TV-Y])$/.test(
    found,
  );
  return isWritten ? { type: "VEHICLE_REG", certainty: "possible" } : undefined;
}

function judgeForeignPlate(_found: string, before: string, after: string): Judgement | undefined {
  return vehicleNear.test(before) || vehicleNear.test(after.slice(0, 24))
    ? { type: "VEHICLE_REG", certainty: "certain" }
    : undefined;
}

const recordNear =
  /\b(?:case|file|client|patient|hospital|hosp|record|crime|incident|police|court|pupil|person|mosaic|liquidlogic|liquid logic|lcs|carefirst|care first|eclipse|ehm|eha|emis|systmone|rio|cpoms|mash|referral|contact|log|cad|urn|crn|prn|mrn|pin|ref|refs|reference|references|repairs|tenancy|numbers?|no|id)\b[^;\n]{0,30}$/i;

/** Numbers of things bought, paid or measured. */
export const notRecords =
  /\b(?:order|account|catalogue|invoice|asset|meter|serial|model|part|isbn|sort code|bus pass|fault|room|phone|tel|mobile|direct|line)\b[^;\n]{0,30}$/i;

/** "CAD 1184/160324": letters of a kind of record, then its number. */
function judgeLetteredNumber(found: string, before: string): Judgement | undefined {
  const [letters = "", number = ""] = found.split(" ");
  if (yearsOrDates.test(number)) return undefined;
  const isRecord = /^(?:CAD|URN|CRN|PRN|MRN|LOG|REF|LCS|EHM|EHA|ID)$/.test(letters);
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
  const near = recordNear.exec(before)?.[0] ?? "";
  const isNamed = near !== "" && near.length <= 24 && !notRecords.test(before);
  if (isNamed && (digits >= 5 || (digits >= 4 && /[A-Z/-]/i.test(found)))) {
    return { type: "CASE_REF", certainty: "certain" };
  }
  if (notRecords.test(before) && !/\border,? $/.test(before)) return undefined;
  const isCode = hasLetter && digits >= 5 && /[A-Z]/.test(found);
  return isCode ? { type: "CASE_REF", certainty: "possible" } : undefined;
}
