// A procedure file is used only when it is right; everything wrong with it is named at once.
import { describe, expect, test } from "vitest";
import { parseProcedure } from "../../lambda/procedures/procedure.ts";
import { ProcedureErrors } from "../../lambda/procedures/procedure-errors.ts";
import { fileWith, nothing } from "./procedure-file.ts";

function mistakesOf(data: unknown): ProcedureErrors {
  try {
    parseProcedure(data);
  } catch (error) {
    if (error instanceof ProcedureErrors) return error;
    throw error;
  }
  throw new Error("This procedure was taken for right.");
}

const contact = { name: "MASH", phone: "0300 126 7000" };
const outcome = { code: "advice", words: "Advice", leadsToReferral: false };
const span = { amount: 4, unit: "working-hours" };

describe("each kind of mistake is named at its place, in words", () => {
  const cases: readonly [
    what: string,
    change: Record<string, unknown>,
    at: string,
    says: string,
  ][] = [
    ["no name", { "/name": nothing }, "/name", "missing"],
    ["a name with spaces", { "/name": "My County" }, "/name", "lower case letters"],
    [
      "a date that doesn't exist",
      { "/effectiveFrom": "2026-02-30" },
      "/effectiveFrom",
      "a date that exists",
    ],
    ["an unknown field", { "/colour": "blue" }, "/colour", "no such field"],
    [
      "an unknown field deep down",
      { "/contacts/mash/fax": "1" },
      "/contacts/mash/fax",
      "no such field",
    ],
    ["no source", { "/sources": [] }, "/sources", "at least one document"],
    [
      "an unknown nation",
      { "/nation": "england" },
      "/nation",
      "one of: england-and-wales, scotland",
    ],
    ["a wrong type", { "/authority": 7 }, "/authority", "text in quotation marks"],
    ["an empty text", { "/texts/privacy": "  " }, "/texts/privacy", "can't be empty"],
    ["a day without hours given", { "/officeHours/wed": nothing }, "/officeHours/wed", "missing"],
    [
      "a time that isn't one",
      { "/officeHours/mon": [["8:30", "17:00"]] },
      "/officeHours/mon/0/0",
      "a time of day",
    ],
    [
      "hours that end before they begin",
      { "/officeHours/mon": [["17:00", "08:30"]] },
      "/officeHours/mon/0",
      "Closing has to come after opening",
    ],
    [
      "hours that overlap",
      {
        "/officeHours/mon": [
          ["08:00", "13:00"],
          ["12:00", "17:00"],
        ],
      },
      "/officeHours/mon",
      "without overlapping",
    ],
    [
      "a time left alone",
      { "/officeHours/mon": [["08:00"]] },
      "/officeHours/mon/0",
      "a pair of times",
    ],
    [
      "an office that never opens",
      { "/officeHours": { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } },
      "/officeHours",
      "open at some time",
    ],
    [
      "a closure that ends before it begins",
      { "/closures": [{ from: "2026-12-31", to: "2026-12-29", why: "leave" }] },
      "/closures/0",
      "can't be before the first",
    ],
    ["no number for the MASH", { "/contacts/mash": nothing }, "/contacts/mash", "missing"],
    [
      "a phone with words",
      { "/contacts/mash": { ...contact, phone: "0300 126 7000, option 1" } },
      "/contacts/mash/phone",
      "goes into “note”",
    ],
    [
      "a phone a digit short",
      { "/contacts/mash/phone": "0345 050 76" },
      "/contacts/mash/phone",
      "phone number",
    ],
    [
      "a phone that is set later",
      { "/contacts/outOfHours/phone": "tbc" },
      "/contacts/outOfHours/phone",
      "phone number",
    ],
    [
      "a wrong phone in an area",
      { "/contacts/byArea": { north: { urgent: { name: "N", phone: "x" } } } },
      "/contacts/byArea/north/urgent/phone",
      "phone number",
    ],
    [
      "an area that can't be one",
      { "/contacts/byArea": { "The North": {} } },
      "/contacts/byArea/The North",
      "lower case letters",
    ],
    [
      "a mailbox that isn't one",
      { "/mailboxes/team/email": "mash" },
      "/mailboxes/team/email",
      "an email address",
    ],
    [
      "a known service without a number",
      { "/knownServices": [{ name: "Helpline" }] },
      "/knownServices/0/phone",
      "missing",
    ],
    [
      "a marking in the margin",
      { "/marking/place": "left" },
      "/marking/place",
      "one of: top, bottom",
    ],
    [
      "no outcome",
      { "/consultations/outcomes": [] },
      "/consultations/outcomes",
      "at least one outcome",
    ],
    [
      "two outcomes with one code",
      { "/consultations/outcomes": [outcome, outcome] },
      "/consultations/outcomes/1/code",
      "Another outcome has the code “advice” already",
    ],
    [
      "consent that nobody defined",
      { "/consultations/consent": "yes" },
      "/consultations/consent",
      "not-needed, needed-unless-significant-risk",
    ],
    [
      "forbidden without a direction",
      { "/consultations/noNames": "forbidden" },
      "/consultations/direction",
      "what callers do instead",
    ],
    [
      "a direction though it is allowed",
      { "/consultations/direction": "Call." },
      "/consultations/direction",
      "Leave it out",
    ],
    [
      "half a year of retention",
      { "/consultations/retention/unlinkedYears": 0.5 },
      "/consultations/retention/unlinkedYears",
      "whole number",
    ],
    [
      "a follow-up after no time",
      { "/consultations/referralFollowUp/workingDays": 0 },
      "/consultations/referralFollowUp/workingDays",
      "at least 1",
    ],
    [
      "a source nobody listed",
      { "/consultations/sources/0/from": "rumour" },
      "/consultations/sources/0/from",
      "has the code “rumour”",
    ],
    [
      "two sources with one code",
      { "/sources/3": { code: "no-names", title: "Again", publisher: "Us" } },
      "/sources/3/code",
      "Another source",
    ],
    [
      "a rule met by an unknown event",
      { "/referrals/rules/0/metBy": "luck" },
      "/referrals/rules/0/metBy",
      "one of: evaluated",
    ],
    [
      "a rule without an end",
      { "/referrals/rules/0/within": nothing },
      "/referrals/rules/0",
      "either “within” or “by”",
    ],
    [
      "a rule with two ends",
      { "/referrals/rules/0/by": "17:00" },
      "/referrals/rules/0",
      "not both",
    ],
    [
      "a deadline of no time",
      { "/referrals/rules/1/within/amount": 0 },
      "/referrals/rules/1/within/amount",
      "Only “same-day”",
    ],
    [
      "a same day with an amount",
      { "/referrals/rules/0/within/amount": 3 },
      "/referrals/rules/0/within/amount",
      "has the amount 0",
    ],
    [
      "an unknown unit",
      { "/referrals/rules/1/within/unit": "weeks" },
      "/referrals/rules/1/within/unit",
      "working-day-hours",
    ],
    [
      "a stage at no time",
      { "/referrals/rules/0/stages/0/at": {} },
      "/referrals/rules/0/stages/0/at",
      "before",
    ],
    [
      "a stage before and after",
      { "/referrals/rules/0/stages/0/at": { before: span, after: span } },
      "/referrals/rules/0/stages/0/at",
      "before",
    ],
    [
      "two stages with one code",
      { "/referrals/rules/0/stages/1/code": "reminder" },
      "/referrals/rules/0/stages/1/code",
      "Another stage of this rule",
    ],
    [
      "a stage counted in the same day",
      { "/referrals/rules/0/stages/0/at": { before: { amount: 0, unit: "same-day" } } },
      "/referrals/rules/0/stages/0/at/before/unit",
      "A stage is not counted in “same-day”",
    ],
    [
      "a stage nobody gets",
      { "/referrals/rules/0/stages/0/to": "referring-agency" },
      "/referrals/rules/0/stages/0/to",
      "one of: receiving-team, manager, referrer",
    ],
    [
      "a rule nobody owns",
      { "/referrals/rules/0/owner": nothing },
      "/referrals/rules/0/owner",
      "missing",
    ],
    [
      "a rule with an unknown start",
      { "/referrals/rules/0/from": "sunrise" },
      "/referrals/rules/0/from",
      "one of: received, first-contact, written-received, verbal-received, checks-started, strategy-meeting",
    ],
    [
      "a time of day that isn't one",
      { "/referrals/rules/0/within": nothing, "/referrals/rules/0/by": "noon" },
      "/referrals/rules/0/by",
      "a time of day",
    ],
    [
      "a deadline of years",
      { "/referrals/rules/1/within/amount": 1001 },
      "/referrals/rules/1/within/amount",
      "at most 1000",
    ],
    [
      "a rule for nobody",
      { "/referrals/rules/0/appliesTo": { channel: [] } },
      "/referrals/rules/0/appliesTo/channel",
      "Name at least one",
    ],
    [
      "an unknown urgency",
      { "/referrals/rules/0/appliesTo": { urgency: ["green"] } },
      "/referrals/rules/0/appliesTo/urgency/0",
      "one of: red, amber",
    ],
    [
      "a receipt that waits for the urgency",
      { "/referrals/automaticReceipt": { appliesTo: { urgency: ["red"] } } },
      "/referrals/automaticReceipt/appliesTo/urgency",
      "no such field",
    ],
    [
      "a quorum of nobody",
      { "/referrals/strategyQuorum": [] },
      "/referrals/strategyQuorum",
      "Name who has to attend",
    ],
    [
      "a time of telling that nobody records",
      { "/referrals/recordedAsTold": ["neighboursInformedAt"] },
      "/referrals/recordedAsTold/0",
      "one of: familyInformedAt, parentsLetterSentAt",
    ],
    [
      "checks of which nobody knows when they are red",
      { "/referrals/checks": { amber: "Serious.", consentRecorded: true } },
      "/referrals/checks/red",
      "missing",
    ],
    [
      "a decision nobody approves",
      { "/referrals/approvedBy": " " },
      "/referrals/approvedBy",
      "can't be empty",
    ],
    [
      "a rule's source nobody listed",
      { "/referrals/rules/0/source/from": "rumour" },
      "/referrals/rules/0/source/from",
      "has the code “rumour”",
    ],
    [
      "a field no referral has",
      { "/referrals/requiredAtDecision": ["shoeSize"] },
      "/referrals/requiredAtDecision/0",
      "parentsInformed",
    ],
    [
      "two decisions with one code",
      { "/referrals/outcomes/1/code": "no-further-action" },
      "/referrals/outcomes/1/code",
      "Another outcome",
    ],
    [
      "no decision to take",
      { "/referrals/outcomes": [] },
      "/referrals/outcomes",
      "at least one outcome",
    ],
  ];

  test.each(cases)("%s", (_, changes, pointer, says) => {
    const { errors } = mistakesOf(fileWith(changes));
    expect(errors).toEqual([{ pointer, message: expect.stringContaining(says) }]);
  });
});

test("mistakes of every kind and depth are named together, a line each", () => {
  const error = mistakesOf(
    fileWith({
      "/effectiveFrom": "soon",
      "/contacts/mash/phone": "ask at the desk",
      "/officeHours/fri": [["16:00", "08:30"]],
      "/colour": "blue",
      "/consultations/outcomes": [
        { ...outcome, shade: 1 },
        { ...outcome, words: "" },
      ],
      "/referrals/rules/2/source/from": "rumour",
    }),
  );
  expect(error.errors.map(({ pointer }) => pointer).sort()).toEqual([
    "/colour",
    "/consultations/outcomes/0/shade",
    "/consultations/outcomes/1/code",
    "/consultations/outcomes/1/words",
    "/contacts/mash/phone",
    "/effectiveFrom",
    "/officeHours/fri/0",
    "/referrals/rules/2/source/from",
  ]);
  const [title, ...lines] = error.message.split("\n");
  expect(title).toBe("The procedure file has 8 mistakes:");
  expect(lines).toHaveLength(8);
});

test.each([null, [], "text", 7, {}])("%j is no procedure and nothing breaks over it", (data) => {
  expect(mistakesOf(data).errors.length).toBeGreaterThan(0);
});

test.each(["0345 050 7666", "+44 345 050 7666", "01632 96098", "116 123", "101", "0800 1111"])(
  "%s is a number people can ring",
  (phone) => {
    expect(() =>
      parseProcedure(fileWith({ "/contacts/duty": { name: "Duty", phone } })),
    ).not.toThrow();
  },
);

test("texts that suit most authorities need not be written", () => {
  const { texts } = parseProcedure(fileWith());
  expect(texts.wrongRecipient).toContain("by mistake");
  expect(parseProcedure(fileWith({ "/texts/wrongRecipient": "Ours." })).texts.wrongRecipient).toBe(
    "Ours.",
  );
});
