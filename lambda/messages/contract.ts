// The HTTP operations of messages: what the service owes and what became of it. No behaviour.
import * as z from "zod";
import { operation } from "../http/contract.ts";
import { requestsTable } from "../http/idempotency.ts";
import { listQuery, listSchema } from "../http/list.ts";
import { type Message, messageSchema, messageStates } from "./message.ts";

/** A message as it is shown: no address, no content, no attempt. */
export const messageAnswerSchema = messageSchema.pick({
  messageId: true,
  kind: true,
  state: true,
  to: true,
  owedAt: true,
  sentAt: true,
  settledAt: true,
  copy: true,
});
export type MessageAnswer = z.infer<typeof messageAnswerSchema>;

export const messageExample = {
  messageId: "0f0f6c0e-6f0a-4c53-9f2b-2d1f7a0c7c11",
  kind: "consultation-form",
  state: "delivered",
  to: "agency",
  owedAt: "2026-11-23T10:31:07.412Z",
  sentAt: "2026-11-23T10:31:08.106Z",
  settledAt: "2026-11-23T10:31:09.871Z",
  copy: false,
};

/** What people are shown of a message. */
export function messageAnswer(message: Message): MessageAnswer {
  const { messageId, kind, state, to, owedAt, sentAt, settledAt, copy } = message;
  return { messageId, kind, state, to, owedAt, sentAt, settledAt, copy };
}

export const listMessages = operation({
  id: "list-messages",
  method: "GET",
  path: "/messages",
  roles: ["mash", "manager", "administrator"],
  runsIn: "messages",
  tag: "Messages",
  summary: "List messages",
  description:
    "Everything the service has owed to anybody, newest first, by state where one is given. “Sent” is not “delivered”.",
  query: listQuery({
    state: z.enum(messageStates).optional().meta({ description: "Only those in this state." }),
  }),
  answers: {
    200: {
      description: "A page of messages.",
      schema: listSchema(messageAnswerSchema),
      example: { items: [messageExample] },
    },
  },
  problems: [],
});

export const resendMessage = operation({
  id: "resend-message",
  method: "POST",
  path: "/messages/{messageId}/resend",
  roles: ["mash", "manager", "administrator"],
  runsIn: "messages",
  tag: "Messages",
  summary: "Send a message again",
  description:
    "Owes the same once more, marked as a copy, to the mailbox that stands in the register when it is sent. Not while it is on its way by itself, and not where it is withheld.",
  parameters: z.object({ messageId: z.uuid().meta({ description: "The id of the message." }) }),
  body: z.strictObject({}),
  bodyExample: {},
  rememberedIn: requestsTable,
  answers: {
    202: {
      description: "The copy is owed.",
      schema: messageAnswerSchema,
      example: { ...messageExample, state: "owed", copy: true },
    },
  },
  problems: ["conflict"],
});

export const messageOperations = [listMessages, resendMessage] as const;
