// What one message becomes when its turn comes: a mail to send, or the reason why there is none.

import type { Letter } from "../letters/letter.ts";
import type { Message } from "../messages/message.ts";

/** A mail ready to be rendered. Subject and file name hold our words and references only. */
export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly letter: Letter;
  /** The PDF's file name, for a letter that goes with one. */
  readonly pdf?: { readonly fileName: string; readonly createdAt: Date };
}

export type MailFound =
  | { readonly found: OutgoingMail }
  /** Its agency is not verified: the message waits for that. */
  | { readonly missing: "verification" }
  /** Its agency, or what it was about, is gone. */
  | { readonly missing: "recipient" }
  /** What it was to say is not so any more: what it asks for has been done. */
  | { readonly missing: "reason" };

/** Finds the mail of a message by its kind, reading the address from the register at that moment. */
export type FindMail = (
  message: Pick<Message, "kind" | "about" | "to" | "agencyId" | "deadline" | "copy">,
  at: Date,
) => Promise<MailFound>;
