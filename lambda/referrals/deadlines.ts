// The deadlines of a referral as they follow from the procedure and from what has happened to it. Pure.
import { isDeepStrictEqual } from "node:util";
import {
  deadlinesOf,
  type Deadline as PlannedDeadline,
  type ReferralSoFar,
} from "../procedures/deadlines.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { type Deadline, nextActionOf, runs, type Stage } from "./deadline.ts";
import type { Referral } from "./referral.ts";

/** What has happened of a referral, as far as deadlines begin with it or depend on it. */
export function soFar(referral: Referral): ReferralSoFar {
  const { channel, referrer, receivedAt, firstContactAt, checks, immediateProtection } = referral;
  const confirmedAt = referral.writtenConfirmation?.receivedAt;
  const heldAt = referral.strategyMeeting?.heldAt;
  return {
    ...{ channel, referrer, immediateProtection },
    receivedAt: new Date(receivedAt),
    firstContactAt: new Date(firstContactAt),
    ...(confirmedAt && { confirmedInWritingAt: new Date(confirmedAt) }),
    ...(checks && {
      checks: { startedAt: new Date(checks.startedAt), urgency: checks.urgency },
    }),
    ...(heldAt && { strategyMeetingAt: new Date(heldAt) }),
  };
}

/** When the event that meets a rule happened. A decision is an evaluation too. */
export function metAtOf(metBy: PlannedDeadline["metBy"], referral: Referral): string | undefined {
  switch (metBy) {
    case "evaluated":
      return referral.evaluation?.evaluatedAt ?? referral.decision?.decidedAt;
    case "acknowledged":
      return referral.acknowledgement?.acknowledgedAt;
    case "confirmed-in-writing":
      return referral.writtenConfirmation?.receivedAt;
    case "checks-completed":
      return referral.checks?.completedAt;
    case "decided":
      return referral.decision?.decidedAt;
    case "strategy-record-distributed":
      return referral.strategyMeeting?.recordDistributedAt;
  }
}

export interface Computed {
  /** Every deadline, the procedure's in its order, then those that no longer apply. */
  readonly deadlines: readonly Deadline[];
  /** Those that differ from what was stored, or are new; each with the next version. */
  readonly changed: readonly Deadline[];
  /** Codes of rules whose time leads past the published bank holidays. */
  readonly beyondCalendar: readonly string[];
}

/**
 * Computes the deadlines of a referral from its events (R17–R22, R25, R28). What was sent stays sent;
 * what was stored and no longer applies is stopped, never deleted. The same events give the same
 * deadlines, so this is done again after any change of the referral, the rules or the calendar.
 */
export function computeDeadlines(
  referral: Referral,
  stored: readonly Deadline[],
  procedure: ProcedureInForce,
  at: Date,
): Computed {
  const planned = deadlinesOf(procedure, soFar(referral));
  const before = new Map(stored.map((deadline) => [deadline.code, deadline]));
  const current = planned.deadlines.map((one) =>
    applied(one, referral, before.get(one.code), procedure.rulesVersion),
  );
  const codes = new Set(current.map(({ code }) => code));
  const others = stored.filter(({ code }) => !codes.has(code));
  const deadlines = [
    ...current,
    ...others.map((deadline) =>
      // What nobody can compute now stays as it was.
      planned.beyondCalendar.includes(deadline.code)
        ? deadline
        : stopped(deadline, at.toISOString()),
    ),
  ].map((deadline) => versioned(deadline, before.get(deadline.code)));
  return {
    deadlines,
    changed: deadlines.filter((deadline) => deadline !== before.get(deadline.code)),
    beyondCalendar: planned.beyondCalendar,
  };
}

/** The plan with what has become of it: what met or stopped it, and which stages went. */
function applied(
  planned: PlannedDeadline,
  referral: Referral,
  before: Deadline | undefined,
  rulesVersion: string,
): Deadline {
  const { code, title, owner, from, metBy, startedAt, dueAt, explanation, source } = planned;
  const metAt = metAtOf(metBy, referral);
  const stoppedAt = metAt === undefined ? referral.transfer?.transferredAt : undefined;
  const over = !runs({ metAt, stoppedAt });
  if (over && before && !runs(before) && before.rulesVersion !== rulesVersion) {
    // It was over when the rules changed: what was in time then is not made late by them.
    const { metAt: _, stoppedAt: __, ...counted } = before;
    return { ...counted, ...(metAt && { metAt }), ...(stoppedAt && { stoppedAt }) };
  }
  // One that had stopped and runs again has its stages before it again.
  const revived = before?.stoppedAt !== undefined && !over;
  const stages = planned.stages.map((stage): Stage => {
    const was = before?.stages.find((one) => one.code === stage.code)?.state ?? "planned";
    const stays = was === "sent" || (was === "skipped" && !revived);
    return {
      ...stage,
      at: stage.at.toISOString(),
      state: stays ? was : over ? "skipped" : "planned",
    };
  });
  const nextActionAt = nextActionOf({ stages, metAt, stoppedAt });
  return {
    ...{ referralId: referral.referralId, code, title, owner, from, metBy },
    startedAt: startedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    ...(metAt && { metAt }),
    ...(stoppedAt && { stoppedAt }),
    ...{ explanation, source, stages },
    ...(nextActionAt && { nextActionAt }),
    rulesVersion,
    version: before?.version ?? 1,
  };
}

/** A rule that applied once and does not any more: nobody is written to about it from now on. */
function stopped(deadline: Deadline, stoppedAt: string): Deadline {
  if (!runs(deadline)) return deadline;
  const stages = deadline.stages.map(
    (stage): Stage => (stage.state === "planned" ? { ...stage, state: "skipped" } : stage),
  );
  const { nextActionAt, ...rest } = deadline;
  return { ...rest, stages, stoppedAt };
}

/** What is the same as before is the very same; what differs is the next version of it. */
function versioned(deadline: Deadline, before: Deadline | undefined): Deadline {
  if (before === undefined) return deadline;
  return isDeepStrictEqual(deadline, before)
    ? before
    : { ...deadline, version: before.version + 1 };
}
