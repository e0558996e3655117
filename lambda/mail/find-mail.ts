// Which letter each kind of message carries, and to whom it goes.
import { consultationLetter } from "../consultations/consultation-letter.ts";
import { findFollowUp } from "../consultations/find-follow-up.ts";
import { type FormSources, findForm } from "../consultations/find-form.ts";
import { formFileName } from "../consultations/form-file-name.ts";
import {
  findReferralLetter,
  type ReferralMessage,
  type ReferralMessageKind,
} from "../referrals/find-referral-letter.ts";
import type { FindMail, MailFound } from "./outgoing-mail.ts";

type MessageToFind = Parameters<FindMail>[0];
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
    const mail = await find(message, at, sources);
    if (!("found" in mail) || !message.copy) return mail;
    return { found: { ...mail.found, subject: `${mail.found.subject} (copy)` } };
  };
}

/** By its kind. A new kind without its letter does not compile. */
function find(message: MessageToFind, at: Date, sources: FormSources): Promise<MailFound> {
  const { kind } = message;
  switch (kind) {
    case "consultation-form":
      return formMail(message, at, sources);
    case "consultation-follow-up":
      return followUpMail(message, at, sources);
    default:
      return referralMail({ ...message, kind }, at, sources);
  }
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

async function referralMail(
  message: ReferralMessage,
  at: Date,
  sources: FormSources,
): Promise<MailFound> {
  const found = await findReferralLetter(message, at, sources);
  if ("missing" in found) return { missing: found.missing };
  const { letter, to, kind } = found;
  const rest = `referral ${message.about}, ${endsOfSubjects[kind]}`;
  return { found: { to, subject: subjectOf(letter.marking?.text, rest), letter } };
}
