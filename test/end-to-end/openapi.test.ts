// The description that is served, held against what the service really answers, operation by operation.
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { allOperations } from "../../lambda/all-operations.ts";
import type { Operation } from "../../lambda/http/contract.ts";
import type { Slug } from "../../lambda/http/problem.ts";
import { type Role, roles } from "../../lambda/http/roles.ts";
import { issueReference } from "../../lambda/references/reference.ts";
import { holdStrategyMeeting, startChecks } from "../../lambda/referrals/step-contract.ts";
import { expectProblem } from "./nothing-left.ts";
import type { Answer, CallOptions } from "./service-client.ts";
import { addressOf, type Parameters, somethingThere, withQuery } from "./something-there.ts";
import { useService } from "./use-service.ts";

/** After everything that the examples say has happened. */
const running = useService("2026-11-25T10:30:00Z");
const { client } = running;

const operationSchema = z.looseObject({
  operationId: z.string(),
  requestBody: z
    .looseObject({
      content: z.record(z.string(), z.looseObject({ example: z.unknown().optional() })),
    })
    .optional(),
  responses: z.record(
    z.string(),
    z.looseObject({
      content: z
        .record(
          z.string(),
          z.looseObject({ examples: z.record(z.string(), z.unknown()).optional() }),
        )
        .default({}),
    }),
  ),
});
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const documentSchema = z.looseObject({
  openapi: z.literal("3.1.0"),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** The operations of the served document, by their ids. */
const described = new Map<string, z.output<typeof operationSchema>>();
/** What operations that change nothing find. */
let shared: Parameters = {};
beforeAll(async () => {
  shared = await somethingThere(client);
  const { body } = await client.call("GET", "/openapi.json", { key: null });
  for (const item of Object.values(documentSchema.parse(body).paths)) {
    for (const method of methods) {
      const operation = item[method.toLowerCase()];
      if (operation === undefined) continue;
      const parsed = operationSchema.parse(operation);
      described.set(parsed.operationId, parsed);
    }
  }
});

/** The document says that the operation may answer so; its body and headers the client has checked. */
function expectDescribed({ id }: Operation, { status, headers, body }: Answer): void {
  const mediaType = headers["content-type"]?.split(";")[0];
  const response = described.get(id)?.responses[status];
  expect(Object.keys(described.get(id)?.responses ?? {})).toContain(String(status));
  if (mediaType !== undefined) expect(Object.keys(response?.content ?? {})).toContain(mediaType);
  if (mediaType !== "application/problem+json") return;
  const slug = String(body?.type).replace("/problems/", "");
  expect(Object.keys(response?.content[mediaType]?.examples ?? {})).toContain(slug);
}

const permitted = ({ roles: named }: Operation): Role | undefined =>
  named === "public" ? undefined : named.includes("administrator") ? "administrator" : named[0];

const call = async (operation: Operation, address: string, options: CallOptions = {}) => {
  const as = permitted(operation);
  const answer = await client.call(operation.method, address, {
    ...(as && { as }),
    body: example(operation),
    ...options,
  });
  expectDescribed(operation, answer);
  return answer;
};

interface Provocation {
  readonly slug: Slug;
  /** Whether the operation can be provoked so. */
  readonly concerns: (operation: Operation) => boolean;
  readonly options?: (operation: Operation) => CallOptions;
  readonly parameters?: Parameters;
  readonly query?: Readonly<Record<string, string>>;
}

const takesJson = ({ body, takesForm }: Operation) => body !== undefined && !takesForm;
const isPublic = ({ roles: named }: Operation) => named === "public";
const outsiderOf = ({ roles: named }: Operation): Role | undefined =>
  roles.find((role) => named !== "public" && !named.some((one) => one === role));
const isAt = (parameter: string) => (operation: Operation) =>
  operation.path.includes(`{${parameter}}`);

/** What every operation of a kind refuses alike. */
const provocations: readonly Provocation[] = [
  {
    slug: "not-signed-in",
    concerns: (operation) => !isPublic(operation),
    options: () => ({ as: undefined, token: "" }),
  },
  {
    slug: "not-permitted",
    concerns: (operation) => outsiderOf(operation) !== undefined,
    options: (operation) => ({ as: outsiderOf(operation) }),
  },
  {
    slug: "payload-too-large",
    concerns: takesJson,
    options: () => ({ body: " ".repeat(300 * 1024) }),
  },
  {
    slug: "unsupported-media-type",
    concerns: takesJson,
    options: () => ({ headers: { "content-type": "text/plain" } }),
  },
  {
    slug: "not-acceptable",
    concerns: () => true,
    options: () => ({ headers: { accept: "audio/midi" } }),
  },
  { slug: "malformed-request", concerns: takesJson, options: () => ({ body: "{" }) },
  {
    slug: "malformed-request",
    concerns: ({ query }) => query !== undefined,
    query: { "nobody-knows": "this" },
  },
  {
    slug: "idempotency-key-missing",
    concerns: ({ rememberedIn }) => rememberedIn !== undefined,
    options: () => ({ key: null }),
  },
  {
    slug: "malformed-reference",
    concerns: isAt("reference"),
    parameters: { reference: "NNC-73CF-2K9M-0HMH" },
  },
  { slug: "validation-failed", concerns: takesJson, options: () => ({ body: [] }) },
  {
    slug: "not-found",
    concerns: isAt("reference"),
    parameters: { reference: "NNC-73CF-2K9M-0HMJ" },
  },
  {
    slug: "malformed-reference",
    concerns: isAt("referralId"),
    parameters: { referralId: "NNC-73CF-2K9M-0HMJ" },
  },
  {
    slug: "not-found",
    concerns: isAt("referralId"),
    parameters: { referralId: issueReference("referral") },
  },
  {
    slug: "not-found",
    concerns: isAt("taskId"),
    parameters: { taskId: "0f0f6c0e-6f0a-4c53-9f2b-2d1f7a0c7c11" },
  },
  {
    slug: "not-found",
    concerns: isAt("messageId"),
    parameters: { messageId: "0f0f6c0e-6f0a-4c53-9f2b-2d1f7a0c7c11" },
  },
  {
    slug: "not-found",
    concerns: (operation) => isAt("agencyId")(operation) && operation.method !== "PUT",
    parameters: { agencyId: "nobody-entered-this" },
  },
  { slug: "not-found", concerns: isAt("slug"), parameters: { slug: "no-such-problem" } },
  { slug: "not-found", concerns: isAt("file"), parameters: { file: "no-such-file.js" } },
];

/** What has to have happened before some steps of a referral. */
const stepsBefore: Readonly<Record<string, readonly Operation[]>> = {
  "complete-checks": [startChecks],
  "distribute-strategy-record": [holdStrategyMeeting],
};

const named = (operations: readonly Operation[]) =>
  operations.map((operation) => [operation.id, operation] as const);

describe.each(named(allOperations))("%s", (id, operation) => {
  let there: Parameters = {};
  beforeAll(async () => {
    there = operation.method === "GET" ? shared : await somethingThere(client);
  });

  it("is described, and does what its own example says", async () => {
    expect(described.has(id)).toBe(true);
    for (const before of stepsBefore[id] ?? []) await call(before, addressOf(before, there));
    const answer = await call(operation, addressOf(operation, there));
    expect([answer.status, answer.text]).toEqual([successOf(operation), answer.text]);
  });

  it.each(provocations.filter(({ concerns }) => concerns(operation)))(
    "refuses with $slug as described",
    async ({ slug, options, parameters, query = {} }) => {
      const address = withQuery(addressOf(operation, { ...there, ...parameters }), query);
      expectProblem(await call(operation, address, options?.(operation)), slug);
    },
  );
});

describe("every form that is described is given", () => {
  const read = allOperations.filter(({ method }) => method === "GET");
  it.each(named(read))("by %s", async (id, operation) => {
    const { content = {} } = described.get(id)?.responses[successOf(operation)] ?? {};
    // A file has the one form that its name says.
    const forms = id === "read-docs-file" ? ["text/javascript"] : Object.keys(content);
    for (const accept of forms) {
      const headers = { accept };
      const answer = await call(operation, addressOf(operation, shared), { headers });
      expect([answer.status, answer.headers["content-type"]?.split(";")[0]]).toEqual([200, accept]);
    }
  });
});

describe("a repeat is answered as the first time, and its key serves nothing else", () => {
  const remembered = allOperations.filter(({ rememberedIn }) => rememberedIn !== undefined);
  it.each(named(remembered))("by %s", async (_, operation) => {
    const [fresh, other] = await Promise.all([somethingThere(client), somethingThere(client)]);
    const key = randomUUID();
    for (const before of stepsBefore[operation.id] ?? []) {
      await call(before, addressOf(before, fresh));
    }
    const first = await call(operation, addressOf(operation, fresh), { key });
    const again = await call(operation, addressOf(operation, fresh), { key });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(again.headers["idempotent-replayed"]).toBe("true");
    // For another thing, or where there is none in the address, with another body.
    const isAboutOne = operation.path.includes("{");
    const options = isAboutOne
      ? { key }
      : { key, body: { ...example(operation), advice: "Wait." } };
    const elsewhere = await call(operation, addressOf(operation, other), options);
    expectProblem(elsewhere, "idempotency-key-reused");
  });
});

/** The status of success; where an operation adds or changes, there was something to change. */
const successOf = ({ answers }: Operation): number => Math.min(...Object.keys(answers).map(Number));

/** The body that the served document shows. */
function example({ id }: Operation): Readonly<Record<string, unknown>> | undefined {
  const shown = described.get(id)?.requestBody?.content["application/json"]?.example;
  return shown === undefined ? undefined : z.record(z.string(), z.unknown()).parse(shown);
}
