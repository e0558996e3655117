// Tells a referrer by mail where they have a mailbox in the register, otherwise by a task for a person.
import { randomUUID } from "node:crypto";
import type { Agency } from "../agencies/agency.ts";
import { agencyRead, parseAgency } from "../agencies/table.ts";
import { type Message, type MessageKind, newMessage } from "../messages/message.ts";
import type { Database } from "../tables/database.ts";
import type { Referral } from "./referral.ts";
import type { NewTask } from "./tasks.ts";

export type Told = { readonly message: Message } | { readonly task: NewTask };

interface Telling {
  readonly kind: MessageKind;
  /** The deadline it is about, by its code. */
  readonly deadline?: string;
}

/** The referrer's agency as the register has it; undefined where they have none there. */
export async function agencyOf(
  database: Database,
  { referrer }: Pick<Referral, "referrer">,
): Promise<Agency | undefined> {
  const agencyId = referrer.kind === "practitioner" ? referrer.agencyId : undefined;
  if (agencyId === undefined) return undefined;
  const [item] = await database.readTogether([agencyRead(agencyId)]);
  return parseAgency(item);
}

/**
 * The message that is owed to the referrer's agency, held until it is verified; or, for the public and
 * for agencies without an active entry, the task to tell them by phone or letter (R18, R21).
 */
export function tellReferrer(
  { referralId }: Pick<Referral, "referralId">,
  agency: Agency | undefined,
  { kind, deadline }: Telling,
  at: Date,
): Told {
  if (!agency?.active) return { task: { code: "tell-referrer", about: kind } };
  const message = newMessage(
    {
      messageId: randomUUID(),
      ...{ kind, about: referralId, to: "agency", agencyId: agency.agencyId, deadline },
      state: agency.verified ? "owed" : "held",
      copy: false,
    },
    at,
  );
  return { message };
}

/** A message to the receiving team or the manager, whose mailboxes the procedure names. */
export const tellStaff = (
  { referralId }: Pick<Referral, "referralId">,
  to: "team" | "manager",
  { kind, deadline }: Telling,
  at: Date,
): Message =>
  newMessage(
    {
      messageId: randomUUID(),
      ...{ kind, about: referralId, to, deadline, state: "owed", copy: false },
    },
    at,
  );

/** Whether the agency a referrer names is in the register and active; what is wrong is a task (R16). */
export function agencyTasks(
  { referrer }: Pick<Referral, "referrer">,
  agency: Agency | undefined,
): readonly NewTask[] {
  if (referrer.kind !== "practitioner" || referrer.agencyId === undefined) return [];
  if (agency === undefined) return [{ code: "unknown-agency", about: referrer.agencyId }];
  return agency.active ? [] : [{ code: "inactive-agency", about: referrer.agencyId }];
}
