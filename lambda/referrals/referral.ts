// A referral: what the MASH sends, what is stored, and the rules between the fields. Names stay in the case system.
import * as z from "zod";
import { agencyIdSchema, agencyTypeSchema } from "../agencies/agency.ts";
import { roles } from "../http/roles.ts";
import { guardedText } from "../screening/guarded-text.ts";
import { caseIdSchema } from "./case-id.ts";

export const channels = ["verbal", "written"] as const;
export const childRoles = [
  "subject",
  "household",
  "in-contact",
  "alleged-perpetrator",
  "unborn",
] as const;
export const difficulties = [
  "domestic-abuse",
  "mental-illness",
  "substance-misuse",
  "learning-difficulties",
] as const;
export const urgencies = ["red", "amber"] as const;

/** A referral can be about a whole household and those in contact with an alleged perpetrator (R26). */
const MAX_CHILDREN = 40;
/** More than the earlier consultations about one child could ever be. */
export const MAX_QUOTED = 100;
export const TEXT = 5_000;
/** A reason that stands in the history: there may be many in one referral. */
export const SHORT_TEXT = 500;
/** A role, a body or an authority. */
export const NAME = 100;
const MAX_ATTENDED = 20;

export const instant = z.iso.datetime();
const when = (description: string) => instant.optional().meta({ description });

/** A practitioner is never anonymous; of a member of the public only the wish to be is recorded (R15). */
export const referrerSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("practitioner"),
    agencyId: agencyIdSchema.optional(),
    agencyType: agencyTypeSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal("public"),
    anonymityRequested: z
      .boolean()
      .meta({ description: "The wish is recorded; nothing is guaranteed." }),
  }),
]);
export type Referrer = z.infer<typeof referrerSchema>;

/** Whatever stands there as a reference, it never rejects a referral (R16). */
export const quotedRequestSchema = z
  .array(z.strictObject({ reference: z.string(), consultedOn: z.iso.date().optional() }))
  .max(MAX_QUOTED)
  .meta({ description: "Earlier consultations about the child, by reference and date." });

/** What may be known when a referral comes, and may be added or corrected later (R16). */
export const detailsShape = {
  firstContactAt: when("The first contact about it; the receipt, where left out."),
  channel: z.enum(channels),
  openToSocialCare: z
    .boolean()
    .optional()
    .meta({ description: "A case social care works on already; it is taken all the same (R31)." }),
  immediateProtection: z.boolean().optional().meta({
    description: "A child needs protection now: team and manager are written to at once.",
  }),
  crimeSuspected: z.boolean().optional(),
  policeInformedAt: when("When the police were told of a suspected crime (R24)."),
  children: z
    .array(z.strictObject({ caseId: caseIdSchema.optional(), role: z.enum(childRoles) }))
    .max(MAX_CHILDREN)
    .optional()
    .meta({
      description: "All the children it concerns, by their ids in the case system alone (R26).",
    }),
  householdDifficulties: z.array(z.enum(difficulties)).max(difficulties.length).optional(),
  parentsInformed: z
    .strictObject({
      informed: z.boolean(),
      agreed: z.boolean().optional(),
      reasons: guardedText(TEXT).optional(),
    })
    .optional()
    .meta({ description: "Where they are not informed, why (R23)." }),
  recordsCheckedAt: when("When records and child protection plans were checked (R22)."),
} as const;

const done = { by: z.enum(roles), subject: z.string() } as const;

export const decisionShape = {
  outcome: z.string().max(64).meta({
    description: "A code of the procedure in force; see GET /procedure.",
  }),
  decidedBy: guardedText(NAME).meta({
    description: "The qualified social worker, by role or staff id.",
  }),
  approvedBy: guardedText(NAME).meta({ description: "The manager, by role or staff id." }),
  reasons: guardedText(TEXT),
  nextSteps: guardedText(TEXT).optional(),
  feedback: guardedText(TEXT).optional().meta({
    description: "For the referrer, within what confidentiality allows (R21).",
  }),
  parentsLetterSentAt: when("When letters to the parents went."),
  familyInformedAt: when("When child and family were told."),
} as const;

export const checksShape = { urgency: z.enum(urgencies), reasons: guardedText(TEXT) } as const;
export const meetingShape = {
  heldAt: instant,
  attended: z
    .array(guardedText(NAME))
    .min(1)
    .max(MAX_ATTENDED)
    .meta({ description: "Who attended, such as “police” and “health”." }),
} as const;
export const discussionShape = {
  parentsKnow: z.boolean(),
  consent: z.boolean().optional(),
  reasons: guardedText(TEXT).optional(),
} as const;
export const transferShape = {
  toAuthority: guardedText(NAME),
  reasons: guardedText(TEXT),
  acceptedBy: guardedText(NAME).optional(),
  acceptedAt: when("When the other authority took it."),
} as const;

export const statuses = ["open", "decided", "transferred"] as const;
export type Status = (typeof statuses)[number];

/** Something a person has to see to, until it is settled with a note. */
export const taskSchema = z.object({
  taskId: z.string(),
  code: z.string(),
  /** A reference, a place in a list, a kind of message: never free text. */
  about: z.string().optional(),
  at: instant,
  /** Of a quoted consultation: its place in the order given. */
  place: z.int().optional(),
  settledAt: instant.optional(),
});
export type Task = z.infer<typeof taskSchema>;

/** The referral as it is stored. Deadlines, links and history are entries of their own beside it. */
export const referralSchema = z.object({
  schemaVersion: z.literal(1),
  referralId: z.string(),
  status: z.enum(statuses),
  ...detailsShape,
  /** Case ids were looked at when they came; what is known of names since then makes none unreadable. */
  children: z
    .array(z.strictObject({ caseId: z.string().optional(), role: z.enum(childRoles) }))
    .optional(),
  receivedAt: instant,
  firstContactAt: instant,
  referrer: referrerSchema,
  registeredAt: instant,
  /** A member of staff: never in an answer. */
  registeredBy: z.string(),
  registeredAs: z.enum(roles),
  /** A consultation became this referral at once (R13). */
  fromConsultation: z.boolean().optional(),
  evaluation: z.object({ evaluatedAt: instant, response: z.string(), ...done }).optional(),
  acknowledgement: z.object({ acknowledgedAt: instant, ...done }).optional(),
  writtenConfirmation: z.object({ receivedAt: instant, ...done }).optional(),
  agencyDiscussion: z.object({ ...discussionShape, at: instant, ...done }).optional(),
  checks: z
    .object({
      ...checksShape,
      startedAt: instant,
      completedAt: instant.optional(),
      consent: z.boolean().optional(),
      ...done,
    })
    .optional(),
  strategyMeeting: z
    .object({ ...meetingShape, recordDistributedAt: instant.optional(), ...done })
    .optional(),
  decision: z.object({ ...decisionShape, decidedAt: instant, ...done }).optional(),
  transfer: z.object({ ...transferShape, transferredAt: instant, ...done }).optional(),
  tasks: z.array(taskSchema),
  /** The earliest due time that is still to be met, for the list. */
  nextDue: instant.optional(),
  keepUntil: instant,
  /** Counts its changes; whoever writes it does so under the one they read. */
  version: z.int().positive(),
});
export type Referral = z.infer<typeof referralSchema>;
