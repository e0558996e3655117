// One thread of a course of training: learns what it is told and answers with packed weights.

import { parentPort, workerData } from "node:worker_threads";
import type { Course, Learnt, Lesson } from "./course.ts";
import { learn } from "./learn.ts";
import { packed } from "./pack.ts";

const { examples, authors, settings }: Course = workerData;
parentPort?.on("message", (lesson: Lesson) => {
  const weights = learn(examples, (source) => authors[source] !== lesson.without, settings);
  const learnt: Learnt = { ...lesson, weights: packed(weights) };
  parentPort?.postMessage(learnt);
});
