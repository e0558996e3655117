// The procedure in force, with the questions the rest of the service asks it.
import { type Direction, Problem } from "../http/problem.ts";
import type { WorkingTime } from "../working-time/working-time.ts";
import type { ConsultationOutcome } from "./consultation-rules.ts";
import type { Contact, Line } from "./contacts.ts";
import { type DirectionTo, directionTo } from "./directions.ts";
import { contactsOn, publishedTexts } from "./lines.ts";
import { type OfficeState, officeStateAt, workingTimeOf } from "./office-state.ts";
import type { Procedure } from "./procedure.ts";
import type { ReferralOutcome } from "./referral-rules.ts";
import { rulesVersionOf } from "./rules-version.ts";

export interface InArea {
  /** The area of the agency, as in the register. Without it the numbers of all areas are given. */
  readonly area?: string;
}

export interface ProcedureInForce {
  readonly procedure: Procedure;
  /** Sums of working time by its office hours, bank holidays and closures, in Europe/London. */
  readonly workingTime: WorkingTime;
  /** Whether its offices are open; `not-known` past the published bank holidays. Never throws. */
  officeState(at: Date): OfficeState;
  /** What to do and whom to call at that instant (R1, R4, R5, R11, R13, R32). Never fails. */
  direction(kind: DirectionTo, at: Date, inArea?: InArea): Direction;
  /** The same for what is read at any hour, such as a form: the numbers of day and night. */
  directionAtAnyTime(kind: DirectionTo, inArea?: InArea): Direction;
  /**
   * The contacts on a line, the general one first; empty where the authority has no such line. The name
   * says so where nobody confirmed the number.
   */
  contacts(line: Line, inArea?: InArea): readonly Contact[];
  /** Where a no-names consultation is had when there is no link social worker (R2). */
  consultationLine(area?: string): Contact;
  /** The refusal of every consultation, where the procedure forbids no-names. */
  refusal(at: Date): Problem | undefined;
  /** R11: whether a record needs consent, or a significant risk. */
  readonly needsConsent: boolean;
  /** How a consultation can end, in the procedure's order and words (R9). */
  readonly outcomes: readonly ConsultationOutcome[];
  outcome(code: string): ConsultationOutcome | undefined;
  /** The instant, RFC 3339, until which a consultation recorded at `at` is kept without a link. */
  keepUntil(at: Date): string;
  /** How a referral can be decided, in the procedure's order and words (R21). */
  referralOutcome(code: string): ReferralOutcome | undefined;
  /** The instant, RFC 3339, until which a referral registered at `at` is kept with what is linked to it. */
  keepReferralUntil(at: Date): string;
  /** Changes with the rules and the calendar that deadlines are computed by, and with nothing else. */
  readonly rulesVersion: string;
  /** Names, numbers and addresses the procedure publishes: the guard's `known`. */
  readonly known: readonly string[];
}

/** Puts a procedure in force. Nothing is read from the clock; every question brings its instant. */
export function procedureInForce(procedure: Procedure): ProcedureInForce {
  const { contacts, consultations, referrals } = procedure;
  const { outcomes, retention } = consultations;
  const workingTime = workingTimeOf(procedure);
  const outcomesByCode = new Map(outcomes.map((outcome) => [outcome.code, outcome]));
  const direction: ProcedureInForce["direction"] = (kind, at, { area } = {}) =>
    directionTo(kind, procedure, officeStateAt(workingTime, at), area);
  return {
    procedure,
    workingTime,
    officeState: (at) => officeStateAt(workingTime, at),
    direction,
    directionAtAnyTime: (kind, { area } = {}) => directionTo(kind, procedure, "not-known", area),
    contacts: (line, { area } = {}) => contactsOn(contacts, line, area),
    consultationLine: (area) =>
      contactsOn(contacts, "consultationLine", area)[0] ??
      contactsOn(contacts, "mash", area)[0] ??
      contacts.mash,
    refusal: (at) =>
      consultations.noNames === "allowed"
        ? undefined
        : new Problem("no-names-not-offered", undefined, {
            direction: direction("no-names-not-offered", at),
          }),
    needsConsent: consultations.consent !== "not-needed",
    outcomes,
    outcome: (code) => outcomesByCode.get(code),
    keepUntil: (at) => yearsLater(at, retention.unlinkedYears).toISOString(),
    referralOutcome: (code) => referrals.outcomes.find((outcome) => outcome.code === code),
    keepReferralUntil: (at) => yearsLater(at, referrals.retention.years).toISOString(),
    rulesVersion: rulesVersionOf(procedure),
    known: publishedTexts(procedure),
  };
}

/** 29 February becomes 1 March. */
function yearsLater(at: Date, years: number): Date {
  const later = new Date(at);
  later.setUTCFullYear(at.getUTCFullYear() + years);
  return later;
}
