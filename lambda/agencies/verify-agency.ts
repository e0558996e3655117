// POST /agencies/{agencyId}/verification: an administrator stands for the mailbox; held forms go out.
import { Problem } from "../http/problem.ts";
import { implement } from "../http/request.ts";
import { releaseHeld } from "../messages/change-message.ts";
import { heldForAgency } from "../messages/table.ts";
import type { Database } from "../tables/database.ts";
import { transact } from "../tables/transact.ts";
import type { Agency } from "./agency.ts";
import { verified } from "./agency-changes.ts";
import { agencyAnswer } from "./answers.ts";
import * as contract from "./contract.ts";
import { keepTrying } from "./keep-trying.ts";
import { agencyRead, parseAgency, writeAgency } from "./table.ts";

/** A transaction takes 100 items; the margin leaves room for what others put beside them. */
const RELEASED_TOGETHER = 90;
/** Far more forms than wait for one agency. What is left after that goes out with the next verification. */
const MAX_ROUNDS = 50;

/**
 * First the agency is verified, so that no new form is held for it (whoever records one does so
 * under the condition that the agency is as they read it); then what is held is released; only then
 * is the answer remembered. A repeat after a crash on the way does what is left.
 */
export const verifyAgency = ({ database }: { readonly database: Database }) =>
  implement({
    operation: contract.verifyAgency,
    async handle(request) {
      const { agencyId } = request.parameters;
      return keepTrying("agency", async () => {
        const [item] = await request.read([agencyRead(agencyId)]);
        const before = parseAgency(item);
        if (before === undefined) throw new Problem("not-found");
        refuseInactive(before);
        const agency = before.verified ? before : verified(before, request.at);
        if (agency !== before) {
          const outcome = await transact(database, [writeAgency(agency, before)]);
          if (!outcome.done) return undefined;
        }
        await releaseAllHeld(database, agencyId, request.at);
        const reply = { status: 200, body: agencyAnswer(agency) };
        await request.commit(reply, []);
        return reply;
      });
    },
  });

function refuseInactive(agency: Agency): void {
  if (agency.active) return;
  throw new Problem(
    "conflict",
    "This agency was deactivated, so nothing is sent to it. Enter it again first if it should be active, then verify it.",
  );
}

/** The index of what is held lags a moment: what was released already may still be in it. */
async function releaseAllHeld(database: Database, agencyId: string, at: Date): Promise<void> {
  const doneWith = new Set<unknown>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const held = (await heldForAgency(database, agencyId)).filter(
      ({ messageId }) => !doneWith.has(messageId),
    );
    if (held.length === 0) return;
    const together = held.slice(0, RELEASED_TOGETHER);
    const outcome = await transact(
      database,
      together.map((message) => releaseHeld(message, at)),
    );
    if (outcome.done) for (const { messageId } of together) doneWith.add(messageId);
    else doneWith.add(outcome.found?.messageId);
  }
}
