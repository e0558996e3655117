// What may be done to a referral in which state, and what that makes of it: states as data.
import { absent, type Clause, oneOf, present } from "../tables/condition.ts";
import { type Referral, type Status, statuses } from "./referral.ts";

/** A part of the referral that an operation writes, or needs. */
type Part = keyof Referral & string;

export interface Transition {
  readonly from: readonly Status[];
  readonly to?: Status;
  /** What must not have happened yet: it happens once. */
  readonly once?: Part;
  /** What must have happened before. */
  readonly needs?: Part;
}

/**
 * Every change of a referral. The conditions of the database's writes and the words of a conflict are
 * made from this, and docs/states.md draws it. A referral that was passed on is only read, linked and
 * tidied up: its clocks have stopped (R28).
 */
export const transitions = {
  amend: { from: ["open", "decided"] },
  evaluate: { from: ["open"], once: "evaluation" },
  acknowledge: { from: ["open", "decided"], once: "acknowledgement" },
  "confirm-in-writing": { from: ["open", "decided"], once: "writtenConfirmation" },
  "discuss-with-agencies": { from: ["open", "decided"] },
  "start-checks": { from: ["open"], once: "checks" },
  "complete-checks": { from: ["open", "decided"], needs: "checks" },
  "hold-strategy-meeting": { from: ["open", "decided"], once: "strategyMeeting" },
  "distribute-strategy-record": { from: ["open", "decided"], needs: "strategyMeeting" },
  decide: { from: ["open"], to: "decided", once: "decision" },
  transfer: { from: ["open"], to: "transferred", once: "transfer" },
  link: { from: statuses },
  "settle-task": { from: statuses },
  /** The sweep adds a task, or moves deadlines to a new calendar. */
  chase: { from: statuses },
} as const satisfies Record<string, Transition>;

export type Change = keyof typeof transitions;

/** The conditions under which a referral is as the change needs it. */
export function clausesOf(change: Change): readonly Clause[] {
  const { from, once, needs }: Transition = transitions[change];
  return [
    oneOf("status", from),
    ...(once === undefined ? [] : [absent(once)]),
    ...(needs === undefined ? [] : [present(needs)]),
  ];
}

const statusWords: Readonly<Record<Status, string>> = {
  open: "open",
  decided: "decided already",
  transferred: "passed on to another authority, so its clocks have stopped",
};

const partWords: Partial<Readonly<Record<Part, string>>> = {
  evaluation: "evaluated",
  acknowledgement: "acknowledged",
  writtenConfirmation: "confirmed in writing",
  checks: "checked: its checks have been started",
  strategyMeeting: "given its strategy meeting",
  decision: "decided",
  transfer: "passed on",
};

const needWords: Partial<Readonly<Record<Part, string>>> = {
  checks: "No checks have been started. Start them first.",
  strategyMeeting: "No strategy meeting has been recorded. Record it first.",
};

/** Why a change can't be made to the referral as it is, in a sentence; undefined where it can. */
export function hindrance(change: Change, referral: Referral): string | undefined {
  const { from, once, needs }: Transition = transitions[change];
  if (once !== undefined && referral[once] !== undefined) {
    return `This referral has been ${partWords[once] ?? "changed so"} already. Look at it as it is now; nothing was changed.`;
  }
  if (!from.includes(referral.status)) {
    return `This referral is ${statusWords[referral.status]}. Nothing was changed.`;
  }
  if (needs !== undefined && referral[needs] === undefined) return needWords[needs];
  return undefined;
}
