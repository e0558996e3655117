// Everything a table holds, to see what is left in it.
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Item, TableDefinition } from "../lambda/tables/definition.ts";
import type { Engine } from "./engine.ts";

export async function everyItem(
  { client, nameOf }: Engine,
  table: TableDefinition,
): Promise<readonly Item[]> {
  const answer = await client.send(
    new ScanCommand({ TableName: nameOf(table), ConsistentRead: true }),
  );
  return (answer.Items ?? []).map((item) => unmarshall(item));
}
