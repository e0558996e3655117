// The id of a child in the authority's case system: opaque, so that it can't be a name or a public number.
import * as z from "zod";
import { passesUpnCheck } from "../screening/coded-identifiers.ts";
import { passesNhsCheck } from "../screening/digit-groups.ts";

const CASE_ID = /^(?=.*\d)[A-Za-z0-9._-]{1,64}$/;
const TEN_DIGITS = /^\d{10}$/;
/** A unique pupil number: a letter, eleven digits, and a digit or, for a temporary one, a letter. */
const PUPIL_NUMBER = /^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/i;

/** 1–64 of `A–Z a–z 0–9 . _ -` with a digit; neither a valid NHS number nor a unique pupil number. */
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
  });

function isPublicNumber(id: string): boolean {
  const plain = id.replace(/[._-]/g, "");
  if (TEN_DIGITS.test(plain)) return passesNhsCheck(plain);
  return PUPIL_NUMBER.test(plain) && passesUpnCheck(plain);
}
