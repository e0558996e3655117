// The published bank holidays, held against the rules that make them.

import { describe, expect, test } from "vitest";
import { bankHolidaysOf, NATIONS, type Nation } from "../../lambda/working-time/bank-holidays.ts";
import { ruledHolidays } from "./made-up-calendars.ts";

const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028];
const inYear = (dates: readonly string[], year: number) =>
  dates.filter((date) => date.startsWith(`${year}`));

/** What was proclaimed, or moved by proclamation, beside the rules. */
const PROCLAIMED: Record<number, { added: string[]; dropped: string[] }> = {
  2020: { added: ["2020-05-08"], dropped: ["2020-05-04"] },
  2022: { added: ["2022-06-02", "2022-06-03", "2022-09-19"], dropped: ["2022-05-30"] },
  2023: { added: ["2023-05-08"], dropped: [] },
};

describe("the bank holidays", () => {
  test.each(YEARS)("of England and Wales in %i are those the rules give", (year) => {
    const { added = [], dropped = [] } = PROCLAIMED[year] ?? {};
    const expected = [...ruledHolidays(year).filter((date) => !dropped.includes(date)), ...added];
    expect(inYear(bankHolidaysOf("england-and-wales").dates, year)).toEqual(expected.toSorted());
  });

  test.each(NATIONS)(
    "of %s stand in their order, once each, on weekdays, at least eight a year",
    (nation) => {
      const { dates, reachesTo } = bankHolidaysOf(nation);
      expect(dates).toEqual([...new Set(dates)].toSorted());
      for (const date of dates) expect([0, 6]).not.toContain(new Date(date).getUTCDay());
      for (const year of YEARS) expect(inYear(dates, year).length).toBeGreaterThanOrEqual(8);
      expect(reachesTo).toBe("2028-12-31");
    },
  );

  test("differ between the nations", () => {
    expect(bankHolidaysOf("scotland").dates).toContain("2026-11-30");
    expect(bankHolidaysOf("scotland").dates).not.toContain("2026-04-06");
    expect(bankHolidaysOf("northern-ireland").dates).toContain("2026-07-13");
  });

  test("of an unknown nation are refused, naming those there are", () => {
    expect(() => bankHolidaysOf("cornwall" as Nation)).toThrow(
      /england-and-wales, scotland, northern-ireland/,
    );
  });
});
