// The HTTP operations of referrals: register, read, list, amend. No behaviour. What happens to a referral
// on its way stands in step-contract.ts, and its links in link-contract.ts.
import * as z from "zod";
import { operation } from "../http/contract.ts";
import { listQuery, listSchema } from "../http/list.ts";
import { explainUnreadable, parseReference } from "../references/reference.ts";
import { confirmedNotIdentifyingSchema } from "../screening/guard-body.ts";
import {
  changedExample,
  changedSchema,
  linkExample,
  readSchema,
  referralAnswerSchema,
  referralExample,
  referralId,
} from "./answers.ts";
import {
  detailsShape,
  instant,
  quotedRequestSchema,
  referrerSchema,
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
type RegisterRequest = z.infer<typeof registerRequestSchema>;

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

export const recordOperations = [
  registerReferral,
  readReferral,
  listReferrals,
  amendReferral,
] as const;
