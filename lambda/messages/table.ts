// The table of messages: its definition and its reads. What changes a message is in change-message.ts.
import type { Database, Read } from "../tables/database.ts";
import { defineTable, type Item } from "../tables/definition.ts";
import { type Message, type MessageState, messageSchema } from "./message.ts";

export const messagesTable = defineTable({
  name: "Messages",
  key: { partition: "messageId" },
  indexes: {
    /** What the sweep has to look at, when: sparse, in one partition. See docs/decisions/. */
    unsettled: { partition: "unsettled", sort: "nextActionAt", carries: "everything" },
    /** What is held until an agency is verified: sparse. */
    held: { partition: "heldFor", sort: "owedAt", carries: "everything" },
    about: { partition: "about", sort: "owedAt", carries: "everything" },
    byState: { partition: "state", sort: "listedAs", carries: "everything" },
  },
  stream: true,
  encryption: "shared",
});

/** The sweep's partition: one authority owes a few thousand messages a day at most. */
const UNSETTLED = "message";

/** Held messages of one agency are released at once; more than a page of them is read on. */
const PAGE = 100;

const parse = (item: Item): Message => messageSchema.parse(item);

/** The states in which the sweep has something to do sooner or later. */
const inHand: ReadonlySet<MessageState> = new Set(["owed", "held", "sending", "sent", "delayed"]);

/** The attributes that keep a message in the sparse indexes exactly while it belongs there. */
export const indexed = (state: MessageState, agencyId: string | undefined): Item => ({
  unsettled: inHand.has(state) ? UNSETTLED : undefined,
  heldFor: state === "held" ? agencyId : undefined,
});

/** The read of one message, to go with an operation's other reads. */
export const messageRead = (messageId: string): Read => ({
  table: messagesTable,
  key: { messageId },
});

export const parseMessage = (item: Item | undefined): Message | undefined => item && parse(item);

export async function readMessage(
  database: Database,
  messageId: string,
): Promise<Message | undefined> {
  const [item] = await database.readTogether([messageRead(messageId)]);
  return parseMessage(item);
}

/** All messages about one reference, newest first. */
export async function messagesAbout(database: Database, about: string): Promise<Message[]> {
  const { items } = await database.query({
    table: messagesTable,
    index: "about",
    partition: about,
    newestFirst: true,
    limit: PAGE,
  });
  return items.map(parse);
}

/** One page of what is due for the sweep, the longest due first. */
export async function dueMessages(database: Database, at: Date, limit: number): Promise<Message[]> {
  const { items } = await database.query({
    table: messagesTable,
    index: "unsettled",
    partition: UNSETTLED,
    sort: { atMost: at.toISOString() },
    limit,
  });
  return items.map(parse);
}

/** When the sweep next has something to do, if ever. */
export async function nextActionDue(database: Database): Promise<Date | undefined> {
  const { items } = await database.query({
    table: messagesTable,
    index: "unsettled",
    partition: UNSETTLED,
    limit: 1,
  });
  const due = items.map(parse)[0]?.nextActionAt;
  return due === undefined ? undefined : new Date(due);
}

/** The messages that wait for an agency to be verified. */
export async function heldForAgency(database: Database, agencyId: string): Promise<Message[]> {
  const { items } = await database.query({
    table: messagesTable,
    index: "held",
    partition: agencyId,
    limit: PAGE,
  });
  return items.map(parse);
}

/** A page of one state's messages, newest first; `before` is where the page before ended. */
export async function messagesInState(
  database: Database,
  state: MessageState,
  limit: number,
  before?: string,
): Promise<{ listedAs: string; message: Message }[]> {
  const { items } = await database.query({
    table: messagesTable,
    index: "byState",
    partition: state,
    sort: before === undefined ? undefined : { below: before },
    newestFirst: true,
    limit,
  });
  return items.map((item) => ({ listedAs: String(item.listedAs), message: parse(item) }));
}
