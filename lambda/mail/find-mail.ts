// Which letter each kind of message carries, and to whom it goes.
import { consultationLetter } from "../consultations/consultation-letter.ts";
import { findFollowUp } from "../consultations/find-follow-up.ts";
import { type FormSources, findForm } from "../consultations/find-form.ts";
import { formFileName } from "../consultations/form-file-name.ts";
import type { Message } from "../messages/message.ts";
import { findReferralLetter, type ReferralMessageKind } from "../referrals/find-referral-letter.ts";
import type { FindMail, MailFound } from "./outgoing-mail.ts";

type MessageToFind = Parameters<FindMail>[0];
type Finder = (message: MessageToFind, at: Date, sources: FormSources) => Promise<MailFound>;

/** The finder of each kind. A new kind without its letter does not compile. */
const byKind: Readonly<Record<Message["kind"], Finder>> = {
  "consultation-form": formMail,
  "consultation-follow-up": followUpMail,
  "referral-receipt": ofReferral("referral-receipt"),
  "referral-acknowledgement": ofReferral("referral-acknowledgement"),
  "referral-from-consultation": ofReferral("referral-from-consultation"),
  "referral-outcome": ofReferral("referral-outcome"),
  "referral-transfer": ofReferral("referral-transfer"),
  "immediate-protection": ofReferral("immediate-protection"),
  "deadline-reminder": ofReferral("deadline-reminder"),
  "deadline-missed": ofReferral("deadline-missed"),
  "referrer-contact-again": ofReferral("referrer-contact-again"),
};

const endsOfSubjects: Readonly<Record<ReferralMessageKind, string>> = {
  "referral-receipt": "receipt",
  "referral-acknowledgement": "acknowledgement",
  "referral-from-consultation": "please confirm",
  "referral-outcome": "outcome",
  "referral-transfer": "passed on",
  "immediate-protection": "act now",
  "deadline-reminder": "due soon",
  "deadline-missed": "overdue",
  "referrer-contact-again": "please call us",
};

/** Makes the finder of all kinds of mail. */
export function mailFinder(sources: FormSources): FindMail {
  return async (message, at) => {
    const mail = await byKind[message.kind](message, at, sources);
    if (!("found" in mail) || !message.copy) return mail;
    return { found: { ...mail.found, subject: `${mail.found.subject} (copy)` } };
  };
}

/** A subject names one number, in our own words. */
const subjectOf = (marking: string | undefined, rest: string): string =>
  marking ? `${marking}: ${rest}` : rest;

async function formMail(
  { about }: MessageToFind,
  at: Date,
  sources: FormSources,
): Promise<MailFound> {
  const form = await findForm(about, at, sources);
  if (form === undefined || !form.agency.active) return { missing: "recipient" };
  if (!form.agency.verified) return { missing: "verification" };
  const letter = consultationLetter(form);
  return {
    found: {
      to: form.agency.email,
      subject: subjectOf(letter.marking?.text, `consultation ${form.reference}`),
      letter,
      pdf: {
        fileName: formFileName(form.reference, "pdf"),
        createdAt: new Date(form.document.recordedAt),
      },
    },
  };
}

async function followUpMail(
  message: MessageToFind,
  at: Date,
  sources: FormSources,
): Promise<MailFound> {
  const mail = await findFollowUp(message, at, sources);
  if ("missing" in mail) return { missing: mail.missing };
  const { letter, to } = mail;
  const rest = `consultation ${message.about}, referral advised`;
  return { found: { to, subject: subjectOf(letter.marking?.text, rest), letter } };
}

/** The finder of one kind of message about a referral. */
function ofReferral(kind: ReferralMessageKind): Finder {
  return async (message, at, sources) => {
    const found = await findReferralLetter({ ...message, kind }, at, sources);
    if ("missing" in found) return { missing: found.missing };
    const { letter, to } = found;
    const rest = `referral ${message.about}, ${endsOfSubjects[found.kind]}`;
    const subject = subjectOf(letter.marking?.text, rest);
    return { found: { to, subject, letter } };
  };
}
