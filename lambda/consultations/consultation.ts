// A consultation: what a link social worker sends, and what is stored of it.
import * as z from "zod";
import { agencyIdSchema, agencyTypes } from "../agencies/agency.ts";
import { roles } from "../http/roles.ts";
import { confirmedNotIdentifyingSchema } from "../screening/guard-body.ts";
import { guardedText } from "../screening/guarded-text.ts";

export const channels = ["telephone", "surgery", "video", "in-person"] as const;
export const ageBands = ["unborn", "under-1", "1-4", "5-10", "11-15", "16-17"] as const;
export const concernTypes = [
  "neglect",
  "physical-abuse",
  "emotional-abuse",
  "sexual-abuse",
  "domestic-abuse",
  "exploitation",
  "parental-mental-ill-health",
  "parental-substance-misuse",
  "disability",
  "harmful-behaviour",
  "other",
] as const;
export const stepOwners = ["agency", "social-care", "other"] as const;
export const thresholds = ["s17", "s47"] as const;

/** Twenty pages of typing for each of the two long texts; the whole document stays under 300 KB. */
const LONG_TEXT = 20_000;
const TEXT = 5_000;
const SHORT_TEXT = 200;
/** More quoted references than one discussion can be about. */
export const MAX_QUOTED = 20;
const MAX_CHILDREN = 20;
const MAX_STEPS = 10;
const MAX_SETTINGS = 10;
/** No thresholds document in England has more levels of need. */
const HIGHEST_LEVEL = 5;
/** Longer than any reference however kindly written; the rest is not read. */
const WRITTEN_REFERENCE = 100;

const date = z.iso.date();
const reasons = guardedText(TEXT);

export const recordRequestSchema = z.strictObject({
  agencyId: agencyIdSchema,
  consulteeRole: guardedText(SHORT_TEXT).meta({
    description: "The caller's role, never their name.",
  }),
  channel: z.enum(channels),
  consultedAt: z.iso
    .datetime()
    .optional()
    .meta({ description: "When it was discussed; now, where left out." }),
  safeguardingLeadConsulted: z.boolean().meta({
    description:
      "Whether the caller has talked to their own designated safeguarding lead, or is the lead (R1).",
  }),
  notAReferral: z
    .boolean()
    .meta({ description: "Whether both sides have said that this is not a referral (R3)." }),
  immediateRisk: z
    .boolean()
    .meta({ description: "True ends the consultation with a direction; nothing is stored (R4)." }),
  openToSocialCare: z
    .union([z.boolean(), z.literal("not-known")])
    .meta({ description: "True ends the consultation with a direction (R5)." }),
  concern: guardedText(LONG_TEXT),
  background: z
    .strictObject({
      socialCareHistory: guardedText(TEXT).optional(),
      earlyHelp: guardedText(TEXT).optional(),
      settings: z.array(z.enum(agencyTypes)).max(MAX_SETTINGS).optional(),
      otherConsultations: guardedText(TEXT).optional(),
    })
    .optional(),
  children: z
    .array(z.strictObject({ ageBand: z.enum(ageBands) }))
    .max(MAX_CHILDREN)
    .optional(),
  concernTypes: z.array(z.enum(concernTypes)).max(concernTypes.length).optional(),
  levelOfNeed: z.int().min(1).max(HIGHEST_LEVEL).optional(),
  childsViews: guardedText(TEXT).optional(),
  aboutSomeoneWorkingWithChildren: z.boolean().optional(),
  previousConsultations: z
    .array(
      z.strictObject({
        reference: z.string().min(1).max(WRITTEN_REFERENCE),
        consultedOn: date.optional(),
      }),
    )
    .max(MAX_QUOTED)
    .optional(),
  consent: z
    .strictObject({
      given: z.boolean(),
      significantRisk: z.boolean().optional(),
      reasons: reasons.optional(),
    })
    .optional(),
  advice: guardedText(LONG_TEXT),
  nextSteps: z
    .array(
      z.strictObject({ action: guardedText(TEXT), who: z.enum(stepOwners), by: date.optional() }),
    )
    .max(MAX_STEPS)
    .optional(),
  outcome: z
    .string()
    .max(64)
    .meta({ description: "A code of the procedure in force; see GET /procedure." }),
  threshold: z.enum(thresholds).optional(),
  parentsInforming: z
    .strictObject({ appropriate: z.boolean(), reasons: reasons.optional() })
    .optional(),
  withholdForm: z.strictObject({ reasons }).optional(),
  confirmedNotIdentifying: confirmedNotIdentifyingSchema.optional(),
});
export type RecordRequest = z.infer<typeof recordRequestSchema>;

export const quotedResults = [
  "known",
  "date-mismatch",
  "not-found",
  "malformed",
  "not-checked",
] as const;
export const quotedSchema = z.object({
  /** Null for a malformed one: it may be a name, so only its place in the list is kept. */
  reference: z.string().nullable(),
  consultedOn: date.optional(),
  result: z.enum(quotedResults),
});
export type Quoted = z.infer<typeof quotedSchema>;

/** What was rightly quoted and what those quoted, in figures: no reference stands beside another. */
export const chainSchema = z.object({
  consultations: z.int(),
  since: date.nullable(),
  outcomes: z.array(z.string()),
});
export type Chain = z.infer<typeof chainSchema>;

/** The document as it is stored: the request without what only concerned the call, and what came of it. */
export const consultationSchema = recordRequestSchema
  .omit({ notAReferral: true, immediateRisk: true, previousConsultations: true })
  .extend({
    schemaVersion: z.literal(1),
    reference: z.string(),
    recordedAt: z.iso.datetime(),
    consultedAt: z.iso.datetime(),
    /** A member of staff: never in an answer. */
    recordedBy: z.string(),
    recordedAs: z.enum(roles),
    previousConsultations: z.array(quotedSchema),
    chain: chainSchema,
    /** When something was last removed that had slipped through. */
    redactedAt: z.iso.datetime().optional(),
    /** It became a referral at once (R13); which one, only the referral knows. */
    becameReferral: z.boolean().optional(),
  })
  .strip();
export type Consultation = z.infer<typeof consultationSchema>;

const london = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London", dateStyle: "short" });
const UTC_HOUR = "2026-11-23T10".length;
/** One entry: what is recorded at one time is mostly about one time, and the calendar is slow. */
let remembered = { hour: "", date: "" };

/** The date in Europe/London of an instant (RFC 3339 UTC), `YYYY-MM-DD`. */
export function londonDate(instant: string): string {
  // London is whole hours from UTC, so an hour of UTC lies within one date.
  const hour = instant.slice(0, UTC_HOUR);
  if (hour !== remembered.hour) remembered = { hour, date: london.format(new Date(instant)) };
  return remembered.date;
}
