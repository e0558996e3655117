// A database that grants a function what its policy on AWS grants it, and nothing else.
import type { Database } from "../lambda/tables/database.ts";
import type { TableDefinition } from "../lambda/tables/definition.ts";
import type { Write } from "../lambda/tables/write.ts";
import { type FunctionId, permissions, type TableAction } from "../lib/aws/permissions.ts";

/** The function asked for what it may not do: grant it in lib/aws/permissions.ts, or don't ask. */
class NotPermitted extends Error {
  override readonly name = "NotPermitted";
}

const actionOf: Readonly<Record<Write["kind"], TableAction>> = {
  put: "PutItem",
  update: "UpdateItem",
  delete: "DeleteItem",
  check: "ConditionCheckItem",
};

/** Wraps a database for the tests of one function, so that all of them prove its permissions too. */
export function permittedDatabase(id: FunctionId, database: Database): Database {
  const granted = new Set(
    permissions[id].flatMap(({ table, actions, queries = [] }) => [
      ...actions.map((action) => `${action} on ${table.name}`),
      ...queries.map((index) => `Query on ${table.name}/${index}`),
    ]),
  );
  const need = (action: TableAction, { name }: TableDefinition, index?: string) => {
    const asked = `${action} on ${name}${index === undefined ? "" : `/${index}`}`;
    if (!granted.has(asked)) throw new NotPermitted(`The function ${id} has no ${asked}.`);
  };
  return {
    async readTogether(reads) {
      for (const { table } of reads) need("BatchGetItem", table);
      return database.readTogether(reads);
    },
    async query(query) {
      need("Query", query.table, query.index);
      return database.query(query);
    },
    async write(writes, token) {
      for (const { kind, table } of writes) need(actionOf[kind], table);
      return database.write(writes, token);
    },
  };
}
