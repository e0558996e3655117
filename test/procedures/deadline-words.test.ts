// How a deadline stands, and what it says of itself.
import { describe, expect, test } from "vitest";
import { stateOf } from "../../lambda/procedures/deadline-answer.ts";
import { procedureInForce } from "../../lambda/procedures/in-force.ts";
import { procedureWith, profileInForce } from "./procedure-file.ts";
import { deadline, on, received } from "./referral-so-far.ts";

const monday = "2026-11-23T10:00:00Z";

describe("a deadline stands", () => {
  const due = "2026-11-24T17:00:00Z";
  const second = (by: number) => new Date(Date.parse(due) + by * 1000);
  test.each([
    ["open before it is due", {}, -1, "open"],
    ["open when it is due", {}, 0, "open"],
    ["missed after that", {}, 1, "missed"],
    ["met in time", { metAt: second(-60) }, 60, "met"],
    ["met at the last moment", { metAt: second(0) }, 60, "met"],
    ["missed when met too late", { metAt: second(1) }, 60, "missed"],
    ["stopped in time", { stoppedAt: second(-60) }, 60, "stopped"],
    ["missed when it was stopped too late", { stoppedAt: second(1) }, 60, "missed"],
    ["met though stopped later", { metAt: second(-60), stoppedAt: second(-30) }, 60, "met"],
  ])("%s", (_, course, now, state) => {
    expect(stateOf({ dueAt: on(due), ...course }, second(now))).toBe(state);
  });
});

describe("a deadline explains itself", () => {
  const maundyThursday = "2026-04-02T15:40:00Z";
  test.each([
    [
      "oxfordshire",
      "evaluation",
      received("2026-11-27T17:30:00Z"),
      "Received Friday 27 November 2026 at 17:30, after the office closed. 28 and 29 November are a weekend, so the time counts from Monday 30 November. It is due that day at 17:00.",
    ],
    [
      "oxfordshire",
      "decision",
      received(maundyThursday),
      "Received Thursday 2 April 2026 at 16:40. 3 and 6 April are bank holidays, 4 and 5 a weekend. One working day ends Tuesday 7 April at 17:00.",
    ],
    [
      "norfolk",
      "contact-decision",
      received(maundyThursday, { firstContactAt: on("2026-10-24T14:00:00Z") }),
      "First contact Saturday 24 October 2026 at 15:00. The clocks go back by 1 hour on 25 October. 24 hours, counted without a break, end Sunday 25 October at 14:00.",
    ],
    [
      "northamptonshire",
      "referrer-contacts-again",
      received(maundyThursday),
      "Received Thursday 2 April 2026 at 16:40. 3 and 6 April are bank holidays, 4 and 5 a weekend. 24 working hours (20 minutes on 2 April, 8 hours 30 minutes each on 7 and 8 April, 6 hours 40 minutes on 9 April) end Thursday 9 April at 15:10.",
    ],
    [
      "northamptonshire",
      "written-confirmation",
      received(maundyThursday, { channel: "verbal" }),
      "Received by word of mouth Thursday 2 April 2026 at 16:40. 48 hours, counted without a break, end Saturday 4 April at 16:40.",
    ],
    [
      "northamptonshire",
      "checks",
      received(monday, { checks: { startedAt: on("2026-11-23T15:00:00Z"), urgency: "red" } }),
      "Checks started Monday 23 November 2026 at 15:00. Four working hours (2 hours each on 23 and 24 November) end Tuesday 24 November at 10:30.",
    ],
    [
      "greater-manchester",
      "referrer-contacts-again",
      received(monday, { channel: "verbal", confirmedInWritingAt: on(monday) }),
      "Confirmed in writing Monday 23 November 2026 at 10:00. Three working days end Thursday 26 November at 17:00.",
    ],
    [
      "trafford",
      "acknowledgement",
      received("2026-12-24T16:00:00Z"),
      "Received in writing Thursday 24 December 2026 at 16:00. 25 and 28 December are bank holidays, 26 and 27 a weekend. One working day ends Tuesday 29 December at 17:00.",
    ],
    [
      "trafford",
      "strategy-record",
      received(monday, { strategyMeetingAt: on("2026-11-27T15:59:59Z") }),
      "Strategy meeting held Friday 27 November 2026 at 15:59. 28 and 29 November are a weekend. One working day ends Monday 30 November at 17:00.",
    ],
  ])("%s, %s", (name, code, referral, words) => {
    expect(deadline(profileInForce(name), code, referral).explanation).toBe(words);
  });

  test("by a time of day too", () => {
    const procedure = procedureInForce(
      procedureWith({ "/referrals/rules/2/within": undefined, "/referrals/rules/2/by": "16:00" }),
    );
    const { dueAt, explanation } = deadline(procedure, "decision", received(monday));
    expect(dueAt).toEqual(on("2026-11-23T16:00:00Z"));
    expect(explanation).toBe(
      "Received Monday 23 November 2026 at 10:00. It is due the same day at 16:00.",
    );
  });

  test("and names the document it rests on", () => {
    expect(deadline(profileInForce("oxfordshire"), "evaluation", received(monday)).source).toBe(
      "Referrals (Oxfordshire safeguarding children procedures): A referral is evaluated on the day it comes.",
    );
  });
});
