// How far the running deadlines have been moved to the rules in force: a mark, and a pass over the index.
import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { ReferralEffects } from "../referrals/change-referral.ts";
import { runningDeadlines } from "../referrals/due-work.ts";
import { referralsTable } from "../referrals/table.ts";
import type { Database } from "../tables/database.ts";
import { put } from "../tables/write.ts";
import { moveReferral } from "./move-referral.ts";

const PAGE = 100;
/** 2,000 deadlines a run; the next one goes on where this one ended. */
const MAX_PAGES = 20;
/**
 * Functions that started with the rules before may still register referrals for a moment, and an index
 * lags: so a second pass follows. No function runs longer than this.
 */
const SECOND_PASS_MS = 20 * 60_000;

/** One referral that can't be moved leaves the others; when this many can't, the database is what is wrong. */
const MAX_FAILURES = 10;

/** Where the mark stands. No referral has this number. */
const MARK = { referralId: "moving", entry: "moving" };

const markSchema = z.object({
  /** The rules to which deadlines are being moved, or have been. */
  rulesVersion: z.string(),
  /** Where the pass under way goes on; from the beginning where it is left out. */
  after: z.record(z.string(), z.string()).optional(),
  /** Whether some referral could not be moved in the pass under way. */
  failed: z.boolean().default(false),
  passesLeft: z.int(),
  /** When the next pass may begin, while any is left. */
  nextPassAt: z.iso.datetime(),
});
type Mark = z.infer<typeof markSchema>;

async function readMark(database: Database): Promise<Mark | undefined> {
  const [item] = await database.readTogether([{ table: referralsTable, key: MARK }]);
  return item && markSchema.parse(item);
}

/** Without a condition: each sweep has looked itself at everything before the place it writes down. */
async function writeMark(database: Database, mark: Mark): Promise<void> {
  await database.write([put(referralsTable, { ...mark, ...MARK }, [])], randomUUID());
}

/** Where moving stands under the rules in force; a new version of them begins it anew. */
function markUnder(rulesVersion: string, stored: Mark | undefined, at: Date): Mark {
  if (stored?.rulesVersion === rulesVersion) return stored;
  const passesLeft = stored === undefined ? 1 : 2;
  return { rulesVersion, passesLeft, failed: false, nextPassAt: at.toISOString() };
}

/**
 * Moves deadlines that run by other rules than those in force, one bounded piece at a time. While the
 * rules stay the same this costs one read. A referral that can't be moved is not in the way of the rest:
 * the pass goes on, and another one follows.
 * @returns how many deadlines changed
 * @throws AggregateError after that, with why some referrals could not be moved
 */
export async function moveDeadlines(effects: ReferralEffects, at: Date): Promise<number> {
  const { database, procedure } = effects;
  const errors: unknown[] = [];
  let mark = markUnder(procedure.rulesVersion, await readMark(database), at);
  let moved = 0;
  for (let page = 0; page < MAX_PAGES && errors.length < MAX_FAILURES; page++) {
    if (mark.passesLeft === 0 || mark.nextPassAt > at.toISOString()) break;
    const { deadlines, next } = await runningDeadlines(database, PAGE, mark.after);
    const others = deadlines.filter(({ rulesVersion }) => rulesVersion !== mark.rulesVersion);
    for (const referralId of new Set(others.map((one) => one.referralId))) {
      try {
        moved += await moveReferral(effects, referralId, at);
      } catch (error) {
        errors.push(error);
      }
    }
    const { after: _, ...rest } = { ...mark, failed: mark.failed || errors.length > 0 };
    mark = next === undefined ? withPassDone(rest, at) : { ...rest, after: next };
    await writeMark(database, mark);
  }
  if (errors.length > 0) throw new AggregateError(errors, "Some deadlines could not be moved.");
  return moved;
}

/** A pass in which something failed does not count. */
const withPassDone = ({ failed, ...mark }: Mark, at: Date): Mark => ({
  ...mark,
  failed: false,
  passesLeft: failed ? mark.passesLeft : mark.passesLeft - 1,
  nextPassAt: new Date(at.getTime() + SECOND_PASS_MS).toISOString(),
});

/** When deadlines are next to be moved: at once under new rules; undefined once all have been. */
export async function nextMoving({
  database,
  procedure,
}: ReferralEffects): Promise<Date | undefined> {
  const stored = await readMark(database);
  if (stored?.rulesVersion !== procedure.rulesVersion) return new Date(0);
  return stored.passesLeft === 0 ? undefined : new Date(stored.nextPassAt);
}
