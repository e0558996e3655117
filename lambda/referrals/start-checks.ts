// POST /referrals/{referralId}/checks: the checks of the MASH begin, red or amber (R22).
import { changeReferral, type ReferralEffects } from "./change-referral.ts";
import { doneErrors, instantOr } from "./instants.ts";
import * as contract from "./step-contract.ts";

export const startChecks = (effects: ReferralEffects) =>
  changeReferral(effects, {
    operation: contract.startChecks,
    change: "start-checks",
    errors: ({ startedAt }, referral, at) => doneErrors({ startedAt }, referral, at),
    make: ({ urgency, reasons, startedAt }, { referral }, { at, by, subject }) => ({
      referral: {
        ...referral,
        checks: { urgency, reasons, startedAt: instantOr(startedAt, at), by, subject },
      },
      event: { what: "checks-started", why: reasons, about: urgency },
    }),
  });
