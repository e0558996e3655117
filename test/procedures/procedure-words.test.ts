// Whoever has to agree to a procedure reads it in plain sentences, with what is odd about it.
import { describe, expect, test } from "vitest";
import { loadProcedure, profileFile } from "../../lambda/procedures/load-procedure.ts";
import { odditiesOf } from "../../lambda/procedures/oddities.ts";
import { awaitingConfirmation, procedureInWords } from "../../lambda/procedures/procedure-words.ts";
import { procedureWith } from "./procedure-file.ts";

const at = new Date("2026-11-23T10:00:00Z");

/** The one sentence that holds these words. */
function sentence(about: string, changes: Record<string, unknown> = {}): string | undefined {
  const found = procedureInWords(procedureWith(changes)).filter((words) => words.includes(about));
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0];
}

const rule = (changes: object) => ({
  code: "checks",
  title: "Check the records",
  owner: "receiving-team",
  from: "checks-started",
  within: { amount: 4, unit: "working-hours" },
  metBy: "checks-completed",
  appliesTo: { urgency: ["red"] },
  stages: [
    { code: "reminder", to: "manager", at: { before: { amount: 1, unit: "working-hours" } } },
  ],
  source: { from: "referrals", says: "Within four working hours." },
  ...changes,
});

describe("a procedure in words", () => {
  test("begins with whose it is and from when", () => {
    expect(procedureInWords(procedureWith())[0]).toBe(
      "This is the procedure of Oxfordshire County Council, in force from 1 January 2026.",
    );
  });

  test.each([
    [
      "Office hours",
      {},
      "Office hours: Monday 08:30 to 17:00, Tuesday 08:30 to 17:00, Wednesday 08:30 to 17:00, Thursday 08:30 to 17:00, Friday 08:30 to 16:00, Saturday closed, Sunday closed; closed on the bank holidays of England and Wales.",
    ],
    [
      "also closed",
      { "/closures": [{ from: "2026-12-29", to: "2026-12-31", why: "leave" }] },
      "The offices are also closed from 29 December 2026 to 31 December 2026: leave.",
    ],
    [
      "also closed",
      { "/closures": [{ from: "2026-12-29", why: "leave" }] },
      "The offices are also closed on 29 December 2026: leave.",
    ],
    [
      "Referrals and general advice",
      {},
      "Referrals and general advice: Oxfordshire MASH, 0345 050 7666.",
    ],
    [
      "in the area “north”",
      {
        "/contacts/byArea": {
          north: { urgent: { name: "MASH, North", phone: "0300 126 3000", note: "choose 1" } },
        },
      },
      "A child at risk now, in office hours in the area “north”: MASH, North, 0300 126 3000, choose 1.",
    ],
    ["Consent is not needed", {}, "Consent is not needed for a no-names consultation."],
    [
      "R5 says",
      { "/consultations/sources": [{ from: "no-names", says: "R5 says so." }] },
      "Source, No Names Consultations: R5 says so.",
    ],
    [
      "by itself",
      {},
      "“A referral to children's social care” advises the agency to refer; nothing is referred by itself.",
    ],
    [
      "at once, which",
      { "/consultations/becomesReferral": true },
      "“A referral to children's social care” makes the consultation a referral at once, which the agency confirms in writing.",
    ],
    [
      "not offered",
      { "/consultations/noNames": "forbidden", "/consultations/direction": "Call." },
      "No-names consultations are not offered. Callers are told: Call.",
    ],
    [
      "asked about it",
      { "/consultations/referralFollowUp/workingDays": 1 },
      "If an advised referral has not come within 1 working day, the agency is asked about it once.",
    ],
    [
      "Evaluate the referral",
      {},
      "Evaluate the referral: the receiving team, by the end of the working day of the referral's receipt. Mail goes to the receiving team 2 working hours before it is due; the manager when it is due. Source, Referrals: A referral is evaluated on the day it comes.",
    ],
    [
      "Check the records",
      { "/referrals/rules/0": rule({ stages: [] }) },
      "Check the records (urgency red): the receiving team, within 4 working hours of the start of the checks. Nobody is written to. Source, Referrals: Within four working hours.",
    ],
    [
      "Check the records",
      { "/referrals/rules/0": rule({ within: undefined, by: "16:00", stages: [] }) },
      "Check the records (urgency red): the receiving team, by 16:00 on the working day of the start of the checks. Nobody is written to. Source, Referrals: Within four working hours.",
    ],
    [
      "receipt goes out",
      {
        "/referrals/automaticReceipt": {
          appliesTo: { channel: ["written"], referrer: ["practitioner"] },
        },
      },
      "A receipt goes out by itself at once (written referrals from practitioners); it is not the acknowledgement.",
    ],
    [
      "A decision needs",
      {},
      "A decision needs these to be known: all the children it concerns; whether the parents were informed, and why not; whether a crime is suspected; when the police were told of a suspected crime.",
    ],
    ["A decision records", {}, "A decision records: when the family was told."],
    [
      "Checks are red",
      { "/referrals/checks": { red: "At risk now.", amber: "Serious.", consentRecorded: false } },
      "Checks are red: At risk now. They are amber: Serious.",
    ],
    [
      "whether consent was gained",
      { "/referrals/checks": { red: "Now.", amber: "Serious.", consentRecorded: true } },
      "When checks are completed it is recorded whether consent was gained.",
    ],
    [
      "A strategy meeting",
      { "/referrals/strategyQuorum": ["police", "health"] },
      "A strategy meeting needs these: police; health.",
    ],
    [
      "A member of the public",
      { "/texts/publicFeedback": "Thank you." },
      "A member of the public who referred is told: Thank you.",
    ],
    [
      "Who disagrees",
      { "/texts/resolutionPolicy": "Your line manager first." },
      "Who disagrees is told: Your line manager first.",
    ],
    [
      "Complaints and advocacy",
      { "/texts/complaintsAndAdvocacy": "Ask us." },
      "Complaints and advocacy: Ask us.",
    ],
    ["unborn", { "/texts/unbornChildren": "An unborn child: early." }, "An unborn child: early."],
  ])("%s", (about, changes, words) => {
    expect(sentence(about, changes)).toBe(words);
  });

  test("names what the authority has still to confirm, and nothing once it has", () => {
    expect(awaitingConfirmation(procedureWith())).toContain(
      "The out-of-hours number: to be confirmed by the authority.",
    );
    const number = { name: "Out-of-hours team", phone: "01632 960111" };
    expect(
      awaitingConfirmation(procedureWith({ "/contacts/outOfHours": number })).join(),
    ).not.toContain("out-of-hours");
  });
});

describe("what is odd", () => {
  test.each(["oxfordshire", "norfolk", "greater-manchester", "trafford"])(
    "is nothing about %s",
    (name) => {
      expect(odditiesOf(loadProcedure(profileFile(name)), at)).toEqual([]);
    },
  );

  test("is Northamptonshire's 24 working hours, and nothing else of it", () => {
    expect(odditiesOf(procedureWith({}, "northamptonshire"), at)).toEqual([
      "“referrer-contacts-again”: 24 working hours are counted in office hours, about 2.9 working days. If 24 hours of working days are meant, that is “working-day-hours”.",
    ]);
  });

  test("is not a stage at the close of the day of receipt", () => {
    const stages = [
      { code: "close", to: "manager", at: { before: { amount: 1, unit: "working-days" } } },
    ];
    expect(odditiesOf(procedureWith({ "/referrals/rules/2/stages": stages }), at)).toEqual([]);
  });

  const withRule = (changes: object, index = 0) => ({
    [`/referrals/rules/${index}`]: rule(changes),
  });

  test.each([
    [
      "a date ahead",
      { "/effectiveFrom": "2026-12-01" },
      "It takes effect on 1 December 2026, which is ahead",
    ],
    [
      "no-names forbidden",
      { "/consultations/noNames": "forbidden", "/consultations/direction": "Call." },
      "No-names consultations are forbidden",
    ],
    [
      "no outcome of referral",
      { "/consultations/outcomes": [{ code: "advice", words: "Advice", leadsToReferral: false }] },
      "No outcome of a consultation leads to a referral.",
    ],
    [
      "a referral nobody confirms",
      { "/consultations/becomesReferral": true },
      "no rule says when they are confirmed in writing",
    ],
    ["nobody told", withRule({ stages: [] }), "Nobody is told of the deadline “checks”"],
    [
      "nobody told in time",
      withRule({
        stages: [{ code: "late", to: "manager", at: { after: { amount: 0, unit: "hours" } } }],
      }),
      "“checks” has no stage before it is due",
    ],
    [
      "a stage before the start",
      withRule({ within: { amount: 1, unit: "working-hours" } }),
      "The stage “reminder” of “checks” lies before the deadline begins: it comes at once.",
    ],
    [
      "a reminder counted by night",
      withRule({
        stages: [{ code: "reminder", to: "manager", at: { before: { amount: 2, unit: "hours" } } }],
      }),
      "The stage “reminder” of “checks” can fall outside office hours, wait for the next opening, and come after the due time.",
    ],
    [
      "two stages at once",
      withRule({
        stages: [
          { code: "reminder", to: "manager", at: { before: { amount: 1, unit: "working-hours" } } },
          { code: "missed", to: "manager", at: { after: { amount: 0, unit: "hours" } } },
          { code: "call-us", to: "referrer", at: { after: { amount: 0, unit: "working-hours" } } },
        ],
      }),
      "The stage “call-us” of “checks” comes together with another, and only the last of those that are due goes out.",
    ],
    [
      "a rule that never begins",
      withRule({ from: "verbal-received", appliesTo: { channel: ["written"] } }),
      "“checks” never begins: it starts with a verbal referral and is for written ones only.",
    ],
    [
      "a quorum with somebody twice",
      { "/referrals/strategyQuorum": ["police", "police"] },
      "The quorum of the strategy meeting names somebody twice.",
    ],
    [
      "24 working hours",
      withRule({ within: { amount: 24, unit: "working-hours" } }),
      "24 working hours are counted in office hours, about 2.9 working days. If 24 hours of working days are meant, that is “working-day-hours”.",
    ],
    ["an urgency not known yet", withRule({ from: "received" }), "“checks” depends on the urgency"],
    ["no decision asked for", withRule({}, 2), "No rule is met by the decision"],
    [
      "two rules for one thing",
      { ...withRule({}, 0), ...withRule({ appliesTo: { urgency: ["red", "amber"] } }, 1) },
      "Two rules have the code “checks”",
    ],
    [
      "two codes for one thing",
      {
        ...withRule({}, 0),
        ...withRule({ code: "checks-again", appliesTo: { urgency: ["red", "amber"] } }, 1),
      },
      "“checks” and “checks-again” are two rules for one thing",
    ],
    [
      "a written confirmation of written referrals",
      withRule({ from: "received", metBy: "confirmed-in-writing" }),
      "“checks” is never met by a written referral",
    ],
  ])("%s", (_, changes, words) => {
    expect(odditiesOf(procedureWith(changes), at)).toContainEqual(expect.stringContaining(words));
  });

  test("is not that red and amber checks share a code", () => {
    const changes = { ...withRule({}, 0), ...withRule({ appliesTo: { urgency: ["amber"] } }, 1) };
    expect(odditiesOf(procedureWith(changes), at)).toEqual([]);
  });

  test("is a calendar of bank holidays that ends within half a year", () => {
    expect(odditiesOf(procedureWith(), new Date("2028-08-01T10:00:00Z"))).toEqual([
      "Bank holidays are known only up to 31 December 2028. Bring them up to date.",
    ]);
  });
});
