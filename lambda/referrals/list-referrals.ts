// GET /referrals: numbers, dates and the next due time, newest first, of one status or of all.
import * as z from "zod";
import { londonDate } from "../consultations/consultation.ts";
import { type Page, sealedCursors } from "../http/list.ts";
import { implement } from "../http/request.ts";
import type { Database } from "../tables/database.ts";
import type { Seal } from "../tables/seal.ts";
import * as contract from "./contract.ts";
import { referralSchema, type Status, statuses } from "./referral.ts";
import { referralsTable } from "./table.ts";

/** Where few pass the filter a page ends early, with a cursor, so that every answer is quick. */
const MAX_READS = 10;

interface ListEffects {
  readonly database: Database;
  readonly seal: Seal;
}

type ListEntry = z.infer<(typeof contract.listReferrals.answers)[200]["schema"]>["items"][number];

const listedSchema = z.object({
  ...referralSchema.pick({ referralId: true, status: true, receivedAt: true }).shape,
  ...referralSchema.pick({ keepUntil: true, nextDue: true }).shape,
  listedAs: z.string(),
});
type Listed = z.infer<typeof listedSchema>;

export const listReferrals = ({ database, seal }: ListEffects) =>
  implement<typeof contract.listReferrals>({
    operation: contract.listReferrals,

    async handle({ at, query: { status, overdue, limit, cursor } }) {
      const cursors = sealedCursors(seal, contract.listReferrals.id, { status, overdue });
      const now = at.toISOString();
      const { items, before } = await readNewestFirst(database, {
        wanted: status === undefined ? statuses : [status],
        limit,
        shows: ({ keepUntil, nextDue }) =>
          keepUntil > now && (overdue === undefined || isOverdue(nextDue, now) === overdue),
        before: cursors.open(cursor)?.before,
      });
      const body: Page<ListEntry> = {
        items: items.map(({ referralId, status, receivedAt, nextDue }) => ({
          ...{ referralId, status, receivedOn: londonDate(receivedAt) },
          ...(nextDue && { nextDue }),
          overdue: isOverdue(nextDue, now),
        })),
        ...(before && { nextCursor: cursors.seal({ before }) }),
      };
      return { status: 200, body };
    },
  });

/** Whether a deadline is past that can still be met. */
const isOverdue = (nextDue: string | undefined, now: string): boolean =>
  nextDue !== undefined && nextDue < now;

interface Wanted {
  readonly wanted: readonly Status[];
  readonly limit: number;
  readonly shows: (one: Listed) => boolean;
  /** The last one that was looked at, listed or not. */
  readonly before: string | undefined;
}

/** Each status is a partition of the index; the newest of all are among the newest of each. */
async function readNewestFirst(
  database: Database,
  { wanted, limit, shows, before }: Wanted,
): Promise<{ items: readonly Listed[]; before?: string }> {
  const items: Listed[] = [];
  let last = before;
  for (let reads = 0; reads < MAX_READS; reads++) {
    const pages = await Promise.all(wanted.map((status) => pageOf(database, status, last, limit)));
    // Beyond as many as one page nobody has looked into every partition.
    const newest = pages
      .flat()
      .sort((one, other) => (one.listedAs > other.listedAs ? -1 : 1))
      .slice(0, limit + 1);
    for (const one of newest) {
      if (shows(one)) {
        if (items.length === limit) return { items, before: last };
        items.push(one);
      }
      last = one.listedAs;
    }
    if (newest.length <= limit) return { items };
  }
  return { items, before: last };
}

async function pageOf(
  database: Database,
  status: Status,
  before: string | undefined,
  limit: number,
): Promise<readonly Listed[]> {
  const { items } = await database.query({
    table: referralsTable,
    index: "byStatus",
    partition: status,
    sort: before === undefined ? undefined : { below: before },
    newestFirst: true,
    // One more than is shown tells whether there is a next page.
    limit: limit + 1,
  });
  return items.map((item) => listedSchema.parse(item));
}
