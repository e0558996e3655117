// POST /referrals/{referralId}/checks/completion: the checks are done, with whether consent was gained (R22).
import { type FieldError, Problem } from "../http/problem.ts";
import { changeReferral, type ReferralEffects } from "./change-referral.ts";
import { aheadErrors, beforeErrors, doneErrors, instantOr } from "./instants.ts";
import * as contract from "./step-contract.ts";

export const completeChecks = (effects: ReferralEffects) =>
  changeReferral(effects, {
    operation: contract.completeChecks,
    change: "complete-checks",
    errors: ({ completedAt, recordsCheckedAt, consent }, referral, at) => [
      ...doneErrors({ completedAt }, referral, at),
      ...aheadErrors({ recordsCheckedAt }, at),
      ...(referral.checks
        ? beforeErrors({ completedAt }, referral.checks.startedAt, "the checks started")
        : []),
      ...(consentIsRecorded(effects) && consent === undefined ? [CONSENT_REQUIRED] : []),
    ],
    make: ({ completedAt, recordsCheckedAt, consent }, { referral }, { at }) => {
      const { checks } = referral;
      if (checks?.completedAt !== undefined) throw new Problem("conflict", DONE_ALREADY);
      if (checks === undefined) throw new Problem("conflict");
      return {
        referral: {
          ...referral,
          ...(recordsCheckedAt && { recordsCheckedAt: instantOr(recordsCheckedAt, at) }),
          checks: {
            ...checks,
            completedAt: instantOr(completedAt, at),
            ...(consent !== undefined && { consent }),
          },
        },
        event: { what: "checks-completed" },
      };
    },
  });

const consentIsRecorded = ({ procedure }: ReferralEffects): boolean =>
  procedure.procedure.referrals.checks?.consentRecorded === true;

const CONSENT_REQUIRED: FieldError = {
  pointer: "/consent",
  code: "required",
  message: "The procedure records whether consent was gained. Say true or false.",
};
const DONE_ALREADY =
  "The checks of this referral are done already. Look at it as it is now; nothing was changed.";
