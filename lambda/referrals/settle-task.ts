// POST /referrals/{referralId}/tasks/{taskId}/settlement: what was to be seen to has been.
import { Problem } from "../http/problem.ts";
import { changeReferral, type ReferralEffects } from "./change-referral.ts";
import * as contract from "./step-contract.ts";

export const settleTask = (effects: ReferralEffects) =>
  changeReferral(effects, {
    operation: contract.settleTask,
    change: "settle-task",
    make({ note }, { referral }, { at }, { parameters: { taskId } }) {
      const task = referral.tasks.find((one) => one.taskId === taskId);
      if (task === undefined) throw new Problem("not-found", "This referral has no such task.");
      if (task.settledAt !== undefined) throw new Problem("conflict", SETTLED_ALREADY);
      const settled = { ...task, settledAt: at.toISOString() };
      return {
        referral: {
          ...referral,
          tasks: referral.tasks.map((one) => (one === task ? settled : one)),
        },
        event: { what: "task-settled", why: note, about: task.code },
      };
    },
  });

const SETTLED_ALREADY = "This task was settled already. Nothing was changed.";
