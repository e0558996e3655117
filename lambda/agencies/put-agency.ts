// PUT /agencies/{agencyId}: adds an agency, or replaces what the register says of it.
import { Problem } from "../http/problem.ts";
import { implement } from "../http/request.ts";
import type { Agency, AgencyDetails } from "./agency.ts";
import { changed, isAdministrator, isAlready, registered } from "./agency-changes.ts";
import { agencyAnswer } from "./answers.ts";
import * as contract from "./contract.ts";
import { keepTrying } from "./keep-trying.ts";
import { refuseNameInId } from "./opaque-id.ts";
import { agencyRead, parseAgency, writeAgency } from "./table.ts";

/** The last of two administrators who enter an agency at once is the one whose details stand. */
export const putAgency = implement({
  operation: contract.putAgency,
  async handle(request) {
    const { at, body, person } = request;
    const { agencyId } = request.parameters;
    refuseNameInId("/agencyId", agencyId, { soleProfessional: body.soleProfessional });
    refuseNameInId("/area", body.area);
    const byAdministrator = isAdministrator(person);
    return keepTrying("agency", async () => {
      const [item] = await request.read([agencyRead(agencyId)]);
      const before = parseAgency(item);
      if (before && !byAdministrator) refuseChange(before, body);
      if (before && isAlready(before, body)) return { status: 200, body: agencyAnswer(before) };
      const agency = before
        ? changed(before, body, at)
        : registered(agencyId, body, byAdministrator, at);
      const reply = before
        ? { status: 200, body: agencyAnswer(agency) }
        : {
            status: 201,
            headers: { Location: `/v1/agencies/${agencyId}` },
            body: agencyAnswer(agency),
          };
      const outcome = await request.commit(reply, [writeAgency(agency, before)]);
      return outcome.done ? reply : undefined;
    });
  },
});

/** Whoever may only add agencies may still repeat what they sent when its answer was lost. */
function refuseChange(before: Agency, details: AgencyDetails): void {
  if (!before.verified && isAlready(before, details)) return;
  throw new Problem(
    "not-permitted",
    "An agency with this id is in the register already, and only an administrator may change it. Use it as it is, choose another id, or ask an administrator.",
  );
}
