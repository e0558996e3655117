// Finds the procedure the service is started with, and checks it before anything else starts.
import { type ProcedureInForce, procedureInForce } from "../../lambda/procedures/in-force.ts";
import { loadProcedure, profileFile } from "../../lambda/procedures/load-procedure.ts";
import { CannotStart } from "./cannot-start.ts";

export interface OpenedProcedure {
  readonly file: string;
  readonly inForce: ProcedureInForce;
}

/** @throws CannotStart naming every mistake of the file, or the profiles there are. */
export function openProcedure(nameOrFile: string): OpenedProcedure {
  try {
    const file = profileFile(nameOrFile);
    return { file, inForce: procedureInForce(loadProcedure(file)) };
  } catch (cause) {
    throw new CannotStart(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
