// What a person has to see to about a referral because the service can't: seen with it, settled with a note.
import type { LinkAnswer } from "./link.ts";
import type { Task } from "./referral.ts";

/** What a task can be about. The four of a quoted consultation are the results they come from. */
export const taskCodes = [
  "date-mismatch",
  "not-found",
  "malformed",
  "not-checked",
  /** The agency named is not in the register, so no mail can reach it. */
  "unknown-agency",
  /** The agency named was deactivated, so no mail may go to it. */
  "inactive-agency",
  /** The referrer has no mailbox here: tell them by phone or letter (R18, R21). */
  "tell-referrer",
  /** Bank holidays are not published so far ahead: nobody can say yet when it is due. */
  "deadline-not-computed",
  /** The family, or the parents by letter, are to be told of the decision, and when is recorded (R21). */
  "familyInformedAt",
  "parentsLetterSentAt",
] as const;
export type TaskCode = (typeof taskCodes)[number];

export interface NewTask {
  readonly code: TaskCode;
  readonly about?: string;
  readonly place?: number;
}

/**
 * The tasks with new ones at the end. One that is waiting already, for the same thing, is not added
 * a second time.
 */
export function withTasks(
  tasks: readonly Task[],
  added: readonly NewTask[],
  at: Date,
  newId: () => string,
): Task[] {
  const all = [...tasks];
  for (const { code, about, place } of added) {
    const waits = all.some(
      (task) => task.code === code && task.about === about && task.settledAt === undefined,
    );
    if (!waits) {
      const task = { taskId: newId(), code, at: at.toISOString() };
      all.push({ ...task, ...(about && { about }), ...(place !== undefined && { place }) });
    }
  }
  return all;
}

/** What of the results of quoted consultations becomes a task. */
export const quotedTaskCodes = ["date-mismatch", "not-found", "malformed", "not-checked"] as const;
export const isQuotedTask = ({ code }: Pick<Task, "code">): boolean =>
  quotedTaskCodes.some((one) => one === code);

/** The tasks that the results of quoted consultations leave behind; of a malformed one its place alone. */
export function tasksOfResults(results: readonly LinkAnswer[]): readonly NewTask[] {
  return results.flatMap(({ reference, result }, place) => {
    const code = quotedTaskCodes.find((one) => one === result);
    return code === undefined
      ? []
      : [{ code, about: reference ?? `/consultations/${place}`, place }];
  });
}
