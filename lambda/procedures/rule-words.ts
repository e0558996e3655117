// A deadline of the procedure in plain words.
import type { Procedure } from "./procedure.ts";
import type { Rule } from "./referral-rules.ts";

type Span = NonNullable<Rule["within"]>;
type Stage = Rule["stages"][number];

const owners: Readonly<Record<Rule["owner"], string>> = {
  "receiving-team": "the receiving team",
  manager: "the manager",
  referrer: "the referrer",
};

const recipients: Readonly<Record<Stage["to"], string>> = {
  "receiving-team": "the receiving team",
  manager: "the manager",
  referrer: "the referrer",
};

const starts: Readonly<Record<Rule["from"], string>> = {
  received: "the referral's receipt",
  "first-contact": "the first contact",
  "written-received":
    "the receipt of the written referral, or of the written confirmation of a verbal one",
  "verbal-received": "the receipt of the verbal referral",
  "checks-started": "the start of the checks",
  "strategy-meeting": "the strategy meeting",
};

const unitNames: Readonly<Record<Span["unit"], readonly [one: string, many: string]>> = {
  hours: ["hour", "hours"],
  "working-hours": ["working hour", "working hours"],
  "working-day-hours": ["hour of working days", "hours of working days"],
  "working-days": ["working day", "working days"],
  "calendar-days": ["calendar day", "calendar days"],
  "same-day": ["the same working day", "the same working day"],
};

/** “4 working hours”, “1 working day”, “the same working day”. */
function spanInWords({ amount, unit }: Span): string {
  const [one, many] = unitNames[unit];
  if (unit === "same-day") return many;
  return `${amount} ${amount === 1 ? one : many}`;
}

/** What must be done, by whom, until when, counted from what; whom reminders go to; and the source. */
export function ruleInWords(rule: Rule, sourceTitle: string): string {
  const about = appliesInWords(rule.appliesTo);
  const told = rule.stages.map(stageInWords).join("; ");
  return [
    `${rule.title}${about ? ` (${about})` : ""}: ${owners[rule.owner]}, ${untilInWords(rule)}.`,
    told ? `Mail goes to ${told}.` : "Nobody is written to.",
    `Source, ${sourceTitle}: ${rule.source.says}`,
  ].join(" ");
}

function untilInWords({ within, by, from }: Rule): string {
  const start = starts[from];
  if (by !== undefined) return `by ${by} on the working day of ${start}`;
  if (within === undefined || within.unit === "same-day") {
    return `by the end of the working day of ${start}`;
  }
  return `within ${spanInWords(within)} of ${start}`;
}

function stageInWords({ to, at }: Stage): string {
  const recipient = recipients[to];
  if ("before" in at) return `${recipient} ${spanInWords(at.before)} before it is due`;
  return at.after.amount === 0
    ? `${recipient} when it is due`
    : `${recipient} ${spanInWords(at.after)} after it was due`;
}

/** “written referrals from practitioners, urgency red”; empty for all. */
export function appliesInWords(applies: Rule["appliesTo"]): string {
  const { channel, referrer, urgency } = applies ?? {};
  const people = { practitioner: "practitioners", public: "the public" };
  const from = referrer?.map((kind) => people[kind]).join(" and ");
  return [
    [channel && `${channel.join(" and ")} referrals`, from && `from ${from}`]
      .filter(Boolean)
      .join(" "),
    urgency && `urgency ${urgency.join(" and ")}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** “1 year”, “5 working days” */
export const count = (amount: number, noun: string): string =>
  `${amount} ${amount === 1 ? noun : `${noun}s`}`;

/** The title of a source, or its code where nobody listed it. */
export const titleOf = (sources: Procedure["sources"], of: string): string =>
  sources.find(({ code }) => code === of)?.title ?? of;
