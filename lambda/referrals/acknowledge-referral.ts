// POST /referrals/{referralId}/acknowledgement: the referrer is told that it was received (R18, R19).
import { changeReferral, type ReferralEffects } from "./change-referral.ts";
import { doneErrors, instantOr } from "./instants.ts";
import * as contract from "./step-contract.ts";

export const acknowledgeReferral = (effects: ReferralEffects) =>
  changeReferral(effects, {
    operation: contract.acknowledgeReferral,
    change: "acknowledge",
    errors: ({ acknowledgedAt }, referral, at) => doneErrors({ acknowledgedAt }, referral, at),
    make: ({ acknowledgedAt }, { referral }, { at, by, subject }) => ({
      referral: {
        ...referral,
        acknowledgement: { acknowledgedAt: instantOr(acknowledgedAt, at), by, subject },
      },
      event: { what: "acknowledged" },
      tell: "referral-acknowledgement",
    }),
  });
