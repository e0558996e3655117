// What people are told to do where a consultation is not the way, or not the whole of it, and whom to call.
import type { Direction } from "../http/problem.ts";
import type { Contact, Line } from "./contacts.ts";
import { contactsOn, type LineToCall, linesToCall } from "./lines.ts";
import type { OfficeState } from "./office-state.ts";
import type { Procedure } from "./procedure.ts";

/** Shown first where seconds may count, otherwise last. */
const EMERGENCY = { name: "Emergency services, if anyone is in danger now", phone: "999" };

interface DirectionKind {
  /**
   * The line that answers in office hours, or the next where the authority has none such. Out of hours
   * it is always the out-of-hours team.
   */
  readonly byDay: readonly Line[];
  readonly urgent?: true;
  /** `who` is whom to call, on which number, at this hour: “Oxfordshire MASH on 0345 …”. */
  readonly text: (procedure: Procedure, who: string) => string;
}

const kinds = {
  /** R4, R14 */
  "immediate-risk": {
    byDay: ["urgent"],
    urgent: true,
    text: (_, who) =>
      `A child may be at risk now: this can't wait for a consultation, and nothing was recorded. Keep the caller on the line. If anyone is seriously hurt, get an ambulance on 999 first. If a child is in danger now, call the police on 999. Then, without delay, call ${who}.`,
  },
  /** R4: the discussion concluded that the threshold of section 47 is met. */
  "child-protection-threshold": {
    byDay: ["urgent"],
    urgent: true,
    text: (_, who) =>
      `The discussion concluded that a child may be suffering, or likely to suffer, significant harm (section 47). If anyone is seriously hurt or in danger now, call 999 first. Make the referral now, by phone and with names: call ${who}. Don't wait for anything in writing.`,
  },
  /** R4 and R13: it is a referral already, and nobody can act on one without names. */
  "child-protection-names-needed": {
    byDay: ["urgent"],
    urgent: true,
    text: (_, who) =>
      `The discussion concluded that a child may be suffering, or likely to suffer, significant harm (section 47). This consultation is now a referral, but it holds no names. If anyone is seriously hurt or in danger now, call 999 first. Give the names now, by phone: call ${who}. Don't wait for anything in writing.`,
  },
  /** R5 */
  "open-case": {
    byDay: ["duty", "mash"],
    text: (_, who) =>
      `Social care works with this child already, so nothing was recorded. The caller speaks to the child's allocated social worker. If that worker can't be reached, ask for their manager or the duty worker: call ${who}. If there is a referral to make, it must still be made.`,
  },
  /** R5: the caller may not know. */
  "open-case-not-known": {
    byDay: ["duty", "mash"],
    text: ({ texts }, who) =>
      `${texts.findingOut} If the child has a social worker, speak to them, or else to their manager or the duty worker: call ${who}.`,
  },
  /** R1 */
  "safeguarding-lead-first": {
    byDay: ["mash"],
    text: (_, who) =>
      `Ask the caller to talk to their own designated safeguarding lead first, and to call again after that. If the lead can't be reached and you are worried, call the MASH now: ${who}.`,
  },
  /** R11 */
  "consent-needed": {
    byDay: ["mash"],
    text: (_, who) =>
      `Without consent, and without significant risk, no record is made here. Tell the caller to record the conversation themselves, with the advice they were given. A child at significant risk needs no consent: then record that, or call ${who}.`,
  },
  "no-names-not-offered": {
    byDay: ["mash"],
    text: ({ consultations }, who) =>
      [consultations.direction, `To talk to social care, call ${who}.`].filter(Boolean).join(" "),
  },
  /** R32 */
  "works-with-children": {
    byDay: ["allegations", "mash"],
    text: ({ texts }, who) => `${texts.allegations} To report it, call ${who}.`,
  },
  /** R13, R17 */
  "referral-confirm-in-writing": {
    byDay: ["mash"],
    text: ({ referrals }, who) => {
      const within = referrals.rules.find((rule) => rule.code === "written-confirmation")?.within;
      const until = within?.unit === "hours" ? ` within ${within.amount} hours` : "";
      return `This consultation is now a referral. The agency has to confirm it in writing${until}, with names. If anything about that is unclear, call ${who}.`;
    },
  },
  /** R31: a referral on an open case is taken all the same. */
  "referral-on-open-case": {
    byDay: ["duty", "mash"],
    text: (_, who) =>
      `Social care works with this child already. The referral was taken; pass it to the child's allocated social worker now. If that worker can't be reached, it goes to their manager or the duty worker: call ${who}.`,
  },
  /** R24 */
  "police-at-once": {
    byDay: ["urgent"],
    urgent: true,
    text: (_, who) =>
      `A crime is suspected. Tell the police at once: 999 if anyone is in danger now, otherwise 101. Then record when they were told. To talk it over, call ${who}.`,
  },
} as const satisfies Record<string, DirectionKind>;

export type DirectionTo = keyof typeof kinds;
export const directionsTo = Object.keys(kinds) as DirectionTo[];

/** What to do and whom to call, with the numbers for the state of the offices. 999 is always among them. */
export function directionTo(
  kind: DirectionTo,
  procedure: Procedure,
  office: OfficeState,
  area?: string,
): Direction {
  const { byDay, text, urgent }: DirectionKind = kinds[kind];
  const { contacts } = procedure;
  const line = byDay.find((name) => contactsOn(contacts, name, area).length > 0) ?? "mash";
  const lines = linesToCall(contacts, line, office, area);
  const called = lines.map(({ contact, when }) => ({
    name: [labelOf(contact), when].filter(Boolean).join(", "),
    phone: contact.phone,
  }));
  return {
    text: text(procedure, whoInWords(lines, office)),
    contacts: urgent ? [EMERGENCY, ...called] : [...called, EMERGENCY],
  };
}

const labelOf = ({ name, note }: Contact): string => (note ? `${name} (${note})` : name);

function whoInWords(lines: readonly LineToCall[], office: OfficeState): string {
  const words = lines.map(({ contact, when }) =>
    [`${labelOf(contact)} on ${contact.phone}`, when].filter(Boolean).join(" "),
  );
  return `${words.join(", or ")}${office === "closed" ? ", as the offices are closed" : ""}`;
}
