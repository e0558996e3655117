// A deadline as the API shows it: in a referral, and in what a referral would have.
import * as z from "zod";
import type { Deadline } from "./deadlines.ts";
import { owners, recipients, starts } from "./referral-rules.ts";

const instant = z.iso.datetime();

export const stageStates = ["planned", "sent", "skipped"] as const;
export type StageState = (typeof stageStates)[number];

export const deadlineStates = ["open", "met", "missed", "stopped"] as const;
export type DeadlineState = (typeof deadlineStates)[number];

export const deadlineSchema = z
  .strictObject({
    code: z.string().meta({ description: "Such as “decision”." }),
    title: z.string(),
    owner: z.enum(owners).meta({ description: "Who must act." }),
    from: z.enum(starts).meta({ description: "What started it." }),
    dueAt: instant,
    metAt: instant.optional().meta({ description: "Whenever it happened, in time or not." }),
    state: z.enum(deadlineStates).meta({
      description: "“missed” is also one that is past due, and one that was met too late.",
    }),
    explanation: z.string().meta({ description: "The sum in words, in Europe/London." }),
    source: z.string().meta({ description: "The document it rests on, and what that says." }),
    stages: z.array(
      z.strictObject({
        code: z.string(),
        at: instant,
        to: z.enum(recipients),
        state: z.enum(stageStates),
      }),
    ),
  })
  .meta({ id: "Deadline" });

export type DeadlineAnswer = z.output<typeof deadlineSchema>;

/** What became of a deadline; nothing yet, where nothing is said. */
export interface DeadlineCourse {
  readonly metAt?: Date;
  readonly stoppedAt?: Date;
  /** By the stage's code; “planned” where nothing is said. */
  readonly stages?: Readonly<Record<string, StageState>>;
}

/**
 * How a deadline stands at `now`. Met or stopped at the due time itself is in time; what was missed before it
 * was stopped stays missed.
 */
export function stateOf(
  { dueAt, metAt, stoppedAt }: Pick<Deadline, "dueAt"> & Omit<DeadlineCourse, "stages">,
  now: Date,
): DeadlineState {
  const inTime = (at: Date) => at.getTime() <= dueAt.getTime();
  if (metAt) return inTime(metAt) ? "met" : "missed";
  if (stoppedAt && inTime(stoppedAt)) return "stopped";
  return inTime(now) ? "open" : "missed";
}

/** The deadline as it stands at `now`. */
export function deadlineAnswer(
  deadline: Deadline,
  now: Date,
  { metAt, stoppedAt, stages = {} }: DeadlineCourse = {},
): DeadlineAnswer {
  const { code, title, owner, from, dueAt, explanation, source } = deadline;
  return {
    ...{ code, title, owner, from },
    dueAt: dueAt.toISOString(),
    ...(metAt && { metAt: metAt.toISOString() }),
    state: stateOf({ dueAt, metAt, stoppedAt }, now),
    ...{ explanation, source },
    stages: deadline.stages.map((stage) => ({
      code: stage.code,
      at: stage.at.toISOString(),
      to: stage.to,
      state: stages[stage.code] ?? "planned",
    })),
  };
}
