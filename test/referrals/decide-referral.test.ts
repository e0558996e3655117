// The decision: a closed list, nothing outstanding, once, approved by a manager; and who is told of it.
import { describe, expect, it } from "vitest";
import { monday } from "../consultations/service.ts";
import { decision, known, useReferrals } from "./service.ts";

const oxfordshire = useReferrals();
const norfolk = useReferrals("norfolk");
const northamptonshire = useReferrals("northamptonshire");
const manchester = useReferrals("greater-manchester");
const trafford = useReferrals("trafford");

describe("an outcome", () => {
  it.each([
    [
      "Oxfordshire",
      oxfordshire,
      ["no-further-action", "early-help", "child-in-need", "child-protection"],
    ],
    ["Norfolk", norfolk, ["not-in-need", "moderate-need", "high-need", "significant-harm"]],
    [
      "Northamptonshire",
      northamptonshire,
      ["no-further-action", "early-help-assessment", "child-in-need", "child-protection"],
    ],
    [
      "Greater Manchester",
      manchester,
      [
        "assessment",
        "emergency-protection",
        "assessment-and-emergency-protection",
        "known-child-enquiry",
        "other-agency",
        "no-further-action",
      ],
    ],
    ["Trafford", trafford, ["advice-and-information", "assessment"]],
  ] as const)("is one of the procedure's own (R21, %s)", async (_, service, outcomes) => {
    for (const outcome of outcomes) {
      const { referralId } = await service.register(known);
      const answer = await service.step(referralId, "decision", decision({ outcome }));
      expect(answer.status, outcome).toBe(200);
    }
  });

  it("of another authority, or a word such as “malicious”, is refused (R29)", async () => {
    const { referralId } = await oxfordshire.register(known);
    for (const outcome of ["known-child-enquiry", "malicious"]) {
      const answer = await oxfordshire.step(referralId, "decision", decision({ outcome }));
      expect(answer.body?.errors).toMatchObject([{ pointer: "/outcome", code: "not-a-choice" }]);
    }
    expect((await oxfordshire.read(referralId)).status).toBe("open");
  });
});

describe("what is outstanding", () => {
  it("has to be answered before the decision, all of it named at once (R16, R23)", async () => {
    const { referralId } = await manchester.register({
      parentsInformed: { informed: false },
      openToSocialCare: false,
    });
    const answer = await manchester.step(referralId, "decision", decision());
    expect(answer.body).toMatchObject({ type: "/problems/validation-failed" });
    expect(answer.body?.errors).toMatchObject([
      { pointer: "/children" },
      { pointer: "/householdDifficulties" },
      { pointer: "/parentsInformed" },
      { pointer: "/recordsCheckedAt" },
      { pointer: "/crimeSuspected" },
    ]);
  });

  it("of a suspected crime is when the police were told; the decision may say it (R24)", async () => {
    const { referralId } = await oxfordshire.register({ ...known, crimeSuspected: true });
    const silent = await oxfordshire.step(referralId, "decision", decision());
    expect(silent.body?.errors).toMatchObject([{ pointer: "/policeInformedAt" }]);
    const policeInformedAt = "2026-11-23T10:25:00Z";
    const told = await oxfordshire.step(referralId, "decision", decision({ policeInformedAt }));
    expect(told.status).toBe(200);
    expect((await oxfordshire.read(referralId)).policeInformedAt).toBe("2026-11-23T10:25:00.000Z");
  });

  it("is less where the procedure asks for less (R16, Northamptonshire)", async () => {
    const { referralId } = await northamptonshire.register({ crimeSuspected: false });
    expect((await northamptonshire.step(referralId, "decision", decision())).status).toBe(200);
  });
});

describe("a decision", () => {
  it("is recorded with who decided, who approved, why and when, and meets its deadline (R20)", async () => {
    const { referralId } = await oxfordshire.register(known);
    const decidedAt = "2026-11-23T10:29:00Z";
    await oxfordshire.step(referralId, "decision", decision({ decidedAt }));
    const read = await oxfordshire.read(referralId);
    expect(read.status).toBe("decided");
    expect(read.decision).toEqual({
      ...decision(),
      decidedAt: "2026-11-23T10:29:00.000Z",
      by: "manager",
    });
    expect(read.deadlines.find(({ code }) => code === "decision")).toMatchObject({
      state: "met",
      metAt: "2026-11-23T10:29:00.000Z",
    });
    expect(read.history.find(({ what }) => what === "decided")).toEqual({
      what: "decided",
      at: monday,
      by: "manager",
      about: "no-further-action",
      why: decision().reasons,
    });
  });

  it("is a manager's (R20)", async () => {
    const { referralId } = await oxfordshire.register(known);
    expect((await oxfordshire.step(referralId, "decision", decision(), "mash")).status).toBe(403);
  });

  it("is not made before the referral was received", async () => {
    const { referralId } = await oxfordshire.register(known);
    const body = decision({ decidedAt: "2026-11-23T10:14:00Z" });
    const answer = await oxfordshire.step(referralId, "decision", body);
    expect(answer.body?.errors).toMatchObject([{ pointer: "/decidedAt", code: "too-early" }]);
  });

  it("is made once: a second one is told that the referral is decided", async () => {
    const { referralId } = await oxfordshire.register(known);
    await oxfordshire.step(referralId, "decision", decision());
    const second = await oxfordshire.step(
      referralId,
      "decision",
      decision({ outcome: "early-help" }),
    );
    expect(second.body?.type).toBe("/problems/conflict");
    expect(second.body?.detail).toMatch(/decided already/);
    expect((await oxfordshire.read(referralId)).decision?.outcome).toBe("no-further-action");
  });

  it("is made by one of two managers who decide at once; the other is told", async () => {
    const { referralId } = await oxfordshire.register(known);
    const outcomes = ["early-help", "child-in-need", "child-protection", "no-further-action"];
    const answers = await Promise.all(
      outcomes.map((outcome) => oxfordshire.step(referralId, "decision", decision({ outcome }))),
    );
    const made = answers.filter(({ status }) => status === 200);
    expect(made).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(3);
    const { events } = await oxfordshire.stored(referralId);
    expect(events.filter(({ what }) => what === "decided")).toHaveLength(1);
  });

  it("does not undo what happens at the same moment", async () => {
    const { referralId } = await oxfordshire.register(known);
    const answers = await Promise.all([
      oxfordshire.step(referralId, "decision", decision()),
      oxfordshire.step(referralId, "acknowledgement"),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const read = await oxfordshire.read(referralId);
    expect(read.acknowledgement).toBeDefined();
    expect(read.decision).toBeDefined();
    expect(read.deadlines.map(({ state }) => state)).toEqual(["met", "met", "met"]);
  });
});

describe("who is told", () => {
  it("is the agency that referred: the outcome and feedback, how to disagree, complaints (R21, R30)", async () => {
    const { referralId } = await oxfordshire.register(known);
    const feedback = "An assessment begins this week. Please come to the first meeting.";
    await oxfordshire.step(
      referralId,
      "decision",
      decision({ outcome: "child-in-need", feedback, nextSteps: "Assign it to a worker." }),
    );
    await oxfordshire.sweep();
    const mail = oxfordshire.sent.find(({ mail: { subject } }) =>
      subject.includes(`${referralId}, outcome`),
    )?.mail;
    const said = JSON.stringify(mail?.letter);
    expect(said).toContain("Child in need (section 17)");
    expect(said).toContain(feedback);
    expect(said).toMatch(/line manager first/);
    expect(said).toMatch(/complaints procedure/);
    expect(said).not.toMatch(/C-104223|looked into|Assign it/);
  });

  it("is the public by a person: a task, and no mail (R21)", async () => {
    const referrer = { kind: "public", anonymityRequested: true };
    const { referralId } = await oxfordshire.register({ ...known, referrer });
    await oxfordshire.step(referralId, "decision", decision());
    const { tasks } = await oxfordshire.read(referralId);
    expect(tasks).toContainEqual(
      expect.objectContaining({ code: "tell-referrer", about: "referral-outcome" }),
    );
  });

  it.each([
    ["Oxfordshire", oxfordshire, "familyInformedAt"],
    ["Northamptonshire", northamptonshire, "parentsLetterSentAt"],
  ] as const)(
    "includes the family: a task until it is recorded (R21, %s)",
    async (_, service, told) => {
      const silent = await service.register(known);
      await service.step(silent.referralId, "decision", decision());
      expect((await service.read(silent.referralId)).tasks).toMatchObject([{ code: told }]);
      const open = await service.register(known);
      await service.step(open.referralId, "decision", decision({ [told]: "2026-11-23T10:25:00Z" }));
      expect((await service.read(open.referralId)).tasks).toEqual([]);
    },
  );
});
