// A referral that was advised and never came: when the agency is asked about it, once, and what is left to a person.
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { absent, equals } from "../tables/condition.ts";
import type { Database } from "../tables/database.ts";
import type { TransactItem } from "../tables/transact.ts";
import { update } from "../tables/write.ts";
import { CalendarEnds } from "../working-time/calendar.ts";
import type { FollowUpTask } from "./contract.ts";
import { AWAITING_REFERRAL, consultationsTable, type Keeping } from "./table.ts";

const WORKING_DAYS_A_WEEK = 5;
const DAYS_A_WEEK = 7;

/**
 * When the agency is asked about a referral that a consultation recorded at `at` leads to: in office
 * hours after the procedure's `referralFollowUp`. Undefined where its outcome leads to none. Past the
 * published bank holidays whole weeks are counted instead, so that nobody is forgotten.
 */
export function followUpAtOf(
  { procedure, workingTime, outcome }: ProcedureInForce,
  code: string,
  at: Date,
): string | undefined {
  if (!outcome(code)?.leadsToReferral) return undefined;
  const { workingDays } = procedure.consultations.referralFollowUp;
  try {
    const due = workingTime.add(at, workingDays, "working-days");
    return workingTime.nextOpening(due).toISOString();
  } catch (error) {
    if (!(error instanceof CalendarEnds)) throw error;
    const weeks = Math.ceil(workingDays / WORKING_DAYS_A_WEEK);
    return workingTime.add(at, weeks * DAYS_A_WEEK, "calendar-days").toISOString();
  }
}

/** What a person has to see to about a consultation, until a referral is linked to it. */
export const followUpTasks = ({ followedUpAt, links }: Keeping): FollowUpTask[] =>
  followedUpAt === undefined || links > 0
    ? []
    : [{ code: "referral-not-linked", at: followedUpAt }];

/** Notes that the agency is asked, unless it was before or a referral has been linked. */
export const noteFollowUp = (
  { reference }: Pick<Keeping, "reference">,
  at: Date,
): TransactItem<"not-awaited"> => ({
  write: update(
    consultationsTable,
    { reference, entry: "keeping" },
    { set: { followedUpAt: at.toISOString() }, remove: ["followUp"] },
    [equals("links", 0), absent("followedUpAt"), equals("followUp", AWAITING_REFERRAL)],
  ),
  refusedAs: "not-awaited",
});

interface Page {
  /** References, the longest due first. The index may lag: what it names is looked at before it is believed. */
  readonly references: readonly string[];
  readonly next?: Record<string, string>;
}

/** One page of consultations whose agency is to be asked by `at`. */
export async function dueFollowUps(
  database: Database,
  at: Date,
  limit: number,
  after?: Record<string, string>,
): Promise<Page> {
  const { items, next } = await database.query({
    table: consultationsTable,
    index: "followUp",
    partition: AWAITING_REFERRAL,
    sort: { atMost: at.toISOString() },
    limit,
    after,
  });
  return { references: items.map(({ reference }) => String(reference)), ...(next && { next }) };
}

/** When the next agency is to be asked, if any. */
export async function nextFollowUp(database: Database): Promise<Date | undefined> {
  const { items } = await database.query({
    table: consultationsTable,
    index: "followUp",
    partition: AWAITING_REFERRAL,
    limit: 1,
  });
  const at = items[0]?.followUpAt;
  return at === undefined ? undefined : new Date(String(at));
}
