// What staff and referrers are told about a deadline: what is owed, by whom, until when, why, and what to do.
import type { Block, Letter } from "../letters/letter.ts";
import type { Message } from "../messages/message.ts";
import type { Deadline } from "./deadline.ts";
import {
  type AboutReferral,
  closing,
  heading,
  instantInWords,
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

/** Before it is due. */
export function reminderLetter(about: AboutDeadline): Letter {
  const { deadline } = about;
  return referralLetter(`Due soon: ${deadline.title}`, about, [
    paragraph(`This is due by ${instantInWords(deadline.dueAt)} and has not been done yet.`),
    ...owed(about),
    ...whatToDo(about),
  ]);
}

/** After it was due. */
export function missedLetter(about: AboutDeadline): Letter {
  const { deadline } = about;
  return referralLetter(`Overdue: ${deadline.title}`, about, [
    paragraph(`This was due by ${instantInWords(deadline.dueAt)} and has not been done.`),
    ...owed(about),
    ...whatToDo(about),
  ]);
}

/** A referrer who has not been answered contacts social care again (R19). */
export function contactAgainLetter(about: AboutDeadline): Letter {
  return referralLetter("You have not heard from us about your referral", about, [
    paragraph(
      "We should have acknowledged your referral by now and have not. Please call us and ask for the manager, so that it is not lost.",
    ),
    ...owed(about),
    ...closing(about),
  ]);
}

function owed({ referral, deadline }: AboutDeadline): readonly Block[] {
  return [
    receiptFacts(referral),
    {
      kind: "facts",
      rows: [
        { label: "What is owed", value: deadline.title, typed: false },
        { label: "By whom", value: ownerWords[deadline.owner], typed: false },
        { label: "Until", value: instantInWords(deadline.dueAt), typed: false },
      ],
    },
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
        `Open the referral by its number, see to it, and record it there: then these messages stop. ${escalation(deadline)}`,
      ),
    ];
  }
  const text =
    deadline.metBy === "confirmed-in-writing"
      ? "Please confirm the referral in writing, with names, to the hub; not in answer to this message."
      : "Please call us about it and quote the number.";
  return [heading("What to do"), paragraph(text), ...closing(about)];
}

const escalation = ({ owner }: Deadline): string =>
  owner === "referrer"
    ? "It is the referrer's to do; call them."
    : "If it can't be done in time, tell the manager why.";
