// The function that draws documents: the form as PDF, HTML or text, and copies for the child's record.
import type { FormSources } from "../consultations/find-form.ts";
import { readForm } from "../consultations/read-form.ts";
import { type HttpFunction, httpFunction } from "../http/http-function.ts";
import { procedureFrom } from "../procedures/load-procedure.ts";
import { readCopies, readCopy } from "../referrals/read-copies.ts";
import { openDatabase, tableNameFrom } from "../tables/open-database.ts";
import { sealFrom } from "../tables/seal-from.ts";
import { setting } from "./settings.ts";

interface DocumentsEffects extends FormSources {
  readonly clock: () => Date;
}

export const documents = ({
  clock = () => new Date(),
  database = openDatabase({ nameOf: tableNameFrom(process.env) }),
  procedure = procedureFrom(process.env),
  seal = sealFrom(process.env),
  publicAddress = setting("PUBLIC_ADDRESS"),
}: Partial<DocumentsEffects> = {}): HttpFunction => {
  const sources = { database, procedure, seal, publicAddress };
  return httpFunction([readForm(sources), readCopies(sources), readCopy(sources)], {
    clock,
    database,
  });
};

export const handler = documents();
