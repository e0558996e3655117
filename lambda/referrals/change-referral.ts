// What every change of a referral shares: read it whole, refuse what can't be, compute its deadlines, write once.
import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Agency } from "../agencies/agency.ts";
import type { Operation } from "../http/contract.ts";
import { type FieldError, Problem } from "../http/problem.ts";
import type { Reply } from "../http/reply.ts";
import { type Implementation, implement, type Request } from "../http/request.ts";
import { actingRole, type Role } from "../http/roles.ts";
import { oweMessage } from "../messages/change-message.ts";
import type { Message, MessageKind } from "../messages/message.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import {
  type Confirmed,
  confirmedNotIdentifyingSchema,
  guardBody,
} from "../screening/guard-body.ts";
import { guardedPaths } from "../screening/guarded-text.ts";
import type { Database } from "../tables/database.ts";
import type { TransactItem } from "../tables/transact.ts";
import { nextDueOf } from "./deadline.ts";
import { computeDeadlines } from "./deadlines.ts";
import type { ReferralEvent } from "./history.ts";
import { movedEvents } from "./moved-deadlines.ts";
import type { Referral } from "./referral.ts";
import { referralAnswer } from "./referral-answer.ts";
import {
  addEvent,
  changeReferralItem,
  eventIdOf,
  readWhole,
  type WholeReferral,
  writeDeadline,
} from "./table.ts";
import { type NewTask, withTasks } from "./tasks.ts";
import { agencyOf, agencyTasks, tellReferrer } from "./tell-referrer.ts";
import { type Change, hindrance } from "./transitions.ts";

/** A referral that changes under every try is being worked on by others; the caller repeats. */
const TRIES = 5;
const RETRY_AFTER_SECONDS = 2;

export interface ReferralEffects {
  readonly database: Database;
  readonly procedure: ProcedureInForce;
}

/** Who changes it, and when. */
export interface Actor {
  readonly at: Date;
  readonly by: Role;
  readonly subject: string;
}

/** What a change makes of a referral. Its deadlines follow by themselves. */
export interface Changing {
  readonly referral: Referral;
  readonly event: Pick<ReferralEvent, "what" | "why" | "about">;
  readonly tasks?: readonly NewTask[];
  /** What the referrer is told, by mail or by a task. */
  readonly tell?: MessageKind;
  readonly messages?: readonly Message[];
  /** What is written beside it. */
  readonly items?: readonly TransactItem<string>[];
}

/** Nobody changes a referral without signing in. */
interface OfReferral extends Operation {
  readonly roles: readonly [Role, ...Role[]];
}

interface Step<O extends OfReferral> {
  readonly operation: O;
  readonly change: Change;
  /** Errors that depend on the referral, beyond the schema's. */
  errors?(body: Request<O>["body"], referral: Referral, at: Date): readonly FieldError[];
  /**
   * What becomes of the referral. It may be asked again where somebody else was faster.
   * @throws Problem `conflict` where the referral is not as the change needs it.
   */
  make(body: Request<O>["body"], whole: WholeReferral, actor: Actor, request: Request<O>): Changing;
}

/** Implements an operation that changes one referral and answers it as it then is. */
export function changeReferral<const O extends OfReferral>(
  { database, procedure }: ReferralEffects,
  step: Step<O>,
): Implementation {
  const paths = step.operation.body ? guardedPaths(step.operation.body) : [];
  return implement<O>({
    operation: step.operation,
    async handle(request) {
      const { at, body } = request;
      await request.read([]);
      let confirmed: readonly Confirmed[] | undefined;
      for (let tries = 0; tries < TRIES; tries++) {
        const whole = await findReferral(database, request);
        refuseErrors(step.errors?.(body, whole.referral, at) ?? []);
        confirmed ??= guardBody(body, paths, confirmationsIn(body), { known: procedure.known });
        refuseHindered(step.change, whole.referral);
        const actor = actorOf(request, step.operation);
        const changing = step.make(body, whole, actor, request);
        const agency = await agencyOf(database, changing.referral);
        const { reply, items } = written(whole, changing, {
          ...{ actor, agency, confirmed, procedure },
          change: step.change,
        });
        const outcome = await request.commit(reply, items);
        if (outcome.done) return reply;
      }
      throw new Problem("unavailable", undefined, {}, RETRY_AFTER_SECONDS);
    },
  });
}

interface ByNumber {
  readonly at: Date;
  readonly parameters: unknown;
}

/**
 * The referral of a path, whole.
 * @throws Problem `not-found` for an unknown one and for one whose time is over, alike.
 */
export async function findReferral(
  database: Database,
  { at, parameters }: ByNumber,
): Promise<WholeReferral> {
  const whole = await readWhole(database, numberIn(parameters), at);
  if (whole) return whole;
  throw new Problem(
    "not-found",
    "No referral has this number. It may be unknown, or deleted after its time. Check it against the message it came in.",
  );
}

function numberIn(parameters: unknown): string {
  if (typeof parameters === "object" && parameters !== null && "referralId" in parameters) {
    return String(parameters.referralId);
  }
  throw new Error("An operation on a referral has its number in the path.");
}

function actorOf(
  { at, person }: Pick<Request<OfReferral>, "at" | "person">,
  { roles }: OfReferral,
): Actor {
  return { at, by: actingRole(person, roles), subject: person.subject };
}

/** @throws Problem `validation-failed` where there are any. */
export function refuseErrors(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new Problem("validation-failed", undefined, { errors });
}

/** @throws Problem `conflict`, saying what the referral is by now. */
export function refuseHindered(change: Change, referral: Referral): void {
  const hindered = hindrance(change, referral);
  if (hindered !== undefined) throw new Problem("conflict", hindered);
}

const withConfirmations = z.object({
  confirmedNotIdentifying: confirmedNotIdentifyingSchema.optional(),
});
const confirmationsIn = (body: unknown): readonly Confirmed[] | undefined =>
  withConfirmations.safeParse(body).data?.confirmedNotIdentifying;

interface Context {
  readonly actor: Actor;
  readonly agency: Agency | undefined;
  readonly change: Change;
  readonly confirmed: readonly Confirmed[];
  readonly procedure: ProcedureInForce;
}

/** The answer and every item of one change: all of them are written, or none. */
function written(
  whole: WholeReferral,
  changing: Changing,
  { actor, agency, change, confirmed, procedure }: Context,
): { reply: Reply; items: readonly TransactItem<string>[] } {
  const { at, by, subject } = actor;
  const told =
    changing.tell && tellReferrer(changing.referral, agency, { kind: changing.tell }, at);
  const computed = computeDeadlines(changing.referral, whole.deadlines, procedure, at);
  const tasks = withTasks(
    changing.referral.tasks,
    [
      ...(changing.tasks ?? []),
      ...(told && "task" in told ? [told.task] : []),
      ...(changing.referral.referrer === whole.referral.referrer
        ? []
        : agencyTasks(changing.referral, agency)),
      ...tasksOfCalendar(computed.beyondCalendar),
    ],
    at,
    randomUUID,
  );
  const { nextDue: _, ...rest } = changing.referral;
  const nextDue = nextDueOf(computed.deadlines);
  const referral: Referral = { ...rest, tasks, ...(nextDue && { nextDue }) };
  const owed = [...(changing.messages ?? []), ...(told && "message" in told ? [told.message] : [])];
  const event = { ...changing.event, at: at.toISOString(), by, subject };
  const eventId = eventIdOf({ version: referral.version + 1 });
  const moved = movedEvents(whole.deadlines, computed.changed, procedure.rulesVersion, at);
  return {
    reply: {
      status: 200,
      body: referralAnswer({ ...whole, referral, deadlines: computed.deadlines }, procedure, at),
    },
    items: [
      changeReferralItem(referral, change),
      ...computed.changed.map(writeDeadline),
      addEvent(
        referral.referralId,
        { ...event, ...(confirmed.length > 0 && { confirmed }) },
        eventId,
      ),
      ...moved.map((one) => addEvent(referral.referralId, one, `${eventId}#${one.about}`)),
      ...owed.map(oweMessage),
      ...(changing.items ?? []),
    ],
  };
}

/** What nobody can compute yet is a task, never a reason to refuse (R16). */
export const tasksOfCalendar = (codes: readonly string[]): readonly NewTask[] =>
  codes.map((about) => ({ code: "deadline-not-computed", about }));
