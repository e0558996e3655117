// The function behind the link in the form: public, and permitted nothing but to note a filing.
import { fileForm, readFiling } from "../consultations/file-form.ts";
import { type HttpFunction, httpFunction } from "../http/http-function.ts";
import type { Database } from "../tables/database.ts";
import { openDatabase, tableNameFrom } from "../tables/open-database.ts";
import type { Seal } from "../tables/seal.ts";
import { sealFrom } from "../tables/seal-from.ts";

interface FilingsEffects {
  readonly clock: () => Date;
  readonly database: Database;
  readonly seal: Seal;
}

export const filings = ({
  clock = () => new Date(),
  database = openDatabase({ nameOf: tableNameFrom(process.env) }),
  seal = sealFrom(process.env),
}: Partial<FilingsEffects> = {}): HttpFunction =>
  httpFunction([readFiling({ seal }), fileForm({ seal })], { clock, database });

export const handler = filings();
