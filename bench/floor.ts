// The least that recording a consultation can cost: the same reads and writes with the bare SDK, nothing else.
import { randomUUID } from "node:crypto";
import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";

type RawItem = Record<string, AttributeValue>;

export interface FloorTables {
  readonly consultations: string;
  readonly messages: string;
  readonly register: string;
  readonly requests: string;
}

const text = (S: string): AttributeValue => ({ S });
const number = (N: number): AttributeValue => ({ N: String(N) });
const absent = "attribute_not_exists(#key)";

/** Makes the floor's unit of work: one BatchGetItem of three keys, one TransactWriteItems of five. */
export function recordingFloor(
  client: DynamoDBClient,
  tables: FloorTables,
  concern: string,
  advice: string,
): () => Promise<void> {
  const at = "2026-11-23T10:30:00.000Z";
  const agencyKey = { kind: text("agency"), id: text("st-example-primary") };
  const put = (TableName: string, key: string, Item: RawItem, condition = absent) => ({
    Put: {
      TableName,
      Item,
      ConditionExpression: condition,
      ExpressionAttributeNames: { "#key": key },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
    },
  });
  return async () => {
    const id = randomUUID();
    const reference = `FLOOR-${id}`;
    await client.send(
      new BatchGetItemCommand({
        RequestItems: {
          [tables.requests]: {
            Keys: [{ key: text(`request#${id}`) }, { key: text("misses#nobody") }],
            ConsistentRead: true,
          },
          [tables.register]: { Keys: [agencyKey], ConsistentRead: true },
        },
      }),
    );
    await client.send(
      new TransactWriteItemsCommand({
        ClientRequestToken: id,
        TransactItems: [
          {
            Put: {
              TableName: tables.requests,
              Item: {
                key: text(`request#${id}`),
                fingerprint: text("f".repeat(43)),
                answer: text("a".repeat(420)),
                expiresAt: number(1_800_000_000),
              },
              ConditionExpression: "(attribute_not_exists(#key) OR #expiresAt < :now)",
              ExpressionAttributeNames: { "#key": "key", "#expiresAt": "expiresAt" },
              ExpressionAttributeValues: { ":now": number(1_790_000_000) },
              ReturnValuesOnConditionCheckFailure: "ALL_OLD",
            },
          },
          put(tables.consultations, "reference", {
            reference: text(reference),
            entry: text("document"),
            agencyId: text("st-example-primary"),
            recordedAt: text(at),
            consultedAt: text(at),
            month: text("2026-11"),
            concern: text(concern),
            advice: text(advice),
            outcome: text("advice"),
            details: text("d".repeat(300)),
          }),
          put(tables.consultations, "reference", {
            reference: text(reference),
            entry: text("keeping"),
            kept: text("kept"),
            keepUntil: text("2028-11-23T10:30:00.000Z"),
            consultedOn: text("2026-11-23"),
            outcome: text("advice"),
            formMessageId: text(id),
          }),
          put(tables.messages, "messageId", {
            messageId: text(id),
            about: text(reference),
            state: text("owed"),
            owedAt: text(at),
            nextActionAt: text(at),
            unsettled: text("message"),
            listedAs: text(`${at}#${id}`),
            details: text("d".repeat(60)),
          }),
          {
            ConditionCheck: {
              TableName: tables.register,
              Key: agencyKey,
              ConditionExpression: "#active = :active",
              ExpressionAttributeNames: { "#active": "active" },
              ExpressionAttributeValues: { ":active": { BOOL: true } },
            },
          },
        ],
      }),
    );
  };
}
