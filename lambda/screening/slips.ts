// Words in small letters that no list holds: derived from a word that is known, or mistyped.

import { knowledgeOfWord, type WordKnowledge } from "./lexicon.ts";

const noKnowledge: WordKnowledge = { first: 0, last: 0, ordinary: 0, place: 0, proper: 0, part: 0 };
/** A word known only by what it is made of counts as a rare one. */
const rare: WordKnowledge = { ...noKnowledge, ordinary: 2 };

const endings = [
  "er",
  "or",
  "ers",
  "ors",
  "ed",
  "ing",
  "ly",
  "ness",
  "less",
  "ful",
  "ish",
  "able",
  "ment",
  "y",
  "ier",
  "in",
];
const beginnings = [
  "un",
  "re",
  "non",
  "pre",
  "mis",
  "over",
  "under",
  "out",
  "anti",
  "multi",
  "sub",
  "co",
];
/** A stem shorter than this is in too many names. */
const shortestStem = 4;
/** How common a stem, and a word mistyped, must be. */
const commonStem = 4;
const commonWord = 5;

/** What is known of a word that no list holds: a rare word where it comes from a common one, else nothing. */
export function knowledgeOfSlip(word: string): WordKnowledge {
  return isDerived(word) || isMistyped(word) ? rare : noKnowledge;
}

function ordinaryOf(word: string): number {
  return knowledgeOfWord(word).ordinary;
}

function isDerived(word: string): boolean {
  const fromEnding = endings.some((ending) => {
    if (!word.endsWith(ending)) return false;
    const stem = word.slice(0, -ending.length);
    return (
      stem.length >= shortestStem &&
      (ordinaryOf(stem) >= commonStem || (ending !== "in" && ordinaryOf(`${stem}e`) >= commonStem))
    );
  });
  return (
    fromEnding ||
    beginnings.some((beginning) => {
      const stem = word.slice(beginning.length);
      return (
        word.startsWith(beginning) && stem.length >= shortestStem && ordinaryOf(stem) >= commonStem
      );
    })
  );
}

/** Longest word in which slips are sought; a longer one is no common word. */
const longestWord = 12;

/** One letter doubled or not, two neighbours swapped, or a last g left out. */
function isMistyped(word: string): boolean {
  if (word.length < shortestStem + 1 || word.length > longestWord) return false;
  for (let at = 1; at < word.length; at++) {
    const before = word.slice(0, at);
    const letter = word.charAt(at);
    const after = word.slice(at + 1);
    const isDouble = letter === word.charAt(at - 1);
    if (ordinaryOf(isDouble ? before + after : before + letter + letter + after) >= commonWord)
      return true;
    const swapped = word.slice(0, at - 1) + letter + word.charAt(at - 1) + after;
    if (!isDouble && ordinaryOf(swapped) >= commonWord) return true;
  }
  return word.endsWith("in") && ordinaryOf(`${word}g`) >= commonWord;
}
