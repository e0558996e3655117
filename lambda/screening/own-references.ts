// References of this service are recognised before anything else, so that no layer takes one for an identifier.

/** Stands in for each unit of a reference: no layer matches it, so a reference shields nothing beside it. */
export const covered = "\uffff";

const symbols = "[0-9B-DF-Zb-df-z]";
const gap = "[ .-]?";

/** Prefix and three groups of four, or twelve symbols together, however separated. */
const inFours = new RegExp(
  `\\bNN[CR][ .:-]{0,3}${symbols}{4}${gap}${symbols}{4}${gap}${symbols}{4}`,
  "gi",
);

/** Three words of four letters after a lone prefix are words, not a reference. */
function isSpoken(found: string): boolean {
  return /\d/.test(found) || !/ /.test(found.slice(4)) || found === found.toUpperCase();
}

/** Prefix and twelve symbols in any other grouping, as a person reads one out. */
const inAnyGroups = new RegExp(`\\bNN[CR](?:[ .-]{0,3}${symbols}){12}(?![A-Za-z0-9])`, "gi");

/** A reference read out in odd groups has digits; words after a lone prefix do not. */
const fewestDigitsInOddGroups = 2;

/** The form without its prefix: three hyphened groups of our alphabet, with a letter in it. */
const withoutPrefix =
  /(?<![A-Za-z0-9-])[0-9CFGHJKMRTVWXY]{4}-[0-9CFGHJKMRTVWXY]{4}-[0-9CFGHJKMRTVWXY]{4}(?![A-Za-z0-9-])/g;

/** Covers own references, by prefix and 12 symbols even where the check disagrees, keeping every offset. */
export function coverOwnReferences(text: string): string {
  if (!mayHoldPrefix.test(text) && text.search(mayLackPrefix) < 0) return text;
  return text
    .replace(inFours, (found) => (isSpoken(found) ? cover(found) : found))
    .replace(inAnyGroups, (found) =>
      found.replace(/\D/g, "").length >= fewestDigitsInOddGroups ? cover(found) : found,
    )
    .replace(withoutPrefix, (found) => (/[A-Z]/.test(found) ? cover(found) : found));
}

const mayLackPrefix = /-(?=[0-9CFGHJKMRTVWXY]{4}-)/;
const mayHoldPrefix = /nn[cr]/i;

function cover(found: string): string {
  return covered.repeat(found.length);
}
