// POST /consultations/{reference}/addenda: a correction or a later fact, with role and time.
import { randomUUID } from "node:crypto";
import { Problem } from "../http/problem.ts";
import { implement } from "../http/request.ts";
import { actingRole } from "../http/roles.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { guardBody } from "../screening/guard-body.ts";
import { guardedPaths } from "../screening/guarded-text.ts";
import type { Database } from "../tables/database.ts";
import * as contract from "./correction-contract.ts";
import { findConsultation } from "./find-consultation.ts";
import { formAgain } from "./form-again.ts";
import { addAddendumItem, addendaOf, MAX_ADDENDA } from "./table.ts";

const paths = guardedPaths(contract.addAddendum.body);
/** A form may change its state between reading and writing, but not all day. */
const TRIES = 5;

interface AddendumEffects {
  readonly database: Database;
  readonly procedure: ProcedureInForce;
}

export const addAddendum = ({ database, procedure }: AddendumEffects) =>
  implement<typeof contract.addAddendum>({
    operation: contract.addAddendum,

    async handle(request) {
      const { at, person, body } = request;
      const { document, keeping } = await findConsultation(request, database);
      guardBody(body, paths, body.confirmedNotIdentifying, { known: procedure.known });
      const { reference, agencyId } = document;
      const addenda = await addendaOf(database, reference);
      if (addenda.length >= MAX_ADDENDA) throw new Problem("conflict", TOO_MANY);
      const by = actingRole(person, contract.addAddendum.roles);
      const added = {
        at: at.toISOString(),
        by,
        text: body.text,
        subject: person.subject,
        id: randomUUID(),
      };
      for (let tries = 0; tries < TRIES; tries++) {
        const { form, items } = await formAgain(database, keeping, agencyId, at);
        const reply = { status: 201, body: { reference, at: added.at, by, form } };
        const outcome = await request.commit(reply, [addAddendumItem(reference, added), ...items]);
        if (outcome.done) return reply;
      }
      throw new Problem("conflict", KEPT_CHANGING);
    },
  });

const TOO_MANY = `There are ${MAX_ADDENDA} addenda already. Record what is new as another consultation, and quote this one.`;
const KEPT_CHANGING =
  "The form of this consultation kept changing. Nothing was added. Send this again with a new key.";
