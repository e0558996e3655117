// The bank holidays GOV.UK publishes, by nation. Source and licence stand in bank-holidays.json.

import published from "./bank-holidays.json" with { type: "json" };

/** The three parts of the United Kingdom that have bank holidays of their own. */
export const NATIONS = ["england-and-wales", "scotland", "northern-ireland"] as const;

export type Nation = (typeof NATIONS)[number];

export type BankHolidays = {
  /** `YYYY-MM-DD`, oldest first, substitute days included. */
  readonly dates: readonly string[];
  /** The last day up to which they are known, `YYYY-12-31`. */
  readonly reachesTo: string;
};

/**
 * The bank holidays of a nation, and how far they are known.
 *
 * @throws RangeError for a nation that is none of `NATIONS`
 */
export function bankHolidaysOf(nation: Nation): BankHolidays {
  if (!NATIONS.includes(nation)) {
    throw new RangeError(`Bank holidays are known for ${NATIONS.join(", ")}; name one of them.`);
  }
  const dates = published.divisions[nation].map(({ date }) => date).toSorted();
  const last = dates.at(-1);
  if (last === undefined) throw new RangeError(`bank-holidays.json has no date for ${nation}.`);
  return { dates, reachesTo: `${last.slice(0, 4)}-12-31` };
}
