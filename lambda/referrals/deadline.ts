// One deadline of one referral as it is stored: a rule applied to it, and how far people have been written to.
import * as z from "zod";
import { type DeadlineAnswer, deadlineAnswer, stageStates } from "../procedures/deadline-answer.ts";
import { owners, recipients, ruleSchema, starts } from "../procedures/referral-rules.ts";

const instant = z.iso.datetime();

export const stageSchema = z.object({
  code: z.string(),
  at: instant,
  to: z.enum(recipients),
  state: z.enum(stageStates),
});
export type Stage = z.infer<typeof stageSchema>;

/** The deadline as it is stored, complete: what it says does not change when the procedure does. */
export const deadlineSchema = z.object({
  referralId: z.string(),
  code: z.string(),
  title: z.string(),
  owner: z.enum(owners),
  /** What started it. */
  from: z.enum(starts),
  metBy: ruleSchema.shape.metBy,
  startedAt: instant,
  dueAt: instant,
  /** When it was met, in time or not: from then on nobody is written to. */
  metAt: instant.optional(),
  /** When it stopped because nobody can or need meet it any more. */
  stoppedAt: instant.optional(),
  explanation: z.string(),
  source: z.string(),
  stages: z.array(stageSchema),
  /** When its next stage goes; absent once none is left. */
  nextActionAt: instant.optional(),
  /** By which rules and calendar it was computed. */
  rulesVersion: z.string(),
  /** Counts its changes; whoever writes it does so under the one they read. */
  version: z.int().positive(),
});
export type Deadline = z.infer<typeof deadlineSchema>;

/** Whether it still runs: somebody can meet it, in time or late. */
export const runs = ({ metAt, stoppedAt }: Pick<Deadline, "metAt" | "stoppedAt">): boolean =>
  metAt === undefined && stoppedAt === undefined;

/** A referrer who waits for our acknowledgement until then owes us nothing: the acknowledgement is ours (R19). */
export const isWait = ({ owner, metBy }: Pick<Deadline, "owner" | "metBy">): boolean =>
  owner === "referrer" && metBy === "acknowledged";

/** What staff have to see to for a deadline: for the referrer's wait it is to acknowledge. */
export const toSeeTo = (deadline: Deadline, all: readonly Deadline[]): Deadline =>
  (isWait(deadline) && all.find((one) => one.metBy === "acknowledged" && !isWait(one))) || deadline;

/** When the next planned stage of a deadline goes, while it runs. */
export function nextActionOf(
  deadline: Pick<Deadline, "stages" | "metAt" | "stoppedAt">,
): string | undefined {
  if (!runs(deadline)) return undefined;
  const planned = deadline.stages.filter(({ state }) => state === "planned").map(({ at }) => at);
  return planned.sort()[0];
}

/** The earliest due time of those that still run. */
export function nextDueOf(deadlines: readonly Deadline[]): string | undefined {
  const due = deadlines.filter(runs).map(({ dueAt }) => dueAt);
  return due.sort()[0];
}

/** The deadline as it is shown at an instant. */
export function shownDeadline(deadline: Deadline, at: Date): DeadlineAnswer {
  const { startedAt, dueAt, metAt, stoppedAt, stages } = deadline;
  const computed = {
    ...deadline,
    startedAt: new Date(startedAt),
    dueAt: new Date(dueAt),
    stages: stages.map((stage) => ({ ...stage, at: new Date(stage.at) })),
  };
  return deadlineAnswer(computed, at, {
    metAt: dateOf(metAt),
    stoppedAt: dateOf(stoppedAt),
    stages: Object.fromEntries(stages.map(({ code, state }) => [code, state])),
  });
}

const dateOf = (given: string | undefined): Date | undefined =>
  given === undefined ? undefined : new Date(given);
