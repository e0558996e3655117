// POST /referrals/{referralId}/consultations/{reference}/removal: a manager undoes a wrong link.
import { unlinkedKeeping, writeLinks } from "../consultations/linked-keeping.ts";
import { keepingRead, parseKeeping } from "../consultations/table.ts";
import { Problem } from "../http/problem.ts";
import { implement } from "../http/request.ts";
import { actingRole } from "../http/roles.ts";
import { guardBody } from "../screening/guard-body.ts";
import { guardedPaths } from "../screening/guarded-text.ts";
import { findReferral, type ReferralEffects } from "./change-referral.ts";
import type { Link } from "./link.ts";
import * as contract from "./link-contract.ts";
import { referralAnswer } from "./referral-answer.ts";
import { writeLink } from "./table.ts";

/** Siblings' referrals may link or unlink the same consultation at the same time. */
const TRIES = 8;
const RETRY_AFTER_SECONDS = 2;

const paths = guardedPaths(contract.removeLink.body);

export const removeLink = ({ database, procedure }: ReferralEffects) =>
  implement<typeof contract.removeLink>({
    operation: contract.removeLink,

    async handle(request) {
      const { at, person, body, parameters } = request;
      const { reference } = parameters;
      await request.read([]);
      const { subject } = person;
      const by = actingRole(person, contract.removeLink.roles);
      for (let tries = 0; tries < TRIES; tries++) {
        const whole = await findReferral(database, request);
        const link = whole.links.find((one) => one.reference === reference);
        if (link === undefined) throw new Problem("not-found", NOT_LINKED);
        guardBody(body, paths, body.confirmedNotIdentifying, { known: procedure.known });
        if (link.state === "removed") throw new Problem("conflict", REMOVED_ALREADY);
        const event = { what: "unlinked", at: at.toISOString(), by, why: body.reason } as const;
        const removed: Link = {
          ...link,
          state: "removed",
          events: [...link.events, { ...event, subject }],
        };
        const [item] = await database.readTogether([keepingRead(reference)]);
        const keeping = parseKeeping(item, at);
        const links = whole.links.map((one) => (one === link ? removed : one));
        const reply = { status: 200, body: referralAnswer({ ...whole, links }, procedure, at) };
        const outcome = await request.commit(reply, [
          writeLink(removed, link),
          ...(keeping ? [writeLinks(unlinkedKeeping(keeping, { at, by }), keeping)] : []),
        ]);
        if (outcome.done) return reply;
      }
      throw new Problem("unavailable", undefined, {}, RETRY_AFTER_SECONDS);
    },
  });

const NOT_LINKED =
  "This consultation is not linked to this referral. Compare the reference with the referral's list.";
const REMOVED_ALREADY = "This link was undone already. Nothing was changed.";
