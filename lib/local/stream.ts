// DynamoDB's stream to a function on this machine: what changed in a table wakes the function soon.
import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { _Record } from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import * as z from "zod";
import type { StreamPage, StreamReader } from "./stream-reader.ts";

/** Somebody who waits for a mail does not notice it; two looks a second cost nothing to speak of. */
const LOOK_EVERY_MS = 500;
/** As many as a function on AWS is given at once by our event source. */
const BATCH = 10;
/** Batches that are worked on side by side; what concerns one item stays in order. */
const LANES = 4;
/** A pause for what fails in passing. What fails still is left to the sweep, as on AWS. */
const PAUSES_MS = [100, 400];
/** After a failed look, e.g. while the engine is busy. */
const AFTER_FAILURE_MS = 1_000;

const answerSchema = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) })
  .partial();

export interface Stream {
  /** Looks at once, because something may have changed. */
  wake(): void;
  /** Waits until nothing is left to read or work on; true where there was something. */
  settle(): Promise<boolean>;
  /** Ends after the batches in hand. */
  stop(): Promise<void>;
}

export interface StreamParts {
  readonly reader: StreamReader;
  readonly streamArn: string;
  readonly work: (event: DynamoDBStreamEvent) => Promise<unknown>;
  /** Notes how far the stream was read, for the next start. */
  readonly keepPosition: (position: StreamReader["position"]) => Promise<void>;
}

/** Starts to read a stream and to hand what it holds to a function, until it is stopped. */
export function followStream(parts: StreamParts): Stream {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  /** One look at a time; one more at most stands in the queue, and serves all who ask meanwhile. */
  let looking: Promise<unknown> = Promise.resolve();
  let queued: Promise<boolean> | undefined;
  const plan = (milliseconds: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(look, milliseconds);
  };
  const look = (): Promise<boolean> => {
    if (queued !== undefined) return queued;
    const mine = looking.then(() => {
      queued = undefined;
      return lookOnce();
    });
    queued = mine;
    looking = mine.then(
      (found) => plan(found ? 0 : LOOK_EVERY_MS),
      (error: unknown) => {
        if (!stopped) console.error(error);
        plan(AFTER_FAILURE_MS);
      },
    );
    return mine;
  };
  const lookOnce = async () => {
    if (stopped) return false;
    const pages = await parts.reader.next();
    for (const page of pages) {
      await workOn(page, parts);
      parts.reader.done(page);
      await parts.keepPosition(parts.reader.position);
    }
    return pages.length > 0;
  };
  look();
  return {
    wake: look,
    async settle() {
      let found = false;
      while (await look()) found = true;
      return found;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

async function workOn({ records }: StreamPage, parts: StreamParts): Promise<void> {
  const lanes = Array.from({ length: LANES }, (): _Record[] => []);
  for (const record of records) lanes[laneOf(record)]?.push(record);
  await Promise.all(
    lanes.map(async (lane) => {
      for (let start = 0; start < lane.length; start += BATCH) {
        await workOnBatch(lane.slice(start, start + BATCH), parts);
      }
    }),
  );
}

function laneOf(record: _Record): number {
  const key = createHash("sha256").update(JSON.stringify(record.dynamodb?.Keys ?? {}));
  return (key.digest()[0] ?? 0) % LANES;
}

/** Repeats from the first record that failed, as Lambda does. */
async function workOnBatch(batch: readonly _Record[], parts: StreamParts): Promise<void> {
  let left = batch;
  for (const pause of [...PAUSES_MS, undefined]) {
    const failedAt = await firstFailure(left, parts);
    if (failedAt === undefined) return;
    left = left.slice(failedAt);
    if (pause !== undefined) await wait(pause);
  }
  console.error("Changes of a table could not be worked on. The sweep takes care of them.");
}

async function firstFailure(
  records: readonly _Record[],
  { streamArn, work }: StreamParts,
): Promise<number | undefined> {
  try {
    const Records = records.map((record) => eventRecord(record, streamArn));
    const answer = answerSchema.safeParse((await work({ Records })) ?? {});
    const failed = new Set(
      answer.data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier),
    );
    const at = records.findIndex(({ dynamodb }) => failed.has(dynamodb?.SequenceNumber ?? ""));
    if (at >= 0) return at;
    return failed.size > 0 ? 0 : undefined;
  } catch (error) {
    console.error(error);
    return 0;
  }
}

/** The record as Lambda hands it on: with its source, and the time in seconds. */
function eventRecord({ dynamodb, ...record }: _Record, eventSourceARN: string): DynamoDBRecord {
  const { ApproximateCreationDateTime: at, ...change } = dynamodb ?? {};
  return {
    ...record,
    eventSourceARN,
    dynamodb: { ...change, ...(at && { ApproximateCreationDateTime: at.getTime() / 1000 }) },
  } as DynamoDBRecord;
}
