// POST /consultations: what is recorded and answered, and that one request has one effect.
import { describe, expect, it } from "vitest";
import { consultationsTable } from "../../lambda/consultations/table.ts";
import { messagesTable } from "../../lambda/messages/table.ts";
import { parseReference } from "../../lambda/references/reference.ts";
import { agency } from "../agencies/register.ts";
import { consultation, monday, useService } from "./service.ts";

const service = useService();
const record = (body: unknown, options: Parameters<typeof service.call>[2] = {}) =>
  service.call("POST", "/consultations", { as: "link-social-worker", body, ...options });

const entriesOf = async (reference: string) => {
  const { items } = await service.database.query({
    table: consultationsTable,
    partition: reference,
    limit: 100,
  });
  return items;
};

describe("a consultation that keeps the rules", () => {
  it("gets a reference of its own, in figures and in telephone words (R7)", async () => {
    const answer = await record(consultation());
    expect(answer.status).toBe(201);
    const { reference, spoken, recordedAt, agency: asked, form, chain } = answer.body ?? {};
    expect(parseReference(String(reference))).toEqual({
      ok: true,
      kind: "consultation",
      reference,
    });
    expect(spoken).toMatch(/^N/);
    expect(recordedAt).toBe(monday);
    expect(asked).toEqual({ agencyId: "st-example-primary", name: "St Example Primary School" });
    expect(form).toMatchObject({ state: "owed" });
    expect(chain).toEqual({ consultations: 0, since: null, outcomes: [] });
    expect(answer.headers.Location).toBe(`/v1/consultations/${reference}`);
  });

  it("is stored under its reference with the caller's role, and nothing of the call itself (R7)", async () => {
    const { reference } = await service.record({ childsViews: "Says that home is loud." });
    const document = (await entriesOf(reference)).find(({ entry }) => entry === "document");
    expect(document).toMatchObject({
      reference,
      schemaVersion: 1,
      consulteeRole: "designated safeguarding lead",
      childsViews: "Says that home is loud.",
      recordedAs: "link-social-worker",
    });
    expect(Object.keys(document ?? {})).not.toContain("immediateRisk");
  });

  it("takes the moment of recording for a discussion without a time", async () => {
    const { reference } = await service.record({ consultedAt: undefined });
    const document = (await entriesOf(reference)).find(({ entry }) => entry === "document");
    expect(document?.consultedAt).toBe(monday);
  });

  it("accepts every optional field at its longest", async () => {
    const long = (characters: number) =>
      "a few plain words ".repeat(characters).slice(0, characters);
    const answer = await record(
      consultation({
        concern: long(20_000),
        advice: long(20_000),
        background: {
          socialCareHistory: long(5_000),
          earlyHelp: long(5_000),
          otherConsultations: long(5_000),
          settings: ["primary-school", "gp-practice"],
        },
        children: [{ ageBand: "unborn" }, { ageBand: "16-17" }],
        concernTypes: ["neglect", "other"],
        levelOfNeed: 4,
        childsViews: long(5_000),
        aboutSomeoneWorkingWithChildren: false,
        consent: { given: true, significantRisk: false, reasons: long(5_000) },
        nextSteps: Array.from({ length: 10 }, () => ({
          action: long(5_000),
          who: "agency",
          by: "2026-12-07",
        })),
        outcome: "referral",
        threshold: "s17",
        parentsInforming: { appropriate: false, reasons: long(5_000) },
      }),
    );
    expect(answer.status).toBe(201);
  });

  it("says whom to call first where the discussion concludes that section 47 is met (R4)", async () => {
    const answer = await record(
      consultation({
        outcome: "referral",
        threshold: "s47",
        parentsInforming: { appropriate: false, reasons: "It may put the child at risk." },
      }),
    );
    expect(answer.body?.directions).toEqual([
      {
        text: expect.stringMatching(/section 47/),
        contacts: expect.arrayContaining([expect.objectContaining({ phone: "999" })]),
      },
    ]);
  });

  it("names the allegations procedure where the concern is about someone working with children (R32)", async () => {
    const answer = await record(consultation({ aboutSomeoneWorkingWithChildren: true }));
    expect(JSON.stringify(answer.body?.directions)).toMatch(/work(s|ing)? with children/);
  });

  it("says how to find out where nobody knows whether the case is open (R5)", async () => {
    const answer = await record(consultation({ openToSocialCare: "not-known" }));
    expect(JSON.stringify(answer.body?.directions)).toMatch(/open discussion with the family/);
  });

  it("withholds the form where it must not reach a shared mailbox (R32)", async () => {
    const answer = await record(
      consultation({ withholdForm: { reasons: "The mailbox is read by the person concerned." } }),
    );
    expect(answer.body?.form).toMatchObject({ state: "withheld" });
    await service.sweep();
    expect(service.sent.map(({ mail }) => mail.subject).join()).not.toContain(
      String(answer.body?.reference),
    );
  });

  it("holds the form for an agency that nobody has verified", async () => {
    await service.enter(agency({ agencyId: "new-charity", verified: false }));
    const answer = await record(consultation({ agencyId: "new-charity" }));
    expect(answer.body?.form).toMatchObject({ state: "held" });
  });

  it("lets a person confirm what only may be an identifier, and keeps that with the document", async () => {
    const advice = "Ring the helpline on 0808 800 5000 if this goes on.";
    const refused = await record(consultation({ advice }));
    expect(refused.status).toBe(422);
    expect(refused.body?.findings).toEqual([
      expect.objectContaining({ field: "/advice", type: "PHONE", certainty: "possible" }),
    ]);
    const confirmed = [{ field: "/advice", text: "0808 800 5000" }];
    const unused = { field: "/concern", text: "words that are nowhere in it" };
    const { reference } = await service.record({
      advice,
      confirmedNotIdentifying: [...confirmed, unused],
    });
    const document = (await entriesOf(reference)).find(({ entry }) => entry === "document");
    expect(document?.confirmedNotIdentifying).toEqual(confirmed);
  });

  it("can't be confirmed where an identifier is certain", async () => {
    const concern = "The mother can be reached under jo@example.org at any time.";
    const answer = await record(
      consultation({
        concern,
        confirmedNotIdentifying: [{ field: "/concern", text: "jo@example.org" }],
      }),
    );
    expect(answer.body?.type).toBe("/problems/identifiers-found");
  });
});

describe("one request, one effect", () => {
  it("answers a repeat with the first answer and stores nothing twice", async () => {
    const first = await record(consultation(), { key: "repeat-1" });
    const again = await record(consultation(), { key: "repeat-1" });
    expect(again.body).toEqual(first.body);
    expect(again.status).toBe(201);
    expect(again.headers["Idempotent-Replayed"]).toBe("true");
    expect(again.headers.Location).toBe(first.headers.Location);
  });

  it("knows the same body in another order of fields and spacing", async () => {
    const body = consultation();
    const first = await record(body, { key: "repeat-2" });
    const reordered = JSON.stringify(Object.fromEntries(Object.entries(body).reverse()), null, 4);
    const again = await record(reordered, {
      key: "repeat-2",
      headers: { "content-type": "application/json; charset=utf-8" },
    });
    expect(again.body).toEqual(first.body);
  });

  it("refuses the key for another body, and for a wrong one too", async () => {
    await record(consultation(), { key: "reused" });
    const other = await record(consultation({ concern: "Another concern." }), { key: "reused" });
    expect(other.body?.type).toBe("/problems/idempotency-key-reused");
    const wrong = await record({ nonsense: true }, { key: "reused" });
    expect(wrong.body?.type).toBe("/problems/idempotency-key-reused");
  });

  it("keeps the keys of two people apart", async () => {
    const one = await record(consultation(), { key: "shared", sub: "person-1" });
    const two = await record(consultation(), { key: "shared", sub: "person-2" });
    expect(two.body?.reference).not.toBe(one.body?.reference);
  });

  it("leaves a refused request's key free", async () => {
    const refused = await record(consultation({ agencyId: "not-yet" }), { key: "later" });
    expect(refused.body?.type).toBe("/problems/unknown-agency");
    await service.enter(agency({ agencyId: "not-yet" }));
    const done = await record(consultation({ agencyId: "not-yet" }), { key: "later" });
    expect(done.status).toBe(201);
    expect(done.headers["Idempotent-Replayed"]).toBeUndefined();
  });

  it("replays before rules: also when the agency was deactivated meanwhile", async () => {
    await service.enter(agency({ agencyId: "closing" }));
    const first = await record(consultation({ agencyId: "closing" }), { key: "before-closing" });
    await service.enter(agency({ agencyId: "closing", active: false }));
    const again = await record(consultation({ agencyId: "closing" }), { key: "before-closing" });
    expect(again.body).toEqual(first.body);
    const fresh = await record(consultation({ agencyId: "closing" }));
    expect(fresh.body?.type).toBe("/problems/inactive-agency");
  });

  it("gives fifty requests at once with one key one effect and one answer", async () => {
    await service.enter(agency({ agencyId: "busy-school" }));
    const body = consultation({ agencyId: "busy-school" });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => record(body, { key: "fifty" })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const references = new Set(answers.map((answer) => String(answer.body?.reference)));
    expect(references.size).toBe(1);
    const first = answers.filter(({ headers }) => headers["Idempotent-Replayed"] === undefined);
    expect(first).toHaveLength(1);
    const { items } = await service.database.query({
      table: consultationsTable,
      index: "byAgency",
      partition: "busy-school",
      limit: 100,
    });
    expect(items).toHaveLength(1);
    const owed = await service.database.query({
      table: messagesTable,
      index: "about",
      partition: [...references][0] ?? "",
      limit: 100,
    });
    expect(owed.items).toHaveLength(1);
  });

  it("remembers for 35 days, and then takes the key anew", async () => {
    const first = await record(consultation(), { key: "old" });
    service.setClock("2026-12-28T10:29:00.000Z");
    expect((await record(consultation(), { key: "old" })).body).toEqual(first.body);
    service.setClock("2026-12-28T10:31:00.000Z");
    const anew = await record(consultation(), { key: "old" });
    expect(anew.body?.reference).not.toBe(first.body?.reference);
    service.setClock(monday);
  });
});
