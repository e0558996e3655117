// GET /agencies: the register by id, of one area where one is asked for.
import { readPage, sealedCursors } from "../http/list.ts";
import { implement } from "../http/request.ts";
import type { Database } from "../tables/database.ts";
import type { Seal } from "../tables/seal.ts";
import { agencySchema } from "./agency.ts";
import { agencyAnswer } from "./answers.ts";
import * as contract from "./contract.ts";
import { registerTable } from "./table.ts";

export const listAgencies = ({
  database,
  seal,
}: {
  readonly database: Database;
  readonly seal: Seal;
}) =>
  implement({
    operation: contract.listAgencies,
    async handle({ query: { limit, cursor, area } }) {
      const page = await readPage(database, {
        query: { table: registerTable, partition: "agency" },
        limit,
        cursor,
        cursors: sealedCursors(seal, contract.listAgencies.id, { area }),
        show: (item) => {
          const agency = agencySchema.parse(item);
          return area === undefined || agency.area === area ? agencyAnswer(agency) : undefined;
        },
      });
      return { status: 200, body: page };
    },
  });
