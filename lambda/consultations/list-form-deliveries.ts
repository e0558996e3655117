// GET /consultations/{reference}/form-deliveries: what became of every copy of the form.
import { implement } from "../http/request.ts";
import { messageAnswer } from "../messages/contract.ts";
import { messagesAbout } from "../messages/table.ts";
import type { Database } from "../tables/database.ts";
import { findConsultation } from "./find-consultation.ts";
import * as contract from "./form-contract.ts";

export const listFormDeliveries = ({ database }: { readonly database: Database }) =>
  implement<typeof contract.listFormDeliveries>({
    operation: contract.listFormDeliveries,

    async handle(request) {
      const { document } = await findConsultation(request, database);
      const messages = await messagesAbout(database, document.reference);
      const forms = messages.filter(({ kind }) => kind === "consultation-form");
      return { status: 200, body: { items: forms.map(messageAnswer) } };
    },
  });
