// What the tagger is told of a word: how it is written, what is known of it, what stands around it, where else it stands.

import { small } from "./candidates.ts";
import type { Reading } from "./reading.ts";
import { kindOf, nowhere, partOf, seenAs, writingOf } from "./seen-words.ts";
import { isHyphen, isWord, shape, type Token } from "./token.ts";
import { wordClass } from "./vocabulary.ts";
import { bucketFor } from "./weights.ts";
import { style } from "./writing.ts";

/** Buckets of hashed features; a power of two. */
export const buckets = 1 << 16;
const seed = 0x3c6ef372;

const { title, kin, role, child, speech, acronym, auxiliary, naming } = wordClass;

/** What a neighbour is to the trade, in one number; −1 where there is none. */
function classSeen(token: Token | undefined): number {
  return token ? token.classes : -1;
}

/** Longest word read letter by letter. */
const longestSpelt = 12;

/** Three letters at a time, of a word that nobody knows: does it look like a name or like a word? */
function addTrigrams(
  text: string,
  { start, end }: Token,
  isCapital: number,
  add: (template: number, x: number, y: number) => void,
): void {
  const last = Math.min(end, start + longestSpelt);
  let three = 0;
  for (let at = start; at <= last; at++) {
    // A word ends as it begins: with nothing.
    const unit = at < last ? text.charCodeAt(at) | 0x20 : 0;
    three = ((three << 8) | unit) & 0xffffff;
    if (at > start) add(59, three, isCapital);
  }
}

/** How many words on either side count as near. */
const nearby = 6;

function addNear(
  token: Token | undefined,
  isCapital: number,
  add: (template: number, x: number, y: number) => void,
): void {
  if (token && isWord(token) && token.knowledge.ordinary >= 3 && (token.classes & small) === 0)
    add(60, token.a, isCapital);
}

/** Most features of one word; `featuresOf` fills an array of this length. */
export const mostFeatures = 144;

/** Writes the buckets of the features of the word at `index` into `into`, and returns how many. */
export function featuresOf(reading: Reading, index: number, into: Int32Array): number {
  const { tokens } = reading;
  const token = tokens[index] as Token;
  const before = tokens[index - 1];
  const before2 = tokens[index - 2];
  const before3 = tokens[index - 3];
  const after = tokens[index + 1];
  const after2 = tokens[index + 2];
  const after3 = tokens[index + 3];
  const { first, last, ordinary, place, proper } = token.knowledge;
  const opens = token.opens ? 1 : 0;
  const kind = kindOf(token);
  const written = writingOf(token) | (opens << 4) | (reading.style << 5);
  const own = kind | (written << 5);
  const isCapital = token.shape === shape.lower || token.shape === shape.smallLetter ? 0 : 1;
  const coarse = kind | (isCapital << 5) | ((reading.style === style.usual ? 0 : 1) << 6);
  const seenBefore = seenAs(before);
  const seenBefore2 = seenAs(before2);
  const seenAfter = seenAs(after);
  const seenAfter2 = seenAs(after2);
  let n = 0;
  const add = (template: number, x: number, y = 0) => {
    into[n++] = bucketFor(seed, template, x, y, buckets);
  };
  add(0, 0);
  add(1, written, first * 8 + ordinary);
  add(2, written, last * 8 + ordinary);
  add(3, first * 64 + last * 8 + ordinary, place * 4 + proper);
  add(4, written, (place * 4 + proper) * 16 + kind);
  add(5, token.classes, written);
  for (let left = token.classes; left !== 0; left &= left - 1) {
    add(47, left & -left, coarse);
    add(48, left & -left, opens * 2 + isCapital);
  }
  add(6, Math.min(token.length, 12), own);
  add(7, token.clitic, own);
  if (ordinary >= 1 || token.classes !== 0) {
    add(8, token.a, isCapital);
    add(9, token.a, opens * 2 + isCapital);
  }
  if (kind === 0 || kind === 10 || kind === 15 || kind === 16 || kind === 8) {
    add(10, token.ending, isCapital);
    add(11, token.ending & 0xffff, coarse);
    add(12, token.beginning, isCapital);
    addTrigrams(reading.text, token, isCapital, add);
  }
  add(13, seenBefore, coarse);
  add(14, seenAfter, coarse);
  add(15, seenBefore);
  add(16, seenAfter);
  add(17, seenBefore2, isCapital);
  add(18, seenAfter2, isCapital);
  add(19, seenBefore, seenBefore2);
  add(20, seenAfter, seenAfter2);
  add(21, seenBefore, seenAfter);
  add(22, classSeen(before), own);
  add(23, classSeen(after), own);
  add(24, classSeen(before2), coarse);
  add(25, classSeen(after2), coarse);
  add(26, classSeen(before), classSeen(after));
  for (let left = before?.classes ?? 0; left !== 0; left &= left - 1) add(49, left & -left, own);
  for (let left = after?.classes ?? 0; left !== 0; left &= left - 1) add(50, left & -left, own);
  for (let left = before2?.classes ?? 0; left !== 0; left &= left - 1)
    add(51, left & -left, coarse);
  for (let left = after2?.classes ?? 0; left !== 0; left &= left - 1) add(52, left & -left, coarse);
  add(27, (before ? kindOf(before) * 32 + writingOf(before) : nowhere) * 4 + token.gap, own);
  add(28, (after ? kindOf(after) * 32 + writingOf(after) : nowhere) * 4 + (after?.gap ?? 0), own);
  add(29, before3 ? classSeen(before3) : nowhere, isCapital);
  add(30, after3 ? classSeen(after3) : nowhere, isCapital);
  add(31, token.clitic * 4 + token.gap, seenAfter);
  add(32, (before?.clitic ?? 0) * 16 + isCapital, classSeen(before));
  const seen = reading.mentions.get(token.a);
  if (seen) {
    const others = seen.count > 3 ? 3 : seen.count;
    const capitals = seen.capitals > 2 ? 2 : seen.capitals;
    const lowers = seen.lowers > 1 ? 2 : seen.lowers;
    add(33, others * 9 + capitals * 3 + lowers, own);
    add(
      34,
      Math.min(seen.afterTitle, 1) * 8 +
        Math.min(seen.afterKin, 1) * 4 +
        Math.min(seen.possessives, 1) * 2 +
        Math.min(seen.beforeSpeech, 1),
      coarse,
    );
    add(35, Math.min(seen.afterArticle, 2), coarse);
    add(36, Math.min(seen.beforeSpeech, 2) * 3 + Math.min(seen.possessives, 2), others);
  }
  // The capitalised run a word stands in, and what ends it: "Larkmead Primary School", "Grange Road".
  let run = index;
  const limit = index + 5;
  let heads = 0;
  while (run < limit) {
    const next = tokens[run + 1];
    if (!next || next.gap === 2 || !isWord(next) || next.shape === shape.lower) break;
    run++;
    heads |=
      next.classes &
      (wordClass.settingHead | wordClass.streetHead | wordClass.organisationHead | acronym | role);
  }
  let back = index;
  while (back > index - 4) {
    const previous = tokens[back - 1];
    if (!previous || tokens[back]?.gap === 2 || !isWord(previous) || previous.shape === shape.lower)
      break;
    back--;
  }
  const beforeRun = tokens[back - 1];
  add(37, heads, coarse);
  add(38, (run - index) * 4 + (index - back), own);
  add(39, classSeen(beforeRun), coarse);
  add(40, seenAs(beforeRun), heads);
  add(41, seenAs(tokens[run + 1]), coarse);
  // Words that name one by one: "called", "her name is", "my".
  let namedFrom = 0;
  for (let far = 1; far <= 4; far++) {
    const other = tokens[index - far];
    if (other && other.classes & naming) namedFrom = far;
  }
  add(42, namedFrom, coarse);
  add(
    43,
    (before?.classes ?? 0) & (title | kin | role | child | acronym),
    (after?.classes ?? 0) & (speech | auxiliary | small),
  );
  const hyphenAfter = isHyphen(after) && after2?.gap === 0 ? after2 : undefined;
  const hyphenBefore = isHyphen(before) && token.gap === 0 ? before2 : undefined;
  add(45, hyphenAfter ? kindOf(hyphenAfter) * 32 + writingOf(hyphenAfter) : nowhere, isCapital);
  add(46, hyphenBefore ? kindOf(hyphenBefore) * 32 + writingOf(hyphenBefore) : nowhere, isCapital);
  add(44, token.a === before?.a ? 1 : 0, kind);
  const partBefore = partOf(before);
  const partAfter = partOf(after);
  add(53, partBefore, coarse);
  add(54, partAfter, coarse);
  add(55, partBefore * 512 + partAfter, coarse);
  add(56, partAfter * 512 + partOf(after2), isCapital);
  add(57, partOf(before2) * 512 + partBefore, isCapital);
  add(58, partAfter, own);
  // What is spoken of nearby, wherever it stands: pets, games, lessons, or people.
  for (let far = 2; far <= nearby; far++) {
    addNear(tokens[index - far], isCapital, add);
    addNear(tokens[index + far], isCapital, add);
  }
  return n;
}
