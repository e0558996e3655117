// The description of the API: complete, and with examples that are true.
import { describe, expect, it, test } from "vitest";
import * as z from "zod";
import { allOperations } from "../../lambda/all-operations.ts";
import { commonProblems } from "../../lambda/http/contract.ts";
import { problemKinds, slugs } from "../../lambda/http/problem.ts";
import { openApiDocument } from "../../lambda/pages/openapi.ts";
import { problemExample } from "../../lambda/pages/problem-answer.ts";

const document = openApiDocument(allOperations, { version: "1.2.3" });

/** What this test looks at in an operation of the document. */
const describedSchema = z.object({
  operationId: z.string(),
  summary: z.string().min(1),
  description: z.string().min(1),
  tags: z.tuple([z.string()]),
  "x-roles": z.array(z.string()),
  security: z.array(z.unknown()).optional(),
  parameters: z
    .array(
      z.object({
        in: z.string(),
        name: z.string(),
        required: z.boolean().optional(),
        description: z.string().min(1),
      }),
    )
    .default([]),
  requestBody: z
    .object({ required: z.boolean().optional(), content: z.record(z.string(), z.unknown()) })
    .optional(),
  responses: z.record(
    z.string(),
    z.object({
      description: z.string().min(1),
      headers: z.record(z.string(), z.unknown()).default({}),
      content: z
        .record(z.string(), z.object({ examples: z.record(z.string(), z.unknown()).optional() }))
        .default({}),
    }),
  ),
});

const described = ({ path, method }: { readonly path: string; readonly method: string }) => {
  const item = new Map<string, unknown>(Object.entries(document.paths?.[path] ?? {}));
  return describedSchema.parse(item.get(method.toLowerCase()));
};

test("has every operation and no other", () => {
  const methods = new Set(["get", "post", "put", "patch", "delete"]);
  const found = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((key) => methods.has(key))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(found.sort()).toEqual(allOperations.map(({ method, path }) => `${method} ${path}`).sort());
});

test("says which addresses answer at the root too", () => {
  const atRoot = Object.entries(document.paths ?? {})
    .filter(([, { servers }]) => servers?.some(({ url }) => url === "/"))
    .map(([path]) => path);
  expect(document.servers).toEqual([{ url: "/v1" }]);
  expect(new Set(atRoot)).toEqual(
    new Set(allOperations.filter(({ atRoot: also }) => also).map(({ path }) => path)),
  );
});

describe.each(allOperations.map((operation) => [operation.id, operation] as const))(
  "%s",
  (id, operation) => {
    const found = described(operation);

    it("has its name, its words, and what every parameter is", () => {
      expect(found.operationId).toBe(id);
      expect(found.tags).toEqual([operation.tag]);
      const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(
        found.parameters.filter(({ in: where }) => where === "path").map(({ name }) => name),
      ).toEqual(inPath);
    });

    it("names its roles, or needs no sign-in", () => {
      const { roles } = operation;
      expect(found["x-roles"]).toEqual(roles === "public" ? [] : [...roles]);
      expect(found.security).toEqual(roles === "public" ? [] : undefined);
    });

    it("asks for an Idempotency-Key where its answer is remembered", () => {
      const header = found.parameters.find(({ name }) => name === "Idempotency-Key");
      expect(header?.required).toBe(operation.rememberedIn ? true : undefined);
    });

    it("gives every answer and every problem, each with an example", () => {
      const problems = [...commonProblems(operation), ...operation.problems];
      const statuses = [
        ...Object.keys(operation.answers),
        ...problems.map((slug) => String(problemKinds[slug].status)),
      ];
      expect(new Set(Object.keys(found.responses))).toEqual(new Set(statuses));
      for (const slug of problems) {
        const { content } = found.responses[problemKinds[slug].status] ?? {};
        expect(content?.["application/problem+json"]?.examples).toHaveProperty(slug);
      }
      for (const [status, { headers = {} }] of Object.entries(operation.answers)) {
        expect(Object.keys(found.responses[status]?.headers ?? {})).toEqual(
          expect.arrayContaining(Object.keys(headers)),
        );
      }
    });

    it("has examples that its own schemas accept", () => {
      const { body, bodyExample, answers } = operation;
      if (body) expect(body.safeParse(bodyExample).error).toBeUndefined();
      for (const { schema, example } of Object.values(answers)) {
        const sent: unknown = JSON.parse(JSON.stringify(example ?? null));
        if (schema) expect(schema.parse(sent)).toEqual(sent);
      }
    });

    it("has examples of its parameters that lead somewhere", () => {
      for (const [name, parameter] of Object.entries(operation.parameters?.shape ?? {})) {
        const { examples } = z.globalRegistry.get(parameter) ?? {};
        for (const example of z.array(z.string()).default([]).parse(examples)) {
          expect([name, operation.parameters?.shape[name].safeParse(example).success]).toEqual([
            name,
            true,
          ]);
        }
      }
    });
  },
);

test.each(slugs)("the example of %s is such a problem", (slug) => {
  const { status, title } = problemKinds[slug];
  expect(problemExample(slug)).toMatchObject({ type: `/problems/${slug}`, status, title });
});
