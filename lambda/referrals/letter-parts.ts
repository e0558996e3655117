// What the letters about a referral share: its number, times in words, whom to call. None names a child or a case.
import type { Block, Letter } from "../letters/letter.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { isReference, speakReference } from "../references/reference.ts";
import { type Deadline, runs } from "./deadline.ts";
import type { Referral } from "./referral.ts";

/** What a letter about a referral is made from. */
export interface AboutReferral {
  readonly referral: Referral;
  readonly deadlines: readonly Deadline[];
  readonly procedure: ProcedureInForce;
  /** When it goes: what is over by then is said so. */
  readonly at: Date;
  /** The area of the agency it goes to. */
  readonly area?: string;
}

export const heading = (text: string): Block => ({ kind: "heading", text });
export const paragraph = (text: string): Block => ({ kind: "paragraph", text });
/** Words a person typed: they can't become links. */
export const typedIfGiven = (text: string | undefined, label: string): readonly Block[] =>
  text === undefined ? [] : [{ kind: "typed", text, label }];

/** The frame of every letter about a referral: authority, marking and number around what it says. */
export function referralLetter(
  title: string,
  { referral, procedure }: AboutReferral,
  blocks: readonly Block[],
): Letter {
  const { marking, authority } = procedure.procedure;
  const urgent = blocks.filter(({ kind }) => kind === "urgent");
  return {
    title,
    from: authority,
    marking: { text: marking.text, place: marking.place },
    blocks: [...urgent, number(referral), ...blocks.filter(({ kind }) => kind !== "urgent")],
  };
}

function number({ referralId }: Referral): Block {
  const spoken = isReference(referralId)
    ? [`In telephone words: ${speakReference(referralId)}`]
    : [];
  return {
    kind: "panel",
    label: "Number of the referral",
    large: referralId,
    small: [...spoken, "Quote this number when you talk to us about it. It names nobody."],
  };
}

/** Whom a referrer calls, and what to do with a letter that is not for them. */
export function closing({ procedure, area }: AboutReferral): readonly Block[] {
  const contacts = [
    ...procedure.contacts("mash", { area }).map((contact) => ({ ...contact })),
    ...procedure
      .contacts("outOfHours", { area })
      .map((contact) => ({ ...contact, note: contact.note ?? "outside office hours" })),
  ];
  return [
    heading("Whom to call"),
    {
      kind: "contacts",
      items: [
        { name: "Emergency services", phone: "999", note: "if anyone is in danger now" },
        ...contacts.map(({ name, phone, note }) => ({ name, phone, note })),
      ],
    },
    heading("If this is not for you"),
    paragraph(procedure.procedure.texts.wrongRecipient),
  ];
}

const longInstant = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  ...({ weekday: "long", day: "numeric", month: "long", year: "numeric" } as const),
  ...({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const),
});

/** “Tuesday 24 November 2026 at 17:00”, in Europe/London. */
export function instantInWords(given: string): string {
  const parts = longInstant.formatToParts(new Date(given));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((one) => one.type === type)?.value ?? "";
  const day = `${part("weekday")} ${part("day")} ${part("month")} ${part("year")}`;
  return `${day} at ${part("hour")}:${part("minute")}`;
}

/** How and when it was received. */
export const receiptFacts = ({ receivedAt, channel }: Referral): Block => ({
  kind: "facts",
  rows: [
    { label: "Received", value: instantInWords(receivedAt), typed: false },
    {
      label: "How",
      value: channel === "verbal" ? "by word of mouth" : "in writing",
      typed: false,
    },
  ],
});

/** Whether a due time is past when the letter goes. */
export const isPast = ({ dueAt }: Deadline, { at }: AboutReferral): boolean =>
  dueAt < at.toISOString();

/** Until when the referrer has to confirm it in writing, while they have not (R17). */
export function confirmation(about: AboutReferral): readonly Block[] {
  const owed = about.deadlines.find((one) => one.metBy === "confirmed-in-writing" && runs(one));
  if (owed === undefined) return [];
  const until = instantInWords(owed.dueAt);
  const asked = isPast(owed, about)
    ? `You were to confirm this referral in writing, with names, until ${until}. Please do so now.`
    : `Please confirm this referral in writing, with names, until ${until}.`;
  return [
    heading("Confirm it in writing"),
    paragraph(`${asked} Send it to the hub, not in answer to this message.`),
    paragraph(owed.source),
  ];
}
