// How many of the deadlines that were due in one month were met in time, by deadline.
import { stateOf } from "../procedures/deadline-answer.ts";
import type { Deadline } from "../referrals/deadline.ts";
import { statuses } from "../referrals/referral.ts";
import { deadlineRead, parseDeadline, referralsTable } from "../referrals/table.ts";
import type { Database } from "../tables/database.ts";
import type { Key } from "../tables/definition.ts";
import { instantsOfMonths, monthAfter } from "./months.ts";
import { FEWER, type FrozenMonth } from "./table.ts";

/** Checks and strategy meetings may come weeks after a referral; two months before are looked at too. */
export const MONTHS_BEFORE = 2;
const PAGE = 1_000;
/** 20,000 referrals of one status in three months: no authority has a tenth of that. */
const MAX_PAGES = 20;
const READ_TOGETHER = 100;
const SMALL = 5;
const PER_CENT = 100;

/**
 * The share met in time of each deadline, in whole per cent, of those that were due in the month. What
 * stopped before it was due does not count. Of fewer than five no share is given.
 * @param codes the deadlines to look for, in the order in which they are given
 */
export async function countDeadlines(
  database: Database,
  month: string,
  codes: readonly string[],
  at: Date,
): Promise<FrozenMonth["deadlines"]> {
  const [first, last] = instantsOfMonths(month, month);
  const referralIds = await referralsReceived(database, month);
  const deadlines = await deadlinesOf(database, referralIds, codes);
  const due = deadlines.filter(
    ({ dueAt }) => Date.parse(dueAt) >= Date.parse(first) && Date.parse(dueAt) <= Date.parse(last),
  );
  return codes.flatMap((code) => {
    const states = due.filter((one) => one.code === code).map((one) => stateAt(one, at));
    const met = states.filter((state) => state === "met").length;
    const all = met + states.filter((state) => state === "missed").length;
    if (all === 0) return [];
    const onTimePercent = all < SMALL ? FEWER : Math.round((met / all) * PER_CENT);
    return [{ deadline: code, onTimePercent }];
  });
}

function stateAt({ dueAt, metAt, stoppedAt }: Deadline, at: Date) {
  return stateOf(
    {
      dueAt: new Date(dueAt),
      ...(metAt && { metAt: new Date(metAt) }),
      ...(stoppedAt && { stoppedAt: new Date(stoppedAt) }),
    },
    at,
  );
}

async function referralsReceived(database: Database, month: string): Promise<readonly string[]> {
  const between = instantsOfMonths(monthAfter(month, -MONTHS_BEFORE), month);
  const ids: string[] = [];
  for (const partition of statuses) {
    let after: Key | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const { items, next } = await database.query({
        ...{ table: referralsTable, index: "byStatus", partition, limit: PAGE, after },
        sort: { between },
      });
      ids.push(...items.map(({ referralId }) => String(referralId)));
      after = next;
      if (after === undefined) break;
    }
    if (after !== undefined) throw new Error("There are more referrals than can be counted.");
  }
  return ids;
}

async function deadlinesOf(
  database: Database,
  referralIds: readonly string[],
  codes: readonly string[],
): Promise<readonly Deadline[]> {
  const reads = referralIds.flatMap((id) => codes.map((code) => deadlineRead(id, code)));
  const deadlines: Deadline[] = [];
  for (let start = 0; start < reads.length; start += READ_TOGETHER) {
    const items = await database.readTogether(reads.slice(start, start + READ_TOGETHER));
    deadlines.push(...items.flatMap((item) => parseDeadline(item) ?? []));
  }
  return deadlines;
}
