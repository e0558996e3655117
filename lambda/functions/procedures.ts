// The function for the procedure in force.
import { type HttpFunction, httpFunction } from "../http/http-function.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { procedureFrom } from "../procedures/load-procedure.ts";
import { readProcedure } from "../procedures/read-procedure.ts";
import { whatIf } from "../procedures/what-if.ts";

export interface ProceduresEffects {
  readonly clock: () => Date;
  readonly procedure: ProcedureInForce;
}

export const procedures = ({
  clock = () => new Date(),
  procedure = procedureFrom(process.env),
}: Partial<ProceduresEffects> = {}): HttpFunction =>
  httpFunction([readProcedure({ procedure }), whatIf({ procedure })], { clock });

export const handler = procedures();
