// Builds tables on a DynamoDB engine of this machine from the same definitions the stack on AWS uses.
import {
  type AttributeDefinition,
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  type Projection,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import type { IndexDefinition, TableDefinition } from "../../lambda/tables/definition.ts";

/** An engine on this machine makes a table at once; longer than this, it is not coming. */
const MAX_WAIT_SECONDS = 20;
const FIRST_LOOK_SECONDS = 0.02;
const LOOK_EVERY_SECONDS = 1;

/** A table from an earlier version that today's definitions don't fit. */
export class TableDiffers extends Error {
  override readonly name = "TableDiffers";
}

/**
 * Creates the tables that are missing, with their indexes, stream and expiry; those that are there
 * already keep their items.
 * @throws TableDiffers when a table that is there has other keys or lacks an index.
 */
export async function createTables(
  client: DynamoDBClient,
  definitions: readonly TableDefinition[],
  nameOf: (definition: TableDefinition) => string,
): Promise<void> {
  for (const definition of definitions) {
    const name = nameOf(definition);
    const standing = await describe(client, name);
    if (standing === undefined) await create(client, definition, name);
    else refuseOther(definition, standing);
    if (definition.expiry !== undefined) await expire(client, name, definition.expiry);
  }
}

async function describe(
  client: DynamoDBClient,
  TableName: string,
): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function create(
  client: DynamoDBClient,
  definition: TableDefinition,
  name: string,
): Promise<void> {
  const { TableDescription } = await client.send(
    new CreateTableCommand(createTableInput(definition, name)),
  );
  if (TableDescription?.TableStatus === "ACTIVE") return;
  await waitUntilTableExists(
    {
      client,
      maxWaitTime: MAX_WAIT_SECONDS,
      minDelay: FIRST_LOOK_SECONDS,
      maxDelay: LOOK_EVERY_SECONDS,
    },
    { TableName: name },
  );
}

/** The request that creates a table as it is defined, under a physical name. */
export function createTableInput(
  definition: TableDefinition,
  name: string,
): CreateTableCommandInput {
  const { key, stream } = definition;
  const indexes = Object.entries(definition.indexes);
  return {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: keySchema(key),
    AttributeDefinitions: attributes(definition),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map(([indexName, index]) => ({
        IndexName: indexName,
        KeySchema: keySchema(index),
        Projection: projection(index.carries),
      })),
    }),
    ...(stream && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" as const },
    }),
  };
}

const keySchema = ({
  partition,
  sort,
}: {
  partition: string;
  sort?: string;
}): KeySchemaElement[] =>
  sort === undefined
    ? [{ AttributeName: partition, KeyType: "HASH" }]
    : [
        { AttributeName: partition, KeyType: "HASH" },
        { AttributeName: sort, KeyType: "RANGE" },
      ];

function attributes({ key, indexes }: TableDefinition): AttributeDefinition[] {
  const names = [key, ...Object.values(indexes)].flatMap(({ partition, sort }) =>
    sort === undefined ? [partition] : [partition, sort],
  );
  return [...new Set(names)].map((AttributeName) => ({ AttributeName, AttributeType: "S" }));
}

function projection(carries: IndexDefinition["carries"]): Projection {
  if (carries === "keys") return { ProjectionType: "KEYS_ONLY" };
  if (carries === "everything") return { ProjectionType: "ALL" };
  return { ProjectionType: "INCLUDE", NonKeyAttributes: [...carries] };
}

function refuseOther(definition: TableDefinition, standing: TableDescription): void {
  const shape = (schema: readonly KeySchemaElement[] = []) =>
    schema.map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`).join(", ");
  const wanted = createTableInput(definition, "");
  const has = new Map(
    (standing.GlobalSecondaryIndexes ?? []).map((index) => [
      index.IndexName,
      shape(index.KeySchema),
    ]),
  );
  const fits =
    shape(wanted.KeySchema) === shape(standing.KeySchema) &&
    (wanted.GlobalSecondaryIndexes ?? []).every(
      (index) => has.get(index.IndexName) === shape(index.KeySchema),
    );
  if (fits) return;
  throw new TableDiffers(
    `The table ${definition.name} was made by an earlier version of the service and lacks what this one needs. Start with --fresh to begin again with empty tables, or keep the data and start that earlier version.`,
  );
}

async function expire(
  client: DynamoDBClient,
  TableName: string,
  AttributeName: string,
): Promise<void> {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  // Switching it on twice is an error.
  if (TimeToLiveDescription?.AttributeName === AttributeName) return;
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName,
      TimeToLiveSpecification: { AttributeName, Enabled: true },
    }),
  );
}
