// The HTTP operations of consultations: what is sent, what comes back, who may. No behaviour.
import * as z from "zod";
import { agencyIdSchema } from "../agencies/agency.ts";
import { operation } from "../http/contract.ts";
import { requestsTable } from "../http/idempotency.ts";
import { daysQuery, listQuery, listSchema } from "../http/list.ts";
import { messageAnswerSchema, messageExample } from "../messages/contract.ts";
import { messageStates } from "../messages/message.ts";
import { explainUnreadable, parseReference } from "../references/reference.ts";
import { confirmedNotIdentifyingSchema } from "../screening/guard-body.ts";
import { guardedText } from "../screening/guarded-text.ts";
import {
  chainSchema,
  consultationSchema,
  quotedSchema,
  recordRequestSchema,
} from "./consultation.ts";

export const directionSchema = z.object({
  text: z.string(),
  contacts: z.array(z.object({ name: z.string(), phone: z.string() })).readonly(),
});

/** A consultation's reference in a path, read kindly; what can't be one is refused unread. */
export const consultationReference = z.string().transform((text, context) => {
  const reading = parseReference(text);
  if (reading.ok && reading.kind === "consultation") return reading.reference;
  const message = reading.ok
    ? "This is a referral's number. A consultation's reference starts with NNC."
    : explainUnreadable(reading);
  context.issues.push({
    code: "custom",
    message,
    input: "",
    params: { problem: "malformed-reference" },
  });
  return z.NEVER;
});
const reference = "NNC-73CF-2K9M-0HMJ";
const parameters = z.object({
  reference: consultationReference.meta({
    description:
      "A consultation's reference, in any case, with or without its prefix, hyphens and spaces.",
    examples: [reference],
  }),
});

const formStateSchema = z.object({ messageId: z.string(), state: z.enum(messageStates) });
const agencyNameSchema = z.object({ agencyId: z.string(), name: z.string() });

export const recordedSchema = z.object({
  reference: z.string(),
  spoken: z.string().meta({ description: "The reference in telephone words." }),
  recordedAt: z.iso.datetime(),
  agency: agencyNameSchema,
  form: formStateSchema,
  previousConsultations: z.array(quotedSchema),
  chain: chainSchema,
  directions: z.array(directionSchema).optional(),
  referral: z
    .object({ referralId: z.string(), writtenConfirmationDue: z.iso.datetime().optional() })
    .optional()
    .meta({ description: "The referral it became at once, where the procedure has that (R13)." }),
});
export type Recorded = z.infer<typeof recordedSchema>;

const quotedExample = {
  reference: "NNC-40GT-81RW-H226",
  consultedOn: "2026-09-01",
  result: "known",
};
const recordedExample = {
  reference,
  spoken:
    "November November Charlie, seven three Charlie Foxtrot, two Kilo nine Mike, zero Hotel Mike Juliett",
  recordedAt: "2026-11-23T10:31:07.412Z",
  agency: { agencyId: "st-example-primary", name: "St Example Primary School" },
  form: { messageId: "0f0f6c0e-6f0a-4c53-9f2b-2d1f7a0c7c11", state: "owed" },
  previousConsultations: [quotedExample],
  chain: { consultations: 1, since: "2026-09-01", outcomes: ["advice"] },
};

export const recordExample = {
  agencyId: "st-example-primary",
  consulteeRole: "designated safeguarding lead",
  channel: "telephone",
  consultedAt: "2026-11-23T10:15:00Z",
  safeguardingLeadConsulted: true,
  notAReferral: true,
  immediateRisk: false,
  openToSocialCare: false,
  concern:
    "A child in year 2 has come to school hungry on most days since half term and falls asleep in lessons.",
  background: { socialCareHistory: "None known to the school.", settings: ["primary-school"] },
  children: [{ ageBand: "5-10" }],
  concernTypes: ["neglect"],
  levelOfNeed: 2,
  advice:
    "Talk to the parent about mornings, offer the breakfast club, and keep a dated record of what is seen.",
  nextSteps: [{ action: "Offer a place in the breakfast club.", who: "agency", by: "2026-12-07" }],
  outcome: "advice",
};

export const recordConsultation = operation({
  id: "record-consultation",
  method: "POST",
  path: "/consultations",
  roles: ["link-social-worker", "mash"],
  runsIn: "consultations",
  tag: "Consultations",
  summary: "Record a consultation",
  description:
    "Stores the consultation under a new reference and owes the agency its form. Nothing that identifies the child is stored: text that may identify anyone is refused. Immediate risk and open cases are refused at once, with a direction.",
  body: recordRequestSchema,
  bodyExample: recordExample,
  rememberedIn: requestsTable,
  answers: {
    201: {
      description:
        "It is recorded, and the form is owed, held until the agency is verified, or withheld.",
      schema: recordedSchema,
      headers: { Location: "The address of the consultation." },
      example: recordedExample,
    },
  },
  problems: [
    "immediate-risk",
    "open-case",
    "no-names-not-offered",
    "safeguarding-lead-first",
    "consent-needed",
    "unknown-agency",
    "inactive-agency",
    "identifiers-found",
  ],
});

export const listConsultations = operation({
  id: "list-consultations",
  method: "GET",
  path: "/consultations",
  roles: ["link-social-worker", "mash", "manager", "auditor"],
  runsIn: "consultations",
  tag: "Consultations",
  summary: "List consultations",
  description:
    "References and dates, newest first, without content. Auditors see no outcomes. The list of an agency that is one person needs the role of manager.",
  query: listQuery({
    agencyId: agencyIdSchema.optional().meta({ description: "Only those of this agency." }),
    ...daysQuery,
  }),
  answers: {
    200: {
      description: "A page of the list. It may be short; go on while there is a `nextCursor`.",
      schema: listSchema(
        z.object({
          reference: z.string(),
          recordedOn: z.iso.date(),
          outcome: z.string().optional(),
        }),
      ),
      example: { items: [{ reference, recordedOn: "2026-11-23", outcome: "advice" }] },
    },
  },
  problems: [],
});

export const historySchema = z.array(
  z.object({
    at: z.iso.datetime(),
    what: z.enum([
      "recorded",
      "read",
      "sent",
      "delivered",
      "bounced",
      "filed",
      "resent",
      "addendum",
      "redacted",
      "linked",
      "unlinked",
    ]),
    by: z.string().optional().meta({ description: "The role that did it." }),
    why: z.string().optional(),
  }),
);

export const readSchema = consultationSchema
  .omit({ schemaVersion: true, recordedBy: true, recordedAs: true, agencyId: true })
  .extend({
    spoken: z.string(),
    agency: agencyNameSchema,
    form: formStateSchema,
    history: historySchema,
  });

const contentLocation = {
  "Content-Location":
    "The address with the canonical reference, where another form of it was given.",
};

export const readConsultation = operation({
  id: "read-consultation",
  method: "GET",
  path: "/consultations/{reference}",
  roles: ["link-social-worker", "mash", "manager"],
  runsIn: "consultations",
  tag: "Consultations",
  summary: "Read a consultation",
  description:
    "The document and its history. Reading is written into the history before the answer is given. The reference may be given in any case, with or without prefix and hyphens.",
  parameters,
  answers: {
    200: {
      description: "The document.",
      schema: readSchema,
      headers: contentLocation,
      example: {
        ...recordedExample,
        ...recordExample,
        immediateRisk: undefined,
        notAReferral: undefined,
        agencyId: undefined,
        history: [{ at: "2026-11-23T10:31:07.412Z", what: "recorded", by: "link-social-worker" }],
      },
    },
  },
  problems: ["too-many-misses"],
});

export const formMediaTypes = ["application/pdf", "text/html", "text/plain"] as const;

export const readForm = operation({
  id: "read-form",
  method: "GET",
  path: "/consultations/{reference}/form",
  roles: ["link-social-worker", "mash", "manager"],
  runsIn: "documents",
  tag: "Forms",
  summary: "Download the form",
  description:
    "The consultation form as PDF, HTML or plain text, by the Accept header; PDF by default. Reading is written into the history.",
  parameters,
  answers: {
    200: {
      description: "The form.",
      mediaTypes: formMediaTypes,
      headers: { ...contentLocation, "Content-Disposition": "The name of the file to save." },
    },
  },
  problems: ["too-many-misses"],
});

export const deliverForm = operation({
  id: "deliver-form",
  method: "POST",
  path: "/consultations/{reference}/form-deliveries",
  roles: ["link-social-worker", "mash"],
  runsIn: "consultations",
  tag: "Forms",
  summary: "Send the form again",
  description:
    "Owes the agency another copy, to the mailbox that stands in the register when it is sent. Not while one is on its way by itself, and not where the form is withheld.",
  parameters,
  body: z.strictObject({
    reason: guardedText(500),
    confirmedNotIdentifying: confirmedNotIdentifyingSchema.optional(),
  }),
  bodyExample: { reason: "The mailbox was full; the agency has asked for it again." },
  rememberedIn: requestsTable,
  answers: {
    202: {
      description: "Another copy is owed.",
      schema: messageAnswerSchema,
      example: messageExample,
    },
  },
  problems: ["inactive-agency", "identifiers-found", "conflict", "too-many-misses"],
});

export const listFormDeliveries = operation({
  id: "list-form-deliveries",
  method: "GET",
  path: "/consultations/{reference}/form-deliveries",
  roles: ["link-social-worker", "mash", "manager"],
  runsIn: "consultations",
  tag: "Forms",
  summary: "See what became of the form",
  description: "Every message that carries the form, newest first, with its state.",
  parameters,
  answers: {
    200: {
      description: "The messages.",
      schema: z.object({ items: z.array(messageAnswerSchema) }),
      example: { items: [messageExample] },
    },
  },
  problems: ["too-many-misses"],
});

/** Sealed text is URL-safe base64. */
const filingParameters = z.object({
  token: z
    .string()
    .regex(/^[A-Za-z0-9_-]{20,400}$/)
    .meta({ description: "The sealed end of the link in the form." }),
});

export const readFiling = operation({
  id: "read-filing",
  method: "GET",
  path: "/filings/{token}",
  atRoot: true,
  roles: "public",
  runsIn: "filings",
  tag: "Filing",
  summary: "The page with the button that confirms filing",
  description: "Changes nothing: mail scanners follow links.",
  parameters: filingParameters,
  answers: {
    200: { description: "A page with one button.", mediaTypes: ["text/html"] },
    404: {
      description: "A page that says the link is unknown, or too old.",
      mediaTypes: ["text/html"],
    },
  },
  problems: [],
});

export const fileForm = operation({
  id: "file-form",
  method: "POST",
  path: "/filings/{token}",
  atRoot: true,
  roles: "public",
  runsIn: "filings",
  tag: "Filing",
  summary: "Confirm that the form is filed",
  description: "Notes once that the agency filed the form; again, it answers the same.",
  parameters: filingParameters,
  takesForm: true,
  answers: {
    200: { description: "A page that thanks for it.", mediaTypes: ["text/html"] },
    404: {
      description: "A page that says the link is unknown, or too old.",
      mediaTypes: ["text/html"],
    },
  },
  problems: [],
});

export const consultationOperations = [
  recordConsultation,
  listConsultations,
  readConsultation,
  readForm,
  deliverForm,
  listFormDeliveries,
  readFiling,
  fileForm,
] as const;
