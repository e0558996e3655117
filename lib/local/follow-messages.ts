// Follows the stream of the messages from where the last start left it.
import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import * as z from "zod";
import { messagesTable } from "../../lambda/messages/table.ts";
import type { DataFolder } from "./data-folder.ts";
import { credentials, REGION } from "./environment.ts";
import { jsonOrNothing, readIfThere, replace } from "./kept-file.ts";
import { followStream, type Stream, type StreamParts } from "./stream.ts";
import { openStream } from "./stream-reader.ts";
import type { NameOf } from "./table-names.ts";

const REQUEST_TIMEOUT_MS = 5_000;

const keptSchema = z.object({
  streamArn: z.string(),
  position: z.record(z.string(), z.string()),
});

/** Hands the stream of the Messages table to a function; a stream not known from before, from its start. */
export async function followMessages(
  folder: DataFolder,
  endpoint: string,
  { client, nameOf }: { readonly client: DynamoDBClient; readonly nameOf: NameOf },
  work: StreamParts["work"],
): Promise<Stream> {
  const TableName = nameOf(messagesTable);
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const streamArn = Table?.LatestStreamArn;
  if (streamArn === undefined) throw new Error(`The table ${TableName} has no stream.`);
  const path = folder.fileOf("stream");
  const kept = keptSchema.safeParse(jsonOrNothing(await readIfThere(path)));
  const from = kept.data?.streamArn === streamArn ? kept.data.position : {};
  const streams = new DynamoDBStreamsClient({
    endpoint,
    region: REGION,
    credentials,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS, throwOnRequestTimeout: true },
  });
  const stream = followStream({
    reader: openStream(streams, streamArn, from),
    streamArn,
    work,
    keepPosition: (position) => replace(path, JSON.stringify({ streamArn, position })),
  });
  return {
    ...stream,
    async stop() {
      await stream.stop();
      streams.destroy();
    },
  };
}
