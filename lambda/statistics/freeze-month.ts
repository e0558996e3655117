// Counts a closed month and freezes it: when it is first asked for, or before any of it is deleted.
import type { ProcedureInForce } from "../procedures/in-force.ts";
import type { Database } from "../tables/database.ts";
import { countConsultations } from "./count-consultations.ts";
import { countDeadlines, MONTHS_BEFORE } from "./count-deadlines.ts";
import { isClosed, monthAfter, monthOf, monthsBetween } from "./months.ts";
import { type FrozenMonth, freeze, frozenMonths } from "./table.ts";

export interface StatisticsEffects {
  readonly database: Database;
  readonly procedure: ProcedureInForce;
}

/** Every deadline that a procedure may have had: a referral keeps those of the rules it began with. */
const ALL_CODES = [
  ...["evaluation", "contact-decision", "acknowledgement", "referrer-contacts-again"],
  ...["written-confirmation", "decision", "checks", "strategy-record"],
];

/** The months as they are frozen, in the order given; what is not frozen yet is counted now. */
export async function monthsFrozen(
  { database, procedure }: StatisticsEffects,
  months: readonly string[],
  at: Date,
): Promise<readonly FrozenMonth[]> {
  const before = await frozenMonths(database, months);
  const frozen: FrozenMonth[] = [];
  for (const month of months) {
    frozen.push(before.get(month) ?? (await freezeMonth({ database, procedure }, month, at)));
  }
  return frozen;
}

async function freezeMonth(
  { database, procedure }: StatisticsEffects,
  month: string,
  at: Date,
): Promise<FrozenMonth> {
  const outcomes = procedure.outcomes.map(({ code }) => code);
  const own = procedure.procedure.referrals.rules.map(({ code }) => code);
  const codes = [...new Set([...own, ...ALL_CODES])];
  const cells = await countConsultations(database, month, outcomes);
  const deadlines = await countDeadlines(database, month, codes, at);
  return freeze(database, { month, frozenAt: at.toISOString(), cells, deadlines });
}

/**
 * Freezes what something that began at an instant is counted in, before it is deleted. A month that was
 * frozen costs one read for each run of this process.
 */
export function freezeBefore({
  clock,
  ...effects
}: StatisticsEffects & { readonly clock: () => Date }): (began: Date) => Promise<void> {
  const known = new Set<string>();
  return async (began) => {
    const at = clock();
    const first = monthOf(began);
    const counted = monthsBetween(first, monthAfter(first, MONTHS_BEFORE), MONTHS_BEFORE + 1);
    const open = counted.filter((month) => isClosed(month, at) && !known.has(month));
    if (open.length === 0) return;
    await monthsFrozen(effects, open, at);
    for (const month of open) known.add(month);
  };
}
