// A consultation: what a link social worker sends, what is stored, and the rules between the fields.
import * as z from "zod";
import { agencyIdSchema, agencyTypes } from "../agencies/agency.ts";
import type { FieldError } from "../http/problem.ts";
import { roles } from "../http/roles.ts";
import { parseReference } from "../references/reference.ts";
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
/** Clocks of callers differ a little; an instant further ahead is a mistake. */
export const AHEAD_MS = 5 * 60 * 1000;
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
    /** It became a referral at once (R13); which one, only the referral knows. */
    becameReferral: z.boolean().optional(),
  })
  .strip();
export type Consultation = z.infer<typeof consultationSchema>;

const london = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London", dateStyle: "short" });
/** The date in Europe/London of an instant, `YYYY-MM-DD`. */
export const londonDate = (instant: string): string => london.format(new Date(instant));

/** What an outcome of the procedure in force means for the fields. */
export interface OutcomeRule {
  readonly code: string;
  readonly leadsToReferral: boolean;
}

/**
 * The rules between fields that the schema can't say, over a body of any shape: R3, R9, R10, R12,
 * and no instant more than five minutes ahead.
 */
export function recordErrors(
  body: unknown,
  outcomes: readonly OutcomeRule[],
  at: Date,
): readonly FieldError[] {
  if (typeof body !== "object" || body === null) return [];
  const fields: Record<string, unknown> = { ...body };
  const outcome = outcomes.find(({ code }) => code === fields.outcome);
  return [
    ...aheadErrors(fields, at),
    ...(fields.notAReferral === false
      ? [
          error(
            "/notAReferral",
            "not-a-consultation",
            "A referral is not a consultation. Call the MASH to make it; both sides must agree that this is not one before it is recorded here.",
          ),
        ]
      : []),
    ...(typeof fields.outcome === "string" && outcome === undefined
      ? [
          error(
            "/outcome",
            "not-a-choice",
            `This has to be one of: ${outcomes.map(({ code }) => code).join(", ")}.`,
          ),
        ]
      : []),
    ...(outcome === undefined ? [] : outcomeErrors(fields, outcome)),
    ...parentsErrors(fields),
    ...quotedErrors(fields, at),
  ];
}

const error = (pointer: string, code: string, message: string): FieldError => ({
  pointer,
  code,
  message,
});

function aheadErrors({ consultedAt }: Record<string, unknown>, at: Date): readonly FieldError[] {
  if (typeof consultedAt !== "string") return [];
  return Date.parse(consultedAt) > at.getTime() + AHEAD_MS
    ? [
        error(
          "/consultedAt",
          "in-the-future",
          "This is in the future. Give the time at which it was discussed.",
        ),
      ]
    : [];
}

function outcomeErrors(
  fields: Record<string, unknown>,
  { leadsToReferral }: OutcomeRule,
): readonly FieldError[] {
  if (!leadsToReferral) {
    return fields.threshold === undefined
      ? []
      : [
          error(
            "/threshold",
            "not-allowed",
            "A threshold goes only with an outcome that leads to a referral. Leave it out, or change the outcome.",
          ),
        ];
  }
  return [
    ...(fields.threshold === undefined
      ? [
          error(
            "/threshold",
            "required",
            "This outcome leads to a referral: say under which threshold, s17 or s47.",
          ),
        ]
      : []),
    ...(fields.parentsInforming === undefined
      ? [
          error(
            "/parentsInforming",
            "required",
            "This outcome leads to a referral: say whether informing the parents is appropriate, and if not, why.",
          ),
        ]
      : []),
  ];
}

function parentsErrors({ parentsInforming }: Record<string, unknown>): readonly FieldError[] {
  if (typeof parentsInforming !== "object" || parentsInforming === null) return [];
  const { appropriate, reasons: given }: { appropriate?: unknown; reasons?: unknown } =
    parentsInforming;
  return appropriate === false && given === undefined
    ? [
        error(
          "/parentsInforming/reasons",
          "required",
          "Say why informing the parents would not be appropriate.",
        ),
      ]
    : [];
}

function quotedErrors(
  { previousConsultations }: Record<string, unknown>,
  at: Date,
): readonly FieldError[] {
  if (!Array.isArray(previousConsultations)) return [];
  const seen = new Set<string>();
  const today = londonDate(at.toISOString());
  return previousConsultations.slice(0, MAX_QUOTED).flatMap((quoted: unknown, index) => {
    if (typeof quoted !== "object" || quoted === null) return [];
    const { reference, consultedOn }: { reference?: unknown; consultedOn?: unknown } = quoted;
    if (typeof reference !== "string") return [];
    const reading = parseReference(reference);
    const identity = reading.ok ? reading.reference : reference;
    const twice = seen.has(identity);
    seen.add(identity);
    return [
      ...(twice
        ? [
            error(
              `/previousConsultations/${index}/reference`,
              "twice",
              "This reference stands in the list twice. Give each once.",
            ),
          ]
        : []),
      ...(typeof consultedOn === "string" && consultedOn > today
        ? [
            error(
              `/previousConsultations/${index}/consultedOn`,
              "in-the-future",
              "This date is in the future. Give the date on the form.",
            ),
          ]
        : []),
    ];
  });
}
