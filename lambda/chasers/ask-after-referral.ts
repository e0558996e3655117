// Asks the agency, once, what became of a referral that was advised in a consultation and never linked.
import { randomUUID } from "node:crypto";
import type { Agency } from "../agencies/agency.ts";
import { agencyRead, parseAgency } from "../agencies/table.ts";
import type { Consultation } from "../consultations/consultation.ts";
import { noteFollowUp } from "../consultations/follow-up.ts";
import {
  awaitsReferral,
  documentRead,
  keepingRead,
  parseDocument,
  parseKeeping,
} from "../consultations/table.ts";
import { oweMessage } from "../messages/change-message.ts";
import { type Message, newMessage } from "../messages/message.ts";
import type { Database } from "../tables/database.ts";
import { transact } from "../tables/transact.ts";

/**
 * Owes the message and notes that it was asked, in one transaction; a link that came first, or another
 * sweep, leaves nothing to do.
 * @returns whether it was asked now
 */
export async function askAfterReferral(
  database: Database,
  reference: string,
  at: Date,
): Promise<boolean> {
  const [item, entry] = await database.readTogether([
    documentRead(reference),
    keepingRead(reference),
  ]);
  const keeping = parseKeeping(entry, at);
  const document = parseDocument(item);
  // Nothing is said of a consultation whose time is over; the index may also lag behind a link.
  if (keeping === undefined || document === undefined || !awaitsReferral(keeping)) return false;
  const [registered] = await database.readTogether([agencyRead(document.agencyId)]);
  const question = questionTo(document, parseAgency(registered), at);
  const outcome = await transact(database, [noteFollowUp(keeping, at), oweMessage(question)]);
  return outcome.done;
}

/**
 * To the agency; or to the receiving team, where the agency has no mailbox in use, or where its form was
 * withheld because it must not reach that mailbox (R32).
 */
function questionTo(
  { reference, agencyId, withholdForm }: Consultation,
  agency: Agency | undefined,
  at: Date,
): Message {
  const question = {
    messageId: randomUUID(),
    kind: "consultation-follow-up" as const,
    about: reference,
    copy: false,
  };
  if (!agency?.active || withholdForm !== undefined) {
    return newMessage({ ...question, to: "team", state: "owed" }, at);
  }
  const state = agency.verified ? "owed" : "held";
  return newMessage({ ...question, to: "agency", agencyId, state }, at);
}
