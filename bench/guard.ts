// How well the guard does on folders of marked texts, with n and 95 % intervals:
//   node bench/guard.ts FOLDER…           the tagger as shipped: for texts it was not trained on
//   node bench/guard.ts FOLDER… --cross   each author measured by a tagger trained on all the others
// With --show it also prints what was missed and what was flagged wrongly: for training texts only.

import trained from "../lambda/screening/tagger.json" with { type: "json" };
import { unpack } from "../lambda/screening/tagger.ts";
import { train } from "../training/course.ts";
import { authorOf, readCorpus } from "../training/marked-text.ts";
import { Measures } from "./guard-measures.ts";

const args = process.argv.slice(2);
const folders = args.filter((arg) => !arg.startsWith("--"));
const texts = folders.flatMap(readCorpus);
const authors = [...new Set(texts.map(authorOf))].sort();
const measures = new Measures();
if (args.includes("--cross")) {
  const taggers = await train(texts);
  for (const author of authors) {
    const packed = taggers.get(author);
    if (!packed) throw new Error(`No tagger without ${author}.`);
    const tagger = unpack(packed);
    for (const text of texts) if (authorOf(text) === author) measures.add(text, tagger);
  }
} else {
  const tagger = unpack(trained);
  for (const text of texts) measures.add(text, tagger);
}
console.log(`${texts.length} texts by ${authors.length} authors\n\n${measures.table(authors)}`);
if (args.includes("--show")) console.log(`\n${measures.shown.join("\n")}`);
