// Trains the tagger on the training texts and packs it: node training/train.ts FOLDER…

import { writeFileSync } from "node:fs";
import { train } from "./learn.ts";
import { readCorpus } from "./marked-text.ts";

const folders = process.argv.slice(2);
const texts = folders.flatMap(readCorpus);
const file = new URL("../lambda/screening/tagger.json", import.meta.url);
const tagger = train(texts);
writeFileSync(file, `${JSON.stringify(tagger)}\n`);
process.stdout.write(`${texts.length} texts, ${tagger.rows.length} letters\n`);
