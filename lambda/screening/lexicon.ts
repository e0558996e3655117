// What is known of a word: how common it is as a first name, a surname, an ordinary word, a place. Packed by training/build-lexicon.ts.

import { fromText } from "./dense-text.ts";
import packed from "./lexicon.json" with { type: "json" };
import { cellsOf, classBase, classBits, hashesOf } from "./lexicon-cells.ts";

/** What is known of one word. Counts are steps on a rough logarithmic scale; 0 is unknown. */
export interface WordKnowledge {
  /** First name: 0 unknown, 1 rare … 5 among the commonest. */
  readonly first: number;
  /** Surname: 0 unknown, 1 rare … 4 among the commonest. */
  readonly last: number;
  /** Ordinary lower-case word of English: 0 unknown, 1 rare … 6 among the commonest. */
  readonly ordinary: number;
  /** A town in the United Kingdom or a large city elsewhere: 0 or 1. */
  readonly place: number;
  /** No name and no ordinary word, but known: 1 usually written with a capital, 2 seen often in English texts, 0 neither. */
  readonly proper: number;
  /** What an ordinary word is most often: 0 unknown, 1 noun, 2 verb, 3 verb in the past, 4 in -ing, 5 adjective or adverb. */
  readonly part: number;
}

const classMask = (1 << classBits) - 1;

const nothing: WordKnowledge = { first: 0, last: 0, ordinary: 0, place: 0, proper: 0, part: 0 };

let last = 0;
/** Six digits each, packed as the steps between them in their order. */
const classes: readonly WordKnowledge[] = packed.classes.split(" ").map((step) => {
  last += Number.parseInt(step, classBase);
  const digits = String(last).padStart(6, "0");
  return {
    first: Number(digits[0]),
    last: Number(digits[1]),
    ordinary: Number(digits[2]),
    place: Number(digits[3]),
    proper: Number(digits[4]),
    part: Number(digits[5]),
  };
});

let cells: Uint16Array | undefined;

/** Unpacked when a word is first looked up. */
function unpackedCells(): Uint16Array {
  const bytes = fromText(packed.cells, 2 * 3 * packed.segment);
  const unpacked = new Uint16Array(3 * packed.segment);
  for (let cell = 0; cell < unpacked.length; cell++) {
    unpacked[cell] = ((bytes[2 * cell] as number) << 8) | (bytes[2 * cell + 1] as number);
  }
  return unpacked;
}

/** What is known of the word with these hashes. */
export function knowledgeOf(a: number, b: number): WordKnowledge {
  cells ??= unpackedCells();
  const at = cellsOf(a, b, packed.segment);
  const cell = (cells[at.first] ?? 0) ^ (cells[at.second] ?? 0) ^ (cells[at.third] ?? 0);
  if (cell >>> classBits !== at.fingerprint) return nothing;
  return classes[cell & classMask] ?? nothing;
}

/** What is known of a word in small letters, without accents and apostrophes. */
export function knowledgeOfWord(word: string): WordKnowledge {
  const { a, b } = hashesOf(word);
  return knowledgeOf(a, b);
}
