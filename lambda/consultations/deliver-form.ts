// POST /consultations/{reference}/form-deliveries: owes the agency another copy of the form.
import { agencyRead, agencyUnchanged, parseAgency } from "../agencies/table.ts";
import { Problem } from "../http/problem.ts";
import { implement } from "../http/request.ts";
import { actingRole } from "../http/roles.ts";
import { oweMessage, supersede } from "../messages/change-message.ts";
import { messageAnswer } from "../messages/contract.ts";
import { goesByItself } from "../messages/message.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { guardBody } from "../screening/guard-body.ts";
import { guardedPaths } from "../screening/guarded-text.ts";
import type { Database } from "../tables/database.ts";
import { findConsultation } from "./find-consultation.ts";
import { currentForm, formCopy } from "./form-again.ts";
import * as contract from "./form-contract.ts";
import { addEvent } from "./table.ts";

const paths = guardedPaths(contract.deliverForm.body);

interface DeliverEffects {
  readonly database: Database;
  readonly procedure: ProcedureInForce;
}

export const deliverForm = ({ database, procedure }: DeliverEffects) =>
  implement<typeof contract.deliverForm>({
    operation: contract.deliverForm,

    async handle(request) {
      const { at, person, body } = request;
      const { document, keeping } = await findConsultation(request, database);
      const [registered] = await database.readTogether([agencyRead(document.agencyId)]);
      const agency = parseAgency(registered);
      if (!agency?.active) throw new Problem("inactive-agency");
      guardBody(body, paths, body.confirmedNotIdentifying, { known: procedure.known });
      const current = await currentForm(database, keeping);
      if (current?.state === "withheld") throw new Problem("conflict", WITHHELD);
      if (current && goesByItself(current)) throw new Problem("conflict", ON_ITS_WAY);

      const { reference } = document;
      const copy = formCopy(reference, agency, at);
      const resent = {
        what: "resent" as const,
        at: at.toISOString(),
        by: actingRole(person, contract.deliverForm.roles),
        why: body.reason,
        subject: person.subject,
      };
      const reply = { status: 202, body: messageAnswer(copy) };
      const outcome = await request.commit(reply, [
        oweMessage(copy),
        addEvent(reference, resent, copy.messageId),
        agencyUnchanged(agency),
        ...(current ? [supersede(current, copy.messageId)] : []),
      ]);
      if (outcome.done) return reply;
      throw new Problem(
        "conflict",
        outcome.refusedAs === "agency-changed" ? AGENCY_CHANGED : ON_ITS_WAY,
      );
    },
  });

const WITHHELD =
  "The form is withheld from the agency's mailbox, for the reasons in the document. Download it and give it to the right person in another way.";
const ON_ITS_WAY =
  "A copy of this form is on its way already and goes by itself. Look at the form's deliveries before you send another.";
const AGENCY_CHANGED =
  "The agency's entry in the register was changed at the same moment. Check its mailbox and send this again with a new key.";
