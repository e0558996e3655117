// A referral as people are shown it at an instant.
import type { Direction } from "../http/problem.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { isReference, speakReference } from "../references/reference.ts";
import type { Changed } from "./answers.ts";
import { shownDeadline } from "./deadline.ts";
import type { Link, LinkAnswer } from "./link.ts";
import { outstanding } from "./outstanding.ts";
import type { Referral, Task } from "./referral.ts";
import type { WholeReferral } from "./table.ts";
import { isQuotedTask, quotedTaskCodes } from "./tasks.ts";

/** The referral with everything but its history. */
export function referralAnswer(
  { referral, deadlines, links }: Pick<WholeReferral, "referral" | "deadlines" | "links">,
  procedure: ProcedureInForce,
  at: Date,
): Changed {
  const { schemaVersion, registeredBy, nextDue, keepUntil, version, tasks, ...shown } = referral;
  const { requiredAtDecision } = procedure.procedure.referrals;
  const directions = directionsFor(referral, procedure, at);
  const { referralId } = referral;
  return {
    ...shown,
    spoken: isReference(referralId) ? speakReference(referralId) : referralId,
    ...partsOf(referral),
    outstanding: [...outstanding(referral, requiredAtDecision)],
    tasks: tasks.map(({ taskId, code, about, settledAt }) => ({
      ...{ taskId, code },
      ...(about && { about }),
      ...(settledAt && { settledAt }),
    })),
    ...(directions.length > 0 && { directions: [...directions] }),
    deadlines: deadlines
      .toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1))
      .map((deadline) => shownDeadline(deadline, at)),
    consultations: [...consultationsOf(links, tasks)],
  };
}

/** The same without what names a consultation, for those who may not see the links. */
export function withoutConsultations({
  consultations: _,
  ...answer
}: Changed): Omit<Changed, "consultations"> {
  return { ...answer, tasks: answer.tasks.filter((task) => !isQuotedTask(task)) };
}

/** What people are told to do about it now: the police, and whoever works on an open case (R24, R31). */
function directionsFor(
  { openToSocialCare, crimeSuspected, policeInformedAt, status }: Referral,
  procedure: ProcedureInForce,
  at: Date,
): readonly Direction[] {
  if (status !== "open") return [];
  return [
    ...(crimeSuspected && policeInformedAt === undefined
      ? [procedure.direction("police-at-once", at)]
      : []),
    ...(openToSocialCare ? [procedure.direction("referral-on-open-case", at)] : []),
  ];
}

/** The parts without the member of staff who did them. */
function partsOf(referral: Referral) {
  const { evaluation, acknowledgement, writtenConfirmation, agencyDiscussion } = referral;
  const { checks, strategyMeeting, decision, transfer } = referral;
  return {
    ...(evaluation && { evaluation: unsigned(evaluation) }),
    ...(acknowledgement && { acknowledgement: unsigned(acknowledgement) }),
    ...(writtenConfirmation && { writtenConfirmation: unsigned(writtenConfirmation) }),
    ...(agencyDiscussion && { agencyDiscussion: unsigned(agencyDiscussion) }),
    ...(checks && { checks: unsigned(checks) }),
    ...(strategyMeeting && { strategyMeeting: unsigned(strategyMeeting) }),
    ...(decision && { decision: unsigned(decision) }),
    ...(transfer && { transfer: unsigned(transfer) }),
  };
}

const unsigned = <P extends { readonly subject: string }>({
  subject: _,
  ...part
}: P): Omit<P, "subject"> => part;

interface Placed {
  readonly at: string;
  readonly place: number;
  readonly answer: LinkAnswer;
}

/** What was given, in its order, linked or not; then what came by quotation. */
function consultationsOf(links: readonly Link[], tasks: readonly Task[]): readonly LinkAnswer[] {
  const linked = new Set(links.map(({ reference }) => reference));
  const given = [
    ...links.filter(({ quotedBy }) => quotedBy === undefined).map(placedLink),
    ...tasks.flatMap((task) => placedTask(task, linked)),
  ];
  const quoted = links.filter(({ quotedBy }) => quotedBy !== undefined).map(placedLink);
  return [...given.sort(inOrder), ...quoted.sort(inOrder)].map(({ answer }) => answer);
}

const inOrder = (one: Placed, other: Placed): number =>
  one.at === other.at ? one.place - other.place : one.at < other.at ? -1 : 1;

const placedLink = ({ reference, state, linkedAt, quotedBy, place }: Link): Placed => ({
  ...{ at: linkedAt, place },
  answer: { reference, result: state, linkedAt, ...(quotedBy && { quotedBy }) },
});

/** What could not be linked stands in its task; once it is linked after all, the link says so. */
function placedTask({ code, about, at, place = 0 }: Task, linked: ReadonlySet<string>): Placed[] {
  const result = quotedTaskCodes.find((one) => one === code);
  const reference = about !== undefined && isReference(about) ? about : null;
  if (result === undefined || (reference !== null && linked.has(reference))) return [];
  return [{ at, place, answer: { reference, result } }];
}
