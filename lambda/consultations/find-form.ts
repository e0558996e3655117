// Gathers what the form of a consultation is made from, for the mail and for a download alike.
import { agencyRead, parseAgency } from "../agencies/table.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { isReference } from "../references/reference.ts";
import type { Database } from "../tables/database.ts";
import type { Seal } from "../tables/seal.ts";
import type { Consultation } from "./consultation.ts";
import type { Form } from "./consultation-letter.ts";
import { filingUrl } from "./filing-link.ts";
import { addendaOf, documentRead, keepingRead, parseDocument, parseKeeping } from "./table.ts";

export interface FormSources {
  readonly database: Database;
  readonly procedure: ProcedureInForce;
  readonly seal: Seal;
  /** Where agencies reach the service, e.g. `https://nonames.example.gov.uk`. */
  readonly publicAddress: string;
}

/** The form of a document that was read already. Undefined where its agency is not in the register. */
export async function formFor(
  document: Consultation,
  { database, procedure, seal, publicAddress }: FormSources,
): Promise<Form | undefined> {
  const { reference, agencyId } = document;
  const [[registered], addenda] = await Promise.all([
    database.readTogether([agencyRead(agencyId)]),
    addendaOf(database, reference),
  ]);
  const agency = parseAgency(registered);
  if (agency === undefined || !isReference(reference)) return undefined;
  return {
    reference,
    document,
    agency,
    addenda,
    procedure,
    filingUrl: filingUrl(publicAddress, seal, reference),
  };
}

/** The form by reference. Undefined where the consultation is unknown or past its time. */
export async function findForm(
  reference: string,
  at: Date,
  sources: FormSources,
): Promise<Form | undefined> {
  const [item, entry] = await sources.database.readTogether([
    documentRead(reference),
    keepingRead(reference),
  ]);
  const document = parseKeeping(entry, at) && parseDocument(item);
  return document && formFor(document, sources);
}
