// Every refusal of POST /consultations: its problem, its place in the order, and that it leaves nothing behind.
import { describe, expect, it } from "vitest";
import { consultationsTable } from "../../lambda/consultations/table.ts";
import { requestsTable } from "../../lambda/http/idempotency.ts";
import { messagesTable } from "../../lambda/messages/table.ts";
import { agency } from "../agencies/register.ts";
import type { CallOptions } from "../call-function.ts";
import { countItems } from "../count-items.ts";
import { consultation, useService } from "./service.ts";

const service = useService();
const norfolk = useService("norfolk");
const record = (body: unknown, options: CallOptions = {}, at = service) =>
  at.call("POST", "/consultations", { as: "link-social-worker", body, ...options });

const s17 = { outcome: "referral", threshold: "s17", parentsInforming: { appropriate: true } };
const twentyOne = Array.from({ length: 21 }, (_, index) => ({ reference: `unreadable ${index}` }));
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

interface Refusal {
  readonly slug: string;
  readonly status: number;
  /** What of a good request is changed; a text is sent instead of it. */
  readonly changes?: object | string;
  readonly options?: CallOptions;
}

/** In the order in which they win over those below them. */
const refusals: readonly Refusal[] = [
  { slug: "not-signed-in", status: 401, options: { as: undefined } },
  { slug: "not-permitted", status: 403, options: { as: "auditor" } },
  { slug: "payload-too-large", status: 413, changes: { childsViews: "a".repeat(300 * 1024) } },
  {
    slug: "unsupported-media-type",
    status: 415,
    options: { headers: { "content-type": "text/plain" } },
  },
  { slug: "not-acceptable", status: 406, options: { headers: { accept: "image/png" } } },
  { slug: "malformed-request", status: 400, changes: { settings: JSON.parse(nested(21)) } },
  { slug: "immediate-risk", status: 422, changes: { immediateRisk: true } },
  { slug: "open-case", status: 422, changes: { openToSocialCare: true } },
  { slug: "idempotency-key-missing", status: 400, options: { key: null } },
  { slug: "validation-failed", status: 422, changes: { channel: "fax" } },
  { slug: "safeguarding-lead-first", status: 422, changes: { safeguardingLeadConsulted: false } },
  { slug: "unknown-agency", status: 422, changes: { agencyId: "nobody" } },
  { slug: "identifiers-found", status: 422, changes: { concern: "Write to jo@example.org." } },
];

const refusedBy = (...reasons: readonly Refusal[]) => {
  const changes = Object.assign({}, ...reasons.map((reason) => reason.changes));
  const options = Object.assign({}, ...reasons.map((reason) => reason.options));
  const headers = Object.assign({}, ...reasons.map((reason) => reason.options?.headers));
  return record(consultation(changes), { ...options, headers });
};

describe("each refusal", () => {
  it.each(refusals)("$slug has its status and the form of a problem", async (refusal) => {
    const { slug, status } = refusal;
    const answer = await refusedBy(refusal);
    expect(answer.headers["Content-Type"]).toBe("application/problem+json");
    expect(answer.body).toMatchObject({
      type: `/problems/${slug}`,
      status,
      title: expect.any(String),
      detail: expect.any(String),
      instance: expect.any(String),
    });
    expect(answer.status).toBe(status);
  });

  it("leaves nothing stored", async () => {
    const count = async () => {
      const tables = [consultationsTable, messagesTable, requestsTable];
      const counts = await Promise.all(tables.map((table) => countItems(service.engine, table)));
      return counts.join();
    };
    const before = await count();
    for (const refusal of refusals) await refusedBy(refusal);
    expect(await count()).toBe(before);
  });

  it.each(refusals)("$slug wins over each one below it", async (refusal) => {
    for (const lower of refusals.slice(refusals.indexOf(refusal) + 1)) {
      const answer = await refusedBy(lower, refusal);
      expect([lower.slug, answer.body?.type]).toEqual([lower.slug, `/problems/${refusal.slug}`]);
    }
  });
});

describe("what can't be read", () => {
  it.each([
    ["not JSON", "{"],
    ["an empty body", ""],
    ["10,000 nested lists", nested(10_000)],
    ["21 levels", `{"concern":${nested(21)}}`],
    ["half of a surrogate pair", `{"concern":"\\ud800"}`],
    ["half of a surrogate pair in a name of a field", `{"\\udc00":1}`],
  ])("%s is malformed", async (_, body) => {
    expect((await record(body)).body?.type).toBe("/problems/malformed-request");
  });
});

describe("what a direction says", () => {
  it("comes at once with immediate risk, whatever else is wrong (R4, R14)", async () => {
    const answer = await record({ immediateRisk: true }, { key: null });
    expect(answer.body?.type).toBe("/problems/immediate-risk");
    const direction = answer.body?.direction as { text: string; contacts: { phone: string }[] };
    expect(direction.text).toMatch(/Keep the caller on the line/);
    expect(direction.contacts.map(({ phone }) => phone)).toContain("999");
  });

  it("names the allocated social worker where the case is open (R5)", async () => {
    const answer = await record({ openToSocialCare: true });
    expect(JSON.stringify(answer.body?.direction)).toMatch(/allocated social worker/);
  });

  it("sends the caller to their own lead first, and to the MASH if the lead is away (R1)", async () => {
    const answer = await record(consultation({ safeguardingLeadConsulted: false }));
    expect(JSON.stringify(answer.body?.direction)).toMatch(
      /can't be reached and you are worried, call the MASH now/,
    );
  });
});

describe("the consent rule (R11)", () => {
  const inNorfolk = (changes: object) => record(consultation(changes), {}, norfolk);

  it("makes no record in Norfolk without consent or significant risk", async () => {
    for (const consent of [undefined, { given: false }, { given: false, significantRisk: false }]) {
      const answer = await inNorfolk({ consent });
      expect(answer.body?.type).toBe("/problems/consent-needed");
      expect(JSON.stringify(answer.body?.direction)).toMatch(/record the conversation themselves/);
    }
  });

  it("makes one with either, and asks for neither in Oxfordshire", async () => {
    expect((await inNorfolk({ consent: { given: true } })).status).toBe(201);
    expect((await inNorfolk({ consent: { given: false, significantRisk: true } })).status).toBe(
      201,
    );
    expect((await record(consultation({ consent: { given: false } }))).status).toBe(201);
  });
});

describe("the fields", () => {
  const errorsOf = async (changes: object) => {
    const answer = await record(consultation(changes));
    expect(answer.body?.type).toBe("/problems/validation-failed");
    return answer.body?.errors as { pointer: string; code: string; message: string }[];
  };

  it.each<[string, object, string, string]>([
    ["a wrong type", { concern: 5 }, "/concern", "wrong-type"],
    ["a missing field", { advice: undefined }, "/advice", "required"],
    ["an empty concern", { concern: "" }, "/concern", "required"],
    ["a concern of spaces", { concern: " \n " }, "/concern", "required"],
    ["20,001 characters", { concern: "a".repeat(20_001) }, "/concern", "too-long"],
    ["NUL", { concern: "a\u0000b" }, "/concern", "control-character"],
    ["an unknown channel", { channel: "fax" }, "/channel", "not-a-choice"],
    ["an hour ahead", { consultedAt: "2026-11-23T11:30:00Z" }, "/consultedAt", "in-the-future"],
    [
      "a time without a zone",
      { consultedAt: "2026-11-23T10:15:00" },
      "/consultedAt",
      "wrong-format",
    ],
    [
      "a day that is none",
      { nextSteps: [{ action: "Ring.", who: "agency", by: "2026-02-30" }] },
      "/nextSteps/0/by",
      "wrong-format",
    ],
    ["21 quoted", { previousConsultations: twentyOne }, "/previousConsultations", "too-long"],
    [
      "one quoted twice",
      { previousConsultations: [{ reference: "NNC-1" }, { reference: "NNC-1" }] },
      "/previousConsultations/1/reference",
      "twice",
    ],
    ["an outcome of another procedure", { outcome: "child-in-need" }, "/outcome", "not-a-choice"],
    ["a threshold without referral", { threshold: "s17" }, "/threshold", "not-allowed"],
    ["a referral without threshold", { ...s17, threshold: undefined }, "/threshold", "required"],
    [
      "a referral without a word on parents",
      { ...s17, parentsInforming: undefined },
      "/parentsInforming",
      "required",
    ],
    [
      "no reasons against informing parents (R10)",
      { parentsInforming: { appropriate: false } },
      "/parentsInforming/reasons",
      "required",
    ],
    [
      "a referral called a consultation (R3)",
      { notAReferral: false },
      "/notAReferral",
      "not-a-consultation",
    ],
    ["a withheld form without reasons", { withholdForm: {} }, "/withholdForm/reasons", "required"],
  ])("%s is named with its place", async (_, changes, pointer, code) => {
    expect(await errorsOf(changes)).toEqual([
      { pointer, code, message: expect.stringMatching(/\.$/) },
    ]);
  });

  it("are all named at once", async () => {
    const errors = await errorsOf({
      concern: "",
      channel: "fax",
      notAReferral: false,
      ...s17,
      threshold: undefined,
    });
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
      "/channel",
      "/concern",
      "/notAReferral",
      "/threshold",
    ]);
  });

  it("are not repeated: an unknown field may be a name", async () => {
    const answer = await record(consultation({ "Jamie Okafor": "Jamie" }));
    expect(answer.body?.type).toBe("/problems/validation-failed");
    expect(answer.sent).not.toMatch(/Jamie|Okafor/);
  });

  it("takes an instant up to five minutes ahead", async () => {
    expect((await record(consultation({ consultedAt: "2026-11-23T10:35:00Z" }))).status).toBe(201);
    expect(await errorsOf({ consultedAt: "2026-11-23T10:35:01Z" })).toHaveLength(1);
  });
});

describe("the key", () => {
  it.each([
    ["none", null],
    ["an empty one", ""],
    ["256 characters", "k".repeat(256)],
    ["a space in it", "a b"],
    ["a letter that is not ASCII", "clé"],
  ])("%s is refused", async (_, key) => {
    expect((await record(consultation(), { key })).body?.type).toBe(
      "/problems/idempotency-key-missing",
    );
  });

  it("may have 255 characters", async () => {
    expect((await record(consultation(), { key: "~".repeat(255) })).status).toBe(201);
  });
});

describe("the agency", () => {
  it("has to be active", async () => {
    await service.enter(agency({ agencyId: "closed-school", active: false }));
    const answer = await record(consultation({ agencyId: "closed-school" }));
    expect(answer.body?.type).toBe("/problems/inactive-agency");
  });
});
