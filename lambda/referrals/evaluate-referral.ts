// POST /referrals/{referralId}/evaluation: how social care responds; meets what waits for an evaluation (R20).
import { changeReferral, type ReferralEffects } from "./change-referral.ts";
import { aheadErrors, beforeErrors, instantOr } from "./instants.ts";
import * as contract from "./step-contract.ts";

export const evaluateReferral = (effects: ReferralEffects) =>
  changeReferral(effects, {
    operation: contract.evaluateReferral,
    change: "evaluate",
    // A contact may be decided on before it is a referral: the time for that runs from the first contact.
    errors: ({ evaluatedAt }, { firstContactAt }, at) => [
      ...aheadErrors({ evaluatedAt }, at),
      ...beforeErrors({ evaluatedAt }, firstContactAt, "the first contact"),
    ],
    make: ({ evaluatedAt, response }, { referral }, { at, by, subject }) => ({
      referral: {
        ...referral,
        evaluation: { evaluatedAt: instantOr(evaluatedAt, at), response, by, subject },
      },
      event: { what: "evaluated", why: response },
    }),
  });
