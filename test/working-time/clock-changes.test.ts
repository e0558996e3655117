// The two Sundays on which London's clocks change, and processes that live in other zones.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { workingTime } from "../../lambda/working-time/working-time.ts";
import { ENGLISH_OFFICE, london } from "./made-up-calendars.ts";
import { sumsInThisZone } from "./sums-in-this-zone.ts";

const office = workingTime(ENGLISH_OFFICE);

describe("when the clocks go forward, 29 March 2026", () => {
  test("24 hours end an hour later on the wall", () => {
    expect(office.add(london("2026-03-28 16:40 GMT"), 24, "hours")).toEqual(
      london("2026-03-29 17:40 BST"),
    );
  });

  test("a calendar day ends at the same time on the wall, 23 hours later", () => {
    expect(office.add(london("2026-03-28 16:40 GMT"), 1, "calendar-days")).toEqual(
      london("2026-03-29 16:40 BST"),
    );
  });

  test("a time that the change leaves out is read as the hour after it", () => {
    expect(office.add(london("2026-03-28 01:30 GMT"), 1, "calendar-days")).toEqual(
      london("2026-03-29 02:30 BST"),
    );
  });

  test("working time goes on by the office's own clock", () => {
    expect(office.add(london("2026-03-27 15:00 GMT"), 4, "working-hours")).toEqual(
      london("2026-03-30 11:30 BST"),
    );
    expect(office.add(london("2026-03-27 15:00 GMT"), 1, "working-days")).toEqual(
      london("2026-03-30 17:00 BST"),
    );
    expect(office.isOpen(london("2026-03-30 08:30 BST"))).toBe(true);
    expect(office.isOpen(london("2026-03-30 17:00 BST"))).toBe(false);
  });

  test("an office open on that Sunday has the hours that really pass", () => {
    const nights = workingTime({ ...ENGLISH_OFFICE, officeHours: { sun: [["00:00", "04:00"]] } });
    expect(nights.add(london("2026-03-29 00:00 GMT"), 3, "working-hours")).toEqual(
      london("2026-03-29 04:00 BST"),
    );
  });

  test("an office open only in the hour left out stays shut", () => {
    const gap = workingTime({ ...ENGLISH_OFFICE, officeHours: { sun: [["01:15", "02:00"]] } });
    expect(gap.nextOpening(london("2026-03-29 00:00 GMT"))).toEqual(london("2026-04-05 01:15 BST"));
  });
});

describe("when the clocks go back, 25 October 2026", () => {
  test("24 hours end an hour earlier on the wall", () => {
    expect(office.add(london("2026-10-24 16:40 BST"), 24, "hours")).toEqual(
      london("2026-10-25 15:40 GMT"),
    );
  });

  test("a calendar day ends at the same time on the wall, 25 hours later", () => {
    expect(office.add(london("2026-10-24 16:40 BST"), 1, "calendar-days")).toEqual(
      london("2026-10-25 16:40 GMT"),
    );
  });

  test("a time that comes twice is that of the start's own offset", () => {
    expect(office.add(london("2026-10-24 01:30 BST"), 1, "calendar-days")).toEqual(
      london("2026-10-25 01:30 BST"),
    );
    expect(office.add(london("2026-10-25 01:30 GMT"), 0, "calendar-days")).toEqual(
      london("2026-10-25 01:30 GMT"),
    );
  });

  test("an office open on that Sunday has the hours that really pass", () => {
    const nights = workingTime({ ...ENGLISH_OFFICE, officeHours: { sun: [["00:00", "04:00"]] } });
    expect(nights.add(london("2026-10-25 00:00 BST"), 5, "working-hours")).toEqual(
      london("2026-10-25 04:00 GMT"),
    );
  });
});

describe("the process's own zone", () => {
  const script = fileURLToPath(new URL("sums-in-this-zone.ts", import.meta.url));
  const expected = sumsInThisZone();

  test.each(["Pacific/Auckland", "America/New_York", "Europe/London", "UTC"])(
    "%s changes nothing",
    (zone) => {
      const printed = execFileSync(process.execPath, [script], {
        env: { ...process.env, TZ: zone },
        encoding: "utf8",
      });
      expect(JSON.parse(printed)).toEqual(expected);
    },
  );
});

describe("another zone than London's", () => {
  test("has its own office hours and clock changes", () => {
    const newYork = workingTime({ ...ENGLISH_OFFICE, zone: "America/New_York" });
    expect(newYork.isOpen(new Date("2026-04-07T12:29:59Z"))).toBe(false);
    expect(newYork.isOpen(new Date("2026-04-07T12:30:00Z"))).toBe(true);
    expect(newYork.add(new Date("2026-03-06T20:00:00Z"), 2, "working-hours")).toEqual(
      new Date("2026-03-09T13:30:00Z"),
    );
  });

  test("with half an hour of summer time is read right too", () => {
    const lordHowe = workingTime({ ...ENGLISH_OFFICE, zone: "Australia/Lord_Howe" });
    expect(lordHowe.nextOpening(new Date("2026-07-06T12:00:00Z"))).toEqual(
      new Date("2026-07-06T22:00:00Z"),
    );
    expect(lordHowe.nextOpening(new Date("2026-12-07T12:00:00Z"))).toEqual(
      new Date("2026-12-07T21:30:00Z"),
    );
  });
});
