// The service's only door to DynamoDB. Domains take a `Database`; only functions open one.
import {
  BatchGetItemCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { conditionExpression, updateExpression } from "./condition.ts";
import type { Database, Read, WriteOutcome } from "./database.ts";
import type { Item, Key, TableDefinition } from "./definition.ts";
import type { Write } from "./write.ts";

/** The first try and two more: the SDK's own repeats for throttles and lost connections. */
const MAX_ATTEMPTS = 3;
/** DynamoDB answers in milliseconds; a caller waits less for a fresh try than for a stuck one. */
const REQUEST_TIMEOUT_MS = 2_000;
const CONNECTION_TIMEOUT_MS = 1_000;
/** BatchGetItem takes 100 keys, and may leave some for later when it is busy. */
const BATCH_KEYS = 100;
const BATCH_REPEATS = 5;

const marshallOptions = { removeUndefinedValues: true } as const;

export interface DatabaseOptions {
  /** The physical name of a table. */
  readonly nameOf: (table: TableDefinition) => string;
  readonly client?: DynamoDBClient;
}

/** The DynamoDB client all functions use; endpoint, region and credentials come from the environment. */
export function dynamoDBClient(config: DynamoDBClientConfig = {}): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: {
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
    ...config,
  });
}

/**
 * Reads a table's physical name from the environment: `CONSULTATIONS_TABLE` for Consultations.
 * @throws Error when it is not set.
 */
export function tableNameFrom(environment: NodeJS.ProcessEnv): DatabaseOptions["nameOf"] {
  return (table) => {
    const variable = `${table.name.toUpperCase()}_TABLE`;
    const name = environment[variable];
    if (name === undefined || name === "") {
      throw new Error(`The environment variable ${variable} is not set.`);
    }
    return name;
  };
}

/** Opens the database. Every failure but a refused condition is thrown as the SDK's own error. */
export function openDatabase({ nameOf, client = dynamoDBClient() }: DatabaseOptions): Database {
  return {
    async readTogether(reads) {
      const found = new Map<string, Item>();
      for (let start = 0; start < reads.length; start += BATCH_KEYS) {
        await readBatch(client, nameOf, reads.slice(start, start + BATCH_KEYS), found);
      }
      return reads.map((read) => found.get(identity(nameOf(read.table), read.table, read.key)));
    },

    async query({ table, index, partition, sort, newestFirst, limit, after }) {
      const at = index === undefined ? table.key : table.indexes[index];
      if (at === undefined) throw new Error(`${table.name} has no index ${index}.`);
      const range = sort === undefined ? undefined : sortExpression(sort);
      const answer = await client.send(
        new QueryCommand({
          TableName: nameOf(table),
          IndexName: index,
          KeyConditionExpression: range
            ? `#partition = :partition AND ${range.text}`
            : "#partition = :partition",
          ExpressionAttributeNames: {
            "#partition": at.partition,
            ...(range && { "#sort": at.sort ?? "" }),
          },
          ExpressionAttributeValues: marshall({ ":partition": partition, ...range?.values }),
          ScanIndexForward: newestFirst !== true,
          Limit: limit,
          ConsistentRead: index === undefined,
          ExclusiveStartKey: after && marshall(after),
        }),
      );
      return {
        items: (answer.Items ?? []).map((item) => unmarshall(item)),
        next: answer.LastEvaluatedKey && (unmarshall(answer.LastEvaluatedKey) as Key),
      };
    },

    async write(writes, token) {
      try {
        await client.send(
          new TransactWriteItemsCommand({
            TransactItems: writes.map((write) => transactItem(nameOf(write.table), write)),
            ClientRequestToken: token,
          }),
        );
        return { done: true };
      } catch (error) {
        if (error instanceof TransactionCanceledException) return cancelled(error);
        throw error;
      }
    },
  };
}

function identity(name: string, table: TableDefinition, item: Item): string {
  const { partition, sort } = table.key;
  return JSON.stringify([name, item[partition], sort === undefined ? null : item[sort]]);
}

async function readBatch(
  client: DynamoDBClient,
  nameOf: DatabaseOptions["nameOf"],
  reads: readonly Read[],
  found: Map<string, Item>,
): Promise<void> {
  const tables = new Map<string, TableDefinition>();
  const keys = new Map<string, Map<string, Key>>();
  for (const { table, key } of reads) {
    const name = nameOf(table);
    tables.set(name, table);
    const ofTable = keys.get(name) ?? new Map<string, Key>();
    // BatchGetItem refuses the same key twice.
    keys.set(name, ofTable.set(identity(name, table, key), key));
  }
  let wanted = Object.fromEntries(
    [...keys].map(([name, ofTable]) => [
      name,
      { Keys: [...ofTable.values()].map((key) => marshall(key)), ConsistentRead: true },
    ]),
  );
  for (let repeat = 0; Object.keys(wanted).length > 0; repeat++) {
    if (repeat > BATCH_REPEATS) throw new Error("DynamoDB left some keys unread.");
    const answer = await client.send(new BatchGetItemCommand({ RequestItems: wanted }));
    for (const [name, items] of Object.entries(answer.Responses ?? {})) {
      const table = tables.get(name);
      for (const raw of table === undefined ? [] : items) {
        const item = unmarshall(raw);
        if (table !== undefined) found.set(identity(name, table, item), item);
      }
    }
    wanted = (answer.UnprocessedKeys ?? {}) as typeof wanted;
  }
}

function sortExpression(sort: NonNullable<Parameters<Database["query"]>[0]["sort"]>) {
  if ("beginsWith" in sort) {
    return { text: "begins_with(#sort, :prefix)", values: { ":prefix": sort.beginsWith } };
  }
  if ("below" in sort) return { text: "#sort < :to", values: { ":to": sort.below } };
  if ("atMost" in sort) return { text: "#sort <= :to", values: { ":to": sort.atMost } };
  return {
    text: "#sort BETWEEN :from AND :to",
    values: { ":from": sort.between[0], ":to": sort.between[1] },
  };
}

function transactItem(TableName: string, write: Write) {
  const condition = conditionExpression(write.condition);
  const conditionPart = condition && {
    ConditionExpression: condition.text,
    ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
  };
  if (write.kind === "put") {
    return {
      Put: {
        TableName,
        Item: marshall(write.item, marshallOptions),
        ...conditionPart,
        ...attributes(condition?.names, condition?.values),
      },
    };
  }
  const item = {
    TableName,
    Key: marshall(write.key),
    ...conditionPart,
    ...attributes(condition?.names, condition?.values),
  };
  if (write.kind === "delete") return { Delete: item };
  if (write.kind === "check") {
    return { ConditionCheck: { ...item, ConditionExpression: condition?.text ?? "" } };
  }
  const change = updateExpression(write.change);
  return {
    Update: {
      ...item,
      UpdateExpression: change.text,
      ...attributes(
        { ...change.names, ...condition?.names },
        { ...change.values, ...condition?.values },
      ),
    },
  };
}

function attributes(names: Record<string, string> = {}, values: Record<string, unknown> = {}) {
  return {
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && {
      ExpressionAttributeValues: marshall(values, marshallOptions),
    }),
  };
}

function cancelled(error: TransactionCanceledException): WriteOutcome {
  const reasons = error.CancellationReasons ?? [];
  const refused = reasons.findIndex((reason) => reason.Code === "ConditionalCheckFailed");
  if (refused >= 0) {
    const old = reasons[refused]?.Item;
    return { done: false, because: "refused", index: refused, found: old && unmarshall(old) };
  }
  if (reasons.some((reason) => reason.Code === "TransactionConflict")) {
    return { done: false, because: "conflict" };
  }
  throw error;
}
