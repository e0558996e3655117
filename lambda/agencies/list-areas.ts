// GET /areas: the registered areas and their link social workers, by id.
import { readPage, sealedCursors } from "../http/list.ts";
import { implement } from "../http/request.ts";
import type { Database } from "../tables/database.ts";
import type { Seal } from "../tables/seal.ts";
import { areaEntrySchema } from "./agency.ts";
import { areaAnswer } from "./answers.ts";
import * as contract from "./contract.ts";
import { registerTable } from "./table.ts";

export const listAreas = ({
  database,
  seal,
}: {
  readonly database: Database;
  readonly seal: Seal;
}) =>
  implement({
    operation: contract.listAreas,
    async handle({ query: { limit, cursor } }) {
      const page = await readPage(database, {
        query: { table: registerTable, partition: "area" },
        limit,
        cursor,
        cursors: sealedCursors(seal, contract.listAreas.id),
        show: (item) => areaAnswer(areaEntrySchema.parse(item)),
      });
      return { status: 200, body: page };
    },
  });
