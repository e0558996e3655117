// GET /consultations/{reference}: the document and its history; reading is written down first.
import { randomUUID } from "node:crypto";
import { agencyRead, parseAgency } from "../agencies/table.ts";
import { implement } from "../http/request.ts";
import { actingRole } from "../http/roles.ts";
import { messagesAbout } from "../messages/table.ts";
import { speakReference } from "../references/reference.ts";
import type { Database } from "../tables/database.ts";
import * as contract from "./contract.ts";
import { contentLocation, findConsultation } from "./find-consultation.ts";
import { followUpTasks } from "./follow-up.ts";
import { formOf, historyOf } from "./history.ts";
import { addEvent, addendaOf, eventsOf } from "./table.ts";

export const readConsultation = ({ database }: { readonly database: Database }) =>
  implement<typeof contract.readConsultation>({
    operation: contract.readConsultation,

    async handle(request) {
      const { at, person } = request;
      const { document, keeping } = await findConsultation(request, database);
      const { reference } = document;
      const by = actingRole(person, contract.readConsultation.roles);
      const read = { what: "read" as const, at: at.toISOString(), by };
      const [[registered], messages, addenda] = await Promise.all([
        database.readTogether([agencyRead(document.agencyId)]),
        messagesAbout(database, reference),
        addendaOf(database, reference),
        request.commit({ status: 200 }, [
          addEvent(reference, { ...read, subject: person.subject }, randomUUID()),
        ]),
      ]);
      const events = await eventsOf(database, reference);
      const { schemaVersion, recordedBy, recordedAs, agencyId, redactedAt, ...shown } = document;
      return {
        status: 200,
        headers: contentLocation(document, request.writtenParameters),
        body: {
          ...shown,
          spoken: speakReference(request.parameters.reference),
          agency: { agencyId, name: parseAgency(registered)?.name ?? agencyId },
          form: formOf(messages, keeping),
          addenda: addenda.map(({ at: addedAt, by: role, text }) => ({
            at: addedAt,
            by: role,
            text,
          })),
          tasks: followUpTasks(keeping),
          history: historyOf(document, messages, events, addenda, keeping),
        },
      };
    },
  });
