// That a refusal has its form, and that what was refused is nowhere afterwards.
import { expect, test } from "vitest";
import { canonicalJson } from "../../lambda/http/json.ts";
import { problemKinds, type Slug } from "../../lambda/http/problem.ts";
import { problemSchema } from "../../lambda/pages/problem-answer.ts";
import type { Answer } from "./service-client.ts";
import { everythingStored } from "./stored.ts";
import type { ServiceInUse } from "./use-service.ts";

/** Stands in every bad input, and may come back, be stored or be logged nowhere. */
export const MARK = "Quillfeather";

/** The answer is this problem, in its form, and holds nothing of what was sent. */
export function expectProblem(answer: Answer, slug: Slug): void {
  expect([slug, answer.status, answer.text]).toEqual([
    slug,
    problemKinds[slug].status,
    expect.stringContaining(`"type":"/problems/${slug}"`),
  ]);
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  const { title, status } = problemKinds[slug];
  expect(problemSchema.parse(answer.body)).toMatchObject({ title, status });
  expectNoEcho(answer);
}

export function expectNoEcho({ text, headers }: Answer): void {
  expect(text).not.toContain(MARK);
  expect(JSON.stringify(headers)).not.toContain(MARK);
}

/** What is stored, but for the counters of how often somebody asked for what is not there. */
export async function storedTexts({ service }: ServiceInUse): Promise<string[]> {
  const stored = await everythingStored(service);
  return stored
    .filter(({ item }) => !String(item.key).startsWith("misses#"))
    .map(({ table, item }) => `${table} ${canonicalJson(item)}`)
    .sort();
}

/** Declares the last test of a file: all is as it was before, and the mark stands nowhere. */
export function testNothingIsLeft(running: ServiceInUse, before: () => readonly string[]): void {
  test("nothing of all this is stored or logged", async () => {
    expect(await storedTexts(running)).toEqual(before());
    expect(running.service.output).not.toContain(MARK);
    expect(running.service.output).toContain("request-answered");
    expect(await running.client.mails()).toEqual([]);
  });
}
