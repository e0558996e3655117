// Trains the tagger on the training texts and packs it: node training/train.ts FOLDER…

import { writeFileSync } from "node:fs";
import { train } from "./course.ts";
import { readCorpus } from "./marked-text.ts";

const texts = process.argv.slice(2).flatMap(readCorpus);
const tagger = (await train(texts)).get("");
if (!tagger) throw new Error("Nothing was learnt.");
const file = new URL("../lambda/screening/tagger.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(tagger, undefined, 2)}\n`);
process.stdout.write(`${texts.length} texts, ${JSON.stringify(tagger).length} letters\n`);
