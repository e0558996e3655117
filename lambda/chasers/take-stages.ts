// Takes the due stages of one deadline: what they owe is written in the transaction that marks them as sent.
import { randomUUID } from "node:crypto";
import type { Agency } from "../agencies/agency.ts";
import { oweMessage } from "../messages/change-message.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import type { ReferralEffects } from "../referrals/change-referral.ts";
import type { Deadline, Stage } from "../referrals/deadline.ts";
import type { Referral } from "../referrals/referral.ts";
import { kindOfStage } from "../referrals/stage-message.ts";
import {
  changeReferralItem,
  deadlineRead,
  parseDeadline,
  parseReferral,
  referralRead,
  writeDeadline,
} from "../referrals/table.ts";
import { type NewTask, withTasks } from "../referrals/tasks.ts";
import { agencyOf, type Told, tellReferrer, tellStaff } from "../referrals/tell-referrer.ts";
import type { Database } from "../tables/database.ts";
import { type TransactItem, transact } from "../tables/transact.ts";
import { CalendarEnds } from "../working-time/calendar.ts";
import {
  type DueStages,
  dueStages,
  isPunctual,
  silenced,
  withStagesPutOff,
  withStagesTaken,
} from "./due-stages.ts";
import { moveReferral } from "./move-referral.ts";

/** Somebody who works on a referral changes it a few times a minute at most; what is left the next run takes. */
const TRIES = 5;

export interface Taken {
  readonly sent: number;
  readonly tasks: number;
  readonly skipped: number;
  readonly putOff: number;
  /** Whether the calendar or the rules had changed, so that its times moved first. */
  readonly moved: number;
  /** Whether it kept changing, so that the next run has to take it. */
  readonly left: number;
}

const nothing: Taken = { sent: 0, tasks: 0, skipped: 0, putOff: 0, moved: 0, left: 0 };

/** A deadline and its referral as they stand. */
export interface Standing {
  readonly deadline: Deadline | undefined;
  /** Undefined too where its time is over. */
  readonly referral: Referral | undefined;
}

/** Reads deadlines with their referrals, consistently and together, in the order given. */
export async function standing(
  database: Database,
  named: readonly Pick<Deadline, "referralId" | "code">[],
  at: Date,
): Promise<readonly Standing[]> {
  const items = await database.readTogether([
    ...named.map(({ referralId, code }) => deadlineRead(referralId, code)),
    ...named.map(({ referralId }) => referralRead(referralId)),
  ]);
  return named.map((_, place) => ({
    deadline: parseDeadline(items[place]),
    referral: parseReferral(items[named.length + place], at),
  }));
}

/**
 * Takes what is due of one deadline, exactly once whoever else does the same: the write is conditional
 * on the deadline as it was read, and a deadline that was met first owes nothing. Of a referral whose
 * rules or calendar have changed the times are moved first, so that no chaser goes out for the old ones.
 */
export async function takeStages(
  { database, procedure }: ReferralEffects,
  found: Standing,
  at: Date,
): Promise<Taken> {
  let { deadline, referral } = found;
  let moved = 0;
  if (deadline && referral && deadline.rulesVersion !== procedure.rulesVersion) {
    moved = await moveReferral({ database, procedure }, deadline.referralId, at);
    ({ deadline, referral } = await again(database, deadline, at));
  }
  for (let tries = 0; tries < TRIES; tries++) {
    const due = deadline && dueStages(deadline, at);
    if (deadline === undefined || due === undefined || due.go.length === 0) {
      return { ...nothing, moved };
    }
    const taking = await takingOf({ database, procedure }, deadline, referral, due, at);
    const outcome = await transact(database, taking.items);
    if (outcome.done) return { ...nothing, ...taking.taken, moved };
    ({ deadline, referral } = await again(database, deadline, at));
  }
  return { ...nothing, moved, left: 1 };
}

/** The deadline and its referral as they stand now. */
async function again(database: Database, deadline: Deadline, at: Date): Promise<Standing> {
  const [now] = await standing(database, [deadline], at);
  return now ?? { deadline: undefined, referral: undefined };
}

interface Taking {
  readonly items: readonly TransactItem<string>[];
  readonly taken: Partial<Taken>;
}

async function takingOf(
  { database, procedure }: ReferralEffects,
  deadline: Deadline,
  referral: Referral | undefined,
  due: DueStages,
  at: Date,
): Promise<Taking> {
  if (referral === undefined) {
    const skipped = due.go.length + due.skip.length;
    return { items: [writeDeadline(silenced(deadline))], taken: { skipped } };
  }
  const skipped = due.skip.length;
  const opening = openingAfter(procedure, referral, due, at);
  if (opening) {
    const putOff = withStagesPutOff(deadline, due, opening);
    return { items: [writeDeadline(putOff)], taken: { skipped, putOff: due.go.length } };
  }
  const agency = due.go.some(({ to }) => to === "referrer")
    ? await agencyOf(database, referral)
    : undefined;
  const told = due.go.map((stage) => tell(stage, deadline, { referral, agency, at }));
  const messages = told.flatMap((one) => ("message" in one ? [one.message] : []));
  const tasks = told.flatMap((one) => ("task" in one ? [one.task] : []));
  return {
    items: [
      writeDeadline(withStagesTaken(deadline, due)),
      ...messages.map(oweMessage),
      ...taskItems(referral, tasks, at),
    ],
    taken: { skipped, sent: messages.length, tasks: tasks.length },
  };
}

/** When stages go that come too late for today's office hours; undefined where they go now. */
function openingAfter(
  { officeState, workingTime }: ProcedureInForce,
  { immediateProtection }: Referral,
  { go }: DueStages,
  at: Date,
): Date | undefined {
  if (immediateProtection || isPunctual(go, at) || officeState(at) !== "closed") return undefined;
  try {
    return workingTime.nextOpening(at);
  } catch (error) {
    // Better in the night than never: nobody knows when the offices open next.
    if (error instanceof CalendarEnds) return undefined;
    throw error;
  }
}

function tell(
  stage: Stage,
  deadline: Deadline,
  { referral, agency, at }: { referral: Referral; agency: Agency | undefined; at: Date },
): Told {
  const telling = { kind: kindOfStage(deadline, stage), deadline: deadline.code };
  switch (stage.to) {
    case "receiving-team":
      return { message: tellStaff(referral, "team", telling, at) };
    case "manager":
      return { message: tellStaff(referral, "manager", telling, at) };
    case "referrer": {
      const told = tellReferrer(referral, agency, telling, at);
      // Which deadline it is about says more than which mail they would have had.
      return "task" in told ? { task: { ...told.task, about: deadline.code } } : told;
    }
  }
}

function taskItems(
  referral: Referral,
  added: readonly NewTask[],
  at: Date,
): readonly TransactItem<string>[] {
  if (added.length === 0) return [];
  const tasks = withTasks(referral.tasks, added, at, randomUUID);
  return [changeReferralItem({ ...referral, tasks }, "chase")];
}
