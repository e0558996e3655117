// What an authority's procedure says about referrals: deadlines, what a decision needs, outcomes (R15–R31).
import * as z from "zod";
import { TIME_UNITS } from "../working-time/units.ts";
import { assumed, code, sentences, shortName, sourceOfRule, timeOfDay } from "./wording.ts";

const MOST_RULES = 40;
const MOST_STAGES = 10;
/** A longer deadline is surely a slip: 1,000 hours are six weeks, 1,000 days nearly three years. */
const MOST_UNITS = 1_000;
const MOST_YEARS = 100;

/** What starts a deadline. */
export const starts = [
  "received",
  "first-contact",
  "written-received",
  "verbal-received",
  "checks-started",
  "strategy-meeting",
] as const;

/** What meets a deadline: the events of a referral. */
export const events = [
  "evaluated",
  "acknowledged",
  "confirmed-in-writing",
  "checks-completed",
  "decided",
  "strategy-record-distributed",
] as const;

/** Who must act until a deadline. */
export const owners = ["receiving-team", "manager", "referrer"] as const;

/** Whom a stage is told to. A referrer who is a member of the public gets no mail; a task says so. */
export const recipients = ["receiving-team", "manager", "referrer"] as const;

/** Times of telling somebody that a decision records (R21). */
export const timesOfTelling = ["familyInformedAt", "parentsLetterSentAt"] as const;

/** What a request about a referral may leave out at first, and a decision may require (R16). */
export const decisionFields = [
  "children",
  "householdDifficulties",
  "parentsInformed",
  "recordsCheckedAt",
  "crimeSuspected",
  "policeInformedAt",
  "openToSocialCare",
] as const;

const span = z.strictObject({
  amount: z.int().min(0).max(MOST_UNITS),
  unit: z.enum(TIME_UNITS),
});

const stageSchema = z.strictObject({
  code,
  to: z.enum(recipients),
  at: z
    .union([z.strictObject({ before: span }), z.strictObject({ after: span })], {
      error:
        "This has to be {“before”: {“amount”, “unit”}} or {“after”: {“amount”, “unit”}}, counted from the due time; after 0 is the due time itself.",
    })
    .meta({ description: "Counted from the due time; after 0 is the due time itself." }),
});

const someOf = <const V extends readonly string[]>(values: V) =>
  z.array(z.enum(values)).min(1, { error: "Name at least one, or leave this out." }).optional();

/** What is known of a referral as soon as it comes. */
const atReceipt = z.strictObject({
  channel: someOf(["verbal", "written"]),
  referrer: someOf(["practitioner", "public"]),
});

export const ruleSchema = z.strictObject({
  code,
  title: shortName,
  owner: z.enum(owners).meta({ description: "Who must act." }),
  from: z.enum(starts),
  within: span.optional().meta({ description: "How long after the start; either this or “by”." }),
  by: timeOfDay.optional().meta({
    description:
      "Until the next such time of a working day: the one on which it started, or the one after it.",
  }),
  metBy: z.enum(events),
  appliesTo: z
    .strictObject({ ...atReceipt.shape, urgency: someOf(["red", "amber"]) })
    .optional()
    .meta({ description: "Which referrals it is for; all, where nothing is said." }),
  stages: z.array(stageSchema).max(MOST_STAGES),
  source: sourceOfRule,
});

export type Rule = z.output<typeof ruleSchema>;

/** What the hub checks, and how fast (R22). */
const checksSchema = z
  .strictObject({
    red: sentences.meta({ description: "Which referrals are red." }),
    amber: sentences.meta({ description: "Which are amber." }),
    consentRecorded: z.boolean().meta({
      description: "Whether completing them needs a word on whether consent was gained.",
    }),
  })
  .meta({ description: "Where referrals are checked as red or amber." });

const outcomeSchema = z.strictObject({ code, words: shortName });

export type ReferralOutcome = z.output<typeof outcomeSchema>;

export const referralRulesSchema = z.strictObject({
  rules: z.array(ruleSchema).max(MOST_RULES, { error: `There are at most ${MOST_RULES} rules.` }),
  requiredAtDecision: z.array(z.enum(decisionFields)).meta({
    description:
      "What stands under “outstanding” while it is missing. policeInformedAt is asked for only where a crime is suspected.",
  }),
  outcomes: z.array(outcomeSchema).min(1, { error: "There has to be at least one outcome." }),
  approvedBy: shortName.meta({ description: "Who approves a decision, such as “a manager”." }),
  told: sentences.meta({ description: "Who is told of the outcome (R21)." }),
  automaticReceipt: z
    .strictObject({ appliesTo: atReceipt.optional() })
    .optional()
    .meta({ description: "A receipt at once; it does not count as the acknowledgement (R18)." }),
  recordedAsTold: z
    .array(z.enum(timesOfTelling))
    .default([])
    .meta({ description: "When they were told is recorded; while it is missing there is a task." }),
  strategyQuorum: z
    .array(code)
    .min(1, { error: "Name who has to attend, or leave this out." })
    .optional()
    .meta({ description: "Who has to attend, such as “police” and “health” (R25)." }),
  checks: checksSchema.optional(),
  retention: z.strictObject({
    years: z.int().min(1).max(MOST_YEARS).meta({
      description: "How long a referral and the consultations linked to it are kept.",
    }),
    assumed,
  }),
});
