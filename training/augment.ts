// Makes a new text of a marked one: other names, other case, so that a thousand texts teach as much as many thousands.

import { knowledgeOfWord } from "../lambda/screening/lexicon.ts";
import { hashesOf } from "../lambda/screening/lexicon-cells.ts";
import { terms } from "../lambda/screening/terms.ts";
import { classesOf, wordClass } from "../lambda/screening/vocabulary.ts";
import type { MarkedText, Span } from "./marked-text.ts";
import { drawName, drawWordName } from "./names.ts";
import { inOtherCase, replaced, withSlips } from "./rewriting.ts";

const kept =
  wordClass.title |
  wordClass.kin |
  wordClass.settingHead |
  wordClass.streetHead |
  wordClass.preposition |
  wordClass.determiner |
  wordClass.conjunction |
  wordClass.organisationHead |
  wordClass.acronym;
const surnameTitles = /^(?:mr|mrs|ms|mx|miss|dr|prof|sir|pc|dc|judge|cllr)$/i;
const particles =
  /^(?:al|el|bin|ibn|bint|de|da|dos|di|la|le|van|von|der|st|o|d|mc|mac|abu|umm|ap|ab)$/i;

function classOf(word: string): number {
  return classesOf(hashesOf(word.toLowerCase().replace(/[^a-z0-9]/g, "")).a);
}

function inCaseOf(model: string, word: string): string {
  if (model === model.toLowerCase()) return word.toLowerCase();
  if (model.length > 1 && model === model.toUpperCase()) return word.toUpperCase();
  return word;
}

/** The text with every name swapped for another, the same for the same throughout. */
export function withOtherNames(given: MarkedText, random: () => number): MarkedText {
  const swapped = new Map<string, string>();
  const spans: Span[] = [];
  let text = "";
  let at = 0;
  for (const span of given.spans) {
    text += given.text.slice(at, span.start);
    const inside = swappedSpan(given.text.slice(span.start, span.end), span, swapped, random);
    spans.push({ ...span, start: text.length, end: text.length + inside.length });
    text += inside;
    at = span.end;
  }
  return { ...given, text: text + given.text.slice(at), spans };
}

function swappedSpan(
  inside: string,
  span: Span,
  swapped: Map<string, string>,
  random: () => number,
): string {
  if (span.variety === "initials") {
    return inside.replace(/[A-Za-z]/g, (letter) => swapLetter(letter, swapped, random));
  }
  const isPerson = span.type === "PERSON" && span.variety !== "disguised";
  const isPlace =
    (span.type === "SCHOOL" || span.type === "ADDRESS") && span.variety === "" && random() < 0.6;
  if (!isPerson && !isPlace) return inside;
  let wordsBefore = 0;
  let previous = "";
  return inside.replace(/[\p{L}]+/gu, (word) => {
    const before = previous;
    previous = word;
    if (word.length < 2 || particles.test(word) || /^(?:s|ll|d)$/.test(word)) return word;
    if ((classOf(word) & kept) !== 0 && !(isPerson && wordsBefore > 0)) return word;
    if (isPlace && word === word.toLowerCase()) return word;
    const key = word.toLowerCase();
    const known = swapped.get(key);
    const isLast = isPlace || wordsBefore > 0 || surnameTitles.test(before);
    wordsBefore++;
    const drawn = known ?? drawOther(span, isLast, random);
    swapped.set(key, drawn);
    return inCaseOf(word, drawn);
  });
}

function drawOther(span: Span, isLast: boolean, random: () => number): string {
  const kind = isLast ? "last" : "first";
  const asWord = span.variety === "word" ? 0.9 : span.type === "PERSON" ? 0.04 : 0.3;
  return random() < asWord ? drawWordName(kind, random) : drawName(kind, random);
}

const initials = "ABCDEFGHJKLMNOPRSTVWYZ";

function swapLetter(letter: string, swapped: Map<string, string>, random: () => number): string {
  if (letter === "s") return letter;
  const key = `letter ${letter.toLowerCase()}`;
  const drawn = swapped.get(key) ?? initials.charAt(Math.floor(random() * initials.length));
  swapped.set(key, drawn);
  return inCaseOf(`${letter}${letter}`, drawn).charAt(0);
}

const swappable = [
  "brand",
  "service",
  "origin",
  "place",
  "medicine",
  "culture",
  "festival",
  "measure",
  "acronym",
  "food",
] as const;
const listOf = new Map<string, readonly string[]>();
for (const kind of swappable) {
  const words = terms[kind]
    .split(" ")
    .filter((word) => /^[a-z]{3,}$/.test(word) || kind === "acronym")
    .filter((word) => kind === "place" || knowledgeOfWord(word).first < 3);
  for (const word of words) if (!listOf.has(word)) listOf.set(word, words);
}

/** The text with some names of nobody swapped for others of their kind: another town, another medicine. */
export function withOtherTerms(given: MarkedText, random: () => number): MarkedText {
  const spans: Span[] = [];
  let text = "";
  let at = 0;
  let next = 0;
  for (const match of given.text.matchAll(/(?<![\w'-])[A-Z][A-Za-z]+(?![\w'-])/g)) {
    const start = match.index;
    const end = start + match[0].length;
    while (next < given.spans.length && (given.spans[next] as Span).end <= start) next++;
    const span = given.spans[next];
    if (span && span.start < end) continue;
    const list = listOf.get(match[0].toLowerCase());
    if (!list || random() > 0.5) continue;
    const drawn = list[Math.floor(random() * list.length)] as string;
    const asWritten =
      match[0] === match[0].toUpperCase()
        ? drawn.toUpperCase()
        : drawn.charAt(0).toUpperCase() + drawn.slice(1);
    for (const other of given.spans) {
      if (other.start >= at && other.start < start)
        spans.push({
          ...other,
          start: other.start + text.length - at,
          end: other.end + text.length - at,
        });
    }
    text += given.text.slice(at, start) + asWritten;
    at = end;
  }
  for (const other of given.spans) {
    if (other.start >= at)
      spans.push({
        ...other,
        start: other.start + text.length - at,
        end: other.end + text.length - at,
      });
  }
  return { ...given, text: text + given.text.slice(at), spans };
}

/** Share of texts in which people are called by their initials. */
const initialsShare = 0.1;

/** In some texts everybody is called by initials, the same for the same. */
export function withInitials(given: MarkedText, random: () => number): MarkedText {
  if (random() >= initialsShare) return given;
  const form = Math.floor(random() * 4);
  const second = new Map<string, string>();
  const parts = given.spans
    .filter(
      (span) =>
        span.type === "PERSON" && span.variety !== "initials" && span.variety !== "disguised",
    )
    .map((span) => {
      const inside = given.text.slice(span.start, span.end);
      const words = inside
        .split(/[ -]/)
        .filter((word) => /^[A-Z]/.test(word) && !surnameTitles.test(word));
      const key = words[0] ?? inside;
      const other = second.get(key) ?? initials.charAt(Math.floor(random() * initials.length));
      second.set(key, other);
      const one = (words[0] ?? inside).charAt(0).toUpperCase();
      const two = words[1]?.charAt(0) ?? other;
      const by = [`${one}.${two}.`, `${one}${two}`, `${one}.`, one][form] ?? one;
      return {
        start: span.start,
        end: span.end,
        by: one === "A" || one === "I" ? `${one}${two}` : by,
      };
    });
  return replaced(given, parts);
}

/** A new text of this one: other names and terms, initials, slips, other case. */
export function varied(given: MarkedText, random: () => number): MarkedText {
  const renamed = random() < 0.65 ? withOtherNames(given, random) : given;
  return inOtherCase(
    withSlips(withInitials(withOtherTerms(renamed, random), random), random),
    random,
  );
}
