// One rule and its start: when it is due and why, and when its stages come.
import type { WorkingTime } from "../working-time/working-time.ts";
import type { Rule } from "./referral-rules.ts";

export type Stage = Rule["stages"][number];

export interface Due {
  readonly dueAt: Date;
  /** The arithmetic in plain sentences, in Europe/London. */
  readonly explanation: string;
}

/**
 * When a rule that starts at `start` is due, and the sum in words, which begin with `event`: what
 * happened then.
 * @throws CalendarEnds past the published bank holidays; RangeError for a start outside the years 1900 to 2199
 */
export function dueOf(
  time: WorkingTime,
  { within, by }: Rule,
  start: Date,
  event = "Received",
): Due {
  if (by !== undefined) {
    return { dueAt: time.by(start, by), explanation: time.explainBy(start, by, event) };
  }
  // A rule of a file has either; one without both would be the same day's.
  const { amount, unit } = within ?? { amount: 0, unit: "same-day" };
  return {
    dueAt: time.add(start, amount, unit),
    explanation: time.explain(start, amount, unit, event),
  };
}

export interface Running {
  readonly startedAt: Date;
  readonly dueAt: Date;
}

/**
 * When a stage of a running deadline comes. One that would lie before the start comes at the start. Outside
 * office hours it waits for the next opening, unless it may come at any hour.
 * @throws CalendarEnds past the published bank holidays
 */
export function stageAt(
  time: WorkingTime,
  stage: Stage,
  { startedAt, dueAt }: Running,
  { anyHour = false }: { readonly anyHour?: boolean } = {},
): Date {
  const planned = plannedAt(time, stage, dueAt);
  const at = planned < startedAt ? startedAt : planned;
  return anyHour ? at : time.nextOpening(at);
}

/** When a stage would come if nothing stood in its way. */
export function plannedAt(time: WorkingTime, { at }: Stage, dueAt: Date): Date {
  if ("before" in at) return time.subtract(dueAt, at.before.amount, at.before.unit);
  // Nothing added is the due time itself, not the next opening.
  return at.after.amount === 0 ? dueAt : time.add(dueAt, at.after.amount, at.after.unit);
}
