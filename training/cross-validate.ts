// How well the guard does on files its tagger was not trained on: node training/cross-validate.ts FOLDER [folds] [hidden] [passes]

import { findMarks } from "../lambda/screening/layers.ts";
import { normalise } from "../lambda/screening/normalised-text.ts";
import { type Tagger, unpack } from "../lambda/screening/tagger.ts";
import { train } from "./learn.ts";
import { type MarkedText, readCorpus } from "./marked-text.ts";

const [, , folder = "", folds = "4"] = process.argv;
const extra = (process.env.EXTRA ?? "").split(" ").filter(Boolean).flatMap(readCorpus);
const texts = readCorpus(folder);
const files = [...new Set(texts.map((t) => t.file))];
const n = Number(folds);
const stats = new Map<string, [number, number]>();
const add = (k: string, hit: boolean) => { const s = stats.get(k) ?? [0, 0]; s[0] += hit ? 1 : 0; s[1]++; stats.set(k, s); };
const misses: string[] = [], falses: string[] = [];
const structured = new Set(["EMAIL","PHONE","NHS","NINO","POSTCODE","UPN","URL","VEHICLE_REG","DRIVING_LICENCE"]);
function check(t: MarkedText, tagger: Tagger) {
  const normalised = normalise(t.text);
  const marks = findMarks(normalised.text, [], tagger).map((m) => ({ ...m, start: normalised.startOf(m.start), end: normalised.endOf(m.end - 1) }));
  let leak = false, partial = false;
  for (const s of t.spans) {
    const over = marks.filter((m) => m.start < s.end && m.end > s.start);
    const hit = over.length > 0;
    const covered = over.reduce((sum, m) => sum + Math.min(m.end, s.end) - Math.max(m.start, s.start), 0) >= 0.7 * (s.end - s.start);
    add(`${s.type}/${s.variety}`, hit);
    if (s.type === "PERSON") add("PERSON all", hit);
    if (structured.has(s.type)) add(`structured/${s.variety}`, hit);
    if (hit) add("span covered, of those touched", covered);
    if (hit) add("type right", over.some((m) => m.type === s.type));
    if (hit && !covered) { partial = true; if (process.env.SHOW === "2") misses.push(`${t.id} PARTIAL ${s.type} [${t.text.slice(s.start, s.end)}] got ${over.map((m) => t.text.slice(m.start, m.end)).join("|")}`); }
    if (!hit) { leak = true; misses.push(`${t.id} ${s.type}/${s.variety} [${t.text.slice(s.start, s.end)}] …${t.text.slice(Math.max(0, s.start - 40), s.end + 30).replace(/\n/g, "⏎")}`); }
  }
  const wrong = marks.filter((m) => !t.spans.some((s) => m.start < s.end && m.end > s.start));
  for (const m of wrong) falses.push(`${t.id} ${t.kind} ${m.type} ${m.certainty} [${t.text.slice(m.start, m.end)}] …${t.text.slice(Math.max(0, m.start - 40), m.end + 30).replace(/\n/g, "⏎")}`);
  if (t.spans.length > 0) { add("leaking docs", leak); add("leaking docs, partly counted", leak || partial); add("identifying docs with a false mark", wrong.length > 0); }
  else add(`${t.kind} stopped`, wrong.length > 0);
}
for (let fold = 0; fold < n; fold++) {
  const test = new Set(files.filter((_f, i) => i % n === fold));
  const taught = [...extra, ...texts.filter((t) => !test.has(t.file))];
  const tagger = unpack(train(taught));
  for (const t of texts) if (test.has(t.file)) check(t, tagger);
}
for (const [k, [a, b]] of [...stats].sort()) console.log(k.padEnd(40), a, "/", b, ((100 * a) / b).toFixed(1) + " %");
if (process.env.SHOW) { console.log("MISSES\n" + misses.join("\n")); console.log("FALSE\n" + falses.join("\n")); }
