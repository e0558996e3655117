import { setTimeout as wait } from "node:timers/promises";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBStreamEvent } from "aws-lambda";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { messagesTable } from "../../../lambda/messages/table.ts";
import { type DataFolder, takeDataFolder } from "../../../lib/local/data-folder.ts";
import { followMessages } from "../../../lib/local/follow-messages.ts";
import type { Stream } from "../../../lib/local/stream.ts";
import { type Engine, startEngine } from "../../engine.ts";
import { temporaryFolders } from "./temporary-folder.ts";

const newFolder = temporaryFolders();
let engine: Engine;
let folder: DataFolder;
let stream: Stream | undefined;

beforeAll(async () => {
  engine = await startEngine([messagesTable]);
  folder = await takeDataFolder(await newFolder(), false);
});
afterEach(async () => {
  await stream?.stop();
  stream = undefined;
  vi.restoreAllMocks();
});
afterAll(async () => {
  await folder.release();
  await engine.stop();
});

let number = 0;
async function change(count = 1): Promise<string[]> {
  const ids = Array.from({ length: count }, () => `m${++number}`);
  for (const id of ids) {
    const Item = { messageId: { S: id } };
    await engine.client.send(new PutItemCommand({ TableName: engine.nameOf(messagesTable), Item }));
  }
  return ids;
}

const idsOf = (event: DynamoDBStreamEvent): string[] =>
  event.Records.map(({ dynamodb }) => dynamodb?.NewImage?.messageId?.S ?? "");

/** Follows the stream with a function that notes what it was given. */
async function follow(work?: (event: DynamoDBStreamEvent) => unknown) {
  const events: DynamoDBStreamEvent[] = [];
  stream = await followMessages(folder, engine.endpoint, engine, async (event) => {
    events.push(event);
    return work?.(event);
  });
  return { stream, events, ids: () => events.flatMap(idsOf) };
}

describe("the stream", () => {
  it("hands on every change, in the form Lambda gets it", async () => {
    const { stream, events, ids } = await follow();
    const changed = await change(30);
    await stream.settle();
    expect(ids().toSorted()).toEqual(changed.toSorted());
    expect(events[0]?.Records[0]).toMatchObject({
      eventName: "INSERT",
      eventSource: "aws:dynamodb",
      eventSourceARN: expect.stringContaining("stream"),
      dynamodb: {
        Keys: { messageId: { S: expect.any(String) } },
        NewImage: { messageId: { S: expect.any(String) } },
        SequenceNumber: expect.any(String),
        StreamViewType: "NEW_IMAGE",
        ApproximateCreationDateTime: expect.any(Number),
      },
    });
    for (const { Records } of events) expect(Records.length).toBeLessThanOrEqual(10);
    expect(await stream.settle()).toBe(false);
  });

  it("is looked at by itself, soon", async () => {
    const { ids } = await follow();
    const [changed] = await change();
    await vi.waitFor(() => expect(ids()).toContain(changed), { timeout: 2_000, interval: 20 });
  });

  it("goes on after a new start where it was left", async () => {
    const first = await follow();
    await first.stream.settle();
    await first.stream.stop();
    const changed = await change(3);
    const second = await follow();
    await second.stream.settle();
    expect(second.ids().toSorted()).toEqual(changed.toSorted());
  });

  it("hands a batch on again when the function fails, and gives it to the sweep in the end", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const [poison] = await change();
    const { stream, ids } = await follow((event) => {
      if (poison !== undefined && idsOf(event).includes(poison)) throw new Error("expected");
    });
    await stream.settle();
    expect(ids().filter((id) => id === poison)).toHaveLength(3);
    const [next] = await change();
    await stream.settle();
    expect(ids()).toContain(next);
  });

  it("repeats from the first record that the function says it failed on", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    let failures = 0;
    const { stream, events } = await follow(({ Records }) => ({
      batchItemFailures:
        failures++ === 0 ? [{ itemIdentifier: Records.at(-1)?.dynamodb?.SequenceNumber }] : [],
    }));
    await change();
    await stream.settle();
    expect(events).toHaveLength(2);
  });

  it("keeps changes of one item in order", async () => {
    const order: string[] = [];
    const { stream } = await follow(async (event) => {
      await wait(Math.random() * 5);
      order.push(...event.Records.map(({ dynamodb }) => dynamodb?.NewImage?.turn?.N ?? ""));
    });
    for (let turn = 0; turn < 25; turn++) {
      const Item = { messageId: { S: "same" }, turn: { N: String(turn) } };
      await engine.client.send(
        new PutItemCommand({ TableName: engine.nameOf(messagesTable), Item }),
      );
    }
    await stream.settle();
    expect(order).toEqual(Array.from({ length: 25 }, (_, turn) => String(turn)));
  });

  it("lets the batch in hand end before it stops", async () => {
    let ended = false;
    const { stream } = await follow(async () => {
      await wait(100);
      ended = true;
    });
    await change();
    stream.wake();
    await wait(50);
    await stream.stop();
    expect(ended).toBe(true);
  });
});
