// GET /agencies/{agencyId}: one agency, active or not.
import { Problem } from "../http/problem.ts";
import { implement } from "../http/request.ts";
import { agencyAnswer } from "./answers.ts";
import * as contract from "./contract.ts";
import { agencyRead, parseAgency } from "./table.ts";

export const readAgency = implement({
  operation: contract.readAgency,
  async handle(request) {
    const [item] = await request.read([agencyRead(request.parameters.agencyId)]);
    const agency = parseAgency(item);
    if (agency === undefined) throw new Problem("not-found");
    return { status: 200, body: agencyAnswer(agency) };
  },
});
