// Letters that stand together ("T.M.", "D.O'S.") are one word to the people layer.

import { hashA, hashSeedA } from "./lexicon-cells.ts";
import { shape, type Token } from "./token.ts";
import { classesOf } from "./vocabulary.ts";

const dot = 0x2e;
/** Longest run of initials read as one person's: three given names and a double surname. */
const mostInitials = 5;

/** The same tokens with each run of dotted letters drawn into one of shape `dotted`. */
export function withInitialsJoined(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index];
    if (!token) break;
    const last = isInitial(token) ? lastOfRun(tokens, index) : index;
    if (last === index) joined.push(token);
    else joined.push(joinedToken(tokens, index, last));
    index = last + 1 + possessiveAfter(tokens, last);
  }
  return joined;
}

function isInitial(token: Token): boolean {
  return (
    token.shape === shape.letter ||
    token.shape === shape.smallLetter ||
    (token.shape === shape.upper && token.length === 2 && token.end - token.start === 3)
  );
}

/** Index of the last token of "T.M." or "T.M" beginning at `first`; `first` itself where one letter stands alone. */
function lastOfRun(tokens: readonly Token[], first: number): number {
  let last = first;
  let initials = 1;
  while (initials < mostInitials && tokens[last]?.clitic === 0) {
    const stop = tokens[last + 1];
    const next = tokens[last + 2];
    if (stop?.unit !== dot || stop.shape !== shape.mark || stop.gap !== 0) break;
    if (next?.gap !== 0 || !isInitial(next)) break;
    last += 2;
    initials++;
  }
  if (initials === 1) return first;
  const stop = tokens[last + 1];
  const isClosed =
    tokens[last]?.clitic === 0 && stop?.unit === dot && stop.shape === shape.mark && stop.gap === 0;
  return isClosed ? last + 1 : last;
}

/** Tokens of a possessive after a closing stop, as in "T.M.'s": the apostrophe and the letter. */
function possessiveAfter(tokens: readonly Token[], last: number): number {
  if (tokens[last]?.unit !== dot) return 0;
  const sign = tokens[last + 1];
  const letter = tokens[last + 2];
  const isPossessive =
    sign?.unit === 0x27 &&
    sign.gap === 0 &&
    letter?.gap === 0 &&
    letter.unit === 0x73 &&
    letter.length === 1;
  return isPossessive ? 2 : 0;
}

function joinedToken(tokens: readonly Token[], first: number, last: number): Token {
  const letters = tokens.slice(first, last + 1).filter((token) => token.shape !== shape.mark);
  const head = tokens[first] as Token;
  const tail = tokens[last] as Token;
  let a = hashSeedA;
  for (const letter of letters) a = hashA(a, letter.unit | 0x20);
  return {
    ...head,
    end: tail.end,
    clitic: possessiveAfter(tokens, last) > 0 ? 1 : tail.clitic,
    shape: head.shape === shape.smallLetter ? shape.smallLetter : shape.dotted,
    a,
    classes: classesOf(a),
    length: letters.length,
  };
}
