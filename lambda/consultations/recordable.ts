// The rules between the fields of a consultation that its schema can't say: R3, R9, R10, R12.
import type { FieldError } from "../http/problem.ts";
import { parseReference } from "../references/reference.ts";
import { londonDate, MAX_QUOTED } from "./consultation.ts";

/** Clocks of callers differ a little; an instant further ahead is a mistake. */
export const AHEAD_MS = 5 * 60 * 1000;

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
