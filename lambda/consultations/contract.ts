// The HTTP operations of consultations: what is sent, what comes back, who may. No behaviour.
import * as z from "zod";
import { agencyIdSchema } from "../agencies/agency.ts";
import { operation } from "../http/contract.ts";
import { requestsTable } from "../http/idempotency.ts";
import { daysQuery, listQuery, listSchema } from "../http/list.ts";
import { messageStates } from "../messages/message.ts";
import { explainUnreadable, parseReference } from "../references/reference.ts";
import {
  chainSchema,
  consultationSchema,
  quotedSchema,
  recordRequestSchema,
} from "./consultation.ts";
import { recordExample, recordedExample, referenceExample } from "./examples.ts";

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

export const referenceParameter = z.object({
  reference: consultationReference.meta({
    description:
      "A consultation's reference, in any case, with or without its prefix, hyphens and spaces.",
    examples: [referenceExample],
  }),
});

export const formStateSchema = z.object({ messageId: z.string(), state: z.enum(messageStates) });
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
      example: {
        items: [{ reference: referenceExample, recordedOn: "2026-11-23", outcome: "advice" }],
      },
    },
  },
  problems: [],
});

export const addendumSchema = z.object({
  at: z.iso.datetime(),
  by: z.string().meta({ description: "The role that added it." }),
  text: z.string(),
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

const followUpTaskSchema = z.object({
  code: z.literal("referral-not-linked"),
  at: z.iso.datetime().meta({ description: "Since when it waits for a person." }),
});
export type FollowUpTask = z.infer<typeof followUpTaskSchema>;

export const readSchema = consultationSchema
  .omit({
    schemaVersion: true,
    recordedBy: true,
    recordedAs: true,
    agencyId: true,
    redactedAt: true,
  })
  .extend({
    spoken: z.string(),
    agency: agencyNameSchema,
    form: formStateSchema,
    addenda: z.array(addendumSchema).meta({ description: "What was added later, oldest first." }),
    tasks: z.array(followUpTaskSchema).meta({
      description:
        "What a person has to see to: a referral that was advised and is not linked in time. It goes with the first link.",
    }),
    history: historySchema,
  });

export const contentLocationHeader = {
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
  parameters: referenceParameter,
  answers: {
    200: {
      description: "The document.",
      schema: readSchema,
      headers: contentLocationHeader,
      example: {
        ...recordedExample,
        ...recordExample,
        immediateRisk: undefined,
        notAReferral: undefined,
        agencyId: undefined,
        addenda: [],
        tasks: [],
        history: [{ at: "2026-11-23T10:31:07.412Z", what: "recorded", by: "link-social-worker" }],
      },
    },
  },
  problems: ["too-many-misses"],
});

export const consultationOperations = [
  recordConsultation,
  listConsultations,
  readConsultation,
] as const;
