// Gathers what the question about an advised referral is made from, when its turn comes to be sent.
import { agencyRead, parseAgency } from "../agencies/table.ts";
import type { Letter } from "../letters/letter.ts";
import type { Message } from "../messages/message.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { isReference } from "../references/reference.ts";
import type { Database } from "../tables/database.ts";
import { followUpLetter } from "./follow-up-letter.ts";
import { documentRead, keepingRead, parseDocument, parseKeeping } from "./table.ts";

type FollowUpFound =
  | { readonly letter: Letter; readonly to: string }
  /** As in mail: whose turn has not come, who is gone, or what is not so any more. */
  | { readonly missing: "verification" | "recipient" | "reason" };

interface Sources {
  readonly database: Database;
  readonly procedure: ProcedureInForce;
}

/** The letter and the mailbox it goes to, as consultation, register and procedure are at that moment. */
export async function findFollowUp(
  { about, to }: Pick<Message, "about" | "to">,
  at: Date,
  { database, procedure }: Sources,
): Promise<FollowUpFound> {
  const [item, entry] = await database.readTogether([documentRead(about), keepingRead(about)]);
  const keeping = parseKeeping(entry, at);
  const waitedUntil = keeping?.followUpAt;
  const document = parseDocument(item);
  if (waitedUntil === undefined || document === undefined || !isReference(about)) {
    return { missing: "recipient" };
  }
  if (keeping !== undefined && keeping.links > 0) return { missing: "reason" };
  const followUp = { reference: about, document, procedure, waitedUntil, to };
  if (to === "team") {
    return { letter: followUpLetter(followUp), to: procedure.procedure.mailboxes.team.email };
  }
  const [registered] = await database.readTogether([agencyRead(document.agencyId)]);
  const agency = parseAgency(registered);
  if (to !== "agency" || !agency?.active) return { missing: "recipient" };
  if (!agency.verified) return { missing: "verification" };
  return { letter: followUpLetter({ ...followUp, area: agency.area }), to: agency.email };
}
