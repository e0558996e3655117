// What a procedure does, in plain sentences: for GET /procedure, the check, and whoever has to agree to it.
import type { Contact, Line } from "./contacts.ts";
import type { Procedure } from "./procedure.ts";
import { referralsInWords } from "./referral-words.ts";
import { count, titleOf } from "./rule-words.ts";

/** Sentences that say what the procedure does, in the order of its file. */
export function procedureInWords(procedure: Procedure): readonly string[] {
  return [
    `This is the procedure of ${procedure.authority}, in force from ${dayInWords(procedure.effectiveFrom)}.`,
    ...procedure.sources.map(sourceInWords),
    hoursInWords(procedure),
    ...closuresInWords(procedure),
    ...contactsInWords(procedure),
    ...consultationsInWords(procedure),
    ...referralsInWords(procedure),
  ];
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** “1 April 2026” */
export const dayInWords = (date: string): string => dayFormat.format(new Date(`${date}T00:00Z`));

const sourceInWords = ({ title, publisher, says }: Procedure["sources"][number]): string =>
  `It rests on ${title} (${publisher})${says ? `: ${says}` : "."}`;

const weekdays = [
  ["mon", "Monday"],
  ["tue", "Tuesday"],
  ["wed", "Wednesday"],
  ["thu", "Thursday"],
  ["fri", "Friday"],
  ["sat", "Saturday"],
  ["sun", "Sunday"],
] as const;

const nations: Readonly<Record<Procedure["nation"], string>> = {
  "england-and-wales": "England and Wales",
  scotland: "Scotland",
  "northern-ireland": "Northern Ireland",
};

function hoursInWords({ officeHours, nation }: Procedure): string {
  const days = weekdays.map(([key, name]) => {
    const intervals = officeHours[key].map(([opens, closes]) => `${opens} to ${closes}`);
    return `${name} ${intervals.join(" and ") || "closed"}`;
  });
  return `Office hours: ${days.join(", ")}; closed on the bank holidays of ${nations[nation]}.`;
}

const closuresInWords = ({ closures }: Procedure): readonly string[] =>
  closures.map(({ from, to, why }) => {
    const days =
      to && to !== from
        ? `from ${dayInWords(from)} to ${dayInWords(to)}`
        : `on ${dayInWords(from)}`;
    return `The offices are also closed ${days}: ${why}.`;
  });

const lineWords: Readonly<Record<Line, string>> = {
  mash: "Referrals and general advice",
  urgent: "A child at risk now, in office hours",
  outOfHours: "Outside office hours",
  consultationLine: "No-names consultations without a link social worker",
  duty: "Open cases whose social worker can't be reached",
  allegations: "Concerns about someone who works with children",
};

function contactsInWords({ contacts: { byArea, ...general } }: Procedure): readonly string[] {
  return [
    ...linesInWords(general),
    ...Object.entries(byArea).flatMap(([area, own]) => linesInWords(own, ` in the area “${area}”`)),
    "In an emergency everybody is told to call 999.",
  ];
}

function linesInWords(
  lines: Partial<Record<Line, Contact | undefined>>,
  where = "",
): readonly string[] {
  return Object.entries(lineWords).flatMap(([line, words]) => {
    const contact = lines[line as Line];
    if (contact === undefined) return [];
    const note = contact.note ? `, ${contact.note}` : "";
    return [`${words}${where}: ${contact.name}, ${contact.phone}${note}.`];
  });
}

function consultationsInWords({ consultations, sources }: Procedure): readonly string[] {
  const { noNames, direction, consent, becomesReferral, outcomes } = consultations;
  const { retention, referralFollowUp } = consultations;
  if (noNames === "forbidden") {
    return [`No-names consultations are not offered. Callers are told: ${direction}`];
  }
  const referring = outcomes.filter(({ leadsToReferral }) => leadsToReferral);
  const named = outcomes.map(({ code, words }) => `${words} (${code})`);
  return [
    consent === "not-needed"
      ? "Consent is not needed for a no-names consultation."
      : "A consultation is recorded with consent, or where there is significant risk. Otherwise no record is made, and callers are told to record it themselves.",
    `A consultation ends in one of these: ${named.join("; ")}.`,
    ...referring.map(({ words }) =>
      becomesReferral
        ? `“${words}” makes the consultation a referral at once, which the agency confirms in writing.`
        : `“${words}” advises the agency to refer; nothing is referred by itself.`,
    ),
    `If an advised referral has not come within ${count(referralFollowUp.workingDays, "working day")}, the agency is asked about it once.`,
    `A consultation that no referral was linked to is deleted after ${count(retention.unlinkedYears, "year")}.`,
    ...consultations.sources.map(({ from, says }) => `Source, ${titleOf(sources, from)}: ${says}`),
  ];
}

/** What stands in the procedure without the authority having confirmed it, a sentence each. */
export function awaitingConfirmation(procedure: Procedure): readonly string[] {
  return assumedIn(procedure).map(
    (pointer) => `${labels[pointer] ?? pointer}: to be confirmed by the authority.`,
  );
}

const labels: Readonly<Record<string, string>> = {
  "/officeHours": "The office hours",
  "/contacts/mash": "The number of the MASH",
  "/contacts/urgent": "The urgent number",
  "/contacts/outOfHours": "The out-of-hours number",
  "/contacts/consultationLine": "The number of the consultation line",
  "/contacts/duty": "The number of the duty worker",
  "/contacts/allegations": "The number for allegations",
  "/mailboxes/team": "The mailbox of the receiving team",
  "/mailboxes/manager": "The mailbox of the manager",
  "/texts": "The texts of forms and messages",
  "/marking": "The protective marking",
  "/consultations/retention": "How long consultations are kept",
  "/consultations/referralFollowUp": "When an advised referral is asked about",
  "/referrals/retention": "How long referrals are kept",
};

/** JSON pointers of what is marked `assumed`. */
function assumedIn(value: unknown, pointer = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "assumed" in value && value.assumed === true ? [pointer] : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([name, inner]) => assumedIn(inner, `${pointer}/${name}`)),
  ];
}
