// Which stages of a deadline go now, which are passed over, and which wait for the offices to open. Pure.
import { type Deadline, nextActionOf, runs, type Stage } from "../referrals/deadline.ts";

const MINUTE_MS = 60_000;
/**
 * Sweeps come every 15 minutes. A stage this late was left by an outage: then word to whoever is told
 * last is enough, and a row of old messages would only be in the way.
 */
const OUTAGE_MS = 60 * MINUTE_MS;
/** A stage whose time came just before close still goes with the next sweep, one interval and its run later. */
const PUNCTUAL_MS = 30 * MINUTE_MS;

export interface DueStages {
  readonly go: readonly Stage[];
  /** A newer one goes in their place. */
  readonly skip: readonly Stage[];
}

/**
 * The stages that are due at `at`. The newest always goes. An older one is passed over where a newer one
 * goes to the same people, or where it was left behind for so long that there was an outage.
 */
export function dueStages({ stages, ...deadline }: Deadline, at: Date): DueStages {
  const now = at.toISOString();
  const due = runs(deadline)
    ? stages.filter((stage) => stage.state === "planned" && stage.at <= now)
    : [];
  const isOutdone = (stage: Stage, place: number) =>
    due.some((other, otherPlace) => {
      const isNewer = other.at > stage.at || (other.at === stage.at && otherPlace > place);
      const leftBehind = other.at > stage.at && at.getTime() - Date.parse(stage.at) > OUTAGE_MS;
      return isNewer && (other.to === stage.to || leftBehind);
    });
  return {
    go: due.filter((stage, place) => !isOutdone(stage, place)),
    skip: due.filter(isOutdone),
  };
}

/** Whether stages come so late that office hours have to be asked again. */
export const isPunctual = (go: readonly Stage[], at: Date): boolean =>
  go.every((stage) => at.getTime() - Date.parse(stage.at) <= PUNCTUAL_MS);

/** The deadline once stages have gone and others were passed over: its next version. */
export const withStagesTaken = (deadline: Deadline, { go, skip }: DueStages): Deadline =>
  next(deadline, (stage) => {
    if (go.includes(stage)) return { ...stage, state: "sent" };
    return skip.includes(stage) ? { ...stage, state: "skipped" } : stage;
  });

/** The deadline with those stages put off that were to go: its next version. */
export const withStagesPutOff = (deadline: Deadline, { go, skip }: DueStages, to: Date): Deadline =>
  next(deadline, (stage) => {
    if (go.includes(stage)) return { ...stage, at: to.toISOString() };
    return skip.includes(stage) ? { ...stage, state: "skipped" } : stage;
  });

/** The deadline of a referral that is past its time: nobody is written to any more. */
export const silenced = (deadline: Deadline): Deadline =>
  next(deadline, (stage) => (stage.state === "planned" ? { ...stage, state: "skipped" } : stage));

function next(deadline: Deadline, change: (stage: Stage) => Stage): Deadline {
  const { nextActionAt: _, ...rest } = deadline;
  const stages = deadline.stages.map(change);
  const nextActionAt = nextActionOf({ ...rest, stages });
  return { ...rest, stages, version: deadline.version + 1, ...(nextActionAt && { nextActionAt }) };
}
