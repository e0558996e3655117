// Sends one message that is due: claim, find the letter, send, write down what came of it.
import { randomBytes } from "node:crypto";
import { log } from "../log/log.ts";
import {
  accept,
  claim,
  drop,
  giveUp,
  hold,
  type MessageItem,
  putBack,
} from "../messages/change-message.ts";
import { LEASE_SECONDS, type Message, nextStep } from "../messages/message.ts";
import type { Database } from "../tables/database.ts";
import { transact } from "../tables/transact.ts";
import type { FindMail, OutgoingMail } from "./outgoing-mail.ts";

/** What the mail service made of one call. */
export type SendOutcome =
  | { readonly outcome: "accepted" }
  /** It certainly did not take the mail: it said so, or was never reached. */
  | { readonly outcome: "refused"; readonly error: string }
  /** Nobody knows: the answer was lost or came too late. */
  | { readonly outcome: "unknown"; readonly error: string };

export interface MailTags {
  readonly message: string;
  readonly attempt: string;
}

/** Sends one mail with exactly one request. Never throws. */
export type SendMail = (mail: OutgoingMail, tags: MailTags, at: Date) => Promise<SendOutcome>;

export interface DeliveryEffects {
  readonly database: Database;
  readonly clock: () => Date;
  readonly findMail: FindMail;
  readonly sendMail: SendMail;
  readonly token?: () => string;
}

export type Delivery = "sent" | "left" | "needs-attention";

/** Attempt tokens are tags of the mail: letters and digits alone. */
const newToken = (): string => randomBytes(12).toString("hex");

/**
 * Does what is due about a message, as it was read. Whoever else does the same at the same time is
 * refused by the database, so one request goes to the mail service for each claim.
 */
export async function deliverMessage(
  message: Message,
  effects: DeliveryEffects,
): Promise<Delivery> {
  const { database, clock, token = newToken } = effects;
  const at = clock();
  const next = nextStep(message, at);
  if (next.step === "wait") return "left";
  if (next.step === "give-up") return giveUpOn(database, message, next.reason);
  const { item, claimed } = claim(message, next.step, token(), at);
  if (!(await done(database, item))) return "left";
  log("message-claimed", { messageId: message.messageId, kind: message.kind, copy: claimed.copy });
  return sendClaimed(claimed, at, effects);
}

async function sendClaimed(
  claimed: Message,
  claimedAt: Date,
  { database, clock, findMail, sendMail }: DeliveryEffects,
): Promise<Delivery> {
  const mail = await findMail(claimed, claimedAt);
  if ("missing" in mail) {
    if (mail.missing === "recipient") return giveUpOn(database, claimed, "nobody-to-send-to");
    if (mail.missing === "reason") return dropUnlessSent(claimed, { database, clock });
    await done(database, hold(claimed, clock()));
    return "left";
  }
  const { messageId, kind, attempts } = claimed;
  const attempt = attempts.at(-1)?.token ?? "";
  // A mail sent late in the lease could still be under way when the lease is over.
  const late = clock().getTime() > claimedAt.getTime() + (LEASE_SECONDS * 1000) / 2;
  const { outcome, ...rest } = late
    ? { outcome: "refused" as const, error: "TooLate" }
    : await sendMail(mail.found, { message: messageId, attempt }, claimedAt);
  const error = "error" in rest ? rest.error : undefined;
  switch (outcome) {
    case "accepted":
      log("message-sent", { messageId, kind });
      // Refused where evidence was faster: then it is settled already.
      await done(database, accept(claimed, clock()));
      return "sent";
    case "refused":
      log("message-put-back", { messageId, kind, error });
      await done(database, putBack(claimed, clock()));
      return "left";
    case "unknown":
      log("message-unknown", { messageId, kind, error });
      return "left";
  }
}

/** Nothing is left to say. Where an earlier attempt may have gone, nobody knows, and a person decides. */
async function dropUnlessSent(
  claimed: Message,
  { database, clock }: Pick<DeliveryEffects, "database" | "clock">,
): Promise<Delivery> {
  if (claimed.attempts.length > 1) return giveUpOn(database, claimed, "unknown-outcome");
  const { messageId, kind } = claimed;
  if (await done(database, drop(claimed, clock()))) log("message-dropped", { messageId, kind });
  return "left";
}

async function giveUpOn(
  database: Database,
  message: Message,
  reason: Parameters<typeof giveUp>[1],
): Promise<Delivery> {
  if (!(await done(database, giveUp(message, reason)))) return "left";
  log("message-needs-attention", { messageId: message.messageId, kind: message.kind, reason });
  return "needs-attention";
}

/** Whether the write was made; if not, somebody else has dealt with the message meanwhile. */
async function done(database: Database, item: MessageItem): Promise<boolean> {
  const outcome = await transact(database, [item]);
  return outcome.done;
}
