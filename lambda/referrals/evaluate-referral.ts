// POST /referrals/{referralId}/evaluation: how social care responds; meets what waits for an evaluation (R20).
import { changeReferral, type ReferralEffects } from "./change-referral.ts";
import { doneErrors, instantOr } from "./instants.ts";
import * as contract from "./step-contract.ts";

export const evaluateReferral = (effects: ReferralEffects) =>
  changeReferral(effects, {
    operation: contract.evaluateReferral,
    change: "evaluate",
    errors: ({ evaluatedAt }, referral, at) => doneErrors({ evaluatedAt }, referral, at),
    make: ({ evaluatedAt, response }, { referral }, { at, by, subject }) => ({
      referral: {
        ...referral,
        evaluation: { evaluatedAt: instantOr(evaluatedAt, at), response, by, subject },
      },
      event: { what: "evaluated", why: response },
    }),
  });
