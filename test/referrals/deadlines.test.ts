// The deadlines of a referral as they follow from its events: laws that hold whatever happened in whatever order.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { procedureInForce } from "../../lambda/procedures/in-force.ts";
import { loadProcedure, profileFile } from "../../lambda/procedures/load-procedure.ts";
import { nextDueOf, runs, shownDeadline } from "../../lambda/referrals/deadline.ts";
import { computeDeadlines } from "../../lambda/referrals/deadlines.ts";
import type { Referral } from "../../lambda/referrals/referral.ts";

const names = ["oxfordshire", "norfolk", "northamptonshire", "greater-manchester", "trafford"];
const procedures = names.map((name) => procedureInForce(loadProcedure(profileFile(name))));

const received = Date.parse("2026-11-23T10:15:00.000Z");
const HOUR_MS = 3_600_000;
const after = (hours: number) => new Date(received + hours * HOUR_MS).toISOString();
const by = { by: "mash", subject: "staff" } as const;

const begun: Referral = {
  ...{ schemaVersion: 1, referralId: "NNR-73CF-2K9M-0H86", status: "open", channel: "verbal" },
  ...{ receivedAt: after(0), firstContactAt: after(0) },
  referrer: { kind: "practitioner", agencyType: "hospital" },
  ...{ registeredAt: after(0), registeredBy: "staff", registeredAs: "mash" },
  ...{ tasks: [], keepUntil: "2101-11-23T10:30:00.000Z", version: 1 },
};

/** What can happen to a referral, each so many hours after its receipt. */
const happenings = {
  acknowledge: (hours: number) => ({ acknowledgement: { acknowledgedAt: after(hours), ...by } }),
  evaluate: (hours: number) => ({
    evaluation: { evaluatedAt: after(hours), response: "Goes on.", ...by },
  }),
  confirm: (hours: number) => ({ writtenConfirmation: { receivedAt: after(hours), ...by } }),
  check: (hours: number) => ({
    checks: { urgency: "red", reasons: "At risk.", startedAt: after(hours), ...by },
  }),
  meet: (hours: number) => ({
    strategyMeeting: { heldAt: after(hours), attended: ["police", "health"], ...by },
  }),
  write: () => ({ channel: "written" }),
  transfer: (hours: number) => ({
    status: "transferred",
    transfer: {
      toAuthority: "Norfolk",
      reasons: "Lives there.",
      transferredAt: after(hours),
      ...by,
    },
  }),
} as const satisfies Record<string, (hours: number) => Partial<Referral>>;

const events = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(...(Object.keys(happenings) as (keyof typeof happenings)[])),
    hours: fc.integer({ min: 0, max: 200 }),
  }),
  { selector: ({ name }) => name, maxLength: 7 },
);
const procedure = fc.constantFrom(...procedures);
const at = new Date(received + 300 * HOUR_MS);

const having = (happened: readonly { name: keyof typeof happenings; hours: number }[]): Referral =>
  Object.assign({ ...begun }, ...happened.map(({ name, hours }) => happenings[name](hours)));

describe("the deadlines of a referral", () => {
  it("are the same computed twice: nothing is changed by looking again", () => {
    fc.assert(
      fc.property(procedure, events, (inForce, happened) => {
        const referral = having(happened);
        const { deadlines } = computeDeadlines(referral, [], inForce, at);
        const again = computeDeadlines(referral, deadlines, inForce, at);
        expect(again.changed).toEqual([]);
        expect(again.deadlines).toEqual(deadlines);
      }),
    );
  });

  it("come to the same step by step as all at once, but for what stopped on the way", () => {
    fc.assert(
      fc.property(procedure, events, (inForce, happened) => {
        let stored = computeDeadlines(begun, [], inForce, at).deadlines;
        happened.forEach((_, index) => {
          const referral = having(happened.slice(0, index + 1));
          stored = computeDeadlines(referral, stored, inForce, at).deadlines;
        });
        const atOnce = computeDeadlines(having(happened), [], inForce, at).deadlines;
        for (const deadline of atOnce) {
          const { version: _, ...computed } = deadline;
          expect(stored.find(({ code }) => code === deadline.code)).toMatchObject(computed);
        }
        const others = stored.filter(({ code }) => !atOnce.some((one) => one.code === code));
        expect(others.filter(runs)).toEqual([]);
      }),
    );
  });

  it("write to nobody once they are met or stopped, and to somebody as long as they run", () => {
    fc.assert(
      fc.property(procedure, events, (inForce, happened) => {
        const { deadlines } = computeDeadlines(having(happened), [], inForce, at);
        for (const deadline of deadlines) {
          const planned = deadline.stages.filter(({ state }) => state === "planned");
          expect(planned.length > 0).toBe(runs(deadline));
          expect(deadline.nextActionAt).toBe(planned.map(({ at: goes }) => goes).sort()[0]);
        }
        const due = deadlines.filter(runs).map(({ dueAt }) => dueAt);
        expect(nextDueOf(deadlines)).toBe(due.sort()[0]);
      }),
    );
  });

  it("never take back what was sent, whatever happens after", () => {
    fc.assert(
      fc.property(procedure, events, (inForce, happened) => {
        const sent = computeDeadlines(begun, [], inForce, at).deadlines.map((deadline) => ({
          ...deadline,
          stages: deadline.stages.map((stage) => ({ ...stage, state: "sent" as const })),
        }));
        const { deadlines } = computeDeadlines(having(happened), sent, inForce, at);
        for (const { code } of sent) {
          const now = deadlines.find((deadline) => deadline.code === code);
          expect(now?.stages.map(({ state }) => state)).toEqual(now?.stages.map(() => "sent"));
        }
      }),
    );
  });

  it("are met exactly at the due time, and missed a millisecond later", () => {
    const [oxfordshire] = procedures;
    if (oxfordshire === undefined) throw new Error("There are no procedures.");
    const dueAt = Date.parse("2026-11-24T17:00:00.000Z");
    for (const [late, state] of [
      [0, "met"],
      [1, "missed"],
    ] as const) {
      const acknowledgedAt = new Date(dueAt + late).toISOString();
      const referral = { ...begun, acknowledgement: { acknowledgedAt, ...by } };
      const { deadlines } = computeDeadlines(referral, [], oxfordshire, at);
      const acknowledgement = deadlines.find(({ code }) => code === "acknowledgement");
      expect(acknowledgement && shownDeadline(acknowledgement, at).state).toBe(state);
    }
  });
});
