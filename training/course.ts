// A whole course of training: a first look for each author that has not seen that author, a second look on what those make of the texts, and a first look on all.

import { Worker } from "node:worker_threads";
import { buckets } from "../lambda/screening/features.ts";
import type { PackedTagger } from "../lambda/screening/tagger.ts";
import { type PackedWeights, unpackWeights, type Weights } from "../lambda/screening/weights.ts";
import { varied } from "./augment.ts";
import { type Examples, firstExamples, secondExamples, type Variant } from "./examples.ts";
import { generate } from "./generate.ts";
import type { Settings } from "./learn.ts";
import { authorOf, type MarkedText } from "./marked-text.ts";
import { randomFrom } from "./names.ts";

/** New texts made of each one for the first look and for the second, and generated texts for each. */
export const variants = { first: 3, second: 2, generated: 0.5 };
const threads = 2;

export const firstSettings: Settings = {
  ...{ seed: 7, passes: 3, rate: 0.08, decay: 1e-7 },
  ...{ dropout: 0.3, smoothing: 0.03, settled: 0.01 },
};
export const secondSettings: Settings = {
  ...{ seed: 11, passes: 4, rate: 0.02, decay: 1e-4 },
  ...{ dropout: 0.1, smoothing: 0.01, settled: 0.01 },
};

/** One thing to learn: from these examples, leaving out the texts of one author. */
export interface Lesson {
  readonly look: "first" | "second";
  readonly without: string | undefined;
}
export interface Learnt extends Lesson {
  readonly weights: PackedWeights;
}
export interface Course {
  readonly examples: Examples;
  /** The author of each text. */
  readonly authors: readonly string[];
  readonly settings: Settings;
}

/** Learns each lesson, on a few threads; the same weights whatever their number. */
function learnAll(course: Course, lessons: readonly Lesson[]): Promise<Map<string, PackedWeights>> {
  const waiting = [...lessons];
  const learnt = new Map<string, PackedWeights>();
  return new Promise((resolve, reject) => {
    let working = Math.min(threads, lessons.length);
    for (let thread = 0; thread < threads && thread < lessons.length; thread++) {
      const worker = new Worker(new URL("./learner.ts", import.meta.url), { workerData: course });
      const next = () => {
        const lesson = waiting.shift();
        if (lesson) return worker.postMessage(lesson);
        void worker.terminate();
        if (--working === 0) resolve(learnt);
      };
      worker.on("error", reject);
      worker.on("message", (done: Learnt) => {
        learnt.set(done.without ?? "", done.weights);
        next();
      });
      next();
    }
  });
}

function* variantsOf(texts: readonly MarkedText[], each: number, seed: number): Iterable<Variant> {
  const random = randomFrom(seed);
  for (const [source, text] of texts.entries()) {
    yield { text, source };
    for (let variant = 0; variant < each; variant++) yield { text: varied(text, random), source };
  }
}

function* withGenerated(texts: readonly MarkedText[]): Iterable<Variant> {
  yield* variantsOf(texts, variants.first, firstSettings.seed);
  const random = randomFrom(firstSettings.seed + 1);
  for (let text = 0; text < variants.generated * texts.length; text++)
    yield { text: varied(generate(random), random), source: -1 };
}

/** The tagger to ship, under "", and for each author one that never saw that author's texts. */
export async function train(texts: readonly MarkedText[]): Promise<Map<string, PackedTagger>> {
  const authors = texts.map(authorOf);
  const each = [...new Set(authors)];
  const first = await learnAll(
    { examples: firstExamples(withGenerated(texts)), authors, settings: firstSettings },
    [undefined, ...each].map((without) => ({ look: "first", without })),
  );
  const unpacked = new Map<string, Weights>();
  for (const [author, weights] of first) unpacked.set(author, unpackWeights(weights, buckets));
  const firstLookFor = (source: number) => unpacked.get(authors[source] ?? "") as Weights;
  const second = await learnAll(
    {
      examples: secondExamples(
        variantsOf(texts, variants.second, secondSettings.seed),
        firstLookFor,
      ),
      authors,
      settings: secondSettings,
    },
    [undefined, ...each].map((without) => ({ look: "second", without })),
  );
  const taggers = new Map<string, PackedTagger>();
  for (const [author, weights] of first)
    taggers.set(author, { first: weights, second: second.get(author) as PackedWeights });
  return taggers;
}
