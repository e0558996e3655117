// GET /consultations/{reference}: the document and its history, by a reference kindly read; and misses.
import { describe, expect, it } from "vitest";
import { requestsTable } from "../../lambda/http/idempotency.ts";
import { issueReference } from "../../lambda/references/reference.ts";
import { countItems } from "../count-items.ts";
import { consultation, monday, useService } from "./service.ts";

const service = useService();
const read = (reference: string, sub?: string) =>
  service.call("GET", `/consultations/${encodeURIComponent(reference)}`, { as: "manager", sub });
const minutesLater = (minutes: number) =>
  new Date(Date.parse(monday) + minutes * 60_000).toISOString();

describe("the document", () => {
  it("is what was sent, with its agency and its form, and without staff", async () => {
    const { reference } = await service.record({ levelOfNeed: 2 });
    const { body, sent } = await read(reference);
    const { notAReferral, immediateRisk, agencyId, ...kept } = consultation();
    expect(body).toMatchObject({
      ...kept,
      consultedAt: "2026-11-23T10:15:00Z",
      levelOfNeed: 2,
      reference,
    });
    expect(body?.agency).toEqual({ agencyId, name: "St Example Primary School" });
    expect(body?.form).toMatchObject({ state: "owed" });
    expect(body).not.toHaveProperty("immediateRisk");
    expect(sent).not.toMatch(/staff-|recordedBy|safeguarding@school/);
    expect([notAReferral, immediateRisk]).toEqual([true, false]);
  });

  it.each([
    ["in small letters", (reference: string) => reference.toLowerCase()],
    [
      "without prefix and hyphens",
      (reference: string) => reference.replace("NNC", "").replaceAll("-", ""),
    ],
    ["with spaces and dots", (reference: string) => reference.replaceAll("-", " . ")],
    ["with an O for a zero", (reference: string) => reference.replaceAll("0", "O")],
  ])("is found by its reference %s, and names the canonical address", async (_, written) => {
    const { reference } = await service.record();
    const answer = await read(written(reference));
    expect(answer.status).toBe(200);
    expect(answer.body?.reference).toBe(reference);
    if (written(reference) !== reference) {
      expect(answer.headers["Content-Location"]).toBe(`/v1/consultations/${reference}`);
    }
  });

  it("has no Content-Location when asked by its own address", async () => {
    const { reference } = await service.record();
    expect((await read(reference)).headers).not.toHaveProperty("Content-Location");
  });
});

describe("the history", () => {
  it("tells recording, reading, sending, proof of delivery and filing in their order", async () => {
    const { reference } = await service.record();
    service.setClock(minutesLater(1));
    await service.sweep();
    const mail = service.sent.find((one) => one.mail.subject.includes(reference));
    service.setClock(minutesLater(2));
    if (mail) await service.report("Delivery", mail);
    service.setClock(minutesLater(3));
    await read(reference);
    service.setClock(minutesLater(4));
    const { body } = await read(reference);
    expect(body?.history).toEqual([
      { at: minutesLater(0), what: "recorded", by: "link-social-worker" },
      { at: minutesLater(1), what: "sent" },
      { at: minutesLater(2), what: "delivered" },
      { at: minutesLater(3), what: "read", by: "manager" },
      { at: minutesLater(4), what: "read", by: "manager" },
    ]);
    expect(body?.form).toMatchObject({ state: "delivered" });
    service.setClock(monday);
  });

  it("shows a bounce after a delivery, and the form as bounced", async () => {
    const { reference } = await service.record();
    await service.sweep();
    const mail = service.sent.find((one) => one.mail.subject.includes(reference));
    if (mail) {
      await service.report("Delivery", mail);
      await service.report("Bounce", mail);
    }
    const { body } = await read(reference);
    expect(body?.form).toMatchObject({ state: "bounced" });
    const history = body?.history as { what: string }[];
    expect(history.map(({ what }) => what)).toEqual([
      "recorded",
      "sent",
      "delivered",
      "bounced",
      "read",
    ]);
  });
});

describe("a reference that leads nowhere", () => {
  it("is not found, unknown and past its time alike", async () => {
    const { reference } = await service.record();
    service.setClock("2028-11-23T10:30:00.001Z");
    const past = await read(reference);
    const unknown = await read(issueReference("consultation"));
    expect(past.status).toBe(404);
    expect(past.body?.type).toBe("/problems/not-found");
    expect({ ...past.body, instance: "" }).toEqual({ ...unknown.body, instance: "" });
    service.setClock(monday);
  });

  it.each([
    [
      "a mistyped one",
      (reference: string) => reference.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
    ],
    ["a referral's", () => issueReference("referral")],
    ["an impossible character", () => "NNC-0A00-0000-0000"],
    ["a slash in it", () => "NNC-0000/0000-0000"],
    ["NUL in it", () => "NNC-0000\u0000-0000"],
  ])("%s is refused without a look", async (_, wrong) => {
    const { reference } = await service.record();
    const before = await countItems(service.engine, requestsTable);
    const answer = await read(wrong(reference), "mistypes");
    expect(answer.body?.type).toBe("/problems/malformed-reference");
    expect(answer.status).toBe(400);
    expect(await countItems(service.engine, requestsTable)).toBe(before);
  });

  it("names the place of an impossible character", async () => {
    const answer = await read("NNC-0A00-0000-0000");
    expect(answer.body?.detail).toMatch(/\b2\b|second/);
  });
});

describe("over twenty misses in an hour by one person", () => {
  const miss = (sub: string) => read(issueReference("consultation"), sub);

  it("end the looking up for that person, for as long as Retry-After says", async () => {
    const { reference } = await service.record();
    for (let misses = 0; misses < 21; misses++) expect((await miss("guesser")).status).toBe(404);
    const refused = await read(reference, "guesser");
    expect(refused.body?.type).toBe("/problems/too-many-misses");
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers["Retry-After"]);
    expect(wait).toBe(3600);
    expect((await read(reference, "somebody else")).status).toBe(200);
    service.setClock(new Date(Date.parse(monday) + (wait - 1) * 1000).toISOString());
    expect((await read(reference, "guesser")).status).toBe(429);
    service.setClock(new Date(Date.parse(monday) + wait * 1000).toISOString());
    expect((await read(reference, "guesser")).status).toBe(200);
    service.setClock(monday);
  });

  it("are counted also when they come all at once", async () => {
    await Promise.all(Array.from({ length: 30 }, () => miss("in a hurry")));
    expect((await miss("in a hurry")).status).toBe(429);
  });
});
