// The deadlines of a referral: which rules apply to it, from when each runs, until when, and whom it is told to when.
import { CalendarEnds } from "../working-time/calendar.ts";
import { dueOf, plannedAt, type Stage, stageAt } from "./due.ts";
import type { ProcedureInForce } from "./in-force.ts";
import type { Procedure } from "./procedure.ts";
import type { Rule } from "./referral-rules.ts";

/** What has happened of a referral, as far as deadlines begin with it or depend on it. */
export interface ReferralSoFar {
  readonly channel: "verbal" | "written";
  readonly referrer: { readonly kind: "practitioner" | "public" };
  readonly receivedAt: Date;
  /** `receivedAt`, where it is not given. */
  readonly firstContactAt?: Date;
  /** When a verbal referral was confirmed in writing (R17). */
  readonly confirmedInWritingAt?: Date;
  /** The checks of the hub, once they have started (R22). */
  readonly checks?: { readonly startedAt: Date; readonly urgency: "red" | "amber" };
  readonly strategyMeetingAt?: Date;
  /** A child needs protection now: then stages come at any hour. */
  readonly immediateProtection?: boolean;
}

export interface Deadline extends Pick<Rule, "code" | "title" | "owner" | "from" | "metBy"> {
  readonly startedAt: Date;
  readonly dueAt: Date;
  /** The arithmetic in plain sentences, in Europe/London. */
  readonly explanation: string;
  /** The document the rule rests on, and what that says. */
  readonly source: string;
  /** In the order in which they come. */
  readonly stages: readonly PlannedStage[];
}

export interface PlannedStage extends Pick<Stage, "code" | "to"> {
  /** In office hours, unless a child needs protection now; never before the start. */
  readonly at: Date;
}

export interface Deadlines {
  /** In the order of the procedure. */
  readonly deadlines: readonly Deadline[];
  /** Codes of those that lead past the published bank holidays: nobody can say when they are due. */
  readonly beyondCalendar: readonly string[];
}

/**
 * Every deadline that has begun, by the rules that apply (R17–R22, R25). What has not happened yet, such as a
 * written confirmation, begins none. Of rules with one code the first that applies counts. A calendar that ends
 * is no reason to throw: a referral is taken all the same (R16).
 */
export function deadlinesOf(procedure: ProcedureInForce, referral: ReferralSoFar): Deadlines {
  const deadlines: Deadline[] = [];
  const beyondCalendar: string[] = [];
  for (const rule of rulesFor(procedure.procedure, referral)) {
    const startedAt = startOf(rule.from, referral);
    if (startedAt === undefined) continue;
    try {
      deadlines.push(deadlineOf(procedure, rule, startedAt, referral));
    } catch (error) {
      if (!(error instanceof CalendarEnds)) throw error;
      beyondCalendar.push(rule.code);
    }
  }
  return { deadlines, beyondCalendar };
}

/** Whether a receipt goes out by itself at once (R18). It is not the acknowledgement. */
export function receiptGoesOut({ referrals }: Procedure, referral: ReferralSoFar): boolean {
  const { automaticReceipt } = referrals;
  return automaticReceipt !== undefined && applies(automaticReceipt.appliesTo, referral);
}

function rulesFor({ referrals }: Procedure, referral: ReferralSoFar): readonly Rule[] {
  const applying = referrals.rules.filter((rule) => applies(rule.appliesTo, referral));
  return applying.filter(
    ({ code }, i) => applying.findIndex((earlier) => earlier.code === code) === i,
  );
}

function applies(
  to: Rule["appliesTo"],
  { channel, referrer, checks }: Pick<ReferralSoFar, "channel" | "referrer" | "checks">,
): boolean {
  if (to?.channel && !to.channel.includes(channel)) return false;
  if (to?.referrer && !to.referrer.includes(referrer.kind)) return false;
  // How urgent a referral is nobody knows before its checks have started.
  return !to?.urgency || (checks !== undefined && to.urgency.includes(checks.urgency));
}

/** What started a rule, or undefined while nothing has. */
function startOf(from: Rule["from"], referral: ReferralSoFar): Date | undefined {
  const { channel, receivedAt } = referral;
  switch (from) {
    case "received":
      return receivedAt;
    case "first-contact":
      return referral.firstContactAt ?? receivedAt;
    case "written-received":
      return channel === "written" ? receivedAt : referral.confirmedInWritingAt;
    case "verbal-received":
      return channel === "verbal" ? receivedAt : undefined;
    case "checks-started":
      return referral.checks?.startedAt;
    case "strategy-meeting":
      return referral.strategyMeetingAt;
  }
}

function deadlineOf(
  { procedure, workingTime }: ProcedureInForce,
  rule: Rule,
  startedAt: Date,
  { channel, immediateProtection: anyHour = false }: ReferralSoFar,
): Deadline {
  const { code, title, owner, from, metBy } = rule;
  const { dueAt, explanation } = dueOf(workingTime, rule, startedAt, eventOf(from, channel));
  const inOrder = rule.stages
    .map((stage) => ({ stage, planned: plannedAt(workingTime, stage, dueAt).getTime() }))
    .toSorted((one, other) => one.planned - other.planned);
  return {
    ...{ code, title, owner, from, metBy, startedAt, dueAt, explanation },
    source: sourceInWords(rule, procedure),
    stages: inOrder.map(({ stage }) => ({
      code: stage.code,
      to: stage.to,
      at: stageAt(workingTime, stage, { startedAt, dueAt }, { anyHour }),
    })),
  };
}

const startEvents: Readonly<Record<Rule["from"], string>> = {
  received: "Received",
  "first-contact": "First contact",
  "written-received": "Received in writing",
  "verbal-received": "Received by word of mouth",
  "checks-started": "Checks started",
  "strategy-meeting": "Strategy meeting held",
};

/** How an explanation names what started it. */
const eventOf = (from: Rule["from"], channel: ReferralSoFar["channel"]): string =>
  from === "written-received" && channel === "verbal" ? "Confirmed in writing" : startEvents[from];

function sourceInWords({ source }: Rule, { sources }: Procedure): string {
  const document = sources.find(({ code }) => code === source.from);
  const named = document ? `${document.title} (${document.publisher})` : source.from;
  return `${named}: ${source.says}`;
}
