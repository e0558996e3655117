// The description that is served, held against what the service really answers, operation by operation.
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { allOperations } from "../../lambda/all-operations.ts";
import type { Operation } from "../../lambda/http/contract.ts";
import type { Role } from "../../lambda/http/roles.ts";
import { holdStrategyMeeting, startChecks } from "../../lambda/referrals/step-contract.ts";
import { expectProblem } from "./nothing-left.ts";
import { provocations } from "./provocations.ts";
import type { Answer, CallOptions } from "./service-client.ts";
import {
  addressOf,
  freshReferral,
  type Parameters,
  somethingThere,
  withQuery,
} from "./something-there.ts";
import { useService } from "./use-service.ts";

/** After everything that the examples say has happened. */
const running = useService("2026-11-24T10:30:00Z");
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

/** What has to have happened before some steps of a referral. */
const stepsBefore: Readonly<Record<string, readonly Operation[]>> = {
  "complete-checks": [startChecks],
  "distribute-strategy-record": [holdStrategyMeeting],
};

/** Something for an operation to change that no other has changed. */
async function untouched({ path, id }: Operation): Promise<Parameters> {
  const isStep = path.includes("{referralId}") && id !== "remove-link";
  if (isStep) return { ...shared, ...(await freshReferral(client)) };
  return path.includes("{") ? somethingThere(client) : shared;
}

const named = (operations: readonly Operation[]) =>
  operations.map((operation) => [operation.id, operation] as const);

describe.each(named(allOperations))("%s", (id, operation) => {
  let there: Parameters = {};
  beforeAll(async () => {
    there = operation.method === "GET" ? shared : await untouched(operation);
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
    const [fresh, other] = await Promise.all([untouched(operation), untouched(operation)]);
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
