// The history of a referral: who did what, when and why. Only ever added to.
import * as z from "zod";
import type { Message } from "../messages/message.ts";
import type { Link } from "./link.ts";

const instant = z.iso.datetime();

/** What is written into the history when it is done. */
export const eventKinds = [
  "registered",
  "amended",
  "evaluated",
  "acknowledged",
  "confirmed-in-writing",
  "agencies-discussed",
  "checks-started",
  "checks-completed",
  "strategy-meeting-held",
  "strategy-record-distributed",
  "decided",
  "transferred",
  "task-settled",
  "deadline-moved",
] as const;

/** An event as it is stored: `by` is a role, or the service itself where it is left out. */
export const eventSchema = z.object({
  what: z.enum(eventKinds),
  at: instant,
  by: z.string().optional(),
  why: z.string().optional(),
  /** What of the referral it was about: fields, a deadline, a task, a mail. */
  about: z.string().optional(),
});
export type ReferralEvent = z.infer<typeof eventSchema>;

export const historySchema = z.array(
  eventSchema.extend({
    what: z.enum([...eventKinds, "linked", "unlinked", "sent", "delivered", "bounced"]),
  }),
);
export type History = z.infer<typeof historySchema>;

/** What of a message's evidence belongs in the history of what it is about. */
const shown = ["delivered", "bounced"] as const;

/** The history, oldest first: links and the fate of the mail are derived, never written twice. */
export function historyOf(
  events: readonly ReferralEvent[],
  links: readonly Link[],
  messages: readonly Message[],
): History {
  const ofLinks = links.flatMap(({ reference, events: ofLink }) =>
    ofLink.map(({ what, at, by, why }) => ({
      what,
      at,
      by,
      ...(why && { why }),
      about: reference,
    })),
  );
  const ofMail = messages.flatMap((message) => [
    ...(message.sentAt
      ? [{ at: message.sentAt, what: "sent" as const, about: mailOf(message) }]
      : []),
    ...message.evidence.flatMap(({ at, what }) => {
      const known = shown.find((one) => one === what);
      return known ? [{ at, what: known, about: mailOf(message) }] : [];
    }),
  ]);
  return [...events, ...ofLinks, ...ofMail].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  );
}

/** Which mail: its kind, the deadline it is about, and to whom; “deadline-missed decision to manager”. */
const mailOf = ({ kind, deadline, to }: Message): string =>
  `${kind}${deadline ? ` ${deadline}` : ""} to ${to}`;

/** The history without what names a consultation, for those who may not see the links. */
export const withoutLinks = (history: History): History =>
  history.filter(({ what }) => what !== "linked" && what !== "unlinked");
