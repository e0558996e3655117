// Which letter each kind of message carries, and to whom it goes.
import { consultationLetter } from "../consultations/consultation-letter.ts";
import { type FormSources, findForm } from "../consultations/find-form.ts";
import { formFileName } from "../consultations/form-file-name.ts";
import type { FindMail, MailFound } from "./outgoing-mail.ts";

/** Makes the finder of all kinds of mail. A new kind without its letter does not compile. */
export function mailFinder(sources: FormSources): FindMail {
  const byKind = {
    "consultation-form": (about: string, at: Date) => formMail(about, at, sources),
  };
  return async ({ kind, about, copy }, at) => {
    const mail = await byKind[kind](about, at);
    if (!("found" in mail) || !copy) return mail;
    return { found: { ...mail.found, subject: `${mail.found.subject} (copy)` } };
  };
}

async function formMail(reference: string, at: Date, sources: FormSources): Promise<MailFound> {
  const form = await findForm(reference, at, sources);
  if (form === undefined || !form.agency.active) return { missing: "recipient" };
  if (!form.agency.verified) return { missing: "verification" };
  const letter = consultationLetter(form);
  const marking = letter.marking?.text ?? "";
  return {
    found: {
      to: form.agency.email,
      subject: `${marking}${marking && ": "}consultation ${form.reference}`,
      letter,
      pdf: {
        fileName: formFileName(form.reference, "pdf"),
        createdAt: new Date(form.document.recordedAt),
      },
    },
  };
}
