// What the history says when rules, office hours or calendar have changed and a running deadline moves.
import { type Deadline, runs } from "./deadline.ts";
import type { ReferralEvent } from "./history.ts";
import { instantInWords } from "./letter-parts.ts";

/**
 * The history lines of deadlines that moved because they are computed by other rules than before: from
 * when to when, and why. Deadlines that moved with the referral itself have the line of that change.
 */
export function movedEvents(
  before: readonly Deadline[],
  changed: readonly Deadline[],
  rulesVersion: string,
  at: Date,
): readonly ReferralEvent[] {
  return changed.flatMap((deadline) => {
    const was = before.find(({ code }) => code === deadline.code);
    if (was === undefined || !runs(was)) return [];
    const why = reason(was, deadline, rulesVersion);
    return why === undefined
      ? []
      : [{ what: "deadline-moved" as const, at: at.toISOString(), about: deadline.code, why }];
  });
}

function reason(was: Deadline, deadline: Deadline, rulesVersion: string): string | undefined {
  if (was.rulesVersion !== deadline.rulesVersion && was.dueAt !== deadline.dueAt) {
    return `From ${instantInWords(was.dueAt)} to ${instantInWords(deadline.dueAt)}: the authority's rules, office hours or calendar changed. ${deadline.explanation}`;
  }
  // What the rules in force don't know any more keeps the version it was computed by.
  const isDropped = deadline.stoppedAt !== undefined && deadline.rulesVersion !== rulesVersion;
  return isDropped
    ? `Due ${instantInWords(was.dueAt)}, now stopped: by the authority's rules as they are now it applies no more.`
    : undefined;
}
