// Counts everything a table holds, to see that something left nothing behind.
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import type { TableDefinition } from "../lambda/tables/definition.ts";
import type { Engine } from "./engine.ts";

export async function countItems(
  { client, nameOf }: Engine,
  table: TableDefinition,
): Promise<number> {
  const answer = await client.send(
    new ScanCommand({ TableName: nameOf(table), Select: "COUNT", ConsistentRead: true }),
  );
  return answer.Count ?? 0;
}
