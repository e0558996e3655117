// Everything an operation can answer, in OpenAPI 3.1: its answers and its problems, by status.
import type { oas31, ZodOpenApiContentObject, ZodOpenApiResponseObject } from "zod-openapi";
import { type AnswerContract, commonProblems, type Operation } from "../http/contract.ts";
import { problemKinds, type Slug, slugs } from "../http/problem.ts";
import { problemSchema } from "./problem-answer.ts";

/** The problems an operation can answer, in their order of precedence. */
export function problemsOf(operation: Operation): readonly Slug[] {
  const named = new Set<Slug>([...commonProblems(operation), ...operation.problems]);
  return slugs.filter((slug) => named.has(slug));
}

/** One response a status. Where a status is both an answer and a problem, it has both forms. */
export function describeAnswers(operation: Operation): Record<string, ZodOpenApiResponseObject> {
  const problems = Map.groupBy(problemsOf(operation), statusOf);
  const statuses = new Set([...Object.keys(operation.answers).map(Number), ...problems.keys()]);
  return Object.fromEntries(
    [...statuses].map((status) => [
      String(status),
      response(operation, operation.answers[status], problems.get(status) ?? []),
    ]),
  );
}

const statusOf = (slug: Slug): number => problemKinds[slug].status;

function response(
  operation: Operation,
  answer: AnswerContract | undefined,
  problems: readonly Slug[],
): ZodOpenApiResponseObject {
  const content = { ...(answer && answerContent(answer)), ...problemContent(problems) };
  const headers = { ...(answer && answerHeaders(operation, answer)), ...problemHeaders(problems) };
  return {
    description: [answer?.description, ...problems.map(problemWords)].filter(Boolean).join("\n\n"),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(Object.keys(content).length > 0 && { content }),
  };
}

const problemWords = (slug: Slug): string => `\`${slug}\`: ${problemKinds[slug].title}.`;

const isText = (mediaType: string): boolean => mediaType.startsWith("text/");

function answerContent({ schema, example, mediaTypes = [] }: AnswerContract) {
  const content: ZodOpenApiContentObject = {};
  for (const mediaType of mediaTypes) {
    content[mediaType] = isText(mediaType) ? { schema: { type: "string" } } : {};
  }
  if (schema !== undefined) {
    content["application/json"] = { schema, ...(example !== undefined && { example }) };
  }
  return content;
}

function problemContent(problems: readonly Slug[]): ZodOpenApiContentObject {
  if (problems.length === 0) return {};
  const examples = Object.fromEntries(
    problems.map((slug) => [slug, { $ref: `#/components/examples/${slug}` }]),
  );
  return { "application/problem+json": { schema: problemSchema, examples } };
}

const header = (
  description: string,
  type: "string" | "integer" = "string",
): oas31.HeaderObject => ({
  description,
  schema: { type },
});

function answerHeaders({ rememberedIn }: Operation, { headers = {} }: AnswerContract) {
  const declared = Object.entries(headers).map(([name, says]) => [name, header(says)] as const);
  return {
    ...Object.fromEntries(declared),
    ...(rememberedIn && {
      "Idempotent-Replayed": header("`true` where this is the answer to an earlier request."),
    }),
  };
}

function problemHeaders(problems: readonly Slug[]) {
  return {
    ...(problems.includes("not-signed-in") && { "WWW-Authenticate": header("`Bearer`.") }),
    ...(problems.some((slug) => slug === "too-many-misses" || slug === "unavailable") && {
      "Retry-After": header("Seconds to wait before another try.", "integer"),
    }),
  };
}
