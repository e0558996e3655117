// The HTTP operations of a referral's links to earlier consultations, and of their copies. No behaviour.
import * as z from "zod";
import { consultationSchema } from "../consultations/consultation.ts";
import { consultationReference, readSchema as documentSchema } from "../consultations/contract.ts";
import { operation } from "../http/contract.ts";
import { confirmedNotIdentifyingSchema } from "../screening/guard-body.ts";
import { guardedText } from "../screening/guarded-text.ts";
import { changedExample, changedSchema, linkExample } from "./answers.ts";
import { ofReferral } from "./contract.ts";
import { linkAnswerSchema } from "./link.ts";
import { instant, quotedRequestSchema, SHORT_TEXT } from "./referral.ts";
import { referralsTable } from "./table.ts";

const ofLink = ofReferral.extend({
  reference: consultationReference.meta({
    description: "The reference of a consultation that is linked to the referral.",
    examples: [linkExample.reference],
  }),
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
  body: z.strictObject({
    reason: guardedText(SHORT_TEXT),
    confirmedNotIdentifying: confirmedNotIdentifyingSchema.optional(),
  }),
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

export const linkOperations = [linkConsultations, removeLink, readCopies, readCopy] as const;
