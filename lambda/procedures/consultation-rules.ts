// What an authority's procedure says about no-names consultations (R1–R14, R32).
import * as z from "zod";
import { assumed, code, sentences, shortName, sourceOfRule } from "./wording.ts";

const MOST_OUTCOMES = 20;
/** Longer than any retention period of children's records. */
const MOST_YEARS = 100;
const MOST_DAYS = 90;

const consultationOutcomeSchema = z.strictObject({
  code,
  words: shortName.meta({ description: "As the form says it (R9)." }),
  leadsToReferral: z.boolean().meta({
    description: "Whether a referral follows: then the threshold is recorded, s17 or s47.",
  }),
});

export type ConsultationOutcome = z.output<typeof consultationOutcomeSchema>;

export const consultationRulesSchema = z.strictObject({
  noNames: z.enum(["allowed", "forbidden"]),
  direction: sentences.optional().meta({
    description: "What to do instead. Required where noNames is “forbidden”, refused otherwise.",
  }),
  consent: z.enum(["not-needed", "needed-unless-significant-risk"]).meta({ description: "R11" }),
  becomesReferral: z.boolean().meta({
    description: "Whether an outcome of referral makes the consultation a referral at once (R13).",
  }),
  outcomes: z
    .array(consultationOutcomeSchema)
    .min(1, { error: "There has to be at least one outcome." })
    .max(MOST_OUTCOMES, { error: `There are at most ${MOST_OUTCOMES} outcomes.` }),
  retention: z.strictObject({
    unlinkedYears: z.int().min(1).max(MOST_YEARS).meta({
      description: "How long a consultation is kept that no referral was linked to.",
    }),
    assumed,
  }),
  referralFollowUp: z.strictObject({
    workingDays: z.int().min(1).max(MOST_DAYS).meta({
      description: "After how many working days the agency is asked about an advised referral.",
    }),
    assumed,
  }),
  sources: z
    .array(sourceOfRule)
    .min(1, { error: "Say where the rules of consultations come from." }),
});
