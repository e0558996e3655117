// Sums of working time in hours and calendar days, in sentences.

import { describe, expect, test } from "vitest";
import { workingTime } from "../../lambda/working-time/working-time.ts";
import { explained } from "./explained.ts";
import { ENGLISH_OFFICE, london } from "./made-up-calendars.ts";

describe("working hours", () => {
  explained([
    [
      "2026-04-07 09:00 BST",
      4,
      "working-hours",
      "Received Tuesday 7 April 2026 at 09:00. Four working hours end Tuesday 7 April at 13:00.",
    ],
    [
      "2026-04-07 07:10 BST",
      1,
      "working-hours",
      "Received Tuesday 7 April 2026 at 07:10, before the office opened. The time counts from 08:30. One working hour ends Tuesday 7 April at 09:30.",
    ],
    [
      "2026-04-02 16:40:27.5 BST",
      4,
      "working-hours",
      "Received Thursday 2 April 2026 at 16:40. 3 and 6 April are bank holidays, 4 and 5 a weekend. Four working hours (20 minutes on 2 April, 3 hours 40 minutes on 7 April) end Tuesday 7 April at 12:10.",
    ],
    [
      "2026-04-06 12:00 BST",
      8,
      "working-hours",
      "Received Monday 6 April 2026 at 12:00. 6 April is a bank holiday, so the time counts from Tuesday 7 April at 08:30. Eight working hours end Tuesday 7 April at 16:30.",
    ],
    [
      "2026-04-07 16:00 BST",
      24,
      "working-hours",
      "Received Tuesday 7 April 2026 at 16:00. 24 working hours (1 hour on 7 April, 8 hours 30 minutes each on 8 and 9 April, 6 hours on 10 April) end Friday 10 April at 14:30.",
    ],
    [
      "2026-04-07 10:00 BST",
      1.5,
      "working-hours",
      "Received Tuesday 7 April 2026 at 10:00. 1.5 working hours end Tuesday 7 April at 11:30.",
    ],
    [
      "2026-04-07 10:00 BST",
      100,
      "working-hours",
      "Received Tuesday 7 April 2026 at 10:00. Two weekends fall in between. 100 working hours end Thursday 23 April at 10:00.",
    ],
    [
      "2026-04-07 20:00 BST",
      0,
      "working-hours",
      "Received Tuesday 7 April 2026 at 20:00, after the office closed. The time counts from Wednesday 8 April at 08:30. No time is added, so it is due Wednesday 8 April at 08:30.",
    ],
  ]);

  test("with a lunch break", () => {
    const withLunch = workingTime({
      ...ENGLISH_OFFICE,
      officeHours: {
        tue: [
          ["08:30", "12:30"],
          ["13:00", "17:00"],
        ],
      },
    });
    expect(withLunch.explain(london("2026-04-07 12:45 BST"), 1, "working-hours")).toBe(
      "Received Tuesday 7 April 2026 at 12:45, while the office was closed. The time counts from 13:00. One working hour ends Tuesday 7 April at 14:00.",
    );
    expect(withLunch.explain(london("2026-04-07 12:00 BST"), 1, "working-days")).toBe(
      "Received Tuesday 7 April 2026 at 12:00. 11 and 12 April are a weekend, and the office is closed on 13 April and from 8 to 10 April. One working day ends Tuesday 14 April at 17:00.",
    );
  });
});

describe("working-day hours", () => {
  explained([
    [
      "2026-04-02 16:40 BST",
      24,
      "working-day-hours",
      "Received Thursday 2 April 2026 at 16:40. 3 and 6 April are bank holidays, 4 and 5 a weekend. 24 hours, counted on working days only, end Tuesday 7 April at 16:40.",
    ],
    [
      "2026-04-11 09:00 BST",
      24,
      "working-day-hours",
      "Received Saturday 11 April 2026 at 09:00. 11 and 12 April are a weekend, so the time counts from the start of Monday 13 April. 24 hours, counted on working days only, end at midnight at the end of Monday 13 April.",
    ],
    [
      "2026-04-07 20:00 BST",
      1,
      "working-day-hours",
      "Received Tuesday 7 April 2026 at 20:00. One hour, counted on working days only, ends Tuesday 7 April at 21:00.",
    ],
  ]);
});

describe("hours and calendar days", () => {
  explained([
    [
      "2026-04-02 16:40 BST",
      48,
      "hours",
      "Received Thursday 2 April 2026 at 16:40. 48 hours, counted without a break, end Saturday 4 April at 16:40.",
    ],
    [
      "2026-03-28 10:00 GMT",
      24,
      "hours",
      "Received Saturday 28 March 2026 at 10:00. The clocks go forward by 1 hour on 29 March. 24 hours, counted without a break, end Sunday 29 March at 11:00.",
    ],
    [
      "2026-10-24 10:00 BST",
      24,
      "hours",
      "Received Saturday 24 October 2026 at 10:00. The clocks go back by 1 hour on 25 October. 24 hours, counted without a break, end Sunday 25 October at 09:00.",
    ],
    [
      "2026-04-02 16:40 BST",
      10,
      "calendar-days",
      "Received Thursday 2 April 2026 at 16:40. 10 calendar days, weekends and bank holidays included, end Sunday 12 April at 16:40.",
    ],
    [
      "2026-03-27 16:40 GMT",
      7,
      "calendar-days",
      "Received Friday 27 March 2026 at 16:40. Seven calendar days, weekends and bank holidays included, end Friday 3 April at 16:40.",
    ],
    [
      "2026-03-28 01:30 GMT",
      1,
      "calendar-days",
      "Received Saturday 28 March 2026 at 01:30. The clocks go forward by 1 hour on 29 March. One calendar day, weekends and bank holidays included, ends Sunday 29 March at 02:30.",
    ],
    [
      "2026-12-30 10:00 GMT",
      72,
      "hours",
      "Received Wednesday 30 December 2026 at 10:00. 72 hours, counted without a break, end Saturday 2 January 2027 at 10:00.",
    ],
  ]);
});
