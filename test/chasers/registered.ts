// What registering a written referral stores, without going through the service: for measures of many.
import type { ProcedureInForce } from "../../lambda/procedures/in-force.ts";
import { newReferral, registrationItems } from "../../lambda/referrals/new-referral.ts";
import type { Write } from "../../lambda/tables/write.ts";

/** The writes of one referral that was received, and registered, at an instant. */
export function registrationOf(
  referralId: string,
  receivedAt: string,
  procedure: ProcedureInForce,
): readonly Write[] {
  const actor = { by: "mash" as const, subject: "staff-1", at: new Date(receivedAt) };
  const made = newReferral(
    {
      ...{ referralId, receivedAt, firstContactAt: receivedAt, channel: "written" },
      referrer: { kind: "practitioner", agencyId: "st-example-primary" },
    },
    { procedure, actor, agency: undefined, tasks: [] },
  );
  const { items } = registrationItems(made, { actor, confirmed: [], wanted: [] });
  return items.map(({ write }) => write);
}
