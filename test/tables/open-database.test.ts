// The door to DynamoDB on a real engine, and behind a connection that loses answers.

import {
  BatchGetItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  absent,
  absentOrBelow,
  atMost,
  equals,
  oneOf,
  present,
} from "../../lambda/tables/condition.ts";
import { defineTable } from "../../lambda/tables/definition.ts";
import { dynamoDBClient, openDatabase, tableNameFrom } from "../../lambda/tables/open-database.ts";
import { check, put, remove, update } from "../../lambda/tables/write.ts";
import { type Engine, startEngine } from "../engine.ts";

const things = defineTable({
  name: "Things",
  key: { partition: "owner", sort: "id" },
  indexes: { byColour: { partition: "colour", sort: "id", carries: ["size"] } },
  encryption: "shared",
});
const places = defineTable({
  name: "Places",
  key: { partition: "id" },
  indexes: {},
  encryption: "shared",
});

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine([things, places]);
});
afterAll(() => engine.stop());

const token = () => crypto.randomUUID();
const write = (...writes: Parameters<Engine["database"]["write"]>[0]) =>
  engine.database.write(writes, token());
const read = async (id: string) => {
  const [item] = await engine.database.readTogether([{ table: things, key: { owner: "a", id } }]);
  return item;
};

describe("reading together", () => {
  it("answers in the order asked, from several tables, a key asked twice as well", async () => {
    await write(put(things, { owner: "a", id: "1", size: 1 }, []), put(places, { id: "p" }, []));
    const one = { table: things, key: { owner: "a", id: "1" } };
    const place = { table: places, key: { id: "p" } };
    const missing = { table: places, key: { id: "nowhere" } };
    expect(await engine.database.readTogether([place, one, missing, one])).toEqual([
      { id: "p" },
      { owner: "a", id: "1", size: 1 },
      undefined,
      { owner: "a", id: "1", size: 1 },
    ]);
    expect(await engine.database.readTogether([])).toEqual([]);
  });

  it("reads more than a request takes", async () => {
    const reads = Array.from({ length: 250 }, (_, index) => ({
      table: places,
      key: { id: `n${index}` },
    }));
    await write(put(places, { id: "n249" }, []));
    const found = await engine.database.readTogether(reads);
    expect(found).toHaveLength(250);
    expect(found[249]).toEqual({ id: "n249" });
  });

  it("asks again for what a busy DynamoDB left unread, and says so when it stays unread", async () => {
    const client = dynamoDBClient({ region: "eu-west-2" });
    const mock = mockClient(client);
    const left = { Places: { Keys: [{ id: { S: "p" } }] } };
    mock
      .on(BatchGetItemCommand)
      .resolvesOnce({ UnprocessedKeys: left })
      .resolves({ Responses: { Places: [{ id: { S: "p" } }] } });
    const database = openDatabase({ nameOf: ({ name }) => name, client });
    expect(await database.readTogether([{ table: places, key: { id: "p" } }])).toEqual([
      { id: "p" },
    ]);
    mock.reset();
    mock.on(BatchGetItemCommand).resolves({ UnprocessedKeys: left });
    await expect(database.readTogether([{ table: places, key: { id: "p" } }])).rejects.toThrow(
      /unread/,
    );
  });
});

describe("conditions and changes", () => {
  it("hold or refuse the whole, and name the write that refused", async () => {
    await write(put(things, { owner: "a", id: "c", state: "open", n: 5 }, []));
    const refusedAt = async (condition: Parameters<typeof check>[2]) => {
      const outcome = await write(
        put(places, { id: "beside" }, []),
        check(things, { owner: "a", id: "c" }, condition),
      );
      return outcome.done ? "done" : outcome.because === "refused" && outcome.index;
    };
    expect(await refusedAt([absent("owner")])).toBe(1);
    expect(await engine.database.readTogether([{ table: places, key: { id: "beside" } }])).toEqual([
      undefined,
    ]);
    expect(await refusedAt([present("owner"), equals("state", "open")])).toBe("done");
    expect(await refusedAt([oneOf("state", ["shut", "open"]), atMost("n", 5)])).toBe("done");
    expect(await refusedAt([atMost("n", 4)])).toBe(1);
    expect(await refusedAt([absentOrBelow("n", 6)])).toBe("done");
    expect(await refusedAt([absentOrBelow("n", 5)])).toBe(1);
    expect(await refusedAt([absentOrBelow("missing", 0)])).toBe("done");
  });

  it("give the item that stood in the way", async () => {
    await write(put(things, { owner: "a", id: "old", size: 3 }, []));
    expect(await write(put(things, { owner: "a", id: "old" }, [absent("owner")]))).toMatchObject({
      done: false,
      because: "refused",
      found: { owner: "a", id: "old", size: 3 },
    });
  });

  it("set, remove, add and append", async () => {
    await write(put(things, { owner: "a", id: "u", size: 1, gone: true }, []));
    const change = {
      set: { size: 2, kept: undefined },
      remove: ["gone"],
      add: { count: 3 },
      append: { list: ["x"] },
    };
    await write(update(things, { owner: "a", id: "u" }, change, [present("owner")]));
    await write(update(things, { owner: "a", id: "u" }, { append: { list: ["y"] } }, []));
    expect(await read("u")).toEqual({ owner: "a", id: "u", size: 2, count: 3, list: ["x", "y"] });
    await write(remove(things, { owner: "a", id: "u" }, []));
    expect(await read("u")).toBeUndefined();
  });
});

describe("queries", () => {
  it("go through an index, both ways, by range and page", async () => {
    for (const id of ["1", "2", "3"])
      await write(put(things, { owner: "q", id, colour: "red", size: 1, note: "long" }, []));
    const query = { table: things, index: "byColour", partition: "red", limit: 2 } as const;
    const first = await engine.database.query({ ...query, newestFirst: true });
    expect(first.items).toEqual([
      { owner: "q", id: "3", colour: "red", size: 1 },
      { owner: "q", id: "2", colour: "red", size: 1 },
    ]);
    const second = await engine.database.query({ ...query, newestFirst: true, after: first.next });
    expect(second.items.map(({ id }) => id)).toEqual(["1"]);
    const ids = async (sort: Parameters<Engine["database"]["query"]>[0]["sort"]) =>
      (await engine.database.query({ ...query, limit: 9, sort })).items.map(({ id }) => id);
    expect(await ids({ atMost: "2" })).toEqual(["1", "2"]);
    expect(await ids({ below: "2" })).toEqual(["1"]);
    expect(await ids({ between: ["2", "3"] })).toEqual(["2", "3"]);
    expect(await ids({ beginsWith: "3" })).toEqual(["3"]);
  });

  it("of an index that is not defined are a mistake", async () => {
    await expect(
      engine.database.query({ table: things, index: "byMood", partition: "x", limit: 1 }),
    ).rejects.toThrow("byMood");
  });
});

describe("a connection that fails", () => {
  /** Loses answers after the engine has done what was asked. */
  class LosingHandler extends NodeHttpHandler {
    lost = 0;
    override async handle(...request: Parameters<NodeHttpHandler["handle"]>) {
      const answer = await super.handle(...request);
      if (this.lost++ > 0) return answer;
      throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
    }
  }

  it("and loses the answer of a write that was made is asked again, without a second effect", async () => {
    const requestHandler = new LosingHandler();
    const client = dynamoDBClient({
      endpoint: engine.endpoint,
      region: "eu-west-2",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      requestHandler,
    });
    const database = openDatabase({ nameOf: engine.nameOf, client });
    const once = put(things, { owner: "a", id: "once" }, [absent("owner")]);
    const counted = update(things, { owner: "a", id: "counter" }, { add: { count: 1 } }, []);
    expect(await database.write([once, counted], token())).toEqual({ done: true });
    expect(requestHandler.lost).toBe(2);
    expect(await read("counter")).toMatchObject({ count: 1 });
  });

  it("tells conflicts from refusals, and throws what is neither", async () => {
    const client = dynamoDBClient({ region: "eu-west-2" });
    const mock = mockClient(client);
    const database = openDatabase({ nameOf: ({ name }) => name, client });
    const cancelled = (...Codes: string[]) =>
      new TransactionCanceledException({
        message: "",
        $metadata: {},
        CancellationReasons: Codes.map((Code) => ({ Code })),
      });
    const outcomeOf = (...codes: string[]) => {
      mock.on(TransactWriteItemsCommand).rejects(cancelled(...codes));
      return database.write([put(places, { id: "p" }, [])], token());
    };
    expect(await outcomeOf("None", "TransactionConflict")).toEqual({
      done: false,
      because: "conflict",
    });
    expect(await outcomeOf("TransactionConflict", "ConditionalCheckFailed")).toMatchObject({
      because: "refused",
      index: 1,
    });
    await expect(outcomeOf("ThrottlingError")).rejects.toThrow(TransactionCanceledException);
  });
});

describe("a table's name", () => {
  it("comes from the environment, and is asked for by the variable's name", () => {
    expect(tableNameFrom({ PLACES_TABLE: "prod-places" })(places)).toBe("prod-places");
    expect(() => tableNameFrom({})(places)).toThrow("PLACES_TABLE");
  });
});
