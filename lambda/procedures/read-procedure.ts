// GET /procedure: the procedure in force, in data and words.
import { implement } from "../http/request.ts";
import * as contract from "./contract.ts";
import type { ProcedureInForce } from "./in-force.ts";
import { awaitingConfirmation, procedureInWords } from "./procedure-words.ts";

export interface ReadProcedureEffects {
  readonly procedure: ProcedureInForce;
}

export const readProcedure = ({ procedure: { procedure } }: ReadProcedureEffects) =>
  implement({
    operation: contract.readProcedure,
    async handle() {
      const { $schema, mailboxes, ...shown } = procedure;
      const body: contract.ProcedureAnswer = {
        ...shown,
        words: [...procedureInWords(procedure)],
        awaitingConfirmation: [...awaitingConfirmation(procedure)],
      };
      return { status: 200, body };
    },
  });
