// The daily sweep that deletes what is past its time, with everything that belongs to it.
import { log } from "../log/log.ts";
import type { Database } from "../tables/database.ts";
import type { Key } from "../tables/definition.ts";
import { deleteKept } from "./delete-kept.ts";
import {
  type Kept,
  keptConsultations,
  keptReferrals,
  nextPastItsTime,
  pastTheirTime,
} from "./past-their-time.ts";

const PAGE = 25;
/** 1,000 of each kind in one run: years of a council's days. The next run is a day away. */
const MAX_PAGES = 40;
/** One thing that can't be deleted leaves the others; when this many can't, the database is what is wrong. */
const MAX_FAILURES = 10;

export interface RetentionEffects {
  readonly database: Database;
  readonly clock: () => Date;
  /** Is told the instant at which something began before it is deleted, e.g. so that it is counted first. */
  readonly beforeDeleting?: (began: Date) => Promise<void>;
}

export interface RetentionReport {
  readonly consultations: number;
  readonly referrals: number;
  /** What could not be deleted, or was more than one run takes. */
  readonly left: number;
}

/** Some of what is past its time could not be deleted; nobody can read it, and the next run tries again. */
export class NotAllDeleted extends Error {
  override readonly name = "NotAllDeleted";
}

/**
 * Deletes every consultation and referral whose time is over when the run starts. Readers have treated
 * them as gone since that instant.
 * @throws NotAllDeleted after the run, where some of it failed
 */
export async function sweepRetention(effects: RetentionEffects): Promise<RetentionReport> {
  const at = effects.clock();
  // Referrals first: their links go with them, before the consultations they point to.
  const referrals = await sweepKind(effects, keptReferrals, at);
  const consultations = await sweepKind(effects, keptConsultations, at);
  const report = {
    consultations: consultations.deleted,
    referrals: referrals.deleted,
    left: consultations.left + referrals.left,
  };
  log("retention-swept", report);
  const [error] = [...consultations.errors, ...referrals.errors];
  if (error !== undefined) throw new NotAllDeleted("Not all could be deleted.", { cause: error });
  return report;
}

interface Swept {
  deleted: number;
  left: number;
  readonly errors: unknown[];
}

async function sweepKind(effects: RetentionEffects, kept: Kept, at: Date): Promise<Swept> {
  const { database } = effects;
  const swept: Swept = { deleted: 0, left: 0, errors: [] };
  let after: Key | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { numbers, next } = await pastTheirTime(database, kept, at, PAGE, after);
    for (const number of numbers) {
      try {
        await tellBefore(effects, kept, number);
        if (await deleteKept(database, kept, number, at)) swept.deleted += 1;
      } catch (error) {
        swept.left += 1;
        swept.errors.push(error);
        if (swept.errors.length >= MAX_FAILURES) return swept;
      }
    }
    if (next === undefined) return swept;
    after = next;
  }
  return { ...swept, left: swept.left + 1 };
}

async function tellBefore(
  { database, beforeDeleting }: RetentionEffects,
  { table, number: name, began }: Kept,
  number: string,
): Promise<void> {
  if (beforeDeleting === undefined) return;
  const key = { [name]: number, entry: began.entry };
  const [item] = await database.readTogether([{ table, key }]);
  if (item !== undefined) await beforeDeleting(new Date(String(item[began.at])));
}

/** When something is next past its time, if ever. */
export async function nextRetentionDue(database: Database): Promise<Date | undefined> {
  const both = await Promise.all(
    [keptConsultations, keptReferrals].map((kept) => nextPastItsTime(database, kept)),
  );
  return both.flatMap((at) => at ?? []).sort((one, other) => one.getTime() - other.getTime())[0];
}
