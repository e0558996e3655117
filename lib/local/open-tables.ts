// Opens the tables on the engine, making those that are missing.
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { allTables } from "../../lambda/all-tables.ts";
import type { Database } from "../../lambda/tables/database.ts";
import { dynamoDBClient, openDatabase } from "../../lambda/tables/open-database.ts";
import { CannotStart } from "./cannot-start.ts";
import { createTables, TableDiffers } from "./create-tables.ts";
import type { DataFolder } from "./data-folder.ts";
import { credentials, REGION } from "./environment.ts";
import { type NameOf, namesOnSharedEngine, plainName } from "./table-names.ts";

export interface Tables {
  readonly client: DynamoDBClient;
  readonly database: Database;
  readonly nameOf: NameOf;
}

/** An engine in Java takes seconds for its first table; asked again meanwhile, it says that it is there. */
const patiently = {
  maxAttempts: 1,
  requestHandler: { requestTimeout: 20_000, connectionTimeout: 2_000, throwOnRequestTimeout: true },
};

/**
 * Opens all tables of the service on an engine; `isShared` says that others may have tables there too.
 * @throws CannotStart when the engine can't read or make them. Nothing is deleted.
 */
export async function openTables(
  folder: DataFolder,
  endpoint: string,
  isShared: boolean,
): Promise<Tables> {
  const client = dynamoDBClient({ endpoint, region: REGION, credentials, ...patiently });
  try {
    const nameOf = isShared ? await namesOnSharedEngine(folder, client, allTables) : plainName;
    await createTables(client, allTables, nameOf);
    return { client, database: openDatabase({ nameOf, client }), nameOf };
  } catch (cause) {
    client.destroy();
    if (cause instanceof CannotStart) throw cause;
    if (cause instanceof TableDiffers) throw new CannotStart(cause.message, { cause });
    const why = cause instanceof Error ? cause.message : "no reason given";
    throw new CannotStart(
      `The DynamoDB engine at ${endpoint} can't open the service's tables (${why}). Nothing was deleted. If ${folder.path} is damaged, put it back from a copy, or start with --fresh to empty it and begin again, or name another folder with --data.`,
      { cause },
    );
  }
}
