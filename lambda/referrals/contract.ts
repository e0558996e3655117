// The HTTP operations of referrals: register, read, list, amend, link, copy. No behaviour.
// What happens to a referral on its way stands in step-contract.ts.
import * as z from "zod";
import { consultationSchema } from "../consultations/consultation.ts";
import { consultationReference, readSchema as documentSchema } from "../consultations/contract.ts";
import { operation } from "../http/contract.ts";
import { listQuery, listSchema } from "../http/list.ts";
import { explainUnreadable, parseReference } from "../references/reference.ts";
import { confirmedNotIdentifyingSchema } from "../screening/guard-body.ts";
import { guardedText } from "../screening/guarded-text.ts";
import {
  changedExample,
  changedSchema,
  linkExample,
  readSchema,
  referralAnswerSchema,
  referralExample,
  referralId,
} from "./answers.ts";
import { linkAnswerSchema } from "./link.ts";
import {
  detailsShape,
  instant,
  quotedRequestSchema,
  referrerSchema,
  SHORT_TEXT,
  statuses,
} from "./referral.ts";
import { referralsTable } from "./table.ts";

/** A referral's number in a path, read kindly; what can't be one is refused unread. */
export const referralNumber = z
  .string()
  .transform((text, context) => {
    const reading = parseReference(text);
    if (reading.ok && reading.kind === "referral") return reading.reference;
    const message = reading.ok
      ? "This is a consultation's reference. A referral's number starts with NNR."
      : explainUnreadable(reading);
    const params = { problem: "malformed-reference" };
    context.issues.push({ code: "custom", message, input: "", params });
    return z.NEVER;
  })
  .meta({
    description:
      "A referral's number, in any case, with or without its prefix, hyphens and spaces.",
    examples: [referralId],
  });
export const ofReferral = z.object({ referralId: referralNumber });
const ofLink = ofReferral.extend({
  reference: consultationReference.meta({
    description: "The reference of a consultation that is linked to the referral.",
    examples: [linkExample.reference],
  }),
});

const confirmed = { confirmedNotIdentifying: confirmedNotIdentifyingSchema.optional() } as const;

export const contentLocation = {
  "Content-Location": "The address with the canonical number, where another form of it was given.",
};

export const registerRequestSchema = z.strictObject({
  receivedAt: instant.meta({ description: "When it was received, by phone or in writing." }),
  referrer: referrerSchema,
  ...detailsShape,
  consultations: quotedRequestSchema.optional(),
  ...confirmed,
});
export type RegisterRequest = z.infer<typeof registerRequestSchema>;

export const registerReferral = operation({
  id: "register-referral",
  method: "POST",
  path: "/referrals",
  roles: ["mash"],
  runsIn: "referrals",
  tag: "Referrals",
  summary: "Register a referral",
  description:
    "Takes a referral with whatever is known: only who referred, how and when are required. Its deadlines start, earlier consultations that are rightly quoted are linked with those they quoted, and what is wrong with a reference or an agency becomes a task. Names stay in the case system: children are given by their case ids.",
  body: registerRequestSchema,
  bodyExample: {
    receivedAt: "2026-11-23T10:15:00Z",
    channel: "written",
    referrer: { kind: "practitioner", agencyId: "st-example-primary" },
    children: [{ caseId: "C-104223", role: "subject" }],
    consultations: [{ reference: linkExample.reference, consultedOn: "2026-11-23" }],
  },
  rememberedIn: referralsTable,
  answers: {
    201: {
      description: "It is registered, and its deadlines run.",
      schema: referralAnswerSchema,
      headers: { Location: "The address of the referral." },
      example: referralExample,
    },
  },
  problems: ["identifiers-found"],
});

export const readReferral = operation({
  id: "read-referral",
  method: "GET",
  path: "/referrals/{referralId}",
  roles: ["mash", "manager", "link-social-worker"],
  runsIn: "referrals",
  tag: "Referrals",
  summary: "Read a referral",
  description:
    "The referral, what is outstanding, its tasks, deadlines, linked consultations and history. Link social workers see no consultations.",
  parameters: ofReferral,
  answers: {
    200: {
      description: "The referral.",
      schema: readSchema,
      headers: contentLocation,
      example: referralExample,
    },
  },
  problems: [],
});

export const listReferrals = operation({
  id: "list-referrals",
  method: "GET",
  path: "/referrals",
  roles: ["mash", "manager", "auditor"],
  runsIn: "referrals",
  tag: "Referrals",
  summary: "List referrals",
  description:
    "Numbers, dates and the next due time, newest first. “overdue” is one with a deadline that is past and can still be met.",
  query: listQuery({
    status: z.enum(statuses).optional().meta({ description: "Only those in this state." }),
    overdue: z
      .enum(["true", "false"])
      .transform((given) => given === "true")
      .optional()
      .meta({
        description: "Only those that are overdue, or only those that are not.",
        override: { type: "boolean", enum: undefined },
      }),
  }),
  answers: {
    200: {
      description: "A page of the list. It may be short; go on while there is a `nextCursor`.",
      schema: listSchema(
        z.object({
          referralId: z.string(),
          status: z.enum(statuses),
          receivedOn: z.iso.date(),
          nextDue: instant.optional(),
          overdue: z.boolean(),
        }),
      ),
      example: {
        items: [
          {
            referralId,
            status: "open",
            receivedOn: "2026-11-23",
            nextDue: "2026-11-24T17:00:00.000Z",
            overdue: false,
          },
        ],
      },
    },
  },
  problems: [],
});

const amendedReferrerSchema = z
  .strictObject({
    agencyId: referrerSchema.options[0].shape.agencyId,
    agencyType: referrerSchema.options[0].shape.agencyType,
    anonymityRequested: z.boolean().optional(),
  })
  .meta({ description: "Replaced whole, but for its kind, which stays." });

export const amendReferral = operation({
  id: "amend-referral",
  method: "PATCH",
  path: "/referrals/{referralId}",
  roles: ["mash"],
  runsIn: "referrals",
  tag: "Referrals",
  summary: "Add to a referral, or correct it",
  description:
    "Each field that is given replaces the one that was there, whole. Deadlines that depend on it are computed again. When it was received, the kind of referrer and the consultations are not changed here.",
  parameters: ofReferral,
  body: z
    .strictObject({ referrer: amendedReferrerSchema, ...detailsShape })
    .partial()
    .extend(confirmed),
  bodyExample: {
    parentsInformed: { informed: false, reasons: "It may put the child at greater risk." },
    crimeSuspected: false,
  },
  rememberedIn: referralsTable,
  answers: {
    200: { description: "The referral now.", schema: changedSchema, example: changedExample },
  },
  problems: ["identifiers-found", "conflict"],
});

export const linkConsultations = operation({
  id: "link-consultations",
  method: "POST",
  path: "/referrals/{referralId}/consultations",
  roles: ["mash"],
  runsIn: "referrals",
  tag: "Links",
  summary: "Link consultations to a referral",
  description:
    "Links what is quoted by its right reference and date, and what that quoted in turn, at most 100 in all. A consultation may be linked to several referrals. What can't be linked becomes a task.",
  parameters: ofReferral,
  body: z.strictObject({ consultations: quotedRequestSchema.min(1) }),
  bodyExample: {
    consultations: [{ reference: linkExample.reference, consultedOn: "2026-11-23" }],
  },
  rememberedIn: referralsTable,
  answers: {
    200: {
      description: "What each came to, in the order given; what came by quotation follows.",
      schema: z.object({ results: z.array(linkAnswerSchema) }),
      example: { results: [linkExample] },
    },
  },
  problems: ["conflict"],
});

export const removeLink = operation({
  id: "remove-link",
  method: "POST",
  path: "/referrals/{referralId}/consultations/{reference}/removal",
  roles: ["manager"],
  runsIn: "referrals",
  tag: "Links",
  summary: "Undo a wrong link",
  description: "The link is undone; that it was made and undone stays in the history.",
  parameters: ofLink,
  body: z.strictObject({ reason: guardedText(SHORT_TEXT), ...confirmed }),
  bodyExample: { reason: "The reference was read out for another child." },
  rememberedIn: referralsTable,
  answers: {
    200: { description: "The referral now.", schema: changedSchema, example: changedExample },
  },
  problems: ["identifiers-found", "conflict"],
});

const copySchema = z.object({
  reference: z.string(),
  consultedOn: z.iso.date(),
  linkedAt: instant,
  document: consultationSchema
    .omit({ schemaVersion: true, recordedBy: true, recordedAs: true, agencyId: true })
    .extend({ agency: documentSchema.shape.agency, addenda: documentSchema.shape.addenda }),
});
export type Copy = z.infer<typeof copySchema>;

const copyExample = {
  ...{ reference: linkExample.reference, consultedOn: "2026-11-23" },
  linkedAt: linkExample.linkedAt,
  document: {
    reference: linkExample.reference,
    recordedAt: "2026-11-23T10:20:07.412Z",
    consultedAt: "2026-11-23T10:15:00Z",
    consulteeRole: "designated safeguarding lead",
    channel: "telephone",
    safeguardingLeadConsulted: true,
    openToSocialCare: false,
    concern: "A child in year 2 has come to school hungry on most days since half term.",
    advice: "Offer the breakfast club, and keep a dated record of what is seen.",
    outcome: "advice",
    previousConsultations: [],
    chain: { consultations: 0, since: null, outcomes: [] },
    agency: { agencyId: "st-example-primary", name: "St Example Primary School" },
    addenda: [],
  },
};

const copiesHeaders = { "Content-Disposition": "The name of the file to save." };

export const readCopies = operation({
  id: "read-copies",
  method: "GET",
  path: "/referrals/{referralId}/consultation-copies",
  roles: ["mash", "manager"],
  runsIn: "documents",
  tag: "Links",
  summary: "Get the linked consultations for the child's record",
  description:
    "Every linked consultation as it was recorded, with its reference and date, as JSON; as one PDF of up to 20 by the Accept header. Reading is written into the history of each.",
  parameters: ofReferral,
  answers: {
    200: {
      description: "The copies, the earliest consultation first.",
      schema: z.object({ items: z.array(copySchema) }),
      mediaTypes: ["application/json", "application/pdf"],
      headers: copiesHeaders,
      example: { items: [copyExample] },
    },
  },
  problems: ["payload-too-large"],
});

export const readCopy = operation({
  id: "read-copy",
  method: "GET",
  path: "/referrals/{referralId}/consultation-copies/{reference}",
  roles: ["mash", "manager"],
  runsIn: "documents",
  tag: "Links",
  summary: "Get one linked consultation for the child's record",
  description:
    "One linked consultation as it was recorded, as JSON or, by the Accept header, as PDF. Reading is written into its history.",
  parameters: ofLink,
  answers: {
    200: {
      description: "The copy.",
      schema: copySchema,
      mediaTypes: ["application/json", "application/pdf"],
      headers: copiesHeaders,
      example: copyExample,
    },
  },
  problems: [],
});

export const recordOperations = [
  registerReferral,
  readReferral,
  listReferrals,
  amendReferral,
  linkConsultations,
  removeLink,
  readCopies,
  readCopy,
] as const;
