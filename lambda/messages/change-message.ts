// The writes that owe a message and carry out its transitions; their conditions are made from message.ts.
import { absent, type Change, equals, oneOf } from "../tables/condition.ts";
import type { Item } from "../tables/definition.ts";
import type { TransactItem } from "../tables/transact.ts";
import { check, put, update } from "../tables/write.ts";
import {
  type AttentionReason,
  DELIVERY_WAIT_SECONDS,
  EVIDENCE_WAIT_SECONDS,
  type EvidenceKind,
  evidenceTransitions,
  HELD_WAIT_SECONDS,
  LEASE_SECONDS,
  type Message,
  pauseSeconds,
  secondsAfter,
  type Transition,
  transitions,
} from "./message.ts";
import { indexed, messagesTable } from "./table.ts";

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

/** It is not sent: what it was to say is not so any more. The attempt does not count as sent. */
export const drop = (claimed: Message, at: Date): MessageItem =>
  change(claimed, transitions.drop, {
    attempts: claimed.attempts.slice(0, -1),
    settledAt: at.toISOString(),
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

/** Refuses a transaction when a message has left its state since it was read. */
export const stillInState = (message: Message): MessageItem => ({
  write: check(messagesTable, { messageId: message.messageId }, [equals("state", message.state)]),
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
