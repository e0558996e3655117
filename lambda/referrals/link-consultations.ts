// POST /referrals/{referralId}/consultations: links earlier consultations, and those they quoted (R12, R27).
import { randomUUID } from "node:crypto";
import { readQuotations } from "../consultations/quoted-consultations.ts";
import { hasTooManyMisses, missesRead, recentMisses, recordMisses } from "../http/misses.ts";
import { Problem } from "../http/problem.ts";
import { implement } from "../http/request.ts";
import { actingRole } from "../http/roles.ts";
import { findReferral, type ReferralEffects, refuseHindered } from "./change-referral.ts";
import * as contract from "./link-contract.ts";
import { type Linking, newLinking } from "./linking.ts";
import { type LinkPlan, planLinks } from "./plan-links.ts";
import { beginLinking, changeReferralItem, type WholeReferral } from "./table.ts";
import { tasksOfResults, withTasks } from "./tasks.ts";
import { carryOutOrLeave } from "./write-links.ts";

/** A referral that changes under every try is being worked on by others; the caller repeats. */
const TRIES = 5;
const RETRY_AFTER_SECONDS = 2;

export const linkConsultations = ({ database }: Pick<ReferralEffects, "database">) =>
  implement<typeof contract.linkConsultations>({
    operation: contract.linkConsultations,

    async handle(request) {
      const { at, person, body, requestId } = request;
      const [counter] = await request.read([missesRead(person)]);
      const quotations = readQuotations(body.consultations);
      const tooManyMisses = hasTooManyMisses(recentMisses(counter, at));
      for (let tries = 0; tries < TRIES; tries++) {
        const whole = await findReferral(database, request);
        refuseHindered("link", whole.referral);
        const existing = whole.links;
        const plan = await planLinks(database, { quotations, tooManyMisses, existing, at });
        const linking = linkingOf(whole, plan, {
          ...{ at: at.toISOString(), subject: person.subject },
          by: actingRole(person, contract.linkConsultations.roles),
        });
        const reply = { status: 200, body: { results: plan.results } };
        const outcome = await request.commit(reply, [
          ...taskItems(whole, plan, at),
          ...(linking ? [beginLinking(linking)] : []),
        ]);
        if (!outcome.done) continue;
        await carryOutOrLeave(database, linking, whole.referral.keepUntil, { at, requestId });
        if (plan.misses > 0) await recordMisses(database, person, counter, plan.misses, at);
        return reply;
      }
      throw new Problem("unavailable", undefined, {}, RETRY_AFTER_SECONDS);
    },
  });

function linkingOf(
  { referral: { referralId } }: WholeReferral,
  { wanted }: LinkPlan,
  actor: Pick<Linking, "at" | "by" | "subject">,
): Linking | undefined {
  if (wanted.length === 0) return undefined;
  return newLinking({ referralId, linkingId: randomUUID(), ...actor, wanted: [...wanted] });
}

/** The referral is written only where something is left to be seen to. */
function taskItems({ referral }: WholeReferral, { results }: LinkPlan, at: Date) {
  const tasks = withTasks(referral.tasks, tasksOfResults(results), at, randomUUID);
  return tasks.length === referral.tasks.length
    ? []
    : [changeReferralItem({ ...referral, tasks }, "link")];
}
