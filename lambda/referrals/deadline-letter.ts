// What staff and referrers are told about a deadline: what is owed, by whom, until when, why, and what to do.
import type { Block, Letter } from "../letters/letter.ts";
import type { Message } from "../messages/message.ts";
import { type Deadline, isWait, toSeeTo } from "./deadline.ts";
import {
  type AboutReferral,
  closing,
  heading,
  instantInWords,
  isPast,
  paragraph,
  receiptFacts,
  referralLetter,
} from "./letter-parts.ts";

export interface AboutDeadline extends AboutReferral {
  readonly deadline: Deadline;
  readonly to: Message["to"];
}

const ownerWords: Readonly<Record<Deadline["owner"], string>> = {
  "receiving-team": "the team that receives referrals",
  manager: "the manager",
  referrer: "the agency that referred",
};

const ACKNOWLEDGE = "Acknowledge the referral";

/** What is owed, by whom and until when; where the referrer waits for the acknowledgement, that (R19). */
function whatIsOwed({ deadline, deadlines }: AboutDeadline) {
  const { title, owner, dueAt } = toSeeTo(deadline, deadlines);
  return isWait(deadline)
    ? { what: ACKNOWLEDGE, owner: ownerWords["receiving-team"], dueAt }
    : { what: title, owner: ownerWords[owner], dueAt };
}

/** Before it is due. */
export function reminderLetter(about: AboutDeadline): Letter {
  const { what, dueAt } = whatIsOwed(about);
  return referralLetter(`Due soon: ${what}`, about, [
    paragraph(`This is due by ${instantInWords(dueAt)} and has not been done yet.`),
    ...owed(about),
    ...whatToDo(about),
  ]);
}

/** After it was due. */
export function missedLetter(about: AboutDeadline): Letter {
  const { what, dueAt } = whatIsOwed(about);
  return referralLetter(`Overdue: ${what}`, about, [
    paragraph(`This was due by ${instantInWords(dueAt)} and has not been done.`),
    ...owed(about),
    ...whatToDo(about),
  ]);
}

/** A referrer who has not been answered contacts social care again, or the manager (R19). */
export function contactAgainLetter(about: AboutDeadline): Letter {
  const { deadline, deadlines } = about;
  const { dueAt } = toSeeTo(deadline, deadlines);
  return referralLetter("You have not heard from us about your referral", about, [
    paragraph(
      "We should have acknowledged your referral by now and have not. Please call us and ask for the manager, so that it is not lost.",
    ),
    receiptFacts(about.referral),
    facts("Our acknowledgement of your referral", ownerWords["receiving-team"], dueAt),
    heading("Why"),
    paragraph(deadline.explanation),
    paragraph(deadline.source),
    heading("What to do"),
    paragraph(
      "Call us, quote the number and ask for the manager. If the concern has grown, say so at once.",
    ),
    ...closing(about),
  ]);
}

const facts = (what: string, owner: string, dueAt: string): Block => ({
  kind: "facts",
  rows: [
    { label: "What is owed", value: what, typed: false },
    { label: "By whom", value: owner, typed: false },
    { label: "Until", value: instantInWords(dueAt), typed: false },
  ],
});

function owed(about: AboutDeadline): readonly Block[] {
  const { referral, deadline } = about;
  const { what, owner, dueAt } = whatIsOwed(about);
  return [
    receiptFacts(referral),
    facts(what, owner, dueAt),
    heading("Why"),
    paragraph(deadline.explanation),
    paragraph(deadline.source),
  ];
}

function whatToDo(about: AboutDeadline): readonly Block[] {
  const { deadline, to } = about;
  if (to !== "agency") {
    return [
      heading("What to do"),
      paragraph(
        `Open the referral by its number, see to it, and record it there: then these messages stop. ${staffAdvice(about)}`,
      ),
    ];
  }
  const text =
    deadline.metBy === "confirmed-in-writing"
      ? "Please confirm the referral in writing, with names, to the hub; not in answer to this message."
      : "Please call us about it and quote the number.";
  return [heading("What to do"), paragraph(text), ...closing(about)];
}

/** Beside doing it: whom to talk to, by whose job it is and who reads this. */
function staffAdvice(about: AboutDeadline): string {
  const { deadline, to } = about;
  const isLate = isPast(deadline, about);
  if (isWait(deadline)) {
    return isLate
      ? "The referrer has been told to contact us, or is about to be."
      : `The referrer waits until ${instantInWords(deadline.dueAt)}; then they are told to contact us.`;
  }
  if (deadline.owner === "referrer") {
    return "It is the referrer's to do: call them, or record it if it has come already.";
  }
  if (to === "manager" && deadline.owner !== "manager") {
    return "It is the team's to do: ask what keeps it, and see that it is done.";
  }
  if (to === "manager")
    return isLate ? "It can't wait any longer." : "It is yours to do, or to see done.";
  return isLate
    ? "Tell the manager why it is late."
    : "If it can't be done in time, tell the manager why.";
}
