// What the guard says about one place in a text: the contract of `screen`, its words and its neutral phrases.

/** The kinds of identifier the guard looks for. */
export const findingTypes = [
  "PERSON",
  "DOB",
  "ADDRESS",
  "POSTCODE",
  "PHONE",
  "EMAIL",
  "NHS",
  "UPN",
  "NINO",
  "PASSPORT",
  "DRIVING_LICENCE",
  "VEHICLE_REG",
  "URL",
  "HANDLE",
  "SCHOOL",
  "CASE_REF",
] as const;

export type FindingType = (typeof findingTypes)[number];

/** `certain` always refuses the text; `possible` can be confirmed as harmless by a person. */
export type Certainty = "certain" | "possible";

/** A place in a text that may identify a person. Offsets are UTF-16 units of the text as given. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly type: FindingType;
  readonly certainty: Certainty;
  /** What it is, what that means and what to do. Never repeats the text. */
  readonly message: string;
  /** A neutral phrase to put in its place. */
  readonly suggestion: string;
}

/** A finding as a layer reports it: offsets in the normalised text, words still to come. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly type: FindingType;
  readonly certainty: Certainty;
  readonly suggestion?: string;
}

interface Words {
  readonly certain: string;
  readonly possible: string;
  readonly suggestion: string;
}

const notHere = "Nothing that identifies anyone can be recorded here.";

function wordsFor(thing: string, instead: string, suggestion: string): Words {
  return {
    certain: `This is ${thing}. ${notHere} ${instead}`,
    possible: `This may be ${thing}. ${notHere} If it is, ${lowerFirst(instead)} If it is not, confirm that it identifies nobody.`,
    suggestion,
  };
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

const words: Readonly<Record<FindingType, Words>> = {
  PERSON: wordsFor(
    "the name or the initials of a person",
    "Say who they are instead, for example “child A”, “the mother” or “a teacher”.",
    "a person",
  ),
  DOB: wordsFor("a date of birth", "Give the age instead.", "[age]"),
  ADDRESS: wordsFor(
    "an address",
    "Say what kind of place it is instead, or name the town.",
    "a home address",
  ),
  POSTCODE: wordsFor("a postcode", "Name the town or leave it out.", "[postcode]"),
  PHONE: wordsFor("a phone number", "Leave it out.", "[phone]"),
  EMAIL: wordsFor("an email address", "Leave it out.", "[email]"),
  NHS: wordsFor("an NHS number", "Leave it out.", "[NHS number]"),
  UPN: wordsFor("a unique pupil number", "Leave it out.", "[pupil number]"),
  NINO: wordsFor("a National Insurance number", "Leave it out.", "[National Insurance number]"),
  PASSPORT: wordsFor("a passport number", "Leave it out.", "[passport number]"),
  DRIVING_LICENCE: wordsFor(
    "a driving licence number",
    "Leave it out.",
    "[driving licence number]",
  ),
  VEHICLE_REG: wordsFor("a number plate", "Say “a car” or “a van” instead.", "[number plate]"),
  URL: wordsFor("a link", "Leave it out.", "[link]"),
  HANDLE: wordsFor("a name used online", "Say “a social media account” instead.", "[online name]"),
  SCHOOL: wordsFor(
    "the name of a school or another setting",
    "Say what kind of setting it is, for example “a primary school”.",
    "a school",
  ),
  CASE_REF: wordsFor(
    "the number of a case or a record",
    "Leave it out, or quote a reference of this service instead.",
    "[case number]",
  ),
};

/** The sentence shown beside a finding. */
export function messageFor(type: FindingType, certainty: Certainty): string {
  return words[type][certainty];
}

/** The phrase proposed where a layer knows no better one. */
export function usualSuggestion(type: FindingType): string {
  return words[type].suggestion;
}
