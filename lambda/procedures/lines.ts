// Which of the authority's lines to call, by the clock and the area.
import { type Contact, type Line, lineNames } from "./contacts.ts";
import type { OfficeState } from "./office-state.ts";
import type { Procedure } from "./procedure.ts";

type Contacts = Procedure["contacts"];

/** One line, and when it answers; nothing said means now. */
export interface LineToCall {
  readonly contact: Contact;
  readonly when?: "in office hours" | "at any other time";
}

/**
 * The contacts that answer on a line: the area's where it has its own; where no area is given, the
 * general one and every area's that differs. Empty where the authority has no such line. The name says
 * so where the number is only assumed.
 */
export function contactsOn(contacts: Contacts, line: Line, area?: string): readonly Contact[] {
  const own = area === undefined ? undefined : contacts.byArea[area]?.[line];
  if (own) return [honest(own)];
  const general = contacts[line];
  const ofAreas =
    area === undefined
      ? Object.values(contacts.byArea).flatMap((ofArea) => ofArea[line] ?? [])
      : [];
  return withoutTwins(general ? [general, ...ofAreas] : ofAreas).map(honest);
}

/** A number nobody confirmed is never given as if it were sure. */
const honest = (contact: Contact): Contact =>
  contact.assumed
    ? { ...contact, name: `${contact.name} (number not confirmed by the authority)` }
    : contact;

/** Whom to call: by day the line, otherwise the out-of-hours team, both where the hour is not known. */
export function linesToCall(
  contacts: Contacts,
  byDay: Line,
  office: OfficeState,
  area?: string,
): readonly LineToCall[] {
  const day = contactsOn(contacts, byDay, area);
  const night = contactsOn(contacts, "outOfHours", area);
  if (office === "open") return day.map((contact) => ({ contact }));
  if (office === "closed") return night.map((contact) => ({ contact }));
  return [
    ...day.map((contact) => ({ contact, when: "in office hours" as const })),
    ...night.map((contact) => ({ contact, when: "at any other time" as const })),
  ];
}

/** Phone numbers, names and addresses the procedure publishes; the guard lets them through. */
export function publishedTexts({ contacts, mailboxes, knownServices }: Procedure): string[] {
  const everyContact = [contacts, ...Object.values(contacts.byArea)].flatMap((of) =>
    lineNames.flatMap((line) => of[line] ?? []),
  );
  const texts = [...everyContact, ...knownServices].flatMap(({ name, phone }) => [name, phone]);
  return [...new Set([...texts, mailboxes.team.email, mailboxes.manager.email])];
}

function withoutTwins(contacts: readonly Contact[]): readonly Contact[] {
  return contacts.filter(
    ({ phone, note }, i) =>
      contacts.findIndex((other) => other.phone === phone && other.note === note) === i,
  );
}
