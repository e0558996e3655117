// The function for the register: agencies, areas, and whom to call.
import { deactivateAgency } from "../agencies/deactivate-agency.ts";
import { listAgencies } from "../agencies/list-agencies.ts";
import { listAreas } from "../agencies/list-areas.ts";
import { putAgency } from "../agencies/put-agency.ts";
import { putArea } from "../agencies/put-area.ts";
import { readAgency } from "../agencies/read-agency.ts";
import { readConsultationContact } from "../agencies/read-consultation-contact.ts";
import { verifyAgency } from "../agencies/verify-agency.ts";
import { type HttpFunction, httpFunction } from "../http/http-function.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { procedureFrom } from "../procedures/load-procedure.ts";
import type { Database } from "../tables/database.ts";
import { openDatabase, tableNameFrom } from "../tables/open-database.ts";
import type { Seal } from "../tables/seal.ts";
import { sealFrom } from "../tables/seal-from.ts";

export interface AgenciesEffects {
  readonly clock: () => Date;
  readonly database: Database;
  readonly seal: Seal;
  readonly procedure: ProcedureInForce;
}

export const agencies = ({
  clock = () => new Date(),
  database = openDatabase({ nameOf: tableNameFrom(process.env) }),
  seal = sealFrom(process.env),
  procedure = procedureFrom(process.env),
}: Partial<AgenciesEffects> = {}): HttpFunction =>
  httpFunction(
    [
      putAgency,
      readAgency,
      deactivateAgency,
      listAgencies({ database, seal }),
      verifyAgency({ database }),
      putArea,
      listAreas({ database, seal }),
      readConsultationContact({ hub: procedure.consultationLine }),
    ],
    { clock, database },
  );

export const handler = agencies();
