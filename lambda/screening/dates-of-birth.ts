// A date is a date of birth where the words beside it say so; other dates identify nobody.

import type { Mark } from "./finding.ts";

const month =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

const datePattern = new RegExp(
  "\\b(?:" +
    "\\d{1,2} ?[./-] ?\\d{1,2} ?[./-] ?(?:\\d{4}|\\d{2})" +
    "|\\d{4}[./-]\\d{1,2}[./-]\\d{1,2}" +
    "|\\d{2} \\d{2} (?:\\d{4}|\\d{2})" +
    `|\\d{1,2}(?:st|nd|rd|th)?[ ./-]{0,2}(?:of )?${month}\\.?(?:[ ,./-]{0,3}(?:\\d{4}|'?\\d{2})\\b)?` +
    `|${month}\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? (?:\\d{4}|'\\d{2}))?` +
    "|\\d{8}|\\d{6}" +
    ")(?!\\w)",
  "gi",
);

/** Letters before and after a date in which birth is looked for. */
const contextUnits = 45;

const birthBefore =
  /\b(?:d\.? ?o\.? ?b\.?|date of birth|birth ?date|birthday|bday|b'day|born|bn)\b[^;\n!?]{0,30}$/i;
const birthAfter =
  /^[ ,;:()-]{0,3}(?:\(?(?:d\.? ?o\.? ?b|date of birth)\b|is (?:his|her|their) birthday)/i;

/** Every date of birth in a text in which own references are covered. */
export function findDatesOfBirth(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(datePattern)) {
    const start = match.index;
    const end = start + match[0].length;
    const before = text.slice(Math.max(0, start - contextUnits), start);
    const after = text.slice(end, end + contextUnits);
    if (!birthBefore.test(before) && !birthAfter.test(after)) continue;
    marks.push({ start, end, type: "DOB", certainty: "certain" });
  }
  return marks;
}
