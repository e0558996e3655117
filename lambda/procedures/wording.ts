// The small parts every section of a procedure file is made of.
import * as z from "zod";

/** A paragraph of a letter; longer ones nobody reads. */
const LONGEST_TEXT = 2_000;
const LONGEST_NAME = 120;

/** Codes and names in addresses, as in `early-help`. */
export const code = z
  .string()
  .max(64, { error: "A code has at most 64 characters." })
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
    error: "A code is lower case letters and digits with single hyphens, such as “early-help”.",
  });

export const shortName = z
  .string()
  .max(LONGEST_NAME, { error: `A name has at most ${LONGEST_NAME} characters.` })
  .regex(/\S/, { error: "This can't be empty." });

export const sentences = z
  .string()
  .max(LONGEST_TEXT, { error: `A text has at most ${LONGEST_TEXT} characters.` })
  .regex(/\S/, { error: "This can't be empty." });

export const date = z.iso.date({
  error: "This has to be a date that exists, as in “2026-04-01”.",
  abort: true,
});

export const assumed = z.boolean().optional().meta({
  description:
    "true while nobody of the authority has confirmed what stands beside it; shown at start and in GET /procedure.",
});

const SHORT_SERVICE = /^1\d{2,5}$/;
const NATIONAL = /^0\d{9,10}$/;
const CHILDLINE = "08001111";

/** A number as people read it. Other numbers than these nobody in the United Kingdom can ring. */
export const phone = z
  .string()
  .refine(isPhone, {
    error:
      "This has to be a phone number as people dial it, digits and spaces only, such as “0300 126 7000”. What to ask for goes into “note”.",
  })
  .meta({ pattern: "^\\+?[0-9][0-9 ]{2,16}$" });

function isPhone(text: string): boolean {
  if (!/^\+?\d[\d ]{2,16}$/.test(text)) return false;
  const digits = text.replaceAll(" ", "").replace(/^\+44/, "0");
  return NATIONAL.test(digits) || SHORT_SERVICE.test(digits) || digits === CHILDLINE;
}

export const email = z.email({
  error: "This has to be an email address, such as “mash@example.gov.uk”.",
});

/** Where a rule comes from: one of the procedure's `sources`, and what it says, in our own words. */
export const sourceOfRule = z.strictObject({
  from: code.meta({ description: "The code of one of the procedure's sources." }),
  says: sentences.meta({ description: "What the source asks for, in the authority's own words." }),
});

export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: "This has to be a time of day, such as “08:30”.",
  abort: true,
});
