// POST /referrals/{referralId}/agency-discussions: a manager authorises a talk without the parents' knowledge (R23).
import type { FieldError } from "../http/problem.ts";
import { changeReferral, type ReferralEffects } from "./change-referral.ts";
import * as contract from "./step-contract.ts";

export const discussWithAgencies = (effects: ReferralEffects) =>
  changeReferral(effects, {
    operation: contract.discussWithAgencies,
    change: "discuss-with-agencies",
    errors: ({ parentsKnow, reasons }) =>
      parentsKnow || reasons !== undefined ? [] : [REASONS_REQUIRED],
    make: ({ parentsKnow, consent, reasons }, { referral }, { at, by, subject }) => ({
      referral: {
        ...referral,
        agencyDiscussion: {
          ...{ parentsKnow, at: at.toISOString(), by, subject },
          ...(consent !== undefined && { consent }),
          ...(reasons !== undefined && { reasons }),
        },
      },
      event: { what: "agencies-discussed", ...(reasons !== undefined && { why: reasons }) },
    }),
  });

const REASONS_REQUIRED: FieldError = {
  pointer: "/reasons",
  code: "required",
  message: "The parents don't know of it: say why it is discussed with agencies all the same.",
};
