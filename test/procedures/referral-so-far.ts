// Referrals in tests, as far as deadlines begin with them.
import {
  type Deadline,
  deadlinesOf,
  type ReferralSoFar,
} from "../../lambda/procedures/deadlines.ts";
import type { ProcedureInForce } from "../../lambda/procedures/in-force.ts";

export const on = (instant: string) => new Date(instant);

/** A written referral from a practitioner. */
export const received = (at: string, more: Partial<ReferralSoFar> = {}): ReferralSoFar => ({
  channel: "written",
  referrer: { kind: "practitioner" },
  receivedAt: on(at),
  ...more,
});

/** The one deadline with this code. */
export function deadline(
  procedure: ProcedureInForce,
  code: string,
  referral: ReferralSoFar,
): Deadline {
  const found = deadlinesOf(procedure, referral).deadlines.find((one) => one.code === code);
  if (!found) throw new Error(`There is no deadline ${code}.`);
  return found;
}
