// Every entry the service may log: a fixed sentence and the only fields that may stand beside it.
// A field that is not listed is dropped, so nothing a person typed can reach a log by accident.

export type Level = "info" | "warn" | "error";

export interface Entry {
  readonly level: Level;
  readonly says: string;
  readonly fields: readonly string[];
}

export const catalogue = {
  "request-answered": {
    level: "info",
    says: "A request was answered.",
    fields: ["requestId", "operation", "status", "milliseconds"],
  },
  "request-failed": {
    level: "error",
    says: "A request failed for a reason that is not the caller's. They were asked to repeat it.",
    fields: ["requestId", "operation", "error", "at"],
  },
  "transaction-repeated": {
    level: "warn",
    says: "Two transactions touched the same item; one was repeated.",
    fields: ["repeat"],
  },
  "message-claimed": {
    level: "info",
    says: "A message was claimed for sending.",
    fields: ["messageId", "kind", "copy"],
  },
  "message-sent": {
    level: "info",
    says: "The mail service accepted a message.",
    fields: ["messageId", "kind"],
  },
  "message-dropped": {
    level: "info",
    says: "A message was not sent: what it asks for has been done.",
    fields: ["messageId", "kind"],
  },
  "message-put-back": {
    level: "warn",
    says: "The mail service certainly did not take a message; it will be tried again.",
    fields: ["messageId", "kind", "error"],
  },
  "message-unknown": {
    level: "warn",
    says: "It is not known whether the mail service took a message; evidence is awaited.",
    fields: ["messageId", "kind", "error"],
  },
  "message-needs-attention": {
    level: "error",
    says: "A message was not proved to have arrived. A person has to decide what to do.",
    fields: ["messageId", "kind", "reason"],
  },
  "message-settled": {
    level: "info",
    says: "The mail service reported what became of a message.",
    fields: ["messageId", "state"],
  },
  "mail-event-outdone": {
    level: "info",
    says: "A report of the mail service changed nothing: the same or a later one came before it.",
    fields: ["messageId", "event"],
  },
  "mail-event-ignored": {
    level: "warn",
    says: "A report of the mail service was of no message or attempt of ours.",
    fields: ["messageId", "event", "reason"],
  },
  "mail-swept": {
    level: "info",
    says: "The sweep looked for messages that need something done.",
    fields: ["lookedAt", "claimed", "needAttention"],
  },
  "linking-left": {
    level: "warn",
    says: "Consultations could not all be linked to their referral at once; the sweep will finish it.",
    fields: ["requestId", "error"],
  },
  "linking-finished": {
    level: "info",
    says: "Linking that had been left behind was finished.",
    fields: ["links"],
  },
  "chasers-swept": {
    level: "info",
    says: "The sweep looked for deadlines with a stage that is due, and for advised referrals.",
    fields: [
      "lookedAt",
      "sent",
      "tasks",
      "skipped",
      "putOff",
      "followUps",
      "linkings",
      "moved",
      "left",
      "failed",
    ],
  },
  "chaser-failed": {
    level: "error",
    says: "Something that is due could not be done. The next sweep tries again.",
    fields: ["what", "error"],
  },
  "retention-swept": {
    level: "info",
    says: "The sweep looked for what is past its time and deleted it.",
    fields: ["consultations", "referrals", "left"],
  },
  "form-filed": {
    level: "info",
    says: "An agency confirmed that it filed a form.",
    fields: ["requestId"],
  },
} as const satisfies Record<string, Entry>;

export type Code = keyof typeof catalogue;
export type FieldsOf<C extends Code> = Partial<
  Record<(typeof catalogue)[C]["fields"][number], string | number | boolean | undefined>
>;
