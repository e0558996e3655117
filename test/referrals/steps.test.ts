// What happens to a referral on its way: each step once, in its time, by whoever may, with its deadlines and history.
import { describe, expect, it } from "vitest";
import { issueReference } from "../../lambda/references/reference.ts";
import type { ReferralAnswer } from "../../lambda/referrals/answers.ts";
import { monday } from "../consultations/service.ts";
import { decision, known, useReferrals } from "./service.ts";

const oxfordshire = useReferrals();
const norfolk = useReferrals("norfolk");
const northamptonshire = useReferrals("northamptonshire");
const manchester = useReferrals("greater-manchester");
const trafford = useReferrals("trafford");

const stateOf = ({ deadlines }: ReferralAnswer, code: string) =>
  deadlines.find((deadline) => deadline.code === code)?.state;
const dueAt = ({ deadlines }: ReferralAnswer, code: string) =>
  deadlines.find((deadline) => deadline.code === code)?.dueAt;

describe("an evaluation", () => {
  it("meets its deadline, and is in the history with its role and words (R20)", async () => {
    const { referralId } = await oxfordshire.register();
    const response = "To be decided today; the school is to be called back.";
    const answer = await oxfordshire.step(referralId, "evaluation", { response });
    expect(answer.status).toBe(200);
    const read = await oxfordshire.read(referralId);
    expect(stateOf(read, "evaluation")).toBe("met");
    expect(read.evaluation).toEqual({ evaluatedAt: monday, response, by: "mash" });
    expect(read.history.at(-1)).toEqual({
      what: "evaluated",
      at: monday,
      by: "mash",
      why: response,
    });
  });

  it("decides on the contact, which is due 24 hours from the first one (R20, Norfolk)", async () => {
    const registered = await norfolk.register({ firstContactAt: "2026-11-22T18:00:00Z" });
    expect(dueAt(registered, "contact-decision")).toBe("2026-11-23T18:00:00.000Z");
    await norfolk.step(registered.referralId, "evaluation", { response: "Goes on to a decision." });
    expect(stateOf(await norfolk.read(registered.referralId), "contact-decision")).toBe("met");
  });

  it("may come before the receipt, never before the first contact (R20, Norfolk)", async () => {
    const { referralId } = await norfolk.register({ firstContactAt: "2026-11-22T18:00:00Z" });
    const evaluatedAt = (instant: string) =>
      norfolk.step(referralId, "evaluation", { evaluatedAt: instant, response: "A referral." });
    expect((await evaluatedAt("2026-11-22T17:59:00Z")).body?.errors).toMatchObject([
      { pointer: "/evaluatedAt", code: "too-early" },
    ]);
    expect((await evaluatedAt("2026-11-23T09:00:00Z")).status).toBe(200);
    expect(stateOf(await norfolk.read(referralId), "contact-decision")).toBe("met");
  });

  it("is made by the decision where nobody made it before (R20)", async () => {
    const { referralId } = await oxfordshire.register(known);
    await oxfordshire.step(referralId, "decision", decision());
    expect(stateOf(await oxfordshire.read(referralId), "evaluation")).toBe("met");
  });
});

describe("an acknowledgement", () => {
  it("tells the referring agency and meets what waits for it (R18, R19)", async () => {
    const { referralId } = await manchester.register();
    await manchester.step(referralId, "acknowledgement");
    const read = await manchester.read(referralId);
    expect(stateOf(read, "acknowledgement")).toBe("met");
    expect(stateOf(read, "referrer-contacts-again")).toBe("met");
    await manchester.sweep();
    expect(manchester.sentTo("safeguarding@school.example.org")).toContainEqual(
      expect.stringContaining(`referral ${referralId}, acknowledgement`),
    );
  });

  it("of a referral by the public is a task for a person, and no mail (R18)", async () => {
    const referrer = { kind: "public", anonymityRequested: false };
    const { referralId } = await oxfordshire.register({ referrer });
    await oxfordshire.sweep();
    const sent = oxfordshire.sent.length;
    await oxfordshire.step(referralId, "acknowledgement");
    await oxfordshire.sweep();
    expect(oxfordshire.sent.length).toBe(sent);
    expect((await oxfordshire.read(referralId)).tasks).toEqual([
      { taskId: expect.any(String), code: "tell-referrer", about: "referral-acknowledgement" },
    ]);
  });

  it("that comes late is met and missed: stages stop all the same (R18)", async () => {
    const { referralId } = await oxfordshire.register({ receivedAt: "2026-11-18T10:00:00Z" });
    await oxfordshire.step(referralId, "acknowledgement");
    const read = await oxfordshire.read(referralId);
    const late = read.deadlines.find(({ code }) => code === "acknowledgement");
    expect(late).toMatchObject({ state: "missed", metAt: monday });
    expect(late?.stages.map(({ state }) => state)).toEqual(["skipped", "skipped", "skipped"]);
  });

  it("may be recorded for the time at which it was given, and never ahead or before receipt", async () => {
    const { referralId } = await oxfordshire.register();
    const at = (acknowledgedAt: string) =>
      oxfordshire.step(referralId, "acknowledgement", { acknowledgedAt });
    expect((await at("2026-11-23T10:36:00Z")).body?.errors).toMatchObject([
      { pointer: "/acknowledgedAt", code: "in-the-future" },
    ]);
    expect((await at("2026-11-23T10:14:59Z")).body?.errors).toMatchObject([
      { pointer: "/acknowledgedAt", code: "too-early" },
    ]);
    expect((await at("2026-11-23T10:20:00Z")).status).toBe(200);
  });

  it("by itself is a receipt alone, and does not count (R18, Trafford)", async () => {
    const registered = await trafford.register();
    await trafford.sweep();
    const [receipt] = trafford.sent.filter(({ mail }) => mail.subject.includes("receipt"));
    expect(receipt?.mail.subject).toContain(registered.referralId);
    expect(stateOf(await trafford.read(registered.referralId), "acknowledgement")).toBe("open");
  });
});

describe("a verbal referral", () => {
  it("is confirmed in writing within 48 hours, bank holidays or not (R17)", async () => {
    const registered = await northamptonshire.register({ channel: "verbal" });
    expect(dueAt(registered, "written-confirmation")).toBe("2026-11-25T10:15:00.000Z");
    await northamptonshire.step(registered.referralId, "written-confirmation");
    expect(
      stateOf(await northamptonshire.read(registered.referralId), "written-confirmation"),
    ).toBe("met");
  });

  it("starts the acknowledgement only once it is confirmed (R18, Greater Manchester)", async () => {
    const registered = await manchester.register({ channel: "verbal" });
    expect(dueAt(registered, "acknowledgement")).toBeUndefined();
    manchester.setClock("2026-11-24T09:00:00.000Z");
    await manchester.step(registered.referralId, "written-confirmation");
    const read = await manchester.read(registered.referralId);
    expect(dueAt(read, "acknowledgement")).toBe("2026-11-25T17:00:00.000Z");
    expect(dueAt(read, "referrer-contacts-again")).toBe("2026-11-27T16:00:00.000Z");
    manchester.setClock(monday);
  });

  it("that came in writing has nothing to confirm", async () => {
    const { referralId } = await manchester.register();
    const answer = await manchester.step(referralId, "written-confirmation");
    expect(answer.body?.type).toBe("/problems/conflict");
  });
});

describe("checks", () => {
  it.each([
    ["red", "2026-11-23T14:30:00.000Z"],
    ["amber", "2026-11-24T10:00:00.000Z"],
  ])("that are %s are due in so many working hours (R22)", async (urgency, due) => {
    const { referralId } = await northamptonshire.register();
    await northamptonshire.step(referralId, "checks", { urgency, reasons: "As it was described." });
    expect(dueAt(await northamptonshire.read(referralId), "checks")).toBe(due);
  });

  it("are done with a word on whether consent was gained (R22)", async () => {
    const { referralId } = await northamptonshire.register();
    const unstarted = await northamptonshire.step(referralId, "checks/completion", {
      consent: true,
    });
    expect(unstarted.body?.type).toBe("/problems/conflict");
    const reasons = "Several agencies know the child.";
    await northamptonshire.step(referralId, "checks", { urgency: "red", reasons });
    const silent = await northamptonshire.step(referralId, "checks/completion");
    expect(silent.body?.errors).toMatchObject([{ pointer: "/consent" }]);
    const body = { consent: false, recordsCheckedAt: "2026-11-23T10:25:00Z" };
    const done = await northamptonshire.step(referralId, "checks/completion", body);
    expect(done.status).toBe(200);
    const read = await northamptonshire.read(referralId);
    expect(stateOf(read, "checks")).toBe("met");
    expect(read.recordsCheckedAt).toBe("2026-11-23T10:25:00.000Z");
    const again = await northamptonshire.step(referralId, "checks/completion", body);
    expect(again.body?.type).toBe("/problems/conflict");
  });
});

describe("a strategy meeting", () => {
  it("counts only with police and health (R25)", async () => {
    const { referralId } = await northamptonshire.register();
    const held = { heldAt: "2026-11-23T10:20:00Z" };
    const without = await northamptonshire.step(referralId, "strategy-meeting", {
      ...held,
      attended: ["police", "education"],
    });
    expect(without.body?.errors).toMatchObject([{ pointer: "/attended", code: "no-quorum" }]);
    expect((await northamptonshire.read(referralId)).strategyMeeting).toBeUndefined();
    const quorate = await northamptonshire.step(referralId, "strategy-meeting", {
      ...held,
      attended: ["police", "Health", "education"],
    });
    expect(quorate.status).toBe(200);
  });

  it("has its record distributed within one working day (R25)", async () => {
    const { referralId } = await manchester.register();
    const early = await manchester.step(
      referralId,
      "strategy-meeting/record-distribution",
      {},
      "mash",
    );
    expect(early.body?.type).toBe("/problems/conflict");
    const meeting = { heldAt: "2026-11-23T10:20:00Z", attended: ["police", "health"] };
    await manchester.step(referralId, "strategy-meeting", meeting);
    expect(dueAt(await manchester.read(referralId), "strategy-record")).toBe(
      "2026-11-24T17:00:00.000Z",
    );
    await manchester.step(referralId, "strategy-meeting/record-distribution", {}, "mash");
    expect(stateOf(await manchester.read(referralId), "strategy-record")).toBe("met");
  });
});

describe("a discussion with agencies without the parents' knowledge", () => {
  it("is authorised by a manager, with reasons (R23)", async () => {
    const { referralId } = await oxfordshire.register();
    const silent = await oxfordshire.step(referralId, "agency-discussions", { parentsKnow: false });
    expect(silent.body?.errors).toMatchObject([{ pointer: "/reasons", code: "required" }]);
    const reasons = "Asking them first may put the child at greater risk.";
    const body = { parentsKnow: false, reasons };
    const byMash = await oxfordshire.step(referralId, "agency-discussions", body, "mash");
    expect(byMash.status).toBe(403);
    expect((await oxfordshire.step(referralId, "agency-discussions", body)).status).toBe(200);
    expect((await oxfordshire.read(referralId)).agencyDiscussion).toEqual({
      ...body,
      at: monday,
      by: "manager",
    });
  });
});

describe("a transfer", () => {
  it("stops the clocks that neither met nor missed, and tells the referrer (R28)", async () => {
    const { referralId } = await oxfordshire.register({ receivedAt: "2026-11-20T10:00:00Z" });
    await oxfordshire.step(referralId, "acknowledgement");
    const answer = await oxfordshire.step(referralId, "transfer", {
      toAuthority: "Northamptonshire",
      reasons: "The child has lived there since last month.",
      acceptedBy: "duty manager",
    });
    expect(answer.status).toBe(200);
    const read = await oxfordshire.read(referralId);
    expect(read.status).toBe("transferred");
    expect(read.deadlines.map(({ code, state }) => `${code} ${state}`).sort()).toEqual([
      "acknowledgement met",
      "decision stopped",
      "evaluation missed",
    ]);
    const { deadlines } = await oxfordshire.stored(referralId);
    expect(deadlines.flatMap(({ nextActionAt }) => nextActionAt ?? [])).toEqual([]);
    await oxfordshire.sweep();
    expect(oxfordshire.sentTo("safeguarding@school.example.org")).toContainEqual(
      expect.stringContaining(`${referralId}, passed on`),
    );
    const late = await oxfordshire.step(referralId, "acknowledgement");
    expect(late.body).toMatchObject({ type: "/problems/conflict" });
    const evaluated = await oxfordshire.step(referralId, "evaluation", { response: "Too late." });
    expect(evaluated.body?.detail).toMatch(/passed on to another authority/);
  });
});

describe("a task", () => {
  it("is settled once, with a note in the history", async () => {
    const referrer = { kind: "practitioner", agencyId: "still-unknown" };
    const { referralId, tasks } = await oxfordshire.register({ referrer });
    const step = `tasks/${tasks[0]?.taskId}/settlement`;
    const note = "It is registered now, under another id.";
    expect((await oxfordshire.step(referralId, step, { note })).status).toBe(200);
    const read = await oxfordshire.read(referralId);
    expect(read.tasks).toMatchObject([{ code: "unknown-agency", settledAt: monday }]);
    expect(read.history.at(-1)).toMatchObject({ what: "task-settled", why: note, by: "mash" });
    const again = await oxfordshire.step(referralId, step, { note });
    expect(again.body?.type).toBe("/problems/conflict");
    const other = `tasks/${crypto.randomUUID()}/settlement`;
    expect((await oxfordshire.step(referralId, other, { note })).status).toBe(404);
  });
});

describe("a number", () => {
  it("is read kindly, and answered with the address of the canonical one", async () => {
    const { referralId } = await oxfordshire.register();
    const kindly = referralId.toLowerCase().replaceAll("-", " ");
    const answer = await oxfordshire.call("GET", `/referrals/${encodeURIComponent(kindly)}`, {
      as: "manager",
    });
    expect(answer.status).toBe(200);
    expect(answer.headers["Content-Location"]).toBe(`/v1/referrals/${referralId}`);
  });

  it("with a slip, or a consultation's, is refused unread; an unknown one is not found", async () => {
    const { reference } = await oxfordshire.record();
    for (const wrong of [reference, "NNR-0000-0000-0001"]) {
      const answer = await oxfordshire.call("GET", `/referrals/${wrong}`, { as: "mash" });
      expect(answer.body?.type).toBe("/problems/malformed-reference");
    }
    const unknown = issueReference("referral");
    const answer = await oxfordshire.call("GET", `/referrals/${unknown}`, { as: "mash" });
    expect(answer.body?.type).toBe("/problems/not-found");
    const stepped = await oxfordshire.step(unknown, "acknowledgement");
    expect(stepped.body?.type).toBe("/problems/not-found");
  });
});
