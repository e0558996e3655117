// Who must act on each deadline of the five procedures, and whom each stage is told to.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deadlinesOf } from "../../lambda/procedures/deadlines.ts";
import { profileNames } from "../../lambda/procedures/load-procedure.ts";
import { profileInForce } from "./procedure-file.ts";

const everyProcedure = profileNames().map(profileInForce);

describe("who acts, and what meets it", () => {
  test.each([
    ["evaluation", "receiving-team", "evaluated"],
    ["contact-decision", "receiving-team", "evaluated"],
    ["acknowledgement", "receiving-team", "acknowledged"],
    ["referrer-contacts-again", "referrer", "acknowledged"],
    ["written-confirmation", "referrer", "confirmed-in-writing"],
    ["decision", "manager", "decided"],
    ["checks", "receiving-team", "checks-completed"],
    ["strategy-record", "receiving-team", "strategy-record-distributed"],
  ])("%s: %s, %s", (code, owner, metBy) => {
    const rules = everyProcedure
      .flatMap(({ procedure }) => procedure.referrals.rules)
      .filter((rule) => rule.code === code);
    expect(rules.length).toBeGreaterThan(0);
    for (const rule of rules) expect([rule.owner, rule.metBy]).toEqual([owner, metBy]);
  });
});

describe("whom each stage is told to", () => {
  const rulesOf = (name: string) => profileInForce(name).procedure.referrals.rules;

  test.each(profileNames())("%s: somebody before each is due, and when it is missed", (name) => {
    for (const { stages } of rulesOf(name)) {
      expect(stages.some(({ at }) => "before" in at)).toBe(true);
      expect(stages.some(({ at }) => "after" in at)).toBe(true);
    }
  });

  test("a referrer without an acknowledgement is told to turn to the manager (R19)", () => {
    for (const name of ["greater-manchester", "trafford"]) {
      const rule = rulesOf(name).find(({ code }) => code === "referrer-contacts-again");
      expect(rule?.stages).toContainEqual({
        code: "contact-manager",
        to: "referrer",
        at: { after: { amount: 0, unit: "hours" } },
      });
    }
  });

  test("a referrer who has not confirmed in writing is reminded before and after (R17)", () => {
    for (const name of ["northamptonshire", "greater-manchester"]) {
      const rule = rulesOf(name).find(({ code }) => code === "written-confirmation");
      const told = rule?.stages.map(({ to, at }) => `${Object.keys(at)} ${to}`);
      expect(told).toEqual(["before referrer", "after referrer", "after receiving-team"]);
    }
  });

  test("stages come in office hours, never before the start, reminders before the due time", () => {
    const anyInstant = fc.date({
      min: new Date("2026-01-05T00:00:00Z"),
      max: new Date("2027-12-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...everyProcedure),
        fc.constantFrom("verbal" as const, "written" as const),
        fc.constantFrom("red" as const, "amber" as const),
        anyInstant,
        (procedure, channel, urgency, startsAt) => {
          const { deadlines } = deadlinesOf(procedure, {
            channel,
            referrer: { kind: "practitioner" },
            receivedAt: startsAt,
            checks: { startedAt: startsAt, urgency },
            strategyMeetingAt: startsAt,
          });
          for (const { startedAt, dueAt, stages } of deadlines) {
            const [first] = stages;
            const opens = procedure.workingTime.nextOpening(startedAt);
            if (opens <= dueAt) expect(first?.at.getTime()).toBeLessThanOrEqual(dueAt.getTime());
            for (const stage of stages) {
              expect(procedure.workingTime.isOpen(stage.at)).toBe(true);
              expect(stage.at.getTime()).toBeGreaterThanOrEqual(startedAt.getTime());
            }
            const times = stages.map((stage) => stage.at.getTime());
            expect(times).toEqual(times.toSorted((one, other) => one - other));
          }
        },
      ),
    );
  });
});
