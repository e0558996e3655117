// POST /referrals/{referralId}/strategy-meeting/record-distribution: the record went out (R25).
import { Problem } from "../http/problem.ts";
import { changeReferral, type ReferralEffects } from "./change-referral.ts";
import { beforeErrors, doneErrors, instantOr } from "./instants.ts";
import * as contract from "./step-contract.ts";

export const distributeStrategyRecord = (effects: ReferralEffects) =>
  changeReferral(effects, {
    operation: contract.distributeStrategyRecord,
    change: "distribute-strategy-record",
    errors: ({ distributedAt }, referral, at) => [
      ...doneErrors({ distributedAt }, referral, at),
      ...(referral.strategyMeeting
        ? beforeErrors({ distributedAt }, referral.strategyMeeting.heldAt, "the meeting was held")
        : []),
    ],
    make: ({ distributedAt }, { referral }, { at }) => {
      const { strategyMeeting } = referral;
      if (strategyMeeting?.recordDistributedAt !== undefined) {
        throw new Problem("conflict", DONE_ALREADY);
      }
      if (strategyMeeting === undefined) throw new Problem("conflict");
      const recordDistributedAt = instantOr(distributedAt, at);
      return {
        referral: { ...referral, strategyMeeting: { ...strategyMeeting, recordDistributedAt } },
        event: { what: "strategy-record-distributed" },
      };
    },
  });

const DONE_ALREADY =
  "The record of this strategy meeting was distributed already. Look at the referral as it is now; nothing was changed.";
