// A referral's deadlines: which begin, and whom they are told to when.
import { describe, expect, test } from "vitest";
import { deadlinesOf, type ReferralSoFar } from "../../lambda/procedures/deadlines.ts";
import { stageAt } from "../../lambda/procedures/due.ts";
import { type ProcedureInForce, procedureInForce } from "../../lambda/procedures/in-force.ts";
import { procedureWith, profileInForce } from "./procedure-file.ts";
import { deadline, on, received } from "./referral-so-far.ts";

const codes = (procedure: ProcedureInForce, referral: ReferralSoFar) =>
  deadlinesOf(procedure, referral).deadlines.map(({ code }) => code);

const stages = (procedure: ProcedureInForce, code: string, referral: ReferralSoFar) =>
  deadline(procedure, code, referral).stages.map(({ code: stage, at }) => [
    stage,
    at.toISOString().replace(":00.000Z", "Z"),
  ]);

/** Oxfordshire's procedure with rules of its own. */
const withRules = (...rules: object[]) =>
  procedureInForce(
    procedureWith({
      "/referrals/rules": rules.map((rule) => ({
        code: "decision",
        title: "Decide",
        owner: "manager",
        from: "received",
        within: { amount: 1, unit: "working-days" },
        metBy: "decided",
        stages: [],
        source: { from: "referrals", says: "So it is." },
        ...rule,
      })),
    }),
  );

const monday = "2026-11-23T10:00:00Z";
const oxfordshire = profileInForce("oxfordshire");
const northamptonshire = profileInForce("northamptonshire");
const manchester = profileInForce("greater-manchester");

describe("a deadline begins", () => {
  test("with what has happened, and not before", () => {
    const verbal = received(monday, { channel: "verbal" });
    expect(codes(manchester, verbal)).toEqual(["written-confirmation", "decision"]);
    const confirmed = { ...verbal, confirmedInWritingAt: on("2026-11-24T09:00:00Z") };
    expect(codes(manchester, confirmed)).toEqual([
      "acknowledgement",
      "referrer-contacts-again",
      "written-confirmation",
      "decision",
    ]);
    const met = { ...confirmed, strategyMeetingAt: on("2026-11-25T09:00:00Z") };
    expect(codes(manchester, met)).toContain("strategy-record");
  });

  test("by the urgency of the checks, once they have started", () => {
    const checks = (urgency: "red" | "amber") =>
      received(monday, { checks: { startedAt: on(monday), urgency } });
    expect(codes(northamptonshire, received(monday))).not.toContain("checks");
    expect(deadline(northamptonshire, "checks", checks("red")).title).toContain("red");
    expect(deadline(northamptonshire, "checks", checks("amber")).title).toContain("amber");
  });

  test("with the first contact, or the receipt where none is known", () => {
    const norfolk = profileInForce("norfolk");
    const started = (more: Partial<ReferralSoFar>) =>
      deadline(norfolk, "contact-decision", received(monday, more)).startedAt.toISOString();
    expect(started({})).toBe("2026-11-23T10:00:00.000Z");
    expect(started({ firstContactAt: on("2026-11-20T15:00:00Z") })).toBe(
      "2026-11-20T15:00:00.000Z",
    );
  });

  test("only for the referrals its rule is for", () => {
    const procedure = withRules(
      { code: "verbal", appliesTo: { channel: ["verbal"] } },
      { code: "public", appliesTo: { referrer: ["public"] } },
      { code: "both", appliesTo: { channel: ["written"], referrer: ["practitioner"] } },
    );
    const fromPublic = { referrer: { kind: "public" } } as const;
    expect(codes(procedure, received(monday))).toEqual(["both"]);
    expect(codes(procedure, received(monday, fromPublic))).toEqual(["public"]);
    expect(codes(procedure, received(monday, { ...fromPublic, channel: "verbal" }))).toEqual([
      "verbal",
      "public",
    ]);
  });

  test("once a code: the first of two rules counts", () => {
    const procedure = withRules({ title: "First" }, { title: "Second" });
    expect(deadlinesOf(procedure, received(monday)).deadlines.map(({ title }) => title)).toEqual([
      "First",
    ]);
  });
});

describe("past the published bank holidays", () => {
  test("a deadline nobody can compute is named, and the others stand", () => {
    const { deadlines, beyondCalendar } = deadlinesOf(
      withRules({ code: "soon", within: { amount: 1, unit: "hours" } }, { code: "later" }),
      received("2028-12-29T10:00:00Z"),
    );
    expect(deadlines.map(({ code }) => code)).toEqual(["soon"]);
    expect(beyondCalendar).toEqual(["later"]);
  });
});

describe("a stage comes", () => {
  test("as long before as the rule says, counted in office hours", () => {
    expect(stages(oxfordshire, "acknowledgement", received("2026-04-02T15:40:00Z"))).toEqual([
      ["reminder", "2026-04-07T14:00Z"],
      ["missed", "2026-04-08T07:30Z"],
      ["call-us", "2026-04-08T09:30Z"],
    ]);
  });

  test("at the receipt, where there is less time left", () => {
    expect(stages(oxfordshire, "evaluation", received("2026-11-23T16:40:00Z"))[0]).toEqual([
      "reminder",
      "2026-11-23T16:40Z",
    ]);
  });

  test("at the next opening where it would fall outside office hours, received there too", () => {
    const saturday = received("2026-11-28T12:00:00Z", { channel: "verbal" });
    expect(stages(northamptonshire, "written-confirmation", saturday)).toEqual([
      ["reminder", "2026-11-30T08:30Z"],
      ["missed", "2026-11-30T12:00Z"],
      ["not-confirmed", "2026-11-30T16:00Z"],
    ]);
  });

  test("at any hour where a child needs protection now", () => {
    const friday = received("2026-11-27T17:30:00Z", { channel: "verbal" });
    const protect = { ...friday, immediateProtection: true };
    expect(stages(northamptonshire, "written-confirmation", protect)[1]).toEqual([
      "missed",
      "2026-11-29T17:30Z",
    ]);
    expect(stages(northamptonshire, "written-confirmation", friday)[1]).toEqual([
      "missed",
      "2026-11-30T08:30Z",
    ]);
  });

  test("in the order of time, whatever the order in the file", () => {
    const stage = (code: string, at: object) => ({ code, to: "manager", at });
    const procedure = withRules({
      stages: [
        stage("last", { after: { amount: 1, unit: "working-days" } }),
        stage("due", { after: { amount: 0, unit: "working-hours" } }),
        stage("second", { before: { amount: 1, unit: "working-hours" } }),
        stage("first", { before: { amount: 3, unit: "working-hours" } }),
      ],
    });
    const order = deadline(procedure, "decision", received(monday)).stages;
    expect(order.map(({ code }) => code)).toEqual(["first", "second", "due", "last"]);
  });

  test("after nothing at the due time itself, at any hour even at close", () => {
    const due = { startedAt: on(monday), dueAt: on("2026-11-24T17:00:00Z") };
    const stage = {
      code: "missed",
      to: "manager",
      at: { after: { amount: 0, unit: "working-hours" } },
    } as const;
    const time = oxfordshire.workingTime;
    expect(stageAt(time, stage, due, { anyHour: true })).toEqual(due.dueAt);
    expect(stageAt(time, stage, due)).toEqual(on("2026-11-25T08:30:00Z"));
  });
});
