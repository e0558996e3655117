// How a text as a whole is written: as usual, without capitals, or all in capitals.

import { isWord, shape, type Token } from "./token.ts";

/** How a whole text is written. */
export const style = { usual: 0, lower: 1, upper: 2 } as const;

/** How the text as a whole is written: a text without capitals, or all in capitals, says little by them. */
export function styleOf(tokens: readonly Token[]): number {
  let words = 0;
  let lowers = 0;
  let uppers = 0;
  let capitals = 0;
  let openings = 0;
  let smallOpenings = 0;
  for (const token of tokens) {
    if (!isWord(token) || token.length < 2) continue;
    words++;
    if (token.shape === shape.lower) lowers++;
    if (token.shape === shape.upper) uppers++;
    if (token.shape === shape.capital || token.shape === shape.mixed) capitals++;
    if (token.opens) openings++;
    if (token.opens && token.shape === shape.lower) smallOpenings++;
  }
  if (words >= 3 && uppers > 0.6 * words && lowers < 0.15 * words) return style.upper;
  if (capitals === 0 || (smallOpenings > 0.6 * openings && capitals < 0.04 * words))
    return style.lower;
  return style.usual;
}
