// POST /referrals/{referralId}/transfer: the child is elsewhere; it is passed on and our clocks stop (R28).
import { changeReferral, type ReferralEffects } from "./change-referral.ts";
import { doneErrors, instantOr } from "./instants.ts";
import * as contract from "./step-contract.ts";

export const transferReferral = (effects: ReferralEffects) =>
  changeReferral(effects, {
    operation: contract.transferReferral,
    change: "transfer",
    errors: ({ acceptedAt }, referral, at) => doneErrors({ acceptedAt }, referral, at),
    make({ toAuthority, reasons, acceptedBy, acceptedAt }, { referral }, { at, by, subject }) {
      const transferredAt = at.toISOString();
      return {
        referral: {
          ...referral,
          status: "transferred",
          transfer: {
            ...{ toAuthority, reasons, transferredAt, by, subject },
            ...(acceptedBy && { acceptedBy }),
            ...(acceptedAt && { acceptedAt: instantOr(acceptedAt, at) }),
          },
        },
        event: { what: "transferred", why: reasons, about: toAuthority },
        tell: "referral-transfer",
      };
    },
  });
