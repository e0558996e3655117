// Which version of the rules a deadline was computed by, so that a change moves the running ones.
import { createHash } from "node:crypto";
import { canonicalJson } from "../http/json.ts";
import { type BankHolidays, bankHolidaysOf } from "../working-time/bank-holidays.ts";
import type { Procedure } from "./procedure.ts";

/** 64 bits: two versions of one authority's rules never share one by chance. */
const DIGITS = 16;

/**
 * A fingerprint of what running deadlines are made of: the rules with their stages and sources, office hours,
 * closures, bank holidays. The order of a file's fields, who confirmed what, and why an office is closed are not.
 */
export function rulesVersionOf(
  { referrals, officeHours, closures, nation, sources }: Procedure,
  bankHolidays: BankHolidays = bankHolidaysOf(nation),
): string {
  const { assumed: _, ...week } = officeHours;
  const parts = {
    rules: referrals.rules,
    sources: sources.map(({ code, title, publisher }) => ({ code, title, publisher })),
    week,
    closures: closures.map(({ from, to = from }) => ({ from, to })),
    bankHolidays: bankHolidays.dates,
  };
  return createHash("sha256").update(canonicalJson(parts)).digest("hex").slice(0, DIGITS);
}
