// What follows an apostrophe and is no part of the word: 's, 'll, n't.

import { isLetter, type Token } from "./token.ts";

const clitics = new Set(["s", "d", "ll", "ve", "re", "m", "em"]);

/** Letters of the clitic after the apostrophe at `at`, 0 where what follows is part of the word, as in O'Brien. */
export function cliticAt(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && end - at <= 3 && isLetter(text.charCodeAt(end))) end++;
  const letters = text.slice(at + 1, end).toLowerCase();
  return clitics.has(letters) && !isLetter(text.charCodeAt(end)) ? letters.length : 0;
}

export function cliticKind(text: string, at: number): number {
  const length = cliticAt(text, at);
  if (length === 0) return 0;
  return length === 1 && (text.charCodeAt(at + 1) | 0x20) === 0x73 ? 1 : 2;
}

export function cliticLength(text: string, token: Token): number {
  if (token.clitic === 0) return 0;
  return 1 + cliticAt(text, token.end);
}
