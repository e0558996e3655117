// The stack every HTTP function shares: claims, bodies, the same request in other words, and failures.

import type { Context } from "aws-lambda";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { operation } from "../../lambda/http/contract.ts";
import { httpFunction } from "../../lambda/http/http-function.ts";
import { requestsTable } from "../../lambda/http/idempotency.ts";
import { canonicalJson, isSound, namesEachFieldOnce } from "../../lambda/http/json.ts";
import { problemKinds } from "../../lambda/http/problem.ts";
import { implement } from "../../lambda/http/request.ts";
import { rolesFrom } from "../../lambda/http/roles.ts";
import type { Database, WriteOutcome } from "../../lambda/tables/database.ts";
import { callsTo, eventOf } from "../call-function.ts";

describe("roles", () => {
  it.each([
    ["an array", { roles: ["mash", "manager"] }],
    ["API Gateway's text of an array", { roles: "[mash manager]" }],
    ["a text with commas", { roles: "mash,manager" }],
    ["Cognito's groups", { "cognito:groups": "[mash manager]" }],
    ["roles before groups", { roles: ["mash", "manager"], "cognito:groups": ["auditor"] }],
  ])("are read from %s", (_, claims) => {
    expect(rolesFrom(claims)).toEqual(["mash", "manager"]);
  });

  it.each([
    {},
    { roles: 5 },
    { roles: "MASH" },
    { roles: ["root", 7, null] },
    { roles: "" },
    { roles: "[]" },
  ])("are none in %j", (claims) => {
    expect(rolesFrom(claims)).toEqual([]);
  });
});

describe("JSON", () => {
  it("has one canonical form, whatever the order of its keys", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const reversed = JSON.parse(JSON.stringify(value), (_, inner) =>
          typeof inner === "object" && inner !== null && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).reverse())
            : inner,
        );
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("is sound to twenty levels, and not with half a character anywhere", () => {
    const nested = (levels: number): unknown => (levels === 0 ? "x" : [nested(levels - 1)]);
    expect(isSound(nested(20))).toBe(true);
    expect(isSound(nested(21))).toBe(false);
    expect(isSound({ a: ["\ud800"] })).toBe(false);
    expect(isSound({ "\udc00": 1 })).toBe(false);
    expect(isSound({ a: "😀" })).toBe(true);
  });

  const once = (text: string) => namesEachFieldOnce(text, JSON.parse(text));

  it("names each field once, however it is written", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(0, 1, "\t", "\r\n"), (json, space) => {
        expect(once(json)).toBe(true);
        expect(once(JSON.stringify(JSON.parse(json), null, space))).toBe(true);
      }),
    );
  });

  it.each([
    '{"a":1,"a":2}',
    '{"a":1,"b":{"c":"","c" \n:""}}',
    '[{"a":1,"a":1}]',
    '{"a":1,"\\u0061":2}',
    '{"\\"":1,"\\"":2}',
    '{"\\\\":1,"\\\\":2}',
    '{"__proto__":1,"__proto__":2}',
    '{"immediateRisk":true,"immediateRisk":false}',
  ])("does not name each field once in %s", (text) => {
    expect(once(text)).toBe(false);
  });

  it.each(['{"a":"\\":\\"a\\":"}', '["a:","b\\\\",":"]', '{"a:":{"a:":":"}}'])(
    "is not misled by what stands in the strings of %s",
    (text) => {
      expect(once(text)).toBe(true);
    },
  );
});

const keepThing = operation({
  id: "keep-thing",
  method: "POST",
  path: "/things",
  roles: ["mash"],
  runsIn: "consultations",
  tag: "Things",
  summary: "Keep a thing",
  description: "",
  body: z.strictObject({ name: z.string() }),
  rememberedIn: requestsTable,
  answers: { 201: { description: "", schema: z.object({ kept: z.boolean() }) } },
  problems: [],
});

function service(outcomes: (WriteOutcome | Error)[], stored: Record<string, unknown>[] = []) {
  const database: Database = {
    readTogether: async (reads) => reads.map(() => stored[0]),
    query: async () => ({ items: [] }),
    write: async () => {
      const outcome = outcomes.shift() ?? { done: true };
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  };
  const keep = implement<typeof keepThing>({
    operation: keepThing,
    async handle(request) {
      await request.read([]);
      const reply = { status: 201, body: { kept: true } };
      await request.commit(reply, []);
      return reply;
    },
  });
  const fn = httpFunction([keep], { clock: () => new Date("2026-11-23T10:30:00Z"), database });
  return { fn, call: callsTo(fn, [keepThing]) };
}

describe("a failure that is not the caller's", () => {
  const post = (outcomes: Parameters<typeof service>[0]) =>
    service(outcomes).call("POST", "/things", { as: "mash", body: { name: "a" } });

  it("answers 503 with the time to wait, and asks for the same key again", async () => {
    const answer = await post([new Error("the table is on fire")]);
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ type: "/problems/unavailable", status: 503 });
    expect(answer.body?.detail).toMatch(/same Idempotency-Key/);
    expect(Number(answer.headers["Retry-After"])).toBeGreaterThan(0);
  });

  it("is logged by name and place, never by its message, which may quote what was sent", async () => {
    const lines: string[] = [];
    const spy = vi
      .spyOn(console, "error")
      .mockImplementation((line) => void lines.push(String(line)));
    await post([new TypeError("no such item: Jamie Okafor")]);
    spy.mockRestore();
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      code: "request-failed",
      operation: "keep-thing",
      error: "TypeError",
      at: expect.stringMatching(/stack\.test\.ts/),
    });
    expect(lines[0]).not.toMatch(/Jamie/);
  });

  it("is also a conflict that does not end", async () => {
    const conflict: WriteOutcome = { done: false, because: "conflict" };
    const answer = await post(Array.from({ length: 6 }, () => conflict));
    expect(answer.status).toBe(503);
  });

  it("is not one conflict: it is repeated, and answered", async () => {
    expect((await post([{ done: false, because: "conflict" }])).status).toBe(201);
  });
});

describe("a body", () => {
  const send = async (changes: object) => {
    const { fn } = service([]);
    const event = eventOf([keepThing], "POST", "/things", { as: "mash", body: { name: "a" } });
    const { statusCode, body } = await fn({ ...event, ...changes }, {} as Context);
    return { status: statusCode, type: JSON.parse(body ?? "{}").type };
  };
  const base64 = (bytes: Uint8Array | string) => ({
    body: Buffer.from(bytes).toString("base64"),
    isBase64Encoded: true,
  });

  it("may come as base64, in UTF-8", async () => {
    expect((await send(base64(`{"name":"Zoë"}`))).status).toBe(201);
    expect((await send(base64(Uint8Array.of(0x22, 0xc3, 0x28, 0x22)))).type).toBe(
      "/problems/malformed-request",
    );
  });

  it("is measured in bytes, decoded", async () => {
    const exactly = (bytes: number) => `{"name":"${"é".repeat((bytes - 11) / 2)}"}`;
    expect(Buffer.byteLength(exactly(256 * 1024 - 1))).toBe(256 * 1024 - 1);
    expect((await send({ body: exactly(256 * 1024 - 1) })).status).toBe(201);
    expect((await send(base64(exactly(256 * 1024 - 1)))).status).toBe(201);
    expect((await send({ body: exactly(256 * 1024 + 1) })).type).toBe(
      "/problems/payload-too-large",
    );
  });

  it("that is missing is malformed", async () => {
    expect((await send({ body: undefined })).type).toBe("/problems/malformed-request");
  });
});

describe("the catalogue of problems", () => {
  it("says for each what happened and what to do, in sentences", () => {
    for (const [slug, { meaning, remedy, status }] of Object.entries(problemKinds)) {
      expect(meaning, slug).toMatch(/\.$/);
      expect(remedy, slug).toMatch(/\.$/);
      expect(status, slug).toBeGreaterThanOrEqual(400);
    }
  });
});
