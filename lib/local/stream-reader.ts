// Reads a table's stream of changes, shard by shard, from where it was left.
import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";

/** As many as a function is given at once, times the lanes that work side by side. */
const PAGE = 100;
/** A shard of a table this small splits a few times a day at most. */
const MAX_SHARDS = 1_000;

/** The last sequence number read of each shard; of one that isn't named, nothing was. */
export type Position = Readonly<Record<string, string>>;

export interface StreamPage {
  readonly shard: string;
  readonly records: readonly _Record[];
}

export interface StreamReader {
  /** The next page of each shard; a shard with nothing new has none. */
  next(): Promise<readonly StreamPage[]>;
  /** Notes that a page was dealt with. */
  done(page: StreamPage): void;
  readonly position: Position;
}

/**
 * Opens a stream behind a position. Where the position is no longer kept there, the shard is read from
 * its beginning: what comes twice does no harm, what is missed would wait for the sweep.
 */
export function openStream(
  client: DynamoDBStreamsClient,
  streamArn: string,
  from: Position,
): StreamReader {
  const position: Record<string, string> = { ...from };
  const iterators = new Map<string, string>();
  const ended = new Set<string>();
  let mayHaveNewShards = true;
  const look = async () => {
    const shards = await shardsOf(client, streamArn);
    const unfinished = new Set(shards.map(({ ShardId }) => ShardId).filter((id) => !isEnded(id)));
    for (const { ShardId: shard = "", ParentShardId } of shards) {
      // What happened to an item stands in order: first in the shard that was split.
      if (isEnded(shard) || iterators.has(shard) || unfinished.has(ParentShardId)) continue;
      const iterator = await iteratorFor(client, streamArn, shard, position[shard]);
      if (iterator !== undefined) iterators.set(shard, iterator);
    }
    mayHaveNewShards = false;
  };
  const isEnded = (shard: string | undefined) => shard !== undefined && ended.has(shard);
  const read = async (shard: string, ShardIterator: string): Promise<StreamPage> => {
    const { Records = [], NextShardIterator } = await client.send(
      new GetRecordsCommand({ ShardIterator, Limit: PAGE }),
    );
    if (NextShardIterator !== undefined) iterators.set(shard, NextShardIterator);
    else {
      iterators.delete(shard);
      ended.add(shard);
      mayHaveNewShards = true;
    }
    return { shard, records: Records };
  };
  return {
    position,
    async next() {
      if (mayHaveNewShards) await look();
      const pages: StreamPage[] = [];
      for (const [shard, iterator] of [...iterators]) {
        try {
          pages.push(await read(shard, iterator));
        } catch (error) {
          if (!isStale(error)) throw error;
          iterators.delete(shard);
          mayHaveNewShards = true;
        }
      }
      return pages.filter(({ records }) => records.length > 0);
    },
    done({ shard, records }) {
      const last = records.at(-1)?.dynamodb?.SequenceNumber;
      if (last !== undefined) position[shard] = last;
    },
  };
}

const isStale = (error: unknown): boolean =>
  error instanceof ExpiredIteratorException || error instanceof TrimmedDataAccessException;

async function shardsOf(client: DynamoDBStreamsClient, streamArn: string): Promise<Shard[]> {
  const shards: Shard[] = [];
  let after: string | undefined;
  do {
    const { StreamDescription } = await client.send(
      new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId: after }),
    );
    shards.push(...(StreamDescription?.Shards ?? []));
    after = StreamDescription?.LastEvaluatedShardId;
  } while (after !== undefined && shards.length < MAX_SHARDS);
  return shards;
}

async function iteratorFor(
  client: DynamoDBStreamsClient,
  StreamArn: string,
  ShardId: string,
  after: string | undefined,
): Promise<string | undefined> {
  const fromStart = { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" as const };
  if (after !== undefined) {
    try {
      const behind = { ...fromStart, ShardIteratorType: "AFTER_SEQUENCE_NUMBER" as const };
      const answer = await client.send(
        new GetShardIteratorCommand({ ...behind, SequenceNumber: after }),
      );
      return answer.ShardIterator;
    } catch (error) {
      if (!isStale(error)) throw error;
    }
  }
  return (await client.send(new GetShardIteratorCommand(fromStart))).ShardIterator;
}
