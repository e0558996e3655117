// Moves the running deadlines of a referral to the rules and calendar in force, with a line in its history.
import { randomUUID } from "node:crypto";
import { type ReferralEffects, tasksOfCalendar } from "../referrals/change-referral.ts";
import { nextDueOf, runs } from "../referrals/deadline.ts";
import { computeDeadlines } from "../referrals/deadlines.ts";
import { movedEvents } from "../referrals/moved-deadlines.ts";
import {
  addEvent,
  changeReferralItem,
  eventIdOf,
  readWhole,
  type WholeReferral,
  writeDeadline,
} from "../referrals/table.ts";
import { withTasks } from "../referrals/tasks.ts";
import { type TransactItem, transact } from "../tables/transact.ts";

/** Somebody who works on a referral changes it a few times a minute at most. */
const TRIES = 5;

/**
 * Computes the running deadlines of one referral again, and writes those that change. What was sent
 * stays sent; what was met or stopped stays as it was counted. Safe at any time, and twice.
 * @returns how many deadlines changed
 */
export async function moveReferral(
  { database, procedure }: ReferralEffects,
  referralId: string,
  at: Date,
): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const whole = await readWhole(database, referralId, at);
    if (whole === undefined) return 0;
    const { items, moved } = movingItems(whole, procedure, at);
    if (moved === 0) return 0;
    if ((await transact(database, items)).done) return moved;
  }
  throw new Error("A referral kept changing while its deadlines were being moved.");
}

function movingItems(
  { referral, deadlines }: WholeReferral,
  procedure: ReferralEffects["procedure"],
  at: Date,
): { readonly items: readonly TransactItem<string>[]; readonly moved: number } {
  const computed = computeDeadlines(referral, deadlines, procedure, at);
  const ran = new Set(deadlines.filter(runs).map(({ code }) => code));
  // A rule that is new does not begin for a referral that came before it, until somebody works on it.
  const changed = computed.changed.filter(({ code }) => ran.has(code));
  if (changed.length === 0) return { items: [], moved: 0 };
  const stored = deadlines.map((one) => changed.find(({ code }) => code === one.code) ?? one);
  const { nextDue: _, ...rest } = referral;
  const nextDue = nextDueOf(stored);
  const late = computed.beyondCalendar.filter((code) => ran.has(code));
  const tasks = withTasks(referral.tasks, tasksOfCalendar(late), at, randomUUID);
  const id = eventIdOf({ version: referral.version + 1 });
  const events = movedEvents(deadlines, changed, procedure.rulesVersion, at);
  return {
    items: [
      changeReferralItem({ ...rest, tasks, ...(nextDue && { nextDue }) }, "chase"),
      ...changed.map(writeDeadline),
      ...events.map((event) => addEvent(referral.referralId, event, `${id}#${event.about}`)),
    ],
    moved: changed.length,
  };
}
