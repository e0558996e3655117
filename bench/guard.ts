// How well the guard does on a folder of marked texts, with n and 95 % intervals:
//   node bench/guard.ts FOLDER            the tagger as shipped: for texts it was not trained on
//   node bench/guard.ts FOLDER --cross    trained afresh on three quarters of the files, measured on the rest, four times
// With --show it also prints what was missed and what was flagged wrongly: for the training part only.

import { findMarks } from "../lambda/screening/layers.ts";
import { normalise } from "../lambda/screening/normalised-text.ts";
import trained from "../lambda/screening/tagger.json" with { type: "json" };
import { type Tagger, unpack } from "../lambda/screening/tagger.ts";
import { train } from "../training/learn.ts";
import { type MarkedText, readCorpus, type Span } from "../training/marked-text.ts";

const parts = 4;
/** Share of a span's units under a mark from which it counts as hidden whole. */
const wholeShare = 0.8;
const ofOwnForm = new Set(
  "EMAIL PHONE NHS NINO POSTCODE UPN URL VEHICLE_REG DRIVING_LICENCE".split(" "),
);
const varieties: Readonly<Record<string, string>> = {
  "": "plain",
  lower: "lower case and capitals",
  word: "names that are words",
};
const personGoals: Readonly<Record<string, string>> = {
  "": "≥ 99",
  lower: "≥ 95",
  word: "≥ 92",
  initials: "≥ 85",
};

interface Goal {
  readonly name: string;
  readonly goal: string;
  hits: number;
  n: number;
}

const goals = new Map<string, Goal>();
const shown: string[] = [];

function count(name: string, isHit: boolean, goal = ""): void {
  const entry = goals.get(name) ?? { name, goal, hits: 0, n: 0 };
  entry.hits += isHit ? 1 : 0;
  entry.n++;
  goals.set(name, entry);
}

/** Wilson's interval for a share, in percent. */
function interval(hits: number, n: number): string {
  const z = 1.96;
  const share = hits / n;
  const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half =
    (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  return `${(100 * Math.max(0, middle - half)).toFixed(1)}–${(100 * Math.min(1, middle + half)).toFixed(1)}`;
}

type Place = Pick<Span, "start" | "end">;

function overlap(one: Place, other: Place): number {
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
}

function around(text: string, { start, end }: Place): string {
  const context = text.slice(Math.max(0, start - 40), end + 30).replaceAll("\n", "⏎");
  return `[${text.slice(start, end)}] … ${context}`;
}

function measure(marked: MarkedText, tagger: Tagger): void {
  const { text, spans, kind, id } = marked;
  const normalised = normalise(text);
  const marks = findMarks(normalised, [], tagger).map((mark) => ({
    ...mark,
    start: normalised.startOf(mark.start),
    end: normalised.endOf(mark.end - 1),
  }));
  const isFound = (span: Span) => marks.some((mark) => overlap(mark, span) > 0);
  for (const span of spans) {
    countSpan(span, isFound(span));
    const under = marks.reduce((sum, mark) => sum + overlap(mark, span), 0);
    if (isFound(span))
      count("found spans hidden whole", under >= wholeShare * (span.end - span.start));
    else shown.push(`${id} missed ${span.type}/${span.variety} ${around(text, span)}`);
  }
  const wrong = marks.filter((mark) => !spans.some((span) => overlap(mark, span) > 0));
  for (const mark of wrong) {
    shown.push(`${id} ${kind} wrongly ${mark.type} ${mark.certainty} ${around(text, mark)}`);
  }
  if (spans.length > 0) {
    count("texts with identifiers that leak any", !spans.every(isFound), "≤ 4");
    count("texts with identifiers where something else is flagged", wrong.length > 0);
  } else if (kind === "clean") count("clean narratives stopped", wrong.length > 0, "≤ 3");
  else count("hard clean texts stopped", wrong.length > 0, "≤ 6");
}

function countSpan({ type, variety }: Span, isHit: boolean): void {
  if (type === "PERSON") {
    count("people", isHit, "≥ 97");
    count(`people, ${varieties[variety] ?? variety}`, isHit, personGoals[variety]);
  } else if (ofOwnForm.has(type)) {
    if (variety === "") count("own form, plain", isHit, "100");
    else count("own form, disguised", isHit, "≥ 98");
  } else count(type.toLowerCase().replace("_", " "), isHit);
}

const [, , folder = "test/screening/corpus/heldout", ...flags] = process.argv;
const texts = readCorpus(folder);
const files = [...new Set(texts.map(({ file }) => file))];
if (flags.includes("--cross")) {
  for (let part = 0; part < parts; part++) {
    const isTest = ({ file }: MarkedText) => files.indexOf(file) % parts === part;
    const tagger = unpack(train(texts.filter((text) => !isTest(text))));
    for (const text of texts.filter(isTest)) measure(text, tagger);
  }
} else {
  const tagger = unpack(trained);
  for (const text of texts) measure(text, tagger);
}
console.log(`${texts.length} texts\n`);
console.log("| what | goal, % | % | of n | 95 % interval |\n|---|---|---|---|---|");
for (const { name, goal, hits, n } of [...goals.values()].sort((a, b) =>
  a.name.localeCompare(b.name),
)) {
  console.log(
    `| ${name} | ${goal} | ${((100 * hits) / n).toFixed(1)} | ${n} | ${interval(hits, n)} |`,
  );
}
if (flags.includes("--show")) console.log(`\n${shown.join("\n")}`);
