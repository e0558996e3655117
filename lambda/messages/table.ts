// The table of messages: definition, reads, and the writes that carry out the transitions of message.ts.
import { absent, type Change, equals, oneOf } from "../tables/condition.ts";
import type { Database, Read } from "../tables/database.ts";
import { defineTable, type Item } from "../tables/definition.ts";
import type { TransactItem } from "../tables/transact.ts";
import { put, update } from "../tables/write.ts";
import {
  type AttentionReason,
  DELIVERY_WAIT_SECONDS,
  EVIDENCE_WAIT_SECONDS,
  type EvidenceKind,
  evidenceTransitions,
  HELD_WAIT_SECONDS,
  LEASE_SECONDS,
  type Message,
  type MessageState,
  messageSchema,
  pauseSeconds,
  secondsAfter,
  type Transition,
  transitions,
} from "./message.ts";

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
const indexed = (state: MessageState, agencyId: string | undefined): Item => ({
  unsettled: inHand.has(state) ? UNSETTLED : undefined,
  heldFor: state === "held" ? agencyId : undefined,
});

/** Owes a new message, in the transaction of its cause. */
export const oweMessage = (message: Message): TransactItem<"message-exists"> => ({
  write: put(
    messagesTable,
    {
      ...message,
      ...indexed(message.state, message.agencyId),
      listedAs: `${message.owedAt}#${message.messageId}`,
    },
    [absent("messageId")],
  ),
  refusedAs: "message-exists",
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

/** A message that changed between reading and writing: whoever changed it has dealt with it. */
export type MessageItem = TransactItem<"message-changed">;

/**
 * Carries out a transition, under the condition that the message is in a state it may start from
 * and that nobody has claimed it since it was read. Without `nextActionAt` the sweep is done with it.
 */
function change(
  message: Message,
  { from, to }: Transition,
  set: Partial<Message>,
  append?: Change["append"],
): MessageItem {
  const now: Item = { ...set, state: to, ...indexed(to, message.agencyId) };
  const sparse = ["nextActionAt", "unsettled", "heldFor"];
  return {
    write: update(
      messagesTable,
      { messageId: message.messageId },
      {
        set: now,
        remove: sparse.filter((attribute) => now[attribute] === undefined),
        append,
      },
      [oneOf("state", from), equals("attempts", message.attempts)],
    ),
    refusedAs: "message-changed",
  };
}

/** Takes a message for sending, for one lease; `token` will be the tag of its mail. */
export function claim(
  message: Message,
  step: "claim" | "claim-copy",
  token: string,
  at: Date,
): { item: MessageItem; claimed: Message } {
  const attempts = [...message.attempts, { token, claimedAt: at.toISOString() }];
  const copy = message.copy || step === "claim-copy";
  const nextActionAt = secondsAfter(at, LEASE_SECONDS + EVIDENCE_WAIT_SECONDS);
  const set = { attempts, copy, nextActionAt };
  return {
    item: change(message, transitions[step], set),
    claimed: { ...message, ...set, state: transitions[step].to },
  };
}

/** The mail service took it; proof of delivery is awaited. */
export const accept = (claimed: Message, at: Date): MessageItem =>
  change(claimed, transitions.accept, {
    sentAt: at.toISOString(),
    nextActionAt: secondsAfter(at, DELIVERY_WAIT_SECONDS),
  });

/** The mail service certainly did not take it: the attempt does not count as sent. */
export function putBack(claimed: Message, at: Date): MessageItem {
  const refusals = claimed.refusals + 1;
  return change(claimed, transitions["put-back"], {
    attempts: claimed.attempts.slice(0, -1),
    refusals,
    nextActionAt: secondsAfter(at, pauseSeconds(refusals)),
  });
}

/** Waits for its agency to be verified: the attempt does not count as sent. */
export const hold = (claimed: Message, at: Date): MessageItem =>
  change(claimed, transitions.hold, {
    attempts: claimed.attempts.slice(0, -1),
    nextActionAt: secondsAfter(at, HELD_WAIT_SECONDS),
  });

/** Nothing more will be tried by itself. */
export const giveUp = (message: Message, attention: AttentionReason): MessageItem =>
  change(message, transitions["give-up"], { attention });

/** Sends a held message on its way: its agency has been verified. */
export const releaseHeld = (message: Message, at: Date): MessageItem =>
  change(message, transitions.release, { nextActionAt: at.toISOString() });

/**
 * Puts a copy in a message's place, unless somebody else did so, or it changed, since it was read:
 * so two people who ask at once owe one copy.
 */
export const supersede = (message: Message, supersededBy: string): MessageItem => ({
  write: update(messagesTable, { messageId: message.messageId }, { set: { supersededBy } }, [
    equals("state", message.state),
    absent("supersededBy"),
  ]),
  refusedAs: "message-changed",
});

const settled: ReadonlySet<EvidenceKind> = new Set([
  "delivered",
  "bounced",
  "complained",
  "rejected",
]);

/** What the mail service reports becomes the state, where it may; see `evidenceTransitions`. */
export function takeEvidence(message: Message, what: EvidenceKind, at: Date): MessageItem {
  const time = at.toISOString();
  const waiting =
    message.state === "sending" ? secondsAfter(at, DELIVERY_WAIT_SECONDS) : message.nextActionAt;
  return change(
    message,
    evidenceTransitions[what],
    {
      sentAt: message.sentAt ?? time,
      ...(settled.has(what) ? { settledAt: time } : { nextActionAt: waiting }),
    },
    { evidence: [{ what, at: time }] },
  );
}
