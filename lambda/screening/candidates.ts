// Which words could be part of a name at all: the tagger weighs no other.

import { hashedWords, hashesOf } from "./lexicon-cells.ts";
import { isHyphen, shape, type Token } from "./token.ts";
import { wordClass } from "./vocabulary.ts";
import { style } from "./writing.ts";

const {
  title,
  kin,
  role,
  child,
  speech,
  acronym,
  preposition,
  determiner,
  pronoun,
  auxiliary,
  conjunction,
  naming,
} = wordClass;
/** The small words that hold a sentence together. */
export const small = preposition | determiner | pronoun | auxiliary | conjunction;

/** From this step on a word is a usual first name, whatever else it is. */
const usualFirstName = 3;
/** Short forms longer than this are no one's initials. */
const mostInitials = 3;

/** A word that could be part of a name; the tagger looks at no other. */
export function isCandidate(tokens: readonly Token[], index: number, textStyle: number): boolean {
  const token = tokens[index] as Token;
  const { first, last, ordinary } = token.knowledge;
  const { classes } = token;
  const before = tokens[index - 1];
  switch (token.shape) {
    case shape.number:
    case shape.mark:
      return false;
    case shape.dotted:
      return (
        token.length <= mostInitials &&
        !(token.length === mostInitials && (classes & acronym) !== 0) &&
        !dottedWords.has(token.a)
      );
    case shape.letter:
      return (
        (token.unit !== 0x49 || isStop(tokens[index + 1])) &&
        !isPseudonym(tokens, index) &&
        !isSex(token, tokens[index + 1])
      );
    case shape.smallLetter:
      return (
        (token.length > 1 && !dottedWords.has(token.a)) ||
        (token.unit !== 0x61 &&
          token.unit !== 0x69 &&
          (token.clitic === 1 ||
            (((before?.classes ?? 0) & speech) !== 0 && token.gap === 1) ||
            ((tokens[index + 1]?.classes ?? 0) & speech) !== 0))
      );
    default:
  }
  const isUsualName = first >= usualFirstName;
  if ((classes & small) !== 0 && !isUsualName) return false;
  // "MO'N", "O'Shea": only a name has an apostrophe inside.
  if (
    token.shape !== shape.lower &&
    token.end - token.start > token.length &&
    textStyle !== style.upper
  )
    return true;
  const isTitled = before !== undefined && (before.classes & title) !== 0 && token.gap === 1;
  const isNamed =
    before !== undefined &&
    (before.classes & naming) !== 0 &&
    token.gap === 1 &&
    !(before.a === namedHash && (classes & role) !== 0);
  if (token.shape === shape.upper && textStyle !== style.upper) {
    if (token.length === 2 && isPseudonym(tokens, index)) return false;
    if (token.length > 2 && (classes & acronym) !== 0 && !isUsualName) return false;
    if (token.length > mostInitials && first < 2 && last < 2 && ordinary > 0 && !isTitled)
      return false;
  }
  const isNumbered =
    (wordClass.time & classes) !== 0 &&
    (before?.shape === shape.number || tokens[index + 1]?.shape === shape.number);
  if (isNumbered) return false;
  const isDated =
    (wordClass.time & classes) !== 0 && before !== undefined && beforeMonths.has(before.a);
  if (isDated) return false;
  const isOffice = (classes & (title | kin | role | child | wordClass.time)) !== 0;
  if (
    isOffice &&
    !isTitled &&
    !isNamed &&
    !(isUsualName && !((classes & kin) !== 0 && first === usualFirstName))
  )
    return false;
  if (token.opens && (classes & speech) !== 0 && first <= usualFirstName && !isTitled) return false;
  const isPlain =
    token.shape === shape.lower || (token.shape === shape.upper && textStyle === style.upper);
  if (!isPlain) return true;
  if (isTitled && (ordinary < 6 || last >= 3)) return true;
  if ((classes & (speech | acronym)) !== 0 && !isUsualName) return false;
  if (token.shape === shape.lower && isCompound(tokens, index)) return false;
  if (ordinary <= 2) return true;
  return first >= 2 || (last >= 2 && ordinary <= 4) || isCalledByWord(tokens, index);
}

/** "Nan pat", "her dad (shell)", "told hope", "pickle's mum", "everyone calls him tank": an ordinary word where a name would stand. */
function isCalledByWord(tokens: readonly Token[], index: number): boolean {
  const { knowledge, clitic, gap, classes } = tokens[index] as Token;
  const { first, last, part } = knowledge;
  const isThing = first >= 1 || last >= 2 || part === noun;
  if (!isThing || (classes & (small | kin | role | child | naming)) !== 0) return false;
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  if (clitic === 1 && ((after?.classes ?? 0) & kin) !== 0) return true;
  if (!before || gap === 2) return false;
  if ((before.classes & (title | kin | naming)) !== 0 || callers.has(before.a)) return true;
  const isInBrackets = before.unit === 0x28 && after?.unit === 0x29;
  return isInBrackets && ((tokens[index - 2]?.classes ?? 0) & (kin | role)) !== 0;
}

/** What an ordinary word is most often; see `WordKnowledge`. */
const noun = 1;

/** Words before what somebody is called. */
const callers = hashedWords("told w family him her them says calls is");

/** "In May", "since April". */
const beforeMonths = hashedWords("in since until till last next early late mid during");

/** "Named Nurse" and "named doctor" are offices. */
const namedHash = hashesOf("named").a;

/** Short forms written with full stops that nobody bears as initials. */
const dottedWords = hashedWords(
  "pe uk eu nb ps us ie eg am pm na tv gp hv aka fao tba tbc rsvp etc no dob oclock",
);

function isStop(token: Token | undefined): boolean {
  return token?.unit === 0x2e && token.gap === 0;
}

/** "M and F": male and female, mother and father. */
function isSex(token: Token, after: Token | undefined): boolean {
  if (token.unit !== 0x4d && token.unit !== 0x46) return false;
  return token.clitic === 0 && !isStop(after);
}

/** "Child B", "Adult AB", "Mr X": letters that stand for somebody on purpose. */
function isPseudonym(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index] as Token;
  const before = tokens[index - 1];
  if (!before || token.gap !== 1 || before.shape === shape.mark) return false;
  if ((before.classes & title) !== 0)
    return "ABCXYZ".includes(String.fromCharCode(token.unit)) && token.length === 1;
  return pseudonymHeads.has(before.a);
}
const pseudonymHeads = hashedWords(
  "child children baby infant toddler sibling pupil student boy girl yp parent mother father mum dad adult person people professional worker teacher doctor nurse officer witness caller family household case subject perpetrator suspect victim respondent applicant individual male female group set class room block table gate phase stage level option part section annex appendix plan vitamin hepatitis type grade house band year unit bay ward pod stop form schedule route zone team list question exhibit point line strep category",
);

/** Part of a compound of ordinary words: "pre-schoolers", "honour-based". */
function isCompound(tokens: readonly Token[], index: number): boolean {
  const isOrdinary = (token: Token | undefined) =>
    token !== undefined &&
    (token.shape === shape.number ||
      (token.knowledge.ordinary >= 3 && token.knowledge.first < 2) ||
      (token.length < 4 && token.knowledge.first < 2));
  const token = tokens[index] as Token;
  if (token.gap === 0 && isHyphen(tokens[index - 1]) && isOrdinary(tokens[index - 2])) return true;
  const next = tokens[index + 2];
  return (
    isHyphen(tokens[index + 1]) && next?.gap === 0 && next.shape === shape.lower && isOrdinary(next)
  );
}
