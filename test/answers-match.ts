// Holds a real answer against its contract: what the OpenAPI description promises is made from the same.
import assert from "node:assert/strict";
import type * as z from "zod";
import type { AnswerContract, Operation } from "../lambda/http/contract.ts";
import { problemKinds, type Slug } from "../lambda/http/problem.ts";
import { problemsOf } from "../lambda/pages/openapi-answers.ts";
import { problemSchema } from "../lambda/pages/problem-answer.ts";

export interface AnswerToCheck {
  readonly status: number;
  /** In any case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON, where the answer is JSON. */
  readonly body?: unknown;
}

/** Headers any answer may have: of HTTP, of the gateway, and those the service always sends. */
const usualHeaders: ReadonlySet<string> = new Set([
  "apigw-requestid",
  "cache-control",
  "connection",
  "content-length",
  "content-security-policy",
  "content-type",
  "date",
  "keep-alive",
  "referrer-policy",
  "strict-transport-security",
  "vary",
  "x-content-type-options",
]);

/** Declared for answers that may go without them; every other declared header has to be there. */
const sometimes: ReadonlySet<string> = new Set(["content-location"]);

/**
 * Asserts that an operation may answer so: the status and the media type are declared, the body has
 * every field of its schema and no other, the headers are declared and there, and a problem is one
 * of the operation's, with what it promises.
 */
export function assertMatchesContract(operation: Operation, answer: AnswerToCheck): void {
  const where = `${operation.id} answered ${answer.status}`;
  const headers = new Map(
    Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const mediaType = headers.get("content-type")?.split(";")[0]?.trim();
  if (mediaType === "application/problem+json") {
    assertProblem(operation, answer, headers, where);
    return;
  }
  const declared: AnswerContract | undefined = operation.answers[answer.status];
  assert.ok(declared, `${where}, which its contract does not declare`);
  assertHeaders(declaredHeaders(operation, declared), headers, where);
  const mediaTypes = [...(declared.mediaTypes ?? []), ...(declared.schema ? [JSON_TYPE] : [])];
  const isDeclared =
    mediaType === undefined ? mediaTypes.length === 0 : mediaTypes.includes(mediaType);
  assert.ok(isDeclared, `${where} as ${mediaType}, which its contract does not declare`);
  if (mediaType === JSON_TYPE && declared.schema) assertBody(declared.schema, answer.body, where);
}

const JSON_TYPE = "application/json";

/** A field that the schema would drop shows as a difference. */
function assertBody(schema: z.ZodType, body: unknown, where: string): void {
  const parsed = schema.safeParse(body);
  assert.ok(parsed.success, `${where} with a body unlike its schema: ${parsed.error?.message}`);
  assert.deepEqual(body, parsed.data, `${where} with fields that its schema does not declare`);
}

function declaredHeaders({ rememberedIn }: Operation, { headers = {} }: AnswerContract) {
  const declared = Object.keys(headers).map((name) => name.toLowerCase());
  return {
    expected: declared.filter((name) => !sometimes.has(name)),
    allowed: [...declared, ...(rememberedIn ? ["idempotent-replayed"] : [])],
  };
}

function assertHeaders(
  {
    expected,
    allowed,
  }: { readonly expected: readonly string[]; readonly allowed: readonly string[] },
  headers: ReadonlyMap<string, string>,
  where: string,
): void {
  const unknown = [...headers.keys()].filter(
    (name) => !usualHeaders.has(name) && !allowed.includes(name),
  );
  assert.deepEqual(unknown, [], `${where} with headers that are not declared`);
  const missing = expected.filter((name) => !headers.get(name));
  assert.deepEqual(missing, [], `${where} without a header that is declared`);
}

/** What a problem is nothing without. */
const promisedMembers: Partial<Record<Slug, "errors" | "findings" | "direction">> = {
  "immediate-risk": "direction",
  "open-case": "direction",
  "no-names-not-offered": "direction",
  "safeguarding-lead-first": "direction",
  "consent-needed": "direction",
  "validation-failed": "errors",
  "identifiers-found": "findings",
};

const promisedHeaders: Partial<Record<Slug, string>> = {
  "not-signed-in": "www-authenticate",
  "too-many-misses": "retry-after",
  unavailable: "retry-after",
};

function assertProblem(
  operation: Operation,
  { status, body }: AnswerToCheck,
  headers: ReadonlyMap<string, string>,
  where: string,
): void {
  assertBody(problemSchema, body, where);
  const problem = problemSchema.parse(body);
  const slug = problem.type.replace(/^\/problems\//, "");
  const known = problemsOf(operation).find((one) => one === slug);
  assert.ok(known, `${where} with the problem ${slug}, which its contract does not declare`);
  assert.equal(status, problemKinds[known].status, `${where} with the problem ${slug}`);
  assert.equal(problem.status, status, `${where} and says another status in its body`);
  assert.equal(problem.title, problemKinds[known].title);
  const member = promisedMembers[known];
  assert.ok(!member || problem[member], `${where} with ${slug}, but without “${member}”`);
  const header = promisedHeaders[known];
  assertHeaders(
    { expected: header ? [header] : [], allowed: header ? [header] : [] },
    headers,
    where,
  );
}
