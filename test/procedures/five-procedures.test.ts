// What else the five procedures say about referrals: outcomes, who is told, what a decision needs, contacts.
import { describe, expect, test } from "vitest";
import { receiptGoesOut } from "../../lambda/procedures/deadlines.ts";
import { profileNames } from "../../lambda/procedures/load-procedure.ts";
import { profileInForce } from "./procedure-file.ts";

const at = new Date("2026-11-23T10:00:00Z");

describe("outcomes, approval, and who is told (R20, R21)", () => {
  test.each([
    [
      "oxfordshire",
      ["no-further-action", "early-help", "child-in-need", "child-protection"],
      "a manager",
      ["familyInformedAt"],
      /agencies.*family.*child.*appropriate/,
    ],
    [
      "norfolk",
      ["not-in-need", "moderate-need", "high-need", "significant-harm"],
      "a manager",
      ["familyInformedAt"],
      /referrer.*public.*confidentiality.*child and the family/,
    ],
    [
      "northamptonshire",
      ["no-further-action", "early-help-assessment", "child-in-need", "child-protection"],
      "a practice manager",
      ["parentsLetterSentAt"],
      /referrer.*parents.*letter/,
    ],
    [
      "greater-manchester",
      [
        "assessment",
        "emergency-protection",
        "assessment-and-emergency-protection",
        "known-child-enquiry",
        "other-agency",
        "no-further-action",
      ],
      "a manager",
      [],
      /referrer.*no further action/,
    ],
    [
      "trafford",
      [
        "assessment",
        "emergency-protection",
        "assessment-and-emergency-protection",
        "known-child-enquiry",
        "other-agency",
        "no-further-action",
        "advice-and-information",
      ],
      "a manager",
      [],
      /referrer.*no further action/,
    ],
  ])("%s", (name, outcomes, approvedBy, recordedAsTold, told) => {
    const { referrals } = profileInForce(name).procedure;
    expect(referrals.outcomes.map(({ code }) => code)).toEqual(outcomes);
    expect(referrals.approvedBy).toBe(approvedBy);
    expect(referrals.recordedAsTold).toEqual(recordedAsTold);
    expect(referrals.told).toMatch(told);
  });

  test.each(profileNames())("%s: a consultation ends in one of the four", (name) => {
    expect(profileInForce(name).outcomes.map(({ code }) => code)).toEqual([
      "advice",
      "further-assessment",
      "referral",
      "no-further-action",
    ]);
  });

  test.each([
    ["oxfordshire", true],
    ["norfolk", false],
    ["northamptonshire", true],
    ["greater-manchester", false],
    ["trafford", false],
  ])("%s: complaints and advocacy are named: %s", (name, named) => {
    const { texts } = profileInForce(name).procedure;
    expect(texts.complaintsAndAdvocacy !== undefined).toBe(named);
    expect(texts.resolutionPolicy).toContain("line manager first");
  });
});

describe("what a decision needs (R22–R24, R26)", () => {
  test.each([
    ["oxfordshire", ["children", "parentsInformed"]],
    ["norfolk", ["householdDifficulties", "parentsInformed", "recordsCheckedAt"]],
    ["northamptonshire", []],
    [
      "greater-manchester",
      ["children", "householdDifficulties", "parentsInformed", "recordsCheckedAt"],
    ],
    ["trafford", ["children", "householdDifficulties", "parentsInformed", "recordsCheckedAt"]],
  ])("%s: %j, and the police everywhere", (name, fields) => {
    const { requiredAtDecision } = profileInForce(name).procedure.referrals;
    expect(requiredAtDecision.toSorted()).toEqual(
      [...fields, "crimeSuspected", "policeInformedAt"].toSorted(),
    );
  });
});

test.each([
  ["oxfordshire", false],
  ["norfolk", false],
  ["northamptonshire", false],
  ["greater-manchester", true],
  ["trafford", true],
])("%s: an outcome of referral makes the consultation a referral: %s (R13)", (name, becomes) => {
  expect(profileInForce(name).procedure.consultations.becomesReferral).toBe(becomes);
});

test("consent is asked for in Norfolk alone (R11)", () => {
  const asking = profileNames().filter((name) => profileInForce(name).needsConsent);
  expect(asking).toEqual(["norfolk"]);
});

test("the strategy meeting has a quorum in Northamptonshire: police and health (R25)", () => {
  const quorums = profileNames().map(
    (name) => profileInForce(name).procedure.referrals.strategyQuorum,
  );
  expect(quorums.filter((quorum) => quorum !== undefined)).toEqual([["police", "health"]]);
  expect(profileInForce("northamptonshire").procedure.referrals.strategyQuorum).toHaveLength(2);
});

test("Northamptonshire says what is red and amber, and records consent with the checks (R22)", () => {
  const { checks } = profileInForce("northamptonshire").procedure.referrals;
  expect(checks?.red).toContain("immediate risk of significant harm");
  expect(checks?.consentRecorded).toBe(true);
});

describe("a receipt goes out by itself in Trafford (R18)", () => {
  const goesOut = (name: string, channel: "verbal" | "written", kind: "practitioner" | "public") =>
    receiptGoesOut(profileInForce(name).procedure, {
      channel,
      referrer: { kind },
      receivedAt: at,
    });

  test("to practitioners who wrote, and to nobody else", () => {
    expect(goesOut("trafford", "written", "practitioner")).toBe(true);
    expect(goesOut("trafford", "verbal", "practitioner")).toBe(false);
    expect(goesOut("trafford", "written", "public")).toBe(false);
  });

  test.each(["oxfordshire", "norfolk", "northamptonshire", "greater-manchester"])(
    "and not in %s",
    (name) => expect(goesOut(name, "written", "practitioner")).toBe(false),
  );
});

describe("unborn children (R33)", () => {
  test("are referred at 16 to 18 weeks, in Trafford from 10 to 12", () => {
    const textOf = (name: string) => profileInForce(name).procedure.texts.unbornChildren;
    expect(textOf("greater-manchester")).toContain("16 to 18 weeks");
    expect(textOf("trafford")).toContain("10 to 12 weeks");
  });
});

describe("whom to call", () => {
  const urgent = (area?: string) =>
    profileInForce("northamptonshire")
      .direction("immediate-risk", at, { area })
      .contacts.map(({ phone }) => phone);

  test("Northamptonshire's urgent number depends on the area", () => {
    expect(urgent("north")).toEqual(["999", "0300 126 3000"]);
    expect(urgent("west")).toEqual(["999", "0300 126 7000"]);
  });

  test("where no area is known both are given", () => {
    expect(urgent()).toEqual(expect.arrayContaining(["0300 126 7000", "0300 126 3000"]));
  });

  test("Northamptonshire's hub answers after option 1 and option 1", () => {
    const { consultationLine, contacts } = profileInForce("northamptonshire");
    expect(consultationLine().phone).toBe("0300 126 7000");
    expect(contacts("mash")[0]?.note).toBe("choose option 1, then option 1 again");
  });

  test.each(["greater-manchester", "trafford"])("%s: local numbers are not confirmed", (name) => {
    const { mash, urgent, outOfHours } = profileInForce(name).procedure.contacts;
    expect([mash.assumed, urgent.assumed, outOfHours.assumed]).toEqual([true, true, true]);
  });
});
