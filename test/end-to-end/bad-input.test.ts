// Bad input over HTTP: each gets its problem, nothing is stored, and nothing of it comes back or is logged.
import { beforeAll, describe, expect, it } from "vitest";
import type { Slug } from "../../lambda/http/problem.ts";
import { problemSchema } from "../../lambda/pages/problem-answer.ts";
import { consultation } from "./consulting.ts";
import { expectProblem, MARK, storedTexts, testNothingIsLeft } from "./nothing-left.ts";
import type { CallOptions } from "./service-client.ts";
import { useService } from "./use-service.ts";

const running = useService();
const { client } = running;
let before: string[] = [];
beforeAll(async () => {
  before = await storedTexts(running);
});

const record = (body: unknown, options: CallOptions = {}) =>
  client.call("POST", "/v1/consultations", { as: "link-social-worker", body, ...options });
const json = (changes: Record<string, unknown>) => JSON.stringify(consultation(changes));
const nested = (levels: number, open = "[", close = "]") =>
  `${open.repeat(levels)}"${MARK}"${close.repeat(levels)}`;

describe("a body that can't be read", () => {
  it.each<[string, string | Uint8Array]>([
    ["is nothing", ""],
    ["is spaces", "  \n "],
    ["is not JSON", `${MARK}=1`],
    ["ends too soon", json({ concern: MARK }).slice(0, -1)],
    ["goes on after its end", `${json({})} ${MARK}`],
    ["is two in one", `${json({ concern: MARK })}${json({})}`],
    ["has a comment", `{/* ${MARK} */}`],
    ["has 10,000 lists in each other", nested(10_000)],
    ["has 10,000 objects in each other", nested(10_000, '{"a":', "}")],
    ["has 21 lists in each other", nested(21)],
    ["has 20 lists below its first level", `{"concern":${nested(20)}}`],
    ["gives a field twice", json({}).replace("{", `{"concern":"${MARK}",`)],
    [
      "gives a field twice, deep down",
      json({ background: {} }).replace("{}", `{"earlyHelp":"${MARK}","earlyHelp":"None."}`),
    ],
    ["has half of a character", json({ concern: MARK }).replace(MARK, `${MARK}\\ud800`)],
    ["has halves in the wrong order", json({ concern: MARK }).replace(MARK, `\\udc00\\ud800`)],
    ["has half of a character in a field's name", `{"${MARK}\\udfff":1}`],
    ["is not UTF-8", Buffer.from(`{"concern":"${MARK}\xe9"}`, "latin1")],
    ["is UTF-16", Buffer.from(json({ concern: MARK }), "utf16le")],
    [
      "has an over-long slash",
      Buffer.from([...Buffer.from(`{"${MARK}":"`), 0xc0, 0xaf, 0x22, 0x7d]),
    ],
    ["starts with a byte order mark", `\ufeff${json({ concern: MARK })}`],
  ])("%s", async (_, body) => {
    expectProblem(await record(body), "malformed-request");
  });

  it("is no JSON object", async () => {
    for (const body of [`"${MARK}"`, `["${MARK}"]`, "null", "1", "true", "[]"]) {
      expectProblem(await record(body), "validation-failed");
    }
  });

  it.each([
    ["text", "text/plain"],
    ["a form", "application/x-www-form-urlencoded"],
    ["XML", "application/xml"],
    ["a name that ends like JSON's", "text/json-ish"],
    ["an empty type", ""],
  ])("calls itself %s", async (_, type) => {
    const answer = await record(json({ concern: MARK }), { headers: { "content-type": type } });
    expectProblem(answer, "unsupported-media-type");
  });

  it("has 300 KB", async () => {
    const body = json({ childsViews: MARK.repeat(Math.ceil((300 * 1024) / MARK.length)) });
    expectProblem(await record(body), "payload-too-large");
  });

  it("has 300 KB of spaces", async () => {
    expectProblem(await record(`${" ".repeat(300 * 1024)}{}`), "payload-too-large");
  });
});

describe("a field", () => {
  const quoted = (reference: string) => ({ reference });
  const twentyOne = Array.from({ length: 21 }, (_, index) => quoted(`${MARK} ${index}`));

  it.each<[string, Record<string, unknown>, string]>([
    ["of a wrong type", { concern: [MARK] }, "/concern"],
    ["that nobody knows", { [MARK]: MARK }, ""],
    ["that nobody knows, deep down", { background: { [MARK]: MARK } }, "/background"],
    ["named like the inside of an object", JSON.parse(`{"__proto__":{"${MARK}":1}}`), ""],
    ["without a word", { concern: "" }, "/concern"],
    ["with 20,001 characters", { concern: MARK.repeat(1_700).slice(0, 20_001) }, "/concern"],
    ["with NUL", { concern: `${MARK}\u0000` }, "/concern"],
    ["with an escape sequence of terminals", { advice: `\u001b[2J${MARK}` }, "/advice"],
    ["for an instant an hour ahead", { consultedAt: "2026-11-23T12:30:00Z" }, "/consultedAt"],
    ["for an instant that is none", { consultedAt: MARK }, "/consultedAt"],
    [
      "with 21 earlier consultations",
      { previousConsultations: twentyOne },
      "/previousConsultations",
    ],
    [
      "with the same one twice",
      { previousConsultations: [quoted(MARK), quoted(MARK)] },
      "/previousConsultations/1/reference",
    ],
    ["with an outcome of another procedure", { outcome: "child-in-need" }, "/outcome"],
    ["with an outcome that is none", { outcome: MARK }, "/outcome"],
    ["with a threshold but no referral", { threshold: "s47" }, "/threshold"],
    ["that makes a referral of it (R3)", { notAReferral: false }, "/notAReferral"],
    ["with an id no agency can have", { agencyId: `../${MARK}` }, "/agencyId"],
    ["with a number beyond all numbers", JSON.parse('{"levelOfNeed":1e999}'), "/levelOfNeed"],
  ])("%s is named", async (_, changes, pointer) => {
    const answer = await record(consultation(changes));
    expectProblem(answer, "validation-failed");
    const { errors = [] } = problemSchema.parse(answer.body);
    expect(errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  it.each<[string, Record<string, unknown>, Slug]>([
    ["names an agency nobody entered", { agencyId: MARK.toLowerCase() }, "unknown-agency"],
    ["names an agency that is closed", { agencyId: "example-youth-club" }, "inactive-agency"],
    ["has an email address", { concern: `Write to ${MARK}@example.org.` }, "identifiers-found"],
    ["says that there is immediate risk", { immediateRisk: true, concern: MARK }, "immediate-risk"],
    ["says that the case is open", { openToSocialCare: true, concern: MARK }, "open-case"],
    ["says nothing of the lead", { safeguardingLeadConsulted: false }, "safeguarding-lead-first"],
  ])("that %s", async (_, changes, slug) => {
    expectProblem(await record(consultation(changes)), slug);
  });
});

describe("the Idempotency-Key", () => {
  it.each([
    ["is missing", null],
    ["is empty", ""],
    ["has 256 characters", MARK.padEnd(256, "k")],
    ["has a space in it", `${MARK} ${MARK}`],
    ["is not ASCII", `${MARK}é`],
  ])("%s", async (_, key) => {
    expectProblem(await record(consultation(), { key }), "idempotency-key-missing");
  });
});

describe("an address", () => {
  const get = (address: string) => client.call("GET", address, { as: "manager" });

  it.each<[string, string, Slug]>([
    [
      "with a reference that has an impossible character",
      "/v1/consultations/NNC-73CF-2K9M-0HME",
      "malformed-reference",
    ],
    [
      "with a reference whose check disagrees",
      "/v1/consultations/NNC-73CF-2K9M-0HMH",
      "malformed-reference",
    ],
    [
      "with a referral's number for a consultation's",
      "/v1/consultations/NNR-73CF-2K9M-0HMJ",
      "malformed-reference",
    ],
    ["with a name for a reference", `/v1/consultations/${MARK}`, "malformed-reference"],
    [
      "with 10,000 characters for a reference",
      `/v1/consultations/${MARK.repeat(800)}`,
      "malformed-reference",
    ],
    [
      "with a slash inside a reference",
      `/v1/consultations/${MARK}%2F..%2Fform`,
      "malformed-reference",
    ],
    ["with NUL inside a reference", `/v1/consultations/NNC%00${MARK}`, "malformed-reference"],
    ["with a reference nobody drew", "/v1/consultations/NNC-73CF-2K9M-0HMJ", "not-found"],
    ["with a slash inside an id", `/v1/agencies/..%2F..%2F${MARK}`, "not-found"],
    ["with NUL inside an id", `/v1/agencies/${MARK}%00`, "not-found"],
    ["with a line break inside an id", `/v1/agencies/a%0d%0aX-${MARK}:1`, "not-found"],
    ["with broken percent-encoding", `/v1/agencies/${MARK}%E0%A4%A`, "malformed-request"],
    ["with a lone percent sign", `/v1/agencies/%${MARK}`, "malformed-request"],
    ["with half of a UTF-8 character", `/v1/consultations/%C3${MARK}`, "malformed-request"],
    ["that leads nowhere", `/v1/${MARK}`, "not-found"],
    ["that leads nowhere outside /v1", `/${MARK}`, "not-found"],
    ["with a slash too many", `/v1/messages/`, "not-found"],
    ["with nothing between two slashes", `/v1/consultations//form`, "not-found"],
    ["in another case", `/V1/Messages`, "not-found"],
    ["with a parameter nobody knows", `/v1/messages?${MARK}=1`, "malformed-request"],
    ["with a state that is none", `/v1/messages?state=${MARK}`, "malformed-request"],
    ["with a limit of 0", "/v1/messages?limit=0", "malformed-request"],
    ["with a limit of 201", "/v1/messages?limit=201", "malformed-request"],
    ["with a limit that is no number", `/v1/messages?limit=${MARK}`, "malformed-request"],
    ["with a cursor nobody sealed", `/v1/messages?cursor=${MARK}`, "malformed-request"],
    ["with a date that is none", `/v1/consultations?from=${MARK}`, "malformed-request"],
    ["with a day that does not exist", "/v1/consultations?from=2026-02-30", "malformed-request"],
    [
      "with days the wrong way round",
      "/v1/consultations?from=2026-02-02&to=2026-02-01",
      "malformed-request",
    ],
    ["with a filter given twice", `/v1/messages?state=sent&state=${MARK}`, "malformed-request"],
  ])("%s", async (_, address, slug) => {
    expectProblem(await get(address), slug);
  });

  it("with a mistyped reference is told the place of the mistake", async () => {
    const { body } = await get("/v1/consultations/NNC-73CE-2K9M-0HMJ");
    expect(body?.detail).toMatch(/\b4\b|fourth/);
  });

  it("that leads nowhere says so only to who is signed in", async () => {
    expectProblem(await client.call("GET", `/v1/${MARK}`), "not-signed-in");
    expectProblem(await client.call("GET", `/${MARK}`), "not-signed-in");
  });

  it("is asked in a way it does not know", async () => {
    for (const method of ["PATCH", "DELETE", "PUT", "OPTIONS"]) {
      const answer = await client.call(method, "/v1/consultations", { as: "manager" });
      expectProblem(answer, "not-found");
    }
    expectProblem(await client.call("DELETE", `/v1/messages/${MARK}`, {}), "not-signed-in");
  });

  it("has no HEAD", async () => {
    const answer = await client.call("HEAD", "/v1/messages", { as: "manager" });
    expect([answer.status, answer.text]).toEqual([404, ""]);
  });

  it("gives no form that it does not have", async () => {
    const headers = { accept: `image/${MARK}` };
    expectProblem(
      await client.call("GET", "/v1/messages", { as: "manager", headers }),
      "not-acceptable",
    );
  });

  it("of a filing that nobody sealed is a page that says so", async () => {
    for (const token of [MARK, MARK.repeat(5), `${MARK.repeat(5)}%00`, MARK.repeat(500)]) {
      for (const method of ["GET", "POST"]) {
        const answer = await client.call(method, `/filings/${token}`, { key: null });
        expect(answer.status).toBe(404);
        expect(answer.text).not.toContain(MARK);
      }
    }
  });
});

testNothingIsLeft(running, () => before);
