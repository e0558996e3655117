// The id of a child in the authority's case system: opaque, so that it can't be a name or a public number.
import * as z from "zod";
import { passesUpnCheck } from "../screening/coded-identifiers.ts";
import { passesNhsCheck } from "../screening/digit-groups.ts";
import { knowledgeOfWord } from "../screening/lexicon.ts";

const CASE_ID = /^(?=.*\d)[A-Za-z0-9._-]{1,64}$/;
const TEN_DIGITS = /^\d{10}$/;
/** Where one word ends and the next begins without anything between them: “GraceOkafor”. */
const CAMEL_CASE = /(?<=[a-z])(?=[A-Z])/;
/** Shorter ones are codes of a system, such as “P”. */
const WORD = /[A-Za-z]{3,}/g;
/** Steps of how common a word is, as the guard knows it; see `WordKnowledge`. */
const AMONG_THE_COMMONEST_WORDS = 6;
const RATHER_ORDINARY = 4;
const NO_RARE_FIRST_NAME = 3;
const AMONG_THE_COMMONEST_FIRST_NAMES = 5;
const NO_RARE_SURNAME = 2;
/** Alone, a word of three letters is rather a code, such as “ADA”. */
const LONG_ENOUGH_ALONE = 4;
/** A unique pupil number: a letter, eleven digits, and a digit or, for a temporary one, a letter. */
const PUPIL_NUMBER = /^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/i;

/** 1–64 of `A–Z a–z 0–9 . _ -` with a digit; neither a valid NHS number nor a unique pupil number, and no name in it. */
export const caseIdSchema = z
  .string()
  .regex(
    CASE_ID,
    "Give the child's id in the case system: 1 to 64 letters, digits, dots, hyphens or underscores, at least one of them a digit.",
  )
  .refine((id) => !isPublicNumber(id), {
    error:
      "This is an NHS number or a unique pupil number. Give the child's id in the case system instead.",
    params: { code: "identifying" },
  })
  .refine((id) => !namesSomebody(id), {
    error:
      "There is a name in this. Give the child's id in the case system instead, one that says nothing about them.",
    params: { code: "identifying" },
  });

function isPublicNumber(id: string): boolean {
  const plain = id.replace(/[._-]/g, "");
  if (TEN_DIGITS.test(plain)) return passesNhsCheck(plain);
  return PUPIL_NUMBER.test(plain) && passesUpnCheck(plain);
}

/**
 * Whether an id holds a first name with another name, or a common first name that is no ordinary word.
 * A surname alone is passed over: it may as well be the name of a system or a place.
 */
function namesSomebody(id: string): boolean {
  const words = id.split(CAMEL_CASE).flatMap((part) => part.match(WORD) ?? []);
  const known = words.map((word) => ({ word, ...knowledgeOfWord(word.toLowerCase()) }));
  const names = known.filter(
    ({ first, last, ordinary }) =>
      ordinary < AMONG_THE_COMMONEST_WORDS &&
      (first >= NO_RARE_FIRST_NAME || last >= NO_RARE_SURNAME),
  );
  if (names.length > 1 && names.some(({ first }) => first >= NO_RARE_FIRST_NAME)) return true;
  return known.some(
    ({ word, first, ordinary, place }) =>
      word.length >= LONG_ENOUGH_ALONE &&
      first >= AMONG_THE_COMMONEST_FIRST_NAMES &&
      ordinary < RATHER_ORDINARY &&
      place === 0,
  );
}
