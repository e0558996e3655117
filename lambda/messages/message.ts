// One email the service owes somebody, from intent to proof of delivery: its states and what changes them.
import * as z from "zod";

/** What a message says, and so which letter is made for it when it is sent. */
export const messageKinds = [
  "consultation-form",
  /** A referral was advised and none is linked: the agency is asked, once. */
  "consultation-follow-up",
  /** Sent by itself at once where the procedure has it; not the acknowledgement (R18). */
  "referral-receipt",
  "referral-acknowledgement",
  /** A consultation has become a referral, to be confirmed in writing (R13). */
  "referral-from-consultation",
  "referral-outcome",
  "referral-transfer",
  /** A child needs protection now: to team and manager at once. */
  "immediate-protection",
  /** Stages of a deadline: before it, after it, and to a referrer who has not been answered (R19). */
  "deadline-reminder",
  "deadline-missed",
  "referrer-contact-again",
] as const;
export type MessageKind = (typeof messageKinds)[number];

export const messageStates = [
  "owed",
  "sending",
  "sent",
  "delivered",
  "bounced",
  "complained",
  "rejected",
  "delayed",
  "withheld",
  "held",
  "needs-attention",
] as const;
export type MessageState = (typeof messageStates)[number];

/** What the mail service can report of a message. */
export const evidenceKinds = [
  "sent",
  "delivered",
  "delayed",
  "bounced",
  "complained",
  "rejected",
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export const attentionReasons = [
  /** The mail service refused it again and again. */
  "not-sent",
  /** Two copies may have gone, and nothing was heard of either. */
  "unknown-outcome",
  /** It was sent, and no proof of delivery came. */
  "no-evidence",
  /** There is nobody to send it to: the agency or what it was about is gone. */
  "nobody-to-send-to",
] as const;
export type AttentionReason = (typeof attentionReasons)[number];

const instant = z.iso.datetime();

export const messageSchema = z.object({
  messageId: z.string(),
  kind: z.enum(messageKinds),
  /** The reference of what the message is about. */
  about: z.string(),
  to: z.enum(["agency", "team", "manager"]),
  /** Whose mailbox, for a message to an agency; the address is read when it is sent. */
  agencyId: z.string().optional(),
  /** The deadline of a referral that the message is about, by its code. */
  deadline: z.string().optional(),
  state: z.enum(messageStates),
  /** Whether the reader may have had the same before; its subject then ends “(copy)”. */
  copy: z.boolean(),
  owedAt: instant,
  sentAt: instant.optional(),
  settledAt: instant.optional(),
  /** When the sweep has to look at it again; absent once nothing more will be done by itself. */
  nextActionAt: instant.optional(),
  /** Every time it was claimed for sending: at most `MAX_SENDS`. The token is a tag of the mail. */
  attempts: z.array(z.object({ token: z.string(), claimedAt: instant })),
  /** How often the mail service certainly did not take it; for the pause before the next try. */
  refusals: z.number(),
  evidence: z.array(z.object({ what: z.enum(evidenceKinds), at: instant })),
  /** The copy that a person asked for after it; only the last in such a row can have another. */
  supersededBy: z.string().optional(),
  /** Why a person has to look at it. */
  attention: z.enum(attentionReasons).optional(),
});
export type Message = z.infer<typeof messageSchema>;

/**
 * Every change of state: the states it may start from and the one it leads to. The conditions of
 * the database's writes are made from this, and docs/states.md draws it.
 */
export const transitions = {
  /** A function takes it to send it. */
  claim: { from: ["owed", "held"], to: "sending" },
  /** Nothing was heard of an attempt: a second copy goes. */
  "claim-copy": { from: ["sending"], to: "sending" },
  /** The mail service certainly did not take it. */
  "put-back": { from: ["sending"], to: "owed" },
  /** The mail service took it. */
  accept: { from: ["sending"], to: "sent" },
  /** Nothing was proved, or it can't be sent: a person decides. */
  "give-up": { from: ["owed", "sending", "sent", "delayed"], to: "needs-attention" },
  /** The agency's mailbox is not verified, or not any more, when its turn comes. */
  hold: { from: ["sending"], to: "held" },
  /** The agency was verified. */
  release: { from: ["held"], to: "owed" },
  /** What it was to say is not so any more: it was done, or stopped, before its turn came. */
  drop: { from: ["sending"], to: "withheld" },
} as const satisfies Record<string, Transition>;

/** What evidence does to the state. A later, stronger word wins: a bounce after delivery counts. */
export const evidenceTransitions = {
  sent: { from: ["sending"], to: "sent" },
  delayed: { from: ["sending", "sent"], to: "delayed" },
  delivered: { from: ["sending", "sent", "delayed", "needs-attention"], to: "delivered" },
  rejected: { from: ["sending", "sent", "delayed", "needs-attention"], to: "rejected" },
  bounced: { from: ["sending", "sent", "delayed", "needs-attention", "delivered"], to: "bounced" },
  complained: {
    from: ["sending", "sent", "delayed", "needs-attention", "delivered"],
    to: "complained",
  },
} as const satisfies Record<EvidenceKind, Transition>;

export interface Transition {
  readonly from: readonly MessageState[];
  readonly to: MessageState;
}

/** Two: the first, and one copy when nothing is known of it. After that a person decides. */
export const MAX_SENDS = 2;
/** How long a claim lasts. The mail service is only called in its first half. */
export const LEASE_SECONDS = 60;
/** How long evidence of an attempt with unknown outcome is awaited before a copy goes. */
export const EVIDENCE_WAIT_SECONDS = 5 * 60;
/** A form without proof of delivery after this time is somebody's job. */
export const DELIVERY_WAIT_SECONDS = 60 * 60;
/**
 * How often a held message looks by itself whether its agency was verified. The verification sends
 * it at once; this is for one that was owed in the very moment of it.
 */
export const HELD_WAIT_SECONDS = 24 * 60 * 60;
/** Tries when the mail service certainly refused: pauses of 1, 2, 4 … minutes, an hour in all. */
const FIRST_PAUSE_SECONDS = 60;
export const MAX_REFUSALS = 6;

export const secondsAfter = (at: Date, seconds: number): string =>
  new Date(at.getTime() + seconds * 1000).toISOString();

export interface NewMessage {
  readonly messageId: string;
  readonly kind: MessageKind;
  readonly about: string;
  readonly to: Message["to"];
  readonly agencyId?: string;
  readonly deadline?: string;
  readonly state: "owed" | "withheld" | "held";
  readonly copy: boolean;
}

/** A message as it starts: owed at once, held until its agency is verified, or withheld for good. */
export function newMessage(owed: NewMessage, at: Date): Message {
  const owedAt = at.toISOString();
  return {
    ...owed,
    owedAt,
    ...(owed.state === "owed" && { nextActionAt: owedAt }),
    ...(owed.state === "held" && { nextActionAt: secondsAfter(at, HELD_WAIT_SECONDS) }),
    attempts: [],
    refusals: 0,
    evidence: [],
  };
}

/** What the sweep has to do about a message now. */
export type NextStep =
  | { readonly step: "wait" }
  | { readonly step: "claim" | "claim-copy" }
  | { readonly step: "give-up"; readonly reason: AttentionReason };

/** Decides from the message and the clock alone; whoever acts on it does so under its condition. */
export function nextStep(message: Message, at: Date): NextStep {
  if (message.nextActionAt === undefined || message.nextActionAt > at.toISOString()) {
    return { step: "wait" };
  }
  switch (message.state) {
    case "owed":
      return message.refusals >= MAX_REFUSALS
        ? { step: "give-up", reason: "not-sent" }
        : { step: "claim" };
    case "held":
      return { step: "claim" };
    case "sending":
      return message.attempts.length >= MAX_SENDS
        ? { step: "give-up", reason: "unknown-outcome" }
        : { step: "claim-copy" };
    case "sent":
    case "delayed":
      return { step: "give-up", reason: "no-evidence" };
    default:
      return { step: "wait" };
  }
}

/** The pause after the mail service certainly refused a message for the `refusals`th time. */
export function pauseSeconds(refusals: number): number {
  return FIRST_PAUSE_SECONDS * 2 ** (refusals - 1);
}

/** Whether a message is on its way by itself, so that another one of its kind would be one too many. */
export const goesByItself = (message: Message): boolean =>
  message.state === "owed" || message.state === "sending" || message.state === "held";
