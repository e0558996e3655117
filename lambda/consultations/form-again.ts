// Owes the form again after the document changed, unless one that will show the change goes anyway.
import { randomUUID } from "node:crypto";
import type { Agency } from "../agencies/agency.ts";
import { agencyRead, agencyUnchanged, parseAgency } from "../agencies/table.ts";
import { oweMessage, stillInState, supersede } from "../messages/change-message.ts";
import { type Message, newMessage } from "../messages/message.ts";
import { messagesAbout, readMessage } from "../messages/table.ts";
import type { Database } from "../tables/database.ts";
import type { TransactItem } from "../tables/transact.ts";
import type { Keeping } from "./table.ts";

/** The newest message with the form; the first one, while the index of messages lags behind. */
export async function currentForm(
  database: Database,
  { reference, formMessageId }: Keeping,
): Promise<Message | undefined> {
  const messages = await messagesAbout(database, reference);
  const newest = messages.find(({ kind }) => kind === "consultation-form");
  return newest ?? readMessage(database, formMessageId);
}

export type FormChanged = "message-exists" | "message-changed" | "agency-changed";

interface FormAgain {
  /** The form that will show the change, or the one that is withheld. */
  readonly form: { readonly messageId: string; readonly state: Message["state"] };
  readonly items: readonly TransactItem<FormChanged>[];
}

/**
 * The writes that let the agency have the document as it will be. A letter is made when it is sent,
 * so a form that is still owed or held shows the change by itself. A withheld form stays withheld,
 * and nothing goes to an agency that was deactivated.
 */
export async function formAgain(
  database: Database,
  keeping: Keeping,
  agencyId: string,
  at: Date,
): Promise<FormAgain> {
  const [current, [registered]] = await Promise.all([
    currentForm(database, keeping),
    database.readTogether([agencyRead(agencyId)]),
  ]);
  const agency = parseAgency(registered);
  if (current === undefined) throw new Error("A consultation without a message for its form.");
  const form = { messageId: current.messageId, state: current.state };
  if (current.state === "owed" || current.state === "held") {
    return { form, items: [stillInState(current)] };
  }
  if (current.state === "withheld" || !agency?.active) return { form, items: [] };
  const copy = formCopy(keeping.reference, agency, at);
  return {
    form: { messageId: copy.messageId, state: copy.state },
    items: [oweMessage(copy), supersede(current, copy.messageId), agencyUnchanged(agency)],
  };
}

/** Another message with the form, for the agency as it is in the register. */
export const formCopy = (
  reference: string,
  { agencyId, verified }: Pick<Agency, "agencyId" | "verified">,
  at: Date,
): Message =>
  newMessage(
    {
      messageId: randomUUID(),
      kind: "consultation-form",
      about: reference,
      to: "agency",
      agencyId,
      state: verified ? "owed" : "held",
      copy: true,
    },
    at,
  );
