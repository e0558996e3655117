// POST /referrals/{referralId}/strategy-meeting: refused where somebody is missing who has to attend (R25).
import type { FieldError } from "../http/problem.ts";
import { changeReferral, type ReferralEffects } from "./change-referral.ts";
import { doneErrors, instantOr } from "./instants.ts";
import * as contract from "./step-contract.ts";

export const holdStrategyMeeting = (effects: ReferralEffects) =>
  changeReferral(effects, {
    operation: contract.holdStrategyMeeting,
    change: "hold-strategy-meeting",
    errors: ({ heldAt, attended }, referral, at) => [
      ...doneErrors({ heldAt }, referral, at),
      ...quorumErrors(attended, effects),
    ],
    make: ({ heldAt, attended }, { referral }, { at, by, subject }) => ({
      referral: {
        ...referral,
        strategyMeeting: { heldAt: instantOr(heldAt, at), attended, by, subject },
      },
      event: { what: "strategy-meeting-held", about: attended.join(", ") },
    }),
  });

function quorumErrors(
  attended: readonly string[],
  { procedure: { procedure } }: ReferralEffects,
): readonly FieldError[] {
  const there = new Set(attended.map((one) => one.trim().toLowerCase()));
  const missing = (procedure.referrals.strategyQuorum ?? []).filter((one) => !there.has(one));
  if (missing.length === 0) return [];
  const message = `A strategy meeting counts only with ${missing.join(" and ")}. Record one that they attended.`;
  return [{ pointer: "/attended", code: "no-quorum", message }];
}
