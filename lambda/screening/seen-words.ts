// What a word is to the words around it: its kind, its writing and its part of speech, as far as the lists know.

import { small } from "./candidates.ts";
import { isWord, shape, type Token } from "./token.ts";

/** What kind of word the lists make of it, in a dozen kinds. */
export function kindOf(token: Token): number {
  const { first, last, ordinary, place, proper } = token.knowledge;
  if (token.shape === shape.number) return 13;
  if (!isWord(token)) return 14;
  if (token.classes & small && first < 3) return 12;
  if (first >= 3) return ordinary <= 1 ? 1 : ordinary <= 4 ? 2 : 3;
  if (ordinary >= 4) return last >= 3 ? 4 : first >= 1 || last >= 1 ? 5 : 6;
  if (place) return 7;
  if (first >= 1) return 8;
  if (last >= 1) return ordinary >= 1 ? 9 : 10;
  if (ordinary >= 1) return 11;
  return proper === 1 ? 15 : proper === 2 ? 16 : 0;
}

/** Stands where no word does. */
export const nowhere = 0x7f;

/** A word as its neighbours see it: the word itself where it is a common one, else its kind and writing. */
export function seenAs(token: Token | undefined): number {
  if (!token) return nowhere;
  if (token.shape === shape.mark) return 0x1000 + token.unit;
  if (token.shape === shape.number) return 0x2000 + Math.min(token.length, 5) * 4 + token.a;
  const common = token.classes !== 0 || token.knowledge.ordinary >= 4;
  return common && token.knowledge.first < 4
    ? token.a
    : 0x3000 + kindOf(token) * 32 + writingOf(token);
}

export function writingOf(token: Token): number {
  return token.shape === shape.mixed ? shape.capital : token.shape;
}

/** What part of speech a word is, as far as that is known: by the lexicon, else by its ending. */
export function partOf(token: Token | undefined): number {
  if (!token) return 1;
  if (token.shape === shape.mark) return 2 + (token.unit & 127);
  if (token.shape === shape.number) return 130;
  const { part, ordinary } = token.knowledge;
  const isName = token.knowledge.first >= 3 ? 1 : 0;
  if (token.classes & small) return 131 + (31 - Math.clz32(token.classes & small));
  if (part > 0) return 170 + part * 4 + isName * 2 + (token.shape === shape.lower ? 0 : 1);
  const isKnown = ordinary > 0 ? 2 : 0;
  return 200 + isName * 4 + isKnown + (token.shape === shape.lower ? 0 : 1);
}
