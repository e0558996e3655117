// What a referrer gets at once: a receipt, the acknowledgement, or word that their consultation is a referral now.
import type { Block, Letter } from "../letters/letter.ts";
import { isWait, runs } from "./deadline.ts";
import {
  type AboutReferral,
  closing,
  confirmation,
  heading,
  instantInWords,
  isPast,
  paragraph,
  receiptFacts,
  referralLetter,
} from "./letter-parts.ts";

/** The receipt that goes by itself (R18). It is not the acknowledgement, and says so. */
export function receiptLetter(about: AboutReferral): Letter {
  return referralLetter("Receipt of your referral", about, [
    paragraph(
      "Your referral has reached us. This receipt was sent by itself: nobody has read the referral yet, and you will hear from us again.",
    ),
    receiptFacts(about.referral),
    ...untilWhen(about, "acknowledged", {
      ahead: "You will have our acknowledgement by",
      past: "You were to have our acknowledgement by",
    }),
    ...confirmation(about),
    ...ifYouHearNothing(about),
    ...closing(about),
  ]);
}

/** The acknowledgement (R18): what comes next, and what to do where nothing comes (R19). */
export function acknowledgementLetter(about: AboutReferral): Letter {
  return referralLetter("We have your referral", about, [
    paragraph("Thank you. Your referral was received and is being worked on."),
    receiptFacts(about.referral),
    ...untilWhen(about, "decided", {
      ahead: "It will be decided by",
      past: "It is not decided yet. It was to be by",
    }),
    ...confirmation(about),
    heading("What comes next"),
    paragraph(
      "We tell you what was decided, also where there is no further action. If the concern grows, don't wait for that: call us.",
    ),
    ...closing(about),
  ]);
}

/** A consultation ended in a referral, which the procedure makes at once (R13). */
export function fromConsultationLetter(about: AboutReferral): Letter {
  return referralLetter("Your consultation has become a referral", about, [
    paragraph(
      "In the consultation we agreed that a referral is needed, so it has become one. You were told so at the time. Your own record of the consultation says which it was.",
    ),
    receiptFacts(about.referral),
    ...confirmation(about),
    ...closing(about),
  ]);
}

/** What we owe the referrer next, until when, and why. */
function untilWhen(
  about: AboutReferral,
  metBy: "acknowledged" | "decided",
  words: { readonly ahead: string; readonly past: string },
): readonly Block[] {
  const due = about.deadlines.find((deadline) => deadline.metBy === metBy && runs(deadline));
  if (due === undefined) return [];
  const said = isPast(due, about) ? words.past : words.ahead;
  return [paragraph(`${said} ${instantInWords(due.dueAt)}.`), paragraph(due.source)];
}

function ifYouHearNothing(about: AboutReferral): readonly Block[] {
  const again = about.deadlines.find((deadline) => isWait(deadline) && runs(deadline));
  if (again === undefined) return [];
  const asked = isPast(again, about)
    ? "You have no acknowledgement yet: contact us again."
    : `If you have no acknowledgement by ${instantInWords(again.dueAt)}, contact us again.`;
  return [heading("If you hear nothing"), paragraph(`${asked} ${again.source}`)];
}
