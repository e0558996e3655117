// What is allowed in a procedure and yet looks like a slip, for `npm run procedure:check`.
import { bankHolidaysOf } from "../working-time/bank-holidays.ts";
import type { TimeUnit } from "../working-time/units.ts";
import type { Procedure } from "./procedure.ts";
import { dayInWords } from "./procedure-words.ts";
import type { Rule } from "./referral-rules.ts";

/** Bank holidays are published about two years ahead; half a year before they end somebody must act. */
const CALENDAR_NOTICE_DAYS = 183;
const DAY_MS = 24 * 60 * 60 * 1000;
/** As many working hours sound like days and are not. */
const HOURS_OF_A_DAY = 24;

const COUNTED_IN_OFFICE_HOURS: readonly TimeUnit[] = ["working-hours", "working-days"];

/** What is odd about a procedure as things stand at `at`, a sentence each; empty when nothing is. */
export function odditiesOf(procedure: Procedure, at: Date): readonly string[] {
  const { rules } = procedure.referrals;
  return [
    ...aboutDates(procedure, at),
    ...aboutConsultations(procedure),
    ...rules.flatMap((rule, i) => aboutTwins(rule, rules.slice(0, i))),
    ...rules.flatMap(aboutStages),
    ...rules.flatMap((rule) => aboutWorkingHours(rule, procedure)),
    ...rules.flatMap(aboutStarts),
    ...aboutQuorum(procedure),
    ...(rules.some(({ metBy }) => metBy === "decided")
      ? []
      : [
          "No rule is met by the decision: a referral can wait for ever without anybody being told.",
        ]),
  ];
}

function aboutDates({ effectiveFrom, nation }: Procedure, at: Date): readonly string[] {
  const { reachesTo } = bankHolidaysOf(nation);
  const daysLeft = (Date.parse(reachesTo) - at.getTime()) / DAY_MS;
  return [
    ...(Date.parse(effectiveFrom) > at.getTime()
      ? [`It takes effect on ${dayInWords(effectiveFrom)}, which is ahead; it is applied already.`]
      : []),
    ...(daysLeft < CALENDAR_NOTICE_DAYS
      ? [`Bank holidays are known only up to ${dayInWords(reachesTo)}. Bring them up to date.`]
      : []),
  ];
}

function aboutConsultations({ consultations, referrals }: Procedure): readonly string[] {
  const { noNames, outcomes, becomesReferral } = consultations;
  const refers = outcomes.some(({ leadsToReferral }) => leadsToReferral);
  const confirms = referrals.rules.some(({ metBy }) => metBy === "confirmed-in-writing");
  return [
    ...(noNames === "forbidden"
      ? ["No-names consultations are forbidden: every one is refused, with your direction."]
      : []),
    ...(refers ? [] : ["No outcome of a consultation leads to a referral."]),
    ...(becomesReferral && !refers
      ? ["Consultations are to become referrals, but no outcome leads to one."]
      : []),
    ...(becomesReferral && !confirms
      ? ["Consultations become referrals, but no rule says when they are confirmed in writing."]
      : []),
  ];
}

function aboutTwins(rule: Rule, earlier: readonly Rule[]): readonly string[] {
  const together = earlier.filter((other) => overlap(other, rule));
  const sameThing = together.find(
    ({ code, metBy, owner }) => code !== rule.code && metBy === rule.metBy && owner === rule.owner,
  );
  return [
    ...(together.some(({ code }) => code === rule.code)
      ? [
          `Two rules have the code “${rule.code}” and can apply to one referral; the first one counts.`,
        ]
      : []),
    ...(sameThing
      ? [
          `“${sameThing.code}” and “${rule.code}” are two rules for one thing: the same people owe the same, and both are chased.`,
        ]
      : []),
  ];
}

const aspects = ["channel", "referrer", "urgency"] as const;

/** Whether there can be a referral both rules apply to. */
function overlap(one: Rule, other: Rule): boolean {
  return aspects.every((aspect) => {
    const ofOne: readonly string[] | undefined = one.appliesTo?.[aspect];
    const ofOther: readonly string[] | undefined = other.appliesTo?.[aspect];
    return !ofOne || !ofOther || ofOne.some((value) => ofOther.includes(value));
  });
}

function aboutStages({ code, stages, within }: Rule): readonly string[] {
  if (stages.length === 0) return [`Nobody is told of the deadline “${code}”: it has no stages.`];
  const before = stages.flatMap((stage) =>
    "before" in stage.at ? { code: stage.code, span: stage.at.before } : [],
  );
  const tooEarly = before.filter(
    ({ span }) => within !== undefined && liesBeforeStart(span, within),
  );
  const atNight = before.filter(({ span }) => !COUNTED_IN_OFFICE_HOURS.includes(span.unit));
  return [
    ...(before.length === 0
      ? [
          `“${code}” has no stage before it is due: what falls due outside office hours is noticed only after.`,
        ]
      : []),
    ...tooEarly.map(
      (stage) =>
        `The stage “${stage.code}” of “${code}” lies before the deadline begins: it comes at once.`,
    ),
    ...atNight.map(
      (stage) =>
        `The stage “${stage.code}” of “${code}” can fall outside office hours, wait for the next opening, and come after the due time. Counted in “working-hours” it can't.`,
    ),
    ...togetherIn(stages).map(
      (stage) =>
        `The stage “${stage}” of “${code}” comes together with another, and only the last of those that are due goes out.`,
    ),
  ];
}

type Span = NonNullable<Rule["within"]>;

/** A working day before the end of the next is the close of the day of receipt, and not too early. */
const liesBeforeStart = (before: Span, within: Span): boolean =>
  before.unit === within.unit &&
  (before.unit === "working-days" ? before.amount > within.amount : before.amount >= within.amount);

/** Codes of stages at the very time of one named before them. */
function togetherIn(stages: Rule["stages"]): readonly string[] {
  const times = stages.map(({ at }) => {
    const [side, { amount, unit }] =
      "before" in at ? (["before", at.before] as const) : (["after", at.after] as const);
    return amount === 0 ? "due" : `${side} ${amount} ${unit}`;
  });
  return stages.flatMap(({ code }, i) => (times.indexOf(times[i] ?? "") < i ? [code] : []));
}

function aboutWorkingHours({ code, within }: Rule, { officeHours }: Procedure): readonly string[] {
  if (within?.unit !== "working-hours" || within.amount < HOURS_OF_A_DAY) return [];
  const { assumed: _, ...week } = officeHours;
  const openDays = Object.values(week).filter((day) => day.length > 0);
  const openHours = openDays
    .flat()
    .reduce((sum, [opens, closes]) => sum + hours(closes) - hours(opens), 0);
  const days = (within.amount / (openHours / openDays.length)).toFixed(1);
  return [
    `“${code}”: ${within.amount} working hours are counted in office hours, about ${days} working days. If ${within.amount} hours of working days are meant, that is “working-day-hours”.`,
  ];
}

const hours = (time: string): number => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;

function aboutStarts({ code, from, appliesTo, metBy }: Rule): readonly string[] {
  const isForWritten = appliesTo?.channel?.includes("written") ?? from !== "verbal-received";
  return [
    ...(metBy === "confirmed-in-writing" && isForWritten
      ? [`“${code}” is never met by a written referral, which nobody confirms in writing.`]
      : []),
    ...(appliesTo?.urgency && from !== "checks-started"
      ? [`“${code}” depends on the urgency, which is known only once checks have started.`]
      : []),
    ...(from === "verbal-received" && appliesTo?.channel?.includes("verbal") === false
      ? [`“${code}” never begins: it starts with a verbal referral and is for written ones only.`]
      : []),
  ];
}

function aboutQuorum({ referrals }: Procedure): readonly string[] {
  const { strategyQuorum = [] } = referrals;
  return new Set(strategyQuorum).size < strategyQuorum.length
    ? ["The quorum of the strategy meeting names somebody twice."]
    : [];
}
