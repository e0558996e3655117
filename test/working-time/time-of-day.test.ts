// "By 16:00": due when the clock shows that time on the working day that counts.
import { describe, expect, test } from "vitest";
import { bankHolidaysOf } from "../../lambda/working-time/bank-holidays.ts";
import { workingTime } from "../../lambda/working-time/working-time.ts";

const day = [["08:30", "17:00"]] as const;
const time = workingTime({
  officeHours: { mon: day, tue: day, wed: day, thu: day, fri: [["08:30", "16:00"]] },
  bankHolidays: bankHolidaysOf("england-and-wales").dates,
});

describe("by 16:00", () => {
  test.each([
    ["in the morning", "2026-11-23T10:00:00Z", "2026-11-23T16:00:00Z"],
    ["before the office opens", "2026-11-23T06:00:00Z", "2026-11-23T16:00:00Z"],
    ["a second before", "2026-11-23T15:59:59Z", "2026-11-23T16:00:00Z"],
    ["exactly then, the next working day", "2026-11-23T16:00:00Z", "2026-11-24T16:00:00Z"],
    ["in office hours and too late", "2026-11-23T16:30:00Z", "2026-11-24T16:00:00Z"],
    ["after close", "2026-11-23T18:00:00Z", "2026-11-24T16:00:00Z"],
    ["on Friday at close", "2026-11-27T16:00:00Z", "2026-11-30T16:00:00Z"],
    ["on Maundy Thursday in the evening", "2026-04-02T17:00:00Z", "2026-04-07T15:00:00Z"],
    ["on the Friday before the clocks go forward", "2026-03-27T15:30:00Z", "2026-03-27T16:00:00Z"],
    ["on the Saturday before the clocks go back", "2026-10-24T09:00:00Z", "2026-10-26T16:00:00Z"],
    ["on Christmas Eve at 16:59, a Thursday", "2026-12-24T16:59:00Z", "2026-12-29T16:00:00Z"],
  ])("received %s", (_, from, due) => {
    expect(time.by(new Date(from), "16:00").toISOString()).toBe(due.replace("Z", ".000Z"));
  });

  test.each([
    [
      "2026-11-23T10:00:00Z",
      "Received Monday 23 November 2026 at 10:00. It is due the same day at 16:00.",
    ],
    [
      "2026-11-23T16:30:00Z",
      "Received Monday 23 November 2026 at 16:30. 16:00 had passed by then, so it is due Tuesday 24 November at 16:00.",
    ],
    [
      "2026-04-02T15:40:00Z",
      "Received Thursday 2 April 2026 at 16:40. 3 and 6 April are bank holidays, 4 and 5 a weekend. 16:00 had passed by then, so it is due Tuesday 7 April at 16:00.",
    ],
    [
      "2026-04-02T17:00:00Z",
      "Received Thursday 2 April 2026 at 18:00, after the office closed. 3 and 6 April are bank holidays, 4 and 5 a weekend, so the time counts from Tuesday 7 April. It is due that day at 16:00.",
    ],
  ])("explained for %s", (from, words) => {
    expect(time.explainBy(new Date(from), "16:00")).toBe(words);
  });
});

test("by a time before the office opens, the morning is due only to what came before it", () => {
  expect(time.by(new Date("2026-11-23T07:59:00Z"), "08:00").toISOString()).toBe(
    "2026-11-23T08:00:00.000Z",
  );
  expect(time.by(new Date("2026-11-23T08:10:00Z"), "08:00").toISOString()).toBe(
    "2026-11-24T08:00:00.000Z",
  );
});

test("what is no time of day is refused, and so is a day past the bank holidays", () => {
  expect(() => time.by(new Date("2026-11-23T10:00:00Z"), "4pm")).toThrow('"HH:MM"');
  expect(() => time.by(new Date("2028-12-31T10:00:00Z"), "16:00")).toThrow("up to 31 December");
});
