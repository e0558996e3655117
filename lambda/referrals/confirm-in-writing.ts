// POST /referrals/{referralId}/written-confirmation: a verbal referral has come in writing too (R17).
import { Problem } from "../http/problem.ts";
import { changeReferral, type ReferralEffects } from "./change-referral.ts";
import { doneErrors, instantOr } from "./instants.ts";
import * as contract from "./step-contract.ts";

export const confirmInWriting = (effects: ReferralEffects) =>
  changeReferral(effects, {
    operation: contract.confirmInWriting,
    change: "confirm-in-writing",
    errors: ({ receivedAt }, referral, at) => doneErrors({ receivedAt }, referral, at),
    make: ({ receivedAt }, { referral }, { at, by, subject }) => {
      if (referral.channel === "written") throw new Problem("conflict", CAME_IN_WRITING);
      return {
        referral: {
          ...referral,
          writtenConfirmation: { receivedAt: instantOr(receivedAt, at), by, subject },
        },
        event: { what: "confirmed-in-writing" },
      };
    },
  });

const CAME_IN_WRITING =
  "This referral came in writing, so there is nothing to confirm. Nothing was changed.";
