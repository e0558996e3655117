// Takes the mail service's reports of what became of a mail, as evidence for its message.
import * as z from "zod";
import { log } from "../log/log.ts";
import { takeEvidence } from "../messages/change-message.ts";
import { type EvidenceKind, evidenceTransitions } from "../messages/message.ts";
import { readMessage } from "../messages/table.ts";
import type { Database } from "../tables/database.ts";
import { transact } from "../tables/transact.ts";

const evidenceByEvent: Readonly<Record<string, EvidenceKind>> = {
  Send: "sent",
  Delivery: "delivered",
  DeliveryDelay: "delayed",
  Bounce: "bounced",
  Complaint: "complained",
  Reject: "rejected",
};

/**
 * The parts of a report that are read: what happened, and our two tags. Addresses, headers and
 * subject, which the report holds too, go no further than this.
 * Source: docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
const reportSchema = z.object({
  detail: z.object({
    eventType: z.string().optional(),
    mail: z.object({
      tags: z.object({
        message: z.tuple([z.string().max(64)], z.string()),
        attempt: z.tuple([z.string().max(64)], z.string()),
      }),
    }),
  }),
});

/** A message that changes under every try is being worked on; the report comes again. */
const TRIES = 5;

export interface SettleEffects {
  readonly database: Database;
  readonly clock: () => Date;
}

/**
 * Makes a report the state of its message, where the transitions allow it: reports come twice, out
 * of order, and of mails that are none of ours, and then change nothing.
 * @throws Error when the message kept changing, so that the report is delivered again.
 */
export async function settleMessage(
  report: unknown,
  { database, clock }: SettleEffects,
): Promise<void> {
  const parsed = reportSchema.safeParse(report);
  if (!parsed.success) return log("mail-event-ignored", { reason: "not a report of ours" });
  const { eventType = "", mail } = parsed.data.detail;
  const messageId = mail.tags.message[0];
  const what = Object.hasOwn(evidenceByEvent, eventType) ? evidenceByEvent[eventType] : undefined;
  if (what === undefined) {
    return log("mail-event-ignored", { messageId, reason: "nothing follows from such a report" });
  }
  for (let tries = 0; tries < TRIES; tries++) {
    const message = await readMessage(database, messageId);
    if (
      message === undefined ||
      !message.attempts.some(({ token }) => token === mail.tags.attempt[0])
    ) {
      return log("mail-event-ignored", { messageId, event: what, reason: "no such attempt" });
    }
    const { from, to }: { from: readonly string[]; to: string } = evidenceTransitions[what];
    if (!from.includes(message.state)) {
      return log("mail-event-outdone", { messageId, event: what });
    }
    const outcome = await transact(database, [takeEvidence(message, what, clock())]);
    if (outcome.done) return log("message-settled", { messageId, state: to });
  }
  throw new Error("A message kept changing while a report was being taken.");
}
