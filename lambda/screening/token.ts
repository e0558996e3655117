// One word, number or mark of a text, and how it is written.

import type { WordKnowledge } from "./lexicon.ts";

/** How a word is written. */
export const shape = {
  lower: 0,
  capital: 1,
  upper: 2,
  letter: 3,
  mixed: 4,
  dotted: 5,
  smallLetter: 6,
  number: 7,
  mark: 8,
} as const;

export interface Token {
  readonly start: number;
  /** After the last letter; a possessive or another clitic stands after it. */
  readonly end: number;
  readonly shape: number;
  readonly a: number;
  readonly knowledge: WordKnowledge;
  /** Bits of `wordClass`. */
  readonly classes: number;
  /** 0 none, 1 's, 2 another clitic such as 'll or n't. */
  readonly clitic: number;
  /** Code unit of a mark, first code unit of a word as written. */
  readonly unit: number;
  readonly length: number;
  /** What stands between the token before and this one: 0 nothing, 1 blanks, 2 the start of a line. */
  readonly gap: number;
  /** True where the token before this one ends a sentence, or there is none. */
  readonly opens: boolean;
  /** Hashes of the last two and three letters, for words that nobody knows. */
  readonly ending: number;
  readonly beginning: number;
}

/** A word of letters, initials included; neither a number nor a mark. */
export function isWord(token: Token | undefined): token is Token {
  return token !== undefined && token.shape < shape.number;
}

/** A hyphen that touches the word before it. */
export function isHyphen(token: Token | undefined): boolean {
  return token?.shape === shape.mark && token.unit === 0x2d && token.gap === 0;
}

export function isLetter(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0xaa &&
      unit !== 0xffff &&
      unit !== 0xfffd &&
      otherLetter.test(String.fromCharCode(unit)))
  );
}
const otherLetter = /^[\p{L}\ud800-\udfff]$/u;

export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
