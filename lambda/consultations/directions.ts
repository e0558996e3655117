// What the caller is told to do instead of a consultation, or beside one: R1, R3–R5, R11, R14, R32.
import { type Direction, Problem } from "../http/problem.ts";
import type { InArea, ProcedureInForce } from "../procedures/in-force.ts";
import type { RecordRequest } from "./consultation.ts";

/**
 * The refusals that don't wait for the rest of the body to be right: a child at risk now, and a case
 * that social care already works on (R4, R5, R14).
 */
export function refuseAtOnce(
  procedure: ProcedureInForce,
  body: unknown,
  at: Date,
): Problem | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const {
    immediateRisk,
    openToSocialCare,
  }: { immediateRisk?: unknown; openToSocialCare?: unknown } = body;
  if (immediateRisk === true) {
    return new Problem("immediate-risk", undefined, {
      direction: procedure.direction("immediate-risk", at),
    });
  }
  if (openToSocialCare === true) {
    return new Problem("open-case", undefined, { direction: procedure.direction("open-case", at) });
  }
  return undefined;
}

/**
 * The procedure's conditions for making a record at all.
 * @throws Problem `safeguarding-lead-first` (R1) or `consent-needed` (R11), with a direction.
 */
export function refuseUnlessRecordable(
  procedure: ProcedureInForce,
  { safeguardingLeadConsulted, consent }: RecordRequest,
  at: Date,
): void {
  if (!safeguardingLeadConsulted) {
    throw new Problem("safeguarding-lead-first", undefined, {
      direction: procedure.direction("safeguarding-lead-first", at),
    });
  }
  const recordable = consent?.given === true || consent?.significantRisk === true;
  if (procedure.needsConsent && !recordable) {
    throw new Problem("consent-needed", undefined, {
      direction: procedure.direction("consent-needed", at),
    });
  }
}

/** What the social worker tells the caller beside the advice, most urgent first. */
export function directionsFor(
  procedure: ProcedureInForce,
  {
    threshold,
    outcome,
    openToSocialCare,
    aboutSomeoneWorkingWithChildren,
  }: Pick<
    RecordRequest,
    "threshold" | "outcome" | "openToSocialCare" | "aboutSomeoneWorkingWithChildren"
  >,
  at: Date,
  { area }: InArea,
): readonly Direction[] {
  return [
    ...(threshold === "s47"
      ? [procedure.direction(atThreshold(becomesReferral(procedure, outcome)).to, at, { area })]
      : []),
    ...(becomesReferral(procedure, outcome)
      ? [procedure.direction("referral-confirm-in-writing", at, { area })]
      : []),
    ...(aboutSomeoneWorkingWithChildren
      ? [procedure.direction("works-with-children", at, { area })]
      : []),
    ...(openToSocialCare === "not-known"
      ? [procedure.direction("open-case-not-known", at, { area })]
      : []),
  ];
}

/** What to do at once where the threshold of section 47 is met (R4): refer, or name the child of the referral it became. */
export const atThreshold = (becameReferral: boolean) =>
  becameReferral
    ? ({ to: "child-protection-names-needed", title: "Act now: give the names by phone" } as const)
    : ({ to: "child-protection-threshold", title: "Act now: make the referral by phone" } as const);

/** R13: whether a consultation with this outcome becomes a referral at once. */
export const becomesReferral = ({ procedure, outcome }: ProcedureInForce, code: string): boolean =>
  procedure.consultations.becomesReferral && outcome(code)?.leadsToReferral === true;
