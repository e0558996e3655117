// What is shown of a referral: schemas and examples of its answers.
import * as z from "zod";
import { directionSchema } from "../consultations/contract.ts";
import { roles } from "../http/roles.ts";
import { deadlineSchema } from "../procedures/deadline-answer.ts";
import { historySchema } from "./history.ts";
import { linkAnswerSchema } from "./link.ts";
import { referralSchema, taskSchema } from "./referral.ts";

const byRole = { by: z.enum(roles).meta({ description: "The role that did it." }) } as const;

/** A part of the stored referral as it is shown: never the member of staff. */
const shown = <S extends z.ZodObject>(part: z.ZodOptional<S>) =>
  part.unwrap().omit({ subject: true }).extend(byRole).optional();

const { shape } = referralSchema;

const storedParts = {
  ...referralSchema.omit({
    schemaVersion: true,
    registeredBy: true,
    nextDue: true,
    keepUntil: true,
    version: true,
  }).shape,
  evaluation: shown(shape.evaluation),
  acknowledgement: shown(shape.acknowledgement),
  writtenConfirmation: shown(shape.writtenConfirmation),
  agencyDiscussion: shown(shape.agencyDiscussion),
  checks: shown(shape.checks),
  strategyMeeting: shown(shape.strategyMeeting),
  decision: shown(shape.decision),
  transfer: shown(shape.transfer),
} as const;

/** The referral after a change: all of it but its history. */
export const changedSchema = z.object({
  ...storedParts,
  spoken: z.string().meta({ description: "The number in telephone words." }),
  outstanding: z.array(z.string()).meta({
    description: "What the procedure wants to know before the decision, and nobody has said yet.",
  }),
  tasks: z.array(taskSchema.pick({ taskId: true, code: true, about: true, settledAt: true })),
  directions: z.array(directionSchema).optional(),
  deadlines: z.array(deadlineSchema),
  consultations: z.array(linkAnswerSchema),
});
export type Changed = z.infer<typeof changedSchema>;

export const referralAnswerSchema = changedSchema.extend({ history: historySchema });
export type ReferralAnswer = z.infer<typeof referralAnswerSchema>;

/** Link social workers see no consultations of a referral. */
export const readSchema = referralAnswerSchema.partial({ consultations: true });

export const referralId = "NNR-73CF-2K9M-0H86";

const deadlineExample = {
  code: "acknowledgement",
  title: "Acknowledge the referral",
  owner: "receiving-team",
  from: "received",
  dueAt: "2026-11-24T17:00:00.000Z",
  state: "open",
  explanation:
    "Received Monday 23 November 2026 at 10:15. One working day ends Tuesday 24 November at 17:00.",
  source:
    "Working Together to Safeguard Children (HM Government): The referrer hears within one working day that the referral was received.",
  stages: [
    { code: "reminder", at: "2026-11-24T15:00:00.000Z", to: "receiving-team", state: "planned" },
  ],
};

export const linkExample = {
  reference: "NNC-73CF-2K9M-0HMJ",
  result: "linked",
  linkedAt: "2026-11-23T10:31:07.412Z",
};

export const changedExample = {
  referralId,
  spoken:
    "November November Romeo, seven three Charlie Foxtrot, two Kilo nine Mike, zero Hotel eight six",
  status: "open",
  receivedAt: "2026-11-23T10:15:00.000Z",
  firstContactAt: "2026-11-23T10:15:00.000Z",
  channel: "written",
  referrer: { kind: "practitioner", agencyId: "st-example-primary" },
  children: [{ caseId: "C-104223", role: "subject" }],
  registeredAt: "2026-11-23T10:31:07.412Z",
  registeredAs: "mash",
  outstanding: ["parentsInformed", "crimeSuspected"],
  tasks: [],
  deadlines: [deadlineExample],
  consultations: [linkExample],
};

export const referralExample = {
  ...changedExample,
  history: [{ at: "2026-11-23T10:31:07.412Z", what: "registered", by: "mash" }],
};
