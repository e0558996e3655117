// A text as the tagger reads it: its words, how it is written, and what it says of each word over all its mentions.

import { isCandidate } from "./candidates.ts";
import { isWord, shape, type Token } from "./token.ts";
import { wordClass } from "./vocabulary.ts";
import { styleOf } from "./writing.ts";

/** What a text says of one word over all its mentions. */
interface Mentions {
  count: number;
  capitals: number;
  lowers: number;
  possessives: number;
  afterTitle: number;
  afterKin: number;
  beforeSpeech: number;
  afterArticle: number;
}

export interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly style: number;
  readonly mentions: ReadonlyMap<number, Mentions>;
}

const { title, kin, speech, determiner, auxiliary, naming } = wordClass;

/** Counts, for each word that could be a name, how it is written and where it stands in the whole text. */
export function read(text: string, tokens: readonly Token[]): Reading {
  const textStyle = styleOf(tokens);
  const mentions = new Map<number, Mentions>();
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (
      !token ||
      !isWord(token) ||
      !(isCandidate(tokens, index, textStyle) || token.knowledge.first > 0)
    )
      continue;
    let seen = mentions.get(token.a);
    if (!seen) {
      seen = {
        count: 0,
        capitals: 0,
        lowers: 0,
        possessives: 0,
        afterTitle: 0,
        afterKin: 0,
        beforeSpeech: 0,
        afterArticle: 0,
      };
      mentions.set(token.a, seen);
    }
    seen.count++;
    if (token.shape === shape.lower) seen.lowers++;
    else if (!token.opens && token.shape !== shape.smallLetter) seen.capitals++;
    if (token.clitic === 1) seen.possessives++;
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    if (before && token.gap < 2) {
      if (before.classes & title) seen.afterTitle++;
      else if (before.classes & (kin | naming)) seen.afterKin++;
      else if (before.classes & determiner) seen.afterArticle++;
    }
    if (after && after.classes & (speech | auxiliary)) seen.beforeSpeech++;
  }
  return { text, tokens, style: textStyle, mentions };
}
