// What a batch of the stream tells: messages that are owed as of this change.
import type { DynamoDBStreamEvent } from "aws-lambda";
import { type Message, messageSchema } from "../messages/message.ts";
import { itemOfImage } from "../tables/stream-image.ts";

/** The messages of a batch whose newest image is owed, each once, as that image has it. */
export function newlyOwed({ Records }: DynamoDBStreamEvent): readonly Message[] {
  const newest = new Map<string, Message>();
  for (const { dynamodb } of Records) {
    if (dynamodb?.NewImage === undefined) continue;
    const message = messageSchema.parse(itemOfImage(dynamodb.NewImage));
    newest.set(message.messageId, message);
  }
  return [...newest.values()].filter(({ state }) => state === "owed");
}
