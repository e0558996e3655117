// What a person has to see to about a referral because the service can't: seen with it, settled with a note.
import type { LinkResult } from "./link.ts";
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
  /** Bank holidays are not published so far ahead: some deadlines are not computed yet. */
  "deadlines-not-computed",
] as const;
export type TaskCode = (typeof taskCodes)[number];

interface NewTask {
  readonly code: TaskCode;
  readonly about?: string;
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
  for (const { code, about } of added) {
    const waits = all.some(
      (task) => task.code === code && task.about === about && task.settledAt === undefined,
    );
    if (!waits) {
      all.push({ taskId: newId(), code, ...(about && { about }), at: at.toISOString() });
    }
  }
  return all;
}

/** The tasks that the results of quoted consultations leave behind. `places` are pointers into the request. */
export function tasksOfResults(
  results: readonly { readonly reference: string | null; readonly result: LinkResult }[],
): readonly NewTask[] {
  return results.flatMap(({ reference, result }, index) => {
    const code = taskCodes.find((one) => one === result);
    return code === undefined ? [] : [{ code, about: reference ?? `/consultations/${index}` }];
  });
}
