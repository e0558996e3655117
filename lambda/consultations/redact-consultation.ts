// POST /consultations/{reference}/redactions: removes what slipped through, and owes the form again.
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
import { redact } from "./redaction.ts";
import { addEvent, addendaOf, redactItems } from "./table.ts";

const paths = guardedPaths(contract.redactConsultation.body);
/** A form may change its state between reading and writing, but not all day. */
const TRIES = 5;

interface RedactEffects {
  readonly database: Database;
  readonly procedure: ProcedureInForce;
}

export const redactConsultation = ({ database, procedure }: RedactEffects) =>
  implement<typeof contract.redactConsultation>({
    operation: contract.redactConsultation,

    async handle(request) {
      const { at, person, body } = request;
      const { document, keeping } = await findConsultation(request, database);
      const { reference, agencyId } = document;
      const redaction = redact(document, await addendaOf(database, reference), body);
      if (!("entry" in redaction)) {
        throw new Problem("validation-failed", undefined, { errors: redaction });
      }
      guardBody(body, paths, body.confirmedNotIdentifying, { known: procedure.known });
      const by = actingRole(person, contract.redactConsultation.roles);
      const event = {
        what: "redacted" as const,
        at: at.toISOString(),
        by,
        why: body.reason,
        subject: person.subject,
      };
      for (let tries = 0; tries < TRIES; tries++) {
        const { form, items } = await formAgain(database, keeping, agencyId, at);
        const reply = { status: 200, body: { reference, at: event.at, by, form } };
        const outcome = await request.commit(reply, [
          ...redactItems(reference, redaction, at),
          addEvent(reference, event, randomUUID()),
          ...items,
        ]);
        if (outcome.done) return reply;
        if (outcome.refusedAs === "text-changed") throw new Problem("conflict", TEXT_CHANGED);
      }
      throw new Problem("conflict", KEPT_CHANGING);
    },
  });

const TEXT_CHANGED =
  "The text was changed by somebody else at the same moment. Nothing was removed. Read the consultation again and give the place anew.";
const KEPT_CHANGING =
  "The form of this consultation kept changing. Nothing was removed. Send this again with a new key.";
