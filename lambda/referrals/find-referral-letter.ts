// Gathers what a letter about a referral is made from, when its turn comes to be sent.
import { agencyRead, parseAgency } from "../agencies/table.ts";
import type { Letter } from "../letters/letter.ts";
import type { Message, MessageKind } from "../messages/message.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import type { Database } from "../tables/database.ts";
import { runs, toSeeTo } from "./deadline.ts";
import {
  type AboutDeadline,
  contactAgainLetter,
  missedLetter,
  reminderLetter,
} from "./deadline-letter.ts";
import { immediateProtectionLetter } from "./immediate-protection-letter.ts";
import type { AboutReferral } from "./letter-parts.ts";
import { outcomeLetter, transferLetter } from "./outcome-letter.ts";
import { acknowledgementLetter, fromConsultationLetter, receiptLetter } from "./receipt-letter.ts";
import { readWhole, type WholeReferral } from "./table.ts";

type MakeLetter = (about: AboutReferral, message: ReferralMessage) => Letter | undefined;

/** A letter about the one deadline that its message names. */
const aboutDeadline =
  (letter: (about: AboutDeadline) => Letter): MakeLetter =>
  (about, { deadline: code, to }) => {
    const deadline = about.deadlines.find((one) => one.code === code);
    return deadline && letter({ ...about, deadline, to });
  };

export type ReferralMessageKind = Exclude<
  MessageKind,
  "consultation-form" | "consultation-follow-up"
>;

const letters: Readonly<Record<ReferralMessageKind, MakeLetter>> = {
  "referral-receipt": receiptLetter,
  "referral-acknowledgement": acknowledgementLetter,
  "referral-from-consultation": fromConsultationLetter,
  "referral-outcome": outcomeLetter,
  "referral-transfer": transferLetter,
  "immediate-protection": immediateProtectionLetter,
  "deadline-reminder": aboutDeadline(reminderLetter),
  "deadline-missed": aboutDeadline(missedLetter),
  "referrer-contact-again": aboutDeadline(contactAgainLetter),
};

/** A message about a referral; `kind` is one of those whose letter is found here. */
export type ReferralMessage = Pick<Message, "about" | "to" | "agencyId" | "deadline"> & {
  readonly kind: ReferralMessageKind;
};

export type LetterFound =
  | { readonly letter: Letter; readonly to: string; readonly kind: ReferralMessageKind }
  /** As in mail: whose turn has not come, who is gone, or what is not so any more. */
  | { readonly missing: "verification" | "recipient" | "reason" };

interface Sources {
  readonly database: Database;
  readonly procedure: ProcedureInForce;
}

/**
 * The letter and the mailbox it goes to, as referral, register and procedure are at that moment: a mail
 * that had to wait, for its agency or the mail service, says nothing that is over by then.
 */
export async function findReferralLetter(
  message: ReferralMessage,
  at: Date,
  { database, procedure }: Sources,
): Promise<LetterFound> {
  const whole = await readWhole(database, message.about, at);
  if (whole === undefined) return { missing: "recipient" };
  if (isOver(message, whole)) return { missing: "reason" };
  const recipient = await recipientOf(message, { database, procedure });
  if ("missing" in recipient) return recipient;
  const about = { ...whole, procedure, at, area: recipient.area };
  const kind = kindNow(message, whole, at);
  const letter = letters[kind](about, message);
  return letter === undefined ? { missing: "recipient" } : { letter, to: recipient.to, kind };
}

/** Whether there is nothing to say any more: the deadline was met or stopped, or the receipt outdone. */
function isOver(message: ReferralMessage, { referral, deadlines }: WholeReferral): boolean {
  if (message.kind === "referral-receipt") return referral.acknowledgement !== undefined;
  const deadline = deadlines.find(({ code }) => code === message.deadline);
  return deadline !== undefined && !runs(deadline);
}

/** A reminder that comes after the due time says that it was missed. */
function kindNow(message: ReferralMessage, { deadlines }: WholeReferral, at: Date) {
  const deadline = deadlines.find(({ code }) => code === message.deadline);
  const isLate = deadline && toSeeTo(deadline, deadlines).dueAt < at.toISOString();
  return message.kind === "deadline-reminder" && isLate ? "deadline-missed" : message.kind;
}

type Recipient =
  | { readonly to: string; readonly area?: string }
  | { readonly missing: "verification" | "recipient" };

/** The address is read from the register or the procedure each time, and stored nowhere else. */
async function recipientOf(
  { to, agencyId }: ReferralMessage,
  { database, procedure }: Sources,
): Promise<Recipient> {
  const { mailboxes } = procedure.procedure;
  if (to === "team") return { to: mailboxes.team.email };
  if (to === "manager") return { to: mailboxes.manager.email };
  if (agencyId === undefined) return { missing: "recipient" };
  const [item] = await database.readTogether([agencyRead(agencyId)]);
  const agency = parseAgency(item);
  if (!agency?.active) return { missing: "recipient" };
  return agency.verified ? { to: agency.email, area: agency.area } : { missing: "verification" };
}
