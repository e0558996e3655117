// The sweep every 15 minutes: moved calendars first, then due stages, advised referrals, linking left behind.
import { dueFollowUps, nextFollowUp } from "../consultations/follow-up.ts";
import { log } from "../log/log.ts";
import type { ReferralEffects } from "../referrals/change-referral.ts";
import { dueDeadlines, nextDueAction } from "../referrals/due-work.ts";
import { finishLinkings } from "../referrals/finish-linking.ts";
import { askAfterReferral } from "./ask-after-referral.ts";
import { moveDeadlines, nextMoving } from "./move-deadlines.ts";
import { standing, takeStages } from "./take-stages.ts";

/** A deadline and its referral each: within the hundred keys that are read together. */
const PAGE = 50;
/** 1,000 deadlines in one run: more than fall due in a council in a week. The next run is minutes away. */
const MAX_PAGES = 20;
/** One thing that can't be done leaves the others; when this many can't, the database is what is wrong. */
const MAX_FAILURES = 10;

export interface SweepEffects extends ReferralEffects {
  readonly clock: () => Date;
}

export interface ChaserReport {
  /** Deadlines and consultations that the indexes named as due. */
  readonly lookedAt: number;
  readonly sent: number;
  readonly tasks: number;
  readonly skipped: number;
  readonly putOff: number;
  readonly followUps: number;
  readonly linkings: number;
  readonly moved: number;
  /** What kept changing, or was more than one run takes. */
  readonly left: number;
  readonly failed: number;
}

/** Some of what was due could not be done. It is still due; the next run tries again. */
export class SweepFailed extends Error {
  override readonly name = "SweepFailed";
}

type Counts = { -readonly [K in keyof ChaserReport]: number };

/**
 * Does everything that is due at the start of the run, each thing once, whatever runs at the same time
 * or ran before. Its log entry is the heartbeat: without one, nothing was checked.
 * @throws SweepFailed after the run, where some of it failed
 */
export async function sweepChasers(effects: SweepEffects): Promise<ChaserReport> {
  const at = effects.clock();
  const counts: Counts = {
    ...{ lookedAt: 0, sent: 0, tasks: 0, skipped: 0, putOff: 0 },
    ...{ followUps: 0, linkings: 0, moved: 0, left: 0, failed: 0 },
  };
  const attempt = async (what: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      counts.failed += 1;
      log("chaser-failed", { what, error: error instanceof Error ? error.name : "unknown" });
      if (counts.failed >= MAX_FAILURES) throw error;
    }
  };
  await attempt("moving deadlines", async () => {
    counts.moved += await moveDeadlines(effects, at);
  });
  await attempt("stages", () => takeAllStages(effects, at, counts, attempt));
  await attempt("advised referrals", () => askAfterAll(effects, at, counts, attempt));
  await attempt("linking", async () => {
    counts.linkings += await finishLinkings(effects.database, at);
  });
  log("chasers-swept", counts);
  if (counts.failed > 0) throw new SweepFailed(`${counts.failed} of what was due failed.`);
  return counts;
}

type Attempt = (what: string, work: () => Promise<void>) => Promise<void>;

async function takeAllStages(
  effects: SweepEffects,
  at: Date,
  counts: Counts,
  attempt: Attempt,
): Promise<void> {
  let after: Record<string, string> | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { deadlines, next } = await dueDeadlines(effects.database, at, PAGE, after);
    counts.lookedAt += deadlines.length;
    const found = deadlines.length > 0 ? await standing(effects.database, deadlines, at) : [];
    for (const one of found) {
      await attempt("a stage", async () => {
        const taken = await takeStages(effects, one, at);
        for (const what of ["sent", "tasks", "skipped", "putOff", "moved", "left"] as const) {
          counts[what] += taken[what];
        }
      });
    }
    if (next === undefined) return;
    after = next;
  }
  counts.left += 1;
}

async function askAfterAll(
  { database }: SweepEffects,
  at: Date,
  counts: Counts,
  attempt: Attempt,
): Promise<void> {
  let after: Record<string, string> | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { references, next } = await dueFollowUps(database, at, PAGE, after);
    counts.lookedAt += references.length;
    for (const reference of references) {
      await attempt("an advised referral", async () => {
        if (await askAfterReferral(database, reference, at)) counts.followUps += 1;
      });
    }
    if (next === undefined) return;
    after = next;
  }
  counts.left += 1;
}

/** When the sweep next has something to do, if ever. */
export async function nextChaserDue(effects: ReferralEffects): Promise<Date | undefined> {
  const all = await Promise.all([
    nextDueAction(effects.database),
    nextFollowUp(effects.database),
    nextMoving(effects),
  ]);
  return all.flatMap((at) => at ?? []).sort((one, other) => one.getTime() - other.getTime())[0];
}
