// Everything a running service has in its engine, read past the API.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  DeleteTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  paginateScan,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { allTables } from "../../lambda/all-tables.ts";
import type { ServiceAddresses } from "../../lib/local/service-addresses.ts";

interface Place {
  readonly addresses: Pick<ServiceAddresses, "dynamodb">;
  readonly folder: string;
}

export interface StoredItem {
  /** The table as it is defined, e.g. `Consultations`. */
  readonly table: string;
  readonly item: Readonly<Record<string, unknown>>;
}

/** Every item of every table of the service. */
export async function everythingStored(place: Place): Promise<StoredItem[]> {
  const client = clientOf(place);
  try {
    const stored: StoredItem[] = [];
    for (const [TableName, table] of await tablesOf(place, client)) {
      for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
        for (const item of Items) stored.push({ table, item: unmarshall(item) });
      }
    }
    return stored;
  } finally {
    client.destroy();
  }
}

/** Deletes the service's tables, from an engine that goes on without it. */
export async function deleteStored(place: Place): Promise<void> {
  const client = clientOf(place);
  for (const [TableName] of await tablesOf(place, client)) {
    await client.send(new DeleteTableCommand({ TableName }));
  }
  client.destroy();
}

const clientOf = ({ addresses }: Place): DynamoDBClient =>
  new DynamoDBClient({
    endpoint: addresses.dynamodb,
    region: "eu-west-2",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });

const namesSchema = z.object({ suffix: z.string() });

/** Physical and defined name; on an engine that others use too, a suffix tells whose tables they are. */
async function tablesOf(
  { folder }: Place,
  client: DynamoDBClient,
): Promise<(readonly [string, string])[]> {
  const kept = await readFile(join(folder, "table-names.json"), "utf8").catch(() => undefined);
  const suffix = kept === undefined ? "" : namesSchema.parse(JSON.parse(kept)).suffix;
  const { TableNames: there = [] } = await client.send(new ListTablesCommand({}));
  return allTables
    .map(({ name }) => [`${name}${suffix}`, name] as const)
    .filter(([physical]) => there.includes(physical));
}
