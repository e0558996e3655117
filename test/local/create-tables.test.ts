// Tables on a local engine follow their definitions, and a second start finds them as they are.
import { randomUUID } from "node:crypto";
import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defineTable } from "../../lambda/tables/definition.ts";
import { put } from "../../lambda/tables/write.ts";
import { createTables, TableDiffers } from "../../lib/local/create-tables.ts";
import { type Engine, startEngine } from "../engine.ts";

const lettersTable = defineTable({
  name: "Letters",
  key: { partition: "letterId", sort: "page" },
  indexes: {
    waiting: { partition: "queue", sort: "nextAt", carries: "keys" },
    byTown: { partition: "town", sort: "page", carries: ["stamp"] },
    byDay: { partition: "day", sort: "nextAt", carries: "everything" },
  },
  expiry: "expiresAt",
  stream: true,
  encryption: "shared",
});

describe("tables on a local engine", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine([lettersTable]);
  });
  afterAll(() => engine.stop());

  const table = async () =>
    (await engine.client.send(new DescribeTableCommand({ TableName: engine.nameOf(lettersTable) })))
      .Table;

  test("have the keys, indexes and stream of their definition", async () => {
    const made = await table();
    expect(made?.KeySchema).toEqual([
      { AttributeName: "letterId", KeyType: "HASH" },
      { AttributeName: "page", KeyType: "RANGE" },
    ]);
    expect(made?.StreamSpecification).toEqual({
      StreamEnabled: true,
      StreamViewType: "NEW_IMAGE",
    });
    const projections = Object.fromEntries(
      (made?.GlobalSecondaryIndexes ?? []).map((index) => [index.IndexName, index.Projection]),
    );
    expect(projections.waiting).toMatchObject({ ProjectionType: "KEYS_ONLY" });
    expect(projections.byTown).toMatchObject({
      ProjectionType: "INCLUDE",
      NonKeyAttributes: ["stamp"],
    });
    expect(projections.byDay).toMatchObject({ ProjectionType: "ALL" });
  });

  test("delete what expired, by the attribute the definition names", async () => {
    const { TimeToLiveDescription } = await engine.client.send(
      new DescribeTimeToLiveCommand({ TableName: engine.nameOf(lettersTable) }),
    );
    expect(TimeToLiveDescription).toMatchObject({ AttributeName: "expiresAt" });
  });

  test("keep their items when they are created a second time", async () => {
    const key = { letterId: "one", page: "1" };
    const letter = put(lettersTable, { ...key, stamp: "first class" }, []);
    await engine.database.write([letter], randomUUID());
    await createTables(engine.client, [lettersTable], engine.nameOf);
    const [found] = await engine.database.readTogether([{ table: lettersTable, key }]);
    expect(found).toEqual({ ...key, stamp: "first class" });
  });

  test("of an earlier version without an index are refused, not used half", async () => {
    const today = {
      ...lettersTable,
      indexes: { ...lettersTable.indexes, byColour: { ...lettersTable.indexes.byDay } },
    };
    await expect(createTables(engine.client, [today], engine.nameOf)).rejects.toThrow(TableDiffers);
  });

  test("are not created where no engine answers", async () => {
    const nobody = new DynamoDBClient({
      endpoint: "http://127.0.0.1:9",
      region: "eu-west-2",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      maxAttempts: 1,
    });
    await expect(createTables(nobody, [lettersTable], ({ name }) => name)).rejects.toThrow();
  });
});
