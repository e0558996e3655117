// The function behind referrals: register, follow, decide, link. It never draws a PDF and sends nothing.
import { type HttpFunction, httpFunction } from "../http/http-function.ts";
import { procedureFrom } from "../procedures/load-procedure.ts";
import { acknowledgeReferral } from "../referrals/acknowledge-referral.ts";
import { amendReferral } from "../referrals/amend-referral.ts";
import type { ReferralEffects } from "../referrals/change-referral.ts";
import { completeChecks } from "../referrals/complete-checks.ts";
import { confirmInWriting } from "../referrals/confirm-in-writing.ts";
import { decideReferral } from "../referrals/decide-referral.ts";
import { discussWithAgencies } from "../referrals/discuss-with-agencies.ts";
import { distributeStrategyRecord } from "../referrals/distribute-strategy-record.ts";
import { evaluateReferral } from "../referrals/evaluate-referral.ts";
import { holdStrategyMeeting } from "../referrals/hold-strategy-meeting.ts";
import { linkConsultations } from "../referrals/link-consultations.ts";
import { listReferrals } from "../referrals/list-referrals.ts";
import { readReferral } from "../referrals/read-referral.ts";
import { registerReferral } from "../referrals/register-referral.ts";
import { removeLink } from "../referrals/remove-link.ts";
import { settleTask } from "../referrals/settle-task.ts";
import { startChecks } from "../referrals/start-checks.ts";
import { transferReferral } from "../referrals/transfer-referral.ts";
import { openDatabase, tableNameFrom } from "../tables/open-database.ts";
import type { Seal } from "../tables/seal.ts";
import { sealFrom } from "../tables/seal-from.ts";

interface ReferralsEffects extends ReferralEffects {
  readonly clock: () => Date;
  readonly seal: Seal;
}

export const referrals = ({
  clock = () => new Date(),
  database = openDatabase({ nameOf: tableNameFrom(process.env) }),
  procedure = procedureFrom(process.env),
  seal = sealFrom(process.env),
}: Partial<ReferralsEffects> = {}): HttpFunction => {
  const effects = { database, procedure };
  return httpFunction(
    [
      registerReferral(effects),
      readReferral(effects),
      listReferrals({ database, seal }),
      amendReferral(effects),
      linkConsultations(effects),
      removeLink(effects),
      evaluateReferral(effects),
      acknowledgeReferral(effects),
      confirmInWriting(effects),
      discussWithAgencies(effects),
      startChecks(effects),
      completeChecks(effects),
      holdStrategyMeeting(effects),
      distributeStrategyRecord(effects),
      decideReferral(effects),
      transferReferral(effects),
      settleTask(effects),
    ],
    { clock, database },
  );
};

export const handler = referrals();
