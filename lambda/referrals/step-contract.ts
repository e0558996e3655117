// The HTTP operations of what happens to a referral on its way to a decision. No behaviour.
import * as z from "zod";
import { operation } from "../http/contract.ts";
import { confirmedNotIdentifyingSchema } from "../screening/guard-body.ts";
import { guardedText } from "../screening/guarded-text.ts";
import { changedExample, changedSchema } from "./answers.ts";
import { ofReferral, recordOperations } from "./contract.ts";
import { linkOperations } from "./link-contract.ts";
import {
  checksShape,
  decisionShape,
  discussionShape,
  instant,
  meetingShape,
  SHORT_TEXT,
  TEXT,
  transferShape,
} from "./referral.ts";
import { referralsTable } from "./table.ts";

const now = (what: string) =>
  instant.optional().meta({ description: `When ${what}; now, where left out.` });

const confirmed = { confirmedNotIdentifying: confirmedNotIdentifyingSchema.optional() } as const;

/** What all steps share: they change one referral and answer it as it then is. */
const step = {
  method: "POST",
  runsIn: "referrals",
  tag: "Steps",
  parameters: ofReferral,
  rememberedIn: referralsTable,
  answers: {
    200: { description: "The referral now.", schema: changedSchema, example: changedExample },
  },
} as const;

export const evaluateReferral = operation({
  ...step,
  id: "evaluate-referral",
  path: "/referrals/{referralId}/evaluation",
  roles: ["mash"],
  summary: "Record the evaluation",
  description: "Meets the deadlines of evaluation and of deciding on a contact (R20).",
  body: z.strictObject({
    evaluatedAt: now("it was evaluated"),
    response: guardedText(TEXT).meta({ description: "How social care responds to it." }),
    ...confirmed,
  }),
  bodyExample: { response: "Needs a decision today; the school is to be called back." },
  problems: ["identifiers-found", "conflict"],
});

export const acknowledgeReferral = operation({
  ...step,
  id: "acknowledge-referral",
  path: "/referrals/{referralId}/acknowledgement",
  roles: ["mash"],
  summary: "Acknowledge a referral",
  description:
    "The referrer is told, by mail or, where they have no mailbox here, by a task for a person (R18).",
  body: z.strictObject({ acknowledgedAt: now("it was acknowledged") }),
  bodyExample: {},
  problems: ["conflict"],
});

export const confirmInWriting = operation({
  ...step,
  id: "confirm-in-writing",
  path: "/referrals/{referralId}/written-confirmation",
  roles: ["mash"],
  summary: "Record the written confirmation of a verbal referral",
  description: "Meets its deadline and starts what runs from a referral in writing (R17).",
  body: z.strictObject({ receivedAt: now("the confirmation came") }),
  bodyExample: {},
  problems: ["conflict"],
});

export const discussWithAgencies = operation({
  ...step,
  id: "discuss-with-agencies",
  path: "/referrals/{referralId}/agency-discussions",
  roles: ["manager"],
  summary: "Authorise a discussion with other agencies",
  description: "Where the parents don't know of it, a manager authorises it, with reasons (R23).",
  body: z.strictObject({ ...discussionShape, ...confirmed }),
  bodyExample: { parentsKnow: false, reasons: "Asking them first may put the child at risk." },
  problems: ["identifiers-found", "conflict"],
});

export const startChecks = operation({
  ...step,
  id: "start-checks",
  path: "/referrals/{referralId}/checks",
  roles: ["manager"],
  summary: "Start the checks of the MASH",
  description: "Red or amber sets until when they are to be done (R22).",
  body: z.strictObject({ ...checksShape, startedAt: now("they started"), ...confirmed }),
  bodyExample: { urgency: "amber", reasons: "No immediate risk; several agencies know the child." },
  problems: ["identifiers-found", "conflict"],
});

export const completeChecks = operation({
  ...step,
  id: "complete-checks",
  path: "/referrals/{referralId}/checks/completion",
  roles: ["mash"],
  summary: "Record that the checks are done",
  description: "With whether consent was gained, where the procedure wants that recorded (R22).",
  body: z.strictObject({
    completedAt: now("they were done"),
    consent: z.boolean().optional().meta({ description: "Whether consent was gained." }),
    recordsCheckedAt: instant
      .optional()
      .meta({ description: "When records and child protection plans were checked." }),
  }),
  bodyExample: { consent: true },
  problems: ["conflict"],
});

export const holdStrategyMeeting = operation({
  ...step,
  id: "hold-strategy-meeting",
  path: "/referrals/{referralId}/strategy-meeting",
  roles: ["manager"],
  summary: "Record the strategy meeting",
  description: "Refused where those are missing who have to attend by the procedure (R25).",
  body: z.strictObject({ ...meetingShape, ...confirmed }),
  bodyExample: { heldAt: "2026-11-24T09:00:00Z", attended: ["police", "health", "education"] },
  problems: ["identifiers-found", "conflict"],
});

export const distributeStrategyRecord = operation({
  ...step,
  id: "distribute-strategy-record",
  path: "/referrals/{referralId}/strategy-meeting/record-distribution",
  roles: ["mash"],
  summary: "Record that the record of the strategy meeting went out",
  description: "Meets its deadline (R25).",
  body: z.strictObject({ distributedAt: now("it was distributed") }),
  bodyExample: {},
  problems: ["conflict"],
});

export const decideReferral = operation({
  ...step,
  id: "decide-referral",
  path: "/referrals/{referralId}/decision",
  roles: ["manager"],
  summary: "Record the decision",
  description:
    "One of the procedure's outcomes, with reasons, by a qualified social worker, approved by a manager: the signed-in manager's is the signature. What is outstanding has to be answered first. The referrer is told (R20, R21).",
  body: z.strictObject({
    ...decisionShape,
    decidedAt: now("it was decided"),
    policeInformedAt: instant
      .optional()
      .meta({ description: "When the police were told of a suspected crime." }),
    ...confirmed,
  }),
  bodyExample: {
    outcome: "child-in-need",
    decidedBy: "qualified social worker",
    approvedBy: "assistant team manager",
    reasons: "Several signs of neglect over one term, and no change after early help.",
    feedback: "An assessment begins this week. Please come to the first meeting.",
  },
  problems: ["identifiers-found", "conflict"],
});

export const transferReferral = operation({
  ...step,
  id: "transfer-referral",
  path: "/referrals/{referralId}/transfer",
  roles: ["manager"],
  summary: "Pass a referral on to another authority",
  description:
    "For a child who is in another area: deadlines that are neither met nor missed stop, and the referrer is told (R28).",
  body: z.strictObject({ ...transferShape, ...confirmed }),
  bodyExample: {
    toAuthority: "Northamptonshire",
    reasons: "The child has lived there since last month.",
  },
  problems: ["identifiers-found", "conflict"],
});

export const settleTask = operation({
  ...step,
  id: "settle-task",
  path: "/referrals/{referralId}/tasks/{taskId}/settlement",
  roles: ["mash", "manager"],
  tag: "Tasks",
  summary: "Settle a task",
  description: "With a note of what was done.",
  parameters: ofReferral.extend({
    taskId: z.uuid().meta({ description: "The id of the task, as the referral gives it." }),
  }),
  body: z.strictObject({ note: guardedText(SHORT_TEXT), ...confirmed }),
  bodyExample: { note: "Told by phone." },
  problems: ["identifiers-found", "conflict"],
});

export const referralOperations = [
  ...recordOperations,
  ...linkOperations,
  evaluateReferral,
  acknowledgeReferral,
  confirmInWriting,
  discussWithAgencies,
  startChecks,
  completeChecks,
  holdStrategyMeeting,
  distributeStrategyRecord,
  decideReferral,
  transferReferral,
  settleTask,
] as const;
