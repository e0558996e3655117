// The history of a consultation: what is written down, and what follows from document and messages.
import type * as z from "zod";
import type { Message } from "../messages/message.ts";
import type { Consultation } from "./consultation.ts";
import type { historySchema } from "./contract.ts";
import type { Addendum, ConsultationEvent, Keeping } from "./table.ts";

export type History = z.infer<typeof historySchema>;

/** What of a message's evidence belongs in the history of what it is about. */
const shown = ["delivered", "bounced"] as const;

/** The history, oldest first: *recorded* and the fate of the mail are derived, never written twice. */
export function historyOf(
  document: Consultation,
  messages: readonly Message[],
  events: readonly ConsultationEvent[],
  addenda: readonly Addendum[],
  { linkEvents = [] }: Pick<Keeping, "linkEvents">,
): History {
  const recorded = { at: document.recordedAt, what: "recorded" as const, by: document.recordedAs };
  const forms = messages.filter(({ kind }) => kind === "consultation-form");
  const ofMail = forms.flatMap((message) => [
    ...(message.sentAt ? [{ at: message.sentAt, what: "sent" as const }] : []),
    ...message.evidence.flatMap(({ at, what }) => {
      const known = shown.find((one) => one === what);
      return known ? [{ at, what: known }] : [];
    }),
  ]);
  const added = addenda.map(({ at, by }) => ({ at, what: "addendum" as const, by }));
  return [
    recorded,
    ...[...ofMail, ...added, ...events, ...linkEvents].sort((a, b) =>
      a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
    ),
  ];
}

/** The newest message with the form, and its state. */
export function formOf(
  messages: readonly Message[],
  { formMessageId }: Keeping,
): { messageId: string; state: Message["state"] } {
  const newest = messages.find(({ kind }) => kind === "consultation-form");
  // The index of messages may lag a moment behind the transaction that owed the first.
  return { messageId: newest?.messageId ?? formMessageId, state: newest?.state ?? "owed" };
}
