// DELETE /agencies/{agencyId}: no consultation is recorded for it any more; its entry stays.
import { Problem } from "../http/problem.ts";
import { implement } from "../http/request.ts";
import { deactivated } from "./agency-changes.ts";
import * as contract from "./contract.ts";
import { keepTrying } from "./keep-trying.ts";
import { agencyRead, parseAgency, writeAgency } from "./table.ts";

export const deactivateAgency = implement({
  operation: contract.deactivateAgency,
  async handle(request) {
    const { agencyId } = request.parameters;
    const done = { status: 204 };
    return keepTrying("agency", async () => {
      const [item] = await request.read([agencyRead(agencyId)]);
      const before = parseAgency(item);
      if (before === undefined) throw new Problem("not-found");
      if (!before.active) return done;
      const outcome = await request.commit(done, [
        writeAgency(deactivated(before, request.at), before),
      ]);
      return outcome.done ? done : undefined;
    });
  },
});
