// POST /referrals: takes a referral with whatever is known, starts its deadlines, then links what was quoted.
import { readQuotations } from "../consultations/quoted-consultations.ts";
import { hasTooManyMisses, missesRead, recentMisses, recordMisses } from "../http/misses.ts";
import { Problem } from "../http/problem.ts";
import type { Reply } from "../http/reply.ts";
import { implement, type Request } from "../http/request.ts";
import { actingRole } from "../http/roles.ts";
import { pooledRandomBytes } from "../references/random-bytes.ts";
import { issueReference } from "../references/reference.ts";
import { guardBody } from "../screening/guard-body.ts";
import { guardedPaths } from "../screening/guarded-text.ts";
import type { Actor, ReferralEffects } from "./change-referral.ts";
import * as contract from "./contract.ts";
import { instantOr } from "./instants.ts";
import type { LinkAnswer } from "./link.ts";
import {
  type Beginning,
  type NewReferral,
  newReferral,
  registrationItems,
} from "./new-referral.ts";
import { planLinks } from "./plan-links.ts";
import { referralAnswer } from "./referral-answer.ts";
import { registerErrors } from "./register-errors.ts";
import { tasksOfResults } from "./tasks.ts";
import { agencyOf } from "./tell-referrer.ts";
import { carryOutOrLeave } from "./write-links.ts";

/** A drawn number is taken once in 10^13; eight times in a row means something is broken. */
const MAX_DRAWS = 8;
const RETRY_AFTER_SECONDS = 2;

const paths = guardedPaths(contract.registerRequestSchema);

interface RegisterEffects extends ReferralEffects {
  /** As many bytes as asked for, from a cryptographic source. */
  readonly randomBytes?: (size: number) => Uint8Array;
}

type RegisterReferral = typeof contract.registerReferral;

export const registerReferral = ({
  database,
  procedure,
  randomBytes = pooledRandomBytes,
}: RegisterEffects) =>
  implement<RegisterReferral>({
    operation: contract.registerReferral,
    check: (body, at) => registerErrors(body, at, procedure),

    async handle(request) {
      const { at, person, body, requestId } = request;
      const [counter] = await request.read([missesRead(person)]);
      const confirmed = guardBody(body, paths, body.confirmedNotIdentifying, {
        known: procedure.known,
      });
      const agency = await agencyOf(database, body);
      const plan = await planLinks(database, {
        quotations: readQuotations(body.consultations),
        tooManyMisses: hasTooManyMisses(recentMisses(counter, at)),
        existing: [],
        at,
      });
      const by = actingRole(person, contract.registerReferral.roles);
      const actor: Actor = { at, by, subject: person.subject };
      for (let draw = 0; draw < MAX_DRAWS; draw++) {
        const referralId = issueReference("referral", randomBytes);
        const made = newReferral(
          { referralId, ...beginningOf(body, at) },
          { procedure, actor, agency, tasks: tasksOfResults(plan.results) },
        );
        const { items, linking } = registrationItems(made, {
          ...{ actor, confirmed, wanted: plan.wanted },
        });
        const reply = replyOf(made, plan.results, { procedure, actor });
        const outcome = await request.commit(reply, items);
        if (!outcome.done) continue;
        await carryOutOrLeave(database, linking, made.referral.keepUntil, { at, requestId });
        if (plan.misses > 0) await recordMisses(database, person, counter, plan.misses, at);
        return reply;
      }
      throw new Problem("unavailable", undefined, {}, RETRY_AFTER_SECONDS);
    },
  });

/** What of the request is kept, its instants in the one form. */
function beginningOf(
  body: Request<RegisterReferral>["body"],
  at: Date,
): Omit<Beginning, "referralId"> {
  const { consultations, confirmedNotIdentifying, ...details } = body;
  const { policeInformedAt, recordsCheckedAt } = body;
  const receivedAt = instantOr(body.receivedAt, at);
  return {
    ...details,
    receivedAt,
    firstContactAt: instantOr(body.firstContactAt ?? receivedAt, at),
    ...(policeInformedAt && { policeInformedAt: instantOr(policeInformedAt, at) }),
    ...(recordsCheckedAt && { recordsCheckedAt: instantOr(recordsCheckedAt, at) }),
  };
}

/** The referral as it was registered, with what each quoted consultation came to. */
function replyOf(
  { referral, deadlines }: NewReferral,
  results: readonly LinkAnswer[],
  { procedure, actor }: Pick<ReferralEffects, "procedure"> & { readonly actor: Actor },
): Reply {
  const { at, by } = actor;
  return {
    status: 201,
    headers: { Location: `/v1/referrals/${referral.referralId}` },
    body: {
      ...referralAnswer({ referral, deadlines, links: [] }, procedure, at),
      consultations: results,
      history: [{ what: "registered", at: at.toISOString(), by }],
    },
  };
}
