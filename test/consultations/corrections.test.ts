// Addenda and redactions: what was forgotten is added, what slipped through is removed everywhere.
import { describe, expect, it } from "vitest";
import { consultationsTable } from "../../lambda/consultations/table.ts";
import { requestsTable } from "../../lambda/http/idempotency.ts";
import { agency } from "../agencies/register.ts";
import { everyItem } from "../every-item.ts";
import { monday, useService } from "./service.ts";

const service = useService();
const tuesday = "2026-11-24T09:00:00.000Z";

const add = (
  reference: string,
  body: unknown = { text: "The club has a place from Monday." },
  key?: string,
) => service.call("POST", `/consultations/${reference}/addenda`, { as: "mash", body, key });
const redact = (reference: string, body: object, key?: string) =>
  service.call("POST", `/consultations/${reference}/redactions`, {
    as: "manager",
    body: { reason: "It was a first name.", ...body },
    key,
  });
const read = async (reference: string) => {
  const { body } = await service.call("GET", `/consultations/${reference}`, { as: "manager" });
  return body ?? {};
};
const formText = async (reference: string) => {
  const { sent } = await service.call("GET", `/consultations/${reference}/form`, {
    as: "manager",
    headers: { accept: "text/plain" },
  });
  return (sent ?? "").replace(/\s+/g, " ");
};
const mailsAbout = (reference: string) =>
  service.sent.filter(({ mail }) => mail.subject.includes(reference));
const historyOf = async (reference: string) => {
  const { history } = await read(reference);
  return history as { what: string; by?: string; why?: string }[];
};

describe("an addendum", () => {
  it("stands in the document with role and time, in the history, and in the form that is owed again", async () => {
    const { reference } = await service.record();
    await service.sweep();
    service.setClock(tuesday);
    const answer = await add(reference);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      reference,
      at: tuesday,
      by: "mash",
      form: { state: "owed" },
    });
    const { addenda } = await read(reference);
    expect(addenda).toEqual([
      { at: tuesday, by: "mash", text: "The club has a place from Monday." },
    ]);
    expect(await historyOf(reference)).toContainEqual({
      at: tuesday,
      what: "addendum",
      by: "mash",
    });
    await service.sweep();
    expect(mailsAbout(reference)).toHaveLength(2);
    expect(await formText(reference)).toMatch(
      /Added later -+ On 24 November 2026.* The club has a place/,
    );
    service.setClock(monday);
  });

  it("goes with the form that is owed already, which is then the only one", async () => {
    const { reference, body } = await service.record();
    const answer = await add(reference);
    expect(answer.body?.form).toEqual(body?.form);
    await service.sweep();
    expect(mailsAbout(reference)).toHaveLength(1);
  });

  it("leaves a withheld form withheld, and sends nothing to a deactivated agency", async () => {
    const withheld = await service.record({ withholdForm: { reasons: "It is about the reader." } });
    expect((await add(withheld.reference)).body?.form).toMatchObject({ state: "withheld" });
    await service.enter(agency({ agencyId: "leaving" }));
    const { reference } = await service.record({ agencyId: "leaving" });
    await service.sweep();
    await service.enter(agency({ agencyId: "leaving", active: false }));
    expect((await add(reference)).status).toBe(201);
    await service.sweep();
    expect(mailsAbout(reference)).toHaveLength(1);
  });

  it("is guarded, is added once with one key, and is bounded in number", async () => {
    const { reference } = await service.record();
    const named = await add(reference, { text: "Write to jo@example.org." });
    expect(named.body?.type).toBe("/problems/identifiers-found");
    const once = await add(reference, { text: "Once." }, "add-once");
    expect((await add(reference, { text: "Once." }, "add-once")).body).toEqual(once.body);
    for (let count = 1; count < 50; count++) await add(reference, { text: `Number ${count}.` });
    expect((await add(reference)).body?.type).toBe("/problems/conflict");
    expect((await read(reference)).addenda).toHaveLength(50);
  });
});

describe("a redaction", () => {
  const concern = "A child with a peach coat comes to school hungry.";
  const peach = { field: "/concern", start: 15, end: 20 };

  it("removes the text from the document and from everything made from it", async () => {
    const { reference } = await service.record({ concern });
    await service.sweep();
    service.setClock(tuesday);
    const answer = await redact(reference, peach);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      reference,
      at: tuesday,
      by: "manager",
      form: { state: "owed" },
    });
    expect((await read(reference)).concern).toBe(
      "A child with a [removed] coat comes to school hungry.",
    );
    for (const table of [consultationsTable, requestsTable]) {
      expect(JSON.stringify(await everyItem(service.engine, table))).not.toContain("peach");
    }
    service.setClock(monday);
  });

  it("shows that and when something was removed, by whom and why", async () => {
    const { reference } = await service.record({ concern });
    service.setClock(tuesday);
    await redact(reference, peach);
    expect(await historyOf(reference)).toContainEqual({
      at: tuesday,
      what: "redacted",
      by: "manager",
      why: "It was a first name.",
    });
    service.setClock(monday);
  });

  it("owes the form again, which says that it replaces the earlier copy", async () => {
    const { reference } = await service.record({ concern });
    expect(await formText(reference)).not.toMatch(/replaces the earlier copy/);
    await service.sweep();
    await redact(reference, peach);
    await service.sweep();
    expect(mailsAbout(reference)).toHaveLength(2);
    const form = await formText(reference);
    expect(form).toMatch(/This replaces the earlier copy.*Destroy every earlier copy/);
    expect(form).not.toContain("peach");
  });

  it("reaches the form that was owed and not sent yet", async () => {
    const { reference } = await service.record({ concern });
    await redact(reference, peach);
    await service.sweep();
    const mails = mailsAbout(reference);
    expect(mails).toHaveLength(1);
    expect(JSON.stringify(mails[0]?.mail.letter)).not.toContain("peach");
  });

  it("removes what was confirmed about the text, and leaves other confirmations", async () => {
    const advice = "Ring 0808 800 5000, or 0300 123 4567 at night.";
    const confirmedNotIdentifying = [
      { field: "/advice", text: "0808 800 5000" },
      { field: "/advice", text: "0300 123 4567" },
    ];
    const { reference } = await service.record({ advice, confirmedNotIdentifying });
    await redact(reference, {
      field: "/advice",
      start: 5,
      end: 18,
      reason: "It was a private line.",
    });
    expect(await read(reference)).toMatchObject({
      advice: "Ring [removed], or 0300 123 4567 at night.",
      confirmedNotIdentifying: [{ field: "/advice", text: "0300 123 4567" }],
    });
  });

  it("reaches into lists, objects and addenda", async () => {
    const { reference } = await service.record({
      background: { earlyHelp: "Asked for by peach." },
      nextSteps: [
        { action: "Ring the nurse.", who: "agency" },
        { action: "Ring peach.", who: "agency", by: "2026-12-07" },
      ],
    });
    await add(reference, { text: "Heard from peach." });
    for (const cut of [
      { field: "/background/earlyHelp", start: 13, end: 18 },
      { field: "/nextSteps/1/action", start: 5, end: 10 },
      { field: "/addenda/0/text", start: 11, end: 16 },
    ]) {
      expect((await redact(reference, cut)).status).toBe(200);
    }
    const document = await read(reference);
    expect(document.background).toEqual({ earlyHelp: "Asked for by [removed]." });
    expect(document.nextSteps).toEqual([
      { action: "Ring the nurse.", who: "agency" },
      { action: "Ring [removed].", who: "agency", by: "2026-12-07" },
    ]);
    expect(document.addenda).toMatchObject([{ text: "Heard from [removed]." }]);
  });

  it.each([
    ["no text of the document", { field: "/recordedBy", start: 0, end: 1 }],
    ["a field that is not there", { field: "/childsViews", start: 0, end: 1 }],
    ["an entry that is not there", { field: "/addenda/0/text", start: 0, end: 1 }],
    ["a name that objects have by nature", { field: "/background/constructor", start: 0, end: 1 }],
    ["a place behind the text", { field: "/concern", start: 0, end: 60 }],
    ["a place that ends before it starts", { field: "/concern", start: 5, end: 5 }],
  ])("of %s is refused and changes nothing", async (_, cut) => {
    const { reference } = await service.record({ concern });
    expect((await redact(reference, cut)).body?.type).toBe("/problems/validation-failed");
    expect((await read(reference)).concern).toBe(concern);
  });

  it("never leaves half of a character", async () => {
    const { reference } = await service.record({ concern: "Sad 😢 face" });
    const answer = await redact(reference, { field: "/concern", start: 0, end: 5 });
    expect(answer.body?.type).toBe("/problems/validation-failed");
  });

  it("is done once by two people at once, and the other is told that the text changed", async () => {
    const { reference } = await service.record({ concern });
    const answers = await Promise.all([redact(reference, peach), redact(reference, peach)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await read(reference)).concern).toBe(
      "A child with a [removed] coat comes to school hungry.",
    );
  });

  it("is done once with one key", async () => {
    const { reference } = await service.record({ concern });
    const once = await redact(reference, peach, "remove-once");
    expect((await redact(reference, peach, "remove-once")).body).toEqual(once.body);
    expect((await read(reference)).concern).toBe(
      "A child with a [removed] coat comes to school hungry.",
    );
  });
});
