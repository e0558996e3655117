// POST /referrals/{referralId}/decision: an outcome of the procedure, once nothing is outstanding (R16, R20, R21).
import type { FieldError } from "../http/problem.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { changeReferral, type ReferralEffects } from "./change-referral.ts";
import { aheadErrors, doneErrors, instantOr } from "./instants.ts";
import { outstanding } from "./outstanding.ts";
import type { Referral } from "./referral.ts";
import * as contract from "./step-contract.ts";

type Decision = (typeof contract.decideReferral.body)["_output"];

export const decideReferral = (effects: ReferralEffects) =>
  changeReferral(effects, {
    operation: contract.decideReferral,
    change: "decide",
    errors: (body, referral, at) => [
      ...outcomeErrors(body, effects.procedure),
      ...doneErrors({ decidedAt: body.decidedAt }, referral, at),
      ...aheadErrors(toldAt(body), at),
      ...(referral.status === "open" ? outstandingErrors(body, referral, effects.procedure) : []),
    ],
    make(body, { referral }, { at, by, subject }) {
      const { policeInformedAt, confirmedNotIdentifying: _, ...decision } = body;
      const times = { decidedAt: instantOr(body.decidedAt, at) };
      return {
        referral: {
          ...referral,
          ...(policeInformedAt && { policeInformedAt: instantOr(policeInformedAt, at) }),
          status: "decided",
          decision: { ...decision, ...times, by, subject },
        },
        event: { what: "decided", why: body.reasons, about: body.outcome },
        tell: "referral-outcome",
        // R21: whoever is to be told, and when is recorded, is somebody's task until then.
        tasks: effects.procedure.procedure.referrals.recordedAsTold
          .filter((told) => body[told] === undefined)
          .map((code) => ({ code })),
      };
    },
  });

const toldAt = ({ parentsLetterSentAt, familyInformedAt, policeInformedAt }: Decision) => ({
  ...{ parentsLetterSentAt, familyInformedAt, policeInformedAt },
});

/** R29: outcomes are a closed list, the procedure's own. */
function outcomeErrors(
  { outcome }: Decision,
  { procedure, referralOutcome }: ProcedureInForce,
): readonly FieldError[] {
  if (referralOutcome(outcome) !== undefined) return [];
  const codes = procedure.referrals.outcomes.map(({ code }) => code);
  const message = `This has to be one of: ${codes.join(", ")}.`;
  return [{ pointer: "/outcome", code: "not-a-choice", message }];
}

/** R16: what is missing never delayed the referral; the decision needs it. */
function outstandingErrors(
  { policeInformedAt = undefined }: Decision,
  referral: Referral,
  { procedure }: ProcedureInForce,
): readonly FieldError[] {
  const known = { ...referral, ...(policeInformedAt && { policeInformedAt }) };
  return outstanding(known, procedure.referrals.requiredAtDecision).map((field) => ({
    pointer: `/${field}`,
    code: "outstanding",
    message: outstandingWords[field],
  }));
}

const outstandingWords: Readonly<Record<ReturnType<typeof outstanding>[number], string>> = {
  children: "Say first which children it concerns: add them to the referral.",
  householdDifficulties:
    "Say first which difficulties the household has, or that it has none: add them to the referral.",
  parentsInformed:
    "Say first whether the parents are informed and, if not, why: add it to the referral.",
  recordsCheckedAt: "Say first when the records were checked: add it to the referral.",
  crimeSuspected: "Say first whether a crime is suspected: add it to the referral.",
  policeInformedAt:
    "A crime is suspected: tell the police at once, and give here when they were told.",
  openToSocialCare: "Say first whether the case is open to social care: add it to the referral.",
};
