// A referral as it begins: what is stored, owed and to be seen to. Pure but for the ids it draws.
import { randomUUID } from "node:crypto";
import type { Agency } from "../agencies/agency.ts";
import { oweMessage } from "../messages/change-message.ts";
import type { Message, MessageKind } from "../messages/message.ts";
import { receiptGoesOut } from "../procedures/deadlines.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import type { Confirmed } from "../screening/guard-body.ts";
import type { TransactItem } from "../tables/transact.ts";
import { type Actor, tasksOfCalendar } from "./change-referral.ts";
import { type Deadline, nextDueOf } from "./deadline.ts";
import { computeDeadlines, soFar } from "./deadlines.ts";
import type { WantedLink } from "./link.ts";
import { type Linking, newLinking } from "./linking.ts";
import type { Referral } from "./referral.ts";
import { addEvent, addReferral, beginLinking, eventIdOf, writeDeadline } from "./table.ts";
import { type NewTask, withTasks } from "./tasks.ts";
import { agencyTasks, tellReferrer, tellStaff } from "./tell-referrer.ts";

/** What a referral begins with; everything else follows from the procedure and the moment. */
export type Beginning = Omit<
  Referral,
  | "schemaVersion"
  | "status"
  | "registeredAt"
  | "registeredBy"
  | "registeredAs"
  | "tasks"
  | "nextDue"
  | "keepUntil"
  | "version"
>;

interface Around {
  readonly procedure: ProcedureInForce;
  readonly actor: Actor;
  /** The referrer's agency as the register has it. */
  readonly agency: Agency | undefined;
  /** What the quoted consultations leave to be seen to. */
  readonly tasks: readonly NewTask[];
  /** What the referrer is told at once, beside an automatic receipt. */
  readonly tell?: MessageKind;
}

export interface NewReferral {
  readonly referral: Referral;
  readonly deadlines: readonly Deadline[];
  readonly messages: readonly Message[];
}

/** The referral with its deadlines, tasks and messages (R16–R19, R28). */
export function newReferral(beginning: Beginning, around: Around): NewReferral {
  const { procedure, agency } = around;
  const { at, by, subject } = around.actor;
  const begun: Referral = {
    ...beginning,
    ...{ schemaVersion: 1, status: "open", version: 1, tasks: [] },
    ...{ registeredAt: at.toISOString(), registeredBy: subject, registeredAs: by },
    // From its registration: one that was received long ago is not past its time at once.
    keepUntil: procedure.keepReferralUntil(at),
  };
  const { deadlines, beyondCalendar } = computeDeadlines(begun, [], procedure, at);
  const told: readonly MessageKind[] = [
    ...(receiptGoesOut(procedure.procedure, soFar(begun)) ? ["referral-receipt" as const] : []),
    ...(around.tell ? [around.tell] : []),
  ];
  const tellings = told.map((kind) => tellReferrer(begun, agency, { kind }, at));
  const tasks = [
    ...around.tasks,
    ...agencyTasks(begun, agency),
    ...tellings.flatMap((one) => ("task" in one ? [one.task] : [])),
    ...tasksOfCalendar(beyondCalendar),
  ];
  const nextDue = nextDueOf(deadlines);
  return {
    referral: {
      ...begun,
      tasks: withTasks([], tasks, at, randomUUID),
      ...(nextDue && { nextDue }),
    },
    deadlines,
    messages: [
      ...tellings.flatMap((one) => ("message" in one ? [one.message] : [])),
      ...urgentMessages(begun, at),
    ],
  };
}

/** A child needs protection now: team and manager are written to at registration, at any hour. */
function urgentMessages(referral: Referral, at: Date): readonly Message[] {
  if (!referral.immediateProtection) return [];
  return (["team", "manager"] as const).map((to) =>
    tellStaff(referral, to, { kind: "immediate-protection" }, at),
  );
}

interface Beside {
  readonly actor: Actor;
  readonly confirmed: readonly Confirmed[];
  /** The links that are to be written once the referral stands. */
  readonly wanted: readonly WantedLink[];
}

/** Everything that is written at once for a new referral; `linking` marks what follows. */
export function registrationItems(
  { referral, deadlines, messages }: NewReferral,
  { actor, confirmed, wanted }: Beside,
): {
  readonly items: readonly TransactItem<string>[];
  readonly linking: Linking | undefined;
} {
  const { referralId } = referral;
  const at = actor.at.toISOString();
  const { by, subject } = actor;
  const registered = { what: "registered" as const, at, by, subject };
  const linking =
    wanted.length === 0
      ? undefined
      : newLinking({
          ...{ referralId, linkingId: randomUUID(), at, by, subject },
          wanted: [...wanted],
        });
  return {
    items: [
      addReferral(referral),
      ...deadlines.map(writeDeadline),
      addEvent(
        referralId,
        { ...registered, ...(confirmed.length > 0 && { confirmed }) },
        eventIdOf(referral),
      ),
      ...messages.map(oweMessage),
      ...(linking ? [beginLinking(linking)] : []),
    ],
    linking,
  };
}
