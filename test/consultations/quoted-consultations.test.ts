// Earlier consultations that an agency quotes: their results, what they add up to, and that none fails the call (R12).
import { describe, expect, it } from "vitest";
import { issueReference } from "../../lambda/references/reference.ts";
import { consultation, useService } from "./service.ts";

const service = useService();

const recordAt = (consultedAt: string, previousConsultations: object[] = [], outcome = "advice") =>
  service.record({ consultedAt, previousConsultations, outcome });

describe("a quoted reference", () => {
  it("is known by reference and date, the date in Europe/London", async () => {
    // Half past midnight of 2 July in London is still 1 July in UTC.
    const summer = await recordAt("2026-07-01T23:30:00Z");
    const { body } = await service.record({
      previousConsultations: [
        { reference: summer.reference.toLowerCase(), consultedOn: "2026-07-02" },
      ],
    });
    expect(body?.previousConsultations).toEqual([
      { reference: summer.reference, consultedOn: "2026-07-02", result: "known" },
    ]);
  });

  it("has its result whatever is wrong with it", async () => {
    const earlier = await recordAt("2026-09-01T09:00:00Z");
    const unknown = issueReference("consultation");
    const { body } = await service.record({
      previousConsultations: [
        { reference: earlier.reference, consultedOn: "2026-09-02" },
        { reference: unknown, consultedOn: "2026-09-01" },
        { reference: "Jamie's old number", consultedOn: "2026-09-01" },
        { reference: issueReference("referral") },
      ],
    });
    expect(body?.previousConsultations).toEqual([
      { reference: earlier.reference, consultedOn: "2026-09-02", result: "date-mismatch" },
      { reference: unknown, consultedOn: "2026-09-01", result: "not-found" },
      { reference: null, consultedOn: "2026-09-01", result: "malformed" },
      { reference: null, result: "malformed" },
    ]);
  });

  it("without its date does not count as right", async () => {
    const earlier = await recordAt("2026-09-01T09:00:00Z");
    const { body } = await service.record({
      previousConsultations: [{ reference: earlier.reference }],
    });
    expect(body?.previousConsultations).toEqual([
      { reference: earlier.reference, result: "date-mismatch" },
    ]);
    expect(body?.chain).toMatchObject({ consultations: 0 });
  });

  it("is not stored where it can't be read: it may be a name", async () => {
    const { reference } = await service.record({
      previousConsultations: [{ reference: "Jamie Okafor" }],
    });
    const { sent } = await service.call("GET", `/consultations/${reference}`, { as: "manager" });
    expect(sent).not.toMatch(/Jamie|Okafor/);
  });

  it("counts as a miss, and is then not checked; nothing else is refused for it", async () => {
    const earlier = await recordAt("2026-09-01T09:00:00Z");
    const wrong = Array.from({ length: 20 }, () => ({ reference: issueReference("consultation") }));
    const post = (previousConsultations: object[]) =>
      service.call("POST", "/consultations", {
        as: "link-social-worker",
        sub: "guesses in bulk",
        body: consultation({ previousConsultations }),
      });
    await post(wrong);
    await post([{ reference: issueReference("consultation") }]);
    const right = { reference: earlier.reference, consultedOn: "2026-09-01" };
    const { status, body } = await post([right]);
    expect(status).toBe(201);
    expect(body?.previousConsultations).toEqual([{ ...right, result: "not-checked" }]);
  });
});

describe("the chain", () => {
  it("sums up what was rightly quoted and what those quoted, each once", async () => {
    const first = await recordAt("2026-06-01T09:00:00Z", [], "advice");
    const quoteFirst = { reference: first.reference, consultedOn: "2026-06-01" };
    const second = await recordAt("2026-09-01T09:00:00Z", [quoteFirst], "further-assessment");
    const quoteSecond = { reference: second.reference, consultedOn: "2026-09-01" };
    const third = await recordAt("2026-11-02T09:00:00Z", [quoteSecond]);
    expect(third.body?.chain).toEqual({
      consultations: 2,
      since: "2026-06-01",
      outcomes: ["advice", "further-assessment"],
    });
    const both = await recordAt("2026-11-03T09:00:00Z", [quoteSecond, quoteFirst]);
    expect(both.body?.chain).toMatchObject({ consultations: 2 });
  });

  it("leaves out what was quoted wrongly, on the way too", async () => {
    const first = await recordAt("2026-06-01T09:00:00Z");
    const wrongly = { reference: first.reference, consultedOn: "2026-06-02" };
    const second = await recordAt("2026-09-01T09:00:00Z", [wrongly]);
    const third = await recordAt("2026-11-02T09:00:00Z", [
      { reference: second.reference, consultedOn: "2026-09-01" },
    ]);
    expect(third.body?.chain).toMatchObject({ consultations: 1, since: "2026-09-01" });
  });

  it("never reaches the form", async () => {
    const first = await recordAt("2026-06-01T09:00:00Z");
    const second = await recordAt("2026-09-01T09:00:00Z", [
      { reference: first.reference, consultedOn: "2026-06-01" },
    ]);
    const third = await recordAt("2026-11-02T09:00:00Z", [
      { reference: second.reference, consultedOn: "2026-09-01" },
    ]);
    const form = await service.call("GET", `/consultations/${third.reference}/form`, {
      as: "manager",
      headers: { accept: "text/plain" },
    });
    expect(form.sent).toContain(second.reference);
    expect(form.sent).not.toContain(first.reference);
  });
});
