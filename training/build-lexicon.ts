// Packs the word lists in training/data into lambda/screening/lexicon.json: node training/build-lexicon.ts

import { readFileSync, writeFileSync } from "node:fs";
import { toText } from "../lambda/screening/dense-text.ts";
import {
  cellBits,
  cellsOf,
  classBase,
  classBits,
  hashesOf,
} from "../lambda/screening/lexicon-cells.ts";

const data = new URL("./data/", import.meta.url);

function read(name: string): string {
  return readFileSync(new URL(name, data), "utf8");
}

function plain(name: string): string[] {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, "")
    .split(/[^a-z]+/)
    .filter((part) => part.length > 1);
}

function counts(file: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const line of read(file).trim().split("\n").slice(1)) {
    const comma = line.lastIndexOf(",");
    for (const part of plain(line.slice(0, comma))) {
      sums.set(part, (sums.get(part) ?? 0) + Number(line.slice(comma + 1)));
    }
  }
  return sums;
}

/** Step of a count: how many of the limits it reaches. */
function step(count: number, limits: readonly number[]): number {
  return limits.filter((limit) => count >= limit).length;
}

// The rarest names are left out: an unknown capitalised word is read much as a rare name is.
const fewestBirths = 12;
const fewestPeople = 200;
const firstSteps = [fewestBirths, 30, 200, 1500, 10_000];
const lastSteps = [fewestPeople, 400, 2500, 20_000];
/** SCOWL's sizes, from the rarest to the commonest. */
const wordSteps: Readonly<Record<string, number>> = { 55: 1, 50: 2, 40: 3, 35: 4, 20: 5, 10: 6 };
/** Places of fewer people are as often surnames as places. */
const fewestInhabitants = 1;
/** A foreign name that is also a common English word says nothing. */
const commonWord = 4;

const first = counts("first-names.csv");
const last = counts("surnames.csv");
const ordinary = new Map<string, number>();
for (const line of read("words.txt").trim().split("\n")) {
  const [size = "", ...words] = line.split(" ");
  if (!(size in wordSteps)) continue;
  for (const word of words) ordinary.set(word, wordSteps[size] ?? 1);
}
const capitalised = new Set(read("capitalised.txt").trim().split("\n"));
const known = new Set(read("known-words.txt").trim().split("\n"));
const places = new Set<string>();
for (const line of read("places.csv").trim().split("\n").slice(1)) {
  const comma = line.lastIndexOf(",");
  if (Number(line.slice(comma + 1)) < fewestInhabitants) continue;
  const parts = plain(line.slice(0, comma));
  for (const part of parts) {
    if (parts.length === 1 || (ordinary.get(part) ?? 0) < 3) places.add(part);
  }
}
for (const line of read("names-elsewhere.txt").trim().split("\n")) {
  const [kind, ...names] = line.split(" ");
  const [counted, count] =
    kind === "first" ? [first, firstSteps[1] ?? 0] : [last, lastSteps[0] ?? 0];
  for (const name of names) {
    if ((ordinary.get(name) ?? 0) < commonWord && !counted.has(name)) counted.set(name, count);
  }
}

/** Names of people elsewhere and before, where the lists of births here know none. */
for (const [name, count] of counts("names-more.csv")) {
  if ((ordinary.get(name) ?? 0) < commonWord && !first.has(name)) first.set(name, count);
}
for (const name of read("nicknames.txt").trim().split(/\s+/)) {
  if ((ordinary.get(name) ?? 0) < commonWord)
    first.set(name, Math.max(first.get(name) ?? 0, firstSteps[2] ?? 0));
}

/** What part of speech an ordinary word is most often: its number in `parts`. */
const parts = ["", "noun", "verb", "past", "ing", "adjective"];
const partOf = new Map<string, number>();
for (const line of read("parts-of-speech.txt").trim().split("\n")) {
  const [part = "", ...words] = line.split(" ");
  for (const word of words) partOf.set(word, parts.indexOf(part));
}
/** What an ending makes of a word that the list of parts does not hold. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/ed$/, "past"],
  [/ing$/, "ing"],
  [/(?:ly|able|ible|ful|less|ous|ic|ical|ish|ive)$/, "adjective"],
  [/(?:s|tion|ment|ness|ity|er|or|ist|ism|ship)$/, "noun"],
];
function partOfSpeech(word: string): number {
  const isRareName = (ordinary.get(word) ?? 0) <= 2 && (first.has(word) || last.has(word));
  if (!ordinary.has(word) || isRareName) return 0;
  const ending = endings.find(([pattern]) => pattern.test(word));
  return partOf.get(word) ?? (ending ? parts.indexOf(ending[1]) : 0);
}

/** A plural is read by its stem, unless it is more than a plural. */
function isPlainPlural(word: string): boolean {
  const stem = word.endsWith("s") ? ordinary.get(word.slice(0, -1)) : undefined;
  const asWord = ordinary.get(word) ?? 0;
  return (
    stem !== undefined &&
    asWord <= stem &&
    asWord < 6 &&
    !first.has(word) &&
    !last.has(word) &&
    !capitalised.has(word)
  );
}

function isNothingElse(word: string): boolean {
  return !first.has(word) && !last.has(word) && !ordinary.has(word);
}

const classOf = new Map<string, string>();
for (const word of new Set([
  ...first.keys(),
  ...last.keys(),
  ...ordinary.keys(),
  ...capitalised,
  ...known,
  ...places,
])) {
  const digits = [
    step(first.get(word) ?? 0, firstSteps),
    step(last.get(word) ?? 0, lastSteps),
    ordinary.get(word) ?? 0,
    Number(places.has(word)),
    // Where it is a name or a word besides, this says nothing more.
    !isNothingElse(word) ? 0 : capitalised.has(word) ? 1 : known.has(word) ? 2 : 0,
    partOfSpeech(word),
  ].join("");
  if (digits !== "000000" && !isPlainPlural(word)) classOf.set(word, digits);
}

const classes = [...new Set(classOf.values())].sort();
if (classes.length > 1 << classBits)
  throw new Error(`${classes.length} classes do not fit in ${classBits} bits.`);

/** Peels the words off one by one, each from a cell that no other word left needs; undefined where some remain. */
function pack(segment: number): Uint16Array | undefined {
  const words = [...classOf].map(([word, digits]) => {
    const { a, b } = hashesOf(word);
    const at = cellsOf(a, b, segment);
    return {
      cells: [at.first, at.second, at.third] as const,
      value: (at.fingerprint << classBits) | classes.indexOf(digits),
    };
  });
  const size = 3 * segment;
  const users = new Int32Array(size);
  const sums = new Int32Array(size);
  words.forEach(({ cells }, index) => {
    for (const cell of cells) {
      users[cell] = (users[cell] ?? 0) + 1;
      sums[cell] = (sums[cell] ?? 0) ^ index;
    }
  });
  const free = [...users.keys()].filter((cell) => users[cell] === 1);
  const order: { word: number; cell: number }[] = [];
  for (let cell = free.pop(); cell !== undefined; cell = free.pop()) {
    if (users[cell] !== 1) continue;
    const word = sums[cell] ?? 0;
    order.push({ word, cell });
    for (const other of words[word]?.cells ?? []) {
      users[other] = (users[other] ?? 0) - 1;
      sums[other] = (sums[other] ?? 0) ^ word;
      if (users[other] === 1) free.push(other);
    }
  }
  if (order.length < words.length) return undefined;
  const table = new Uint16Array(size);
  for (const { word, cell } of order.reverse()) {
    const entry = words[word];
    if (!entry) continue;
    let value = entry.value;
    for (const other of entry.cells) if (other !== cell) value ^= table[other] ?? 0;
    table[cell] = value;
  }
  return table;
}

/** A table a little larger each time until every word finds a cell. */
const mostTries = 40;
let segment = Math.ceil((classOf.size * 1.23) / 3) + 11;
let table = pack(segment);
for (let tries = 1; !table && tries < mostTries; tries++) {
  segment += 13;
  table = pack(segment);
}
if (!table) throw new Error("No table holds these words.");
const file = new URL("../lambda/screening/lexicon.json", import.meta.url);
const bytes = new Uint8Array(Math.ceil((table.length * cellBits) / 8));
table.forEach((value, cell) => {
  for (let bit = 0; bit < cellBits; bit++) {
    const at = cell * cellBits + bit;
    const isSet = (value >> (cellBits - 1 - bit)) & 1;
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (isSet << (7 - (at & 7)));
  }
});
const cells = toText(bytes);
const steps = classes.map((digits, index) =>
  (Number(digits) - Number(classes[index - 1] ?? 0)).toString(classBase),
);
writeFileSync(file, `${JSON.stringify({ segment, classes: steps.join(" "), cells })}\n`);
process.stdout.write(`${classOf.size} words, ${classes.length} classes, ${cells.length} letters\n`);
