// What the tables are called on an engine. On one that is shared, two services must not meet in a table.
import {
  CreateTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
} from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import type { TableDefinition } from "../../lambda/tables/definition.ts";
import { createTableInput } from "./create-tables.ts";
import type { DataFolder } from "./data-folder.ts";
import { keep, readKept } from "./kept-file.ts";

const keptSchema = z.object({ suffix: z.string().regex(/^(?:-[0-9a-f]{8})?$/) });

export type NameOf = (table: TableDefinition) => string;

/** On an engine of the folder's own the tables have their plain names. */
export const plainName: NameOf = ({ name }) => name;

/**
 * The names on an engine that others may use too: plain ones for the folder that comes first, ones
 * with the folder's id for the others. Kept, so that the folder finds its tables again.
 */
export async function namesOnSharedEngine(
  folder: DataFolder,
  client: DynamoDBClient,
  [first]: readonly TableDefinition[],
): Promise<NameOf> {
  const path = folder.fileOf("tableNames");
  let kept = await readKept(path, keptSchema);
  if (kept === undefined) {
    const suffix = first === undefined || (await isMade(client, first)) ? "" : `-${folder.id}`;
    kept = { suffix };
    await keep(path, JSON.stringify(kept));
  }
  const { suffix } = kept;
  return ({ name }) => `${name}${suffix}`;
}

/** Of several services that make a table at once, one does. */
async function isMade(client: DynamoDBClient, table: TableDefinition): Promise<boolean> {
  try {
    await client.send(new CreateTableCommand(createTableInput(table, table.name)));
    return true;
  } catch (error) {
    if (error instanceof ResourceInUseException) return false;
    throw error;
  }
}
