import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Deadline } from "../../lambda/referrals/deadline.ts";
import type { Database } from "../../lambda/tables/database.ts";
import { dyingDatabase } from "./failing-database.ts";
import { inForce, useChasing } from "./sweeping.ts";

const RUNS = 60;
const MINUTE = 60_000;
const service = useChasing();
const procedure = inForce("oxfordshire");

/** What can happen on the way, each some minutes after what was before it. */
const step = fc.record({
  minutes: fc.integer({ min: 1, max: 26 * 60 }),
  what: fc.oneof(
    { weight: 5, arbitrary: fc.constant("sweep" as const) },
    { weight: 2, arbitrary: fc.constant("two sweeps" as const) },
    { weight: 2, arbitrary: fc.constant("killed sweep" as const) },
    { weight: 2, arbitrary: fc.constant("acknowledge" as const) },
    { weight: 1, arbitrary: fc.constant("acknowledge and sweep" as const) },
    { weight: 1, arbitrary: fc.constant("stale sweep" as const) },
    { weight: 1, arbitrary: fc.constant("sweep five minutes behind" as const) },
  ),
  atCall: fc.integer({ min: 1, max: 12 }),
  after: fc.boolean(),
});

/** How often each rare path was taken over all runs. */
const reached = new Map<string, number>();
const count = (path: string) => reached.set(path, (reached.get(path) ?? 0) + 1);

/** What a lagging index still shows: everything that was ever due in it. */
function lagging(seen: readonly Readonly<Record<string, unknown>>[]): Database {
  return {
    readTogether: (reads) => service.database.readTogether(reads),
    write: (writes, token) => service.database.write(writes, token),
    query: async (query) =>
      query.index === "due" && query.partition === "deadline"
        ? { items: [...seen] }
        : service.database.query(query),
  };
}

describe("whatever fires twice, late, never or at the same time", () => {
  test("no stage is missed, none goes twice, and none goes after its deadline was met", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 8 }),
        fc.boolean(),
        async (steps, immediateProtection) => {
          let now = Date.parse("2026-11-23T10:30:00Z");
          service.setClock(new Date(now).toISOString());
          const { referralId } = await service.register({ immediateProtection });
          const seen = (await service.stored(referralId)).deadlines.map((one) => ({ ...one }));
          let acknowledgedAt: number | undefined;
          let lastSweepAt = 0;
          for (const { minutes, what, atCall, after } of steps) {
            now += minutes * MINUTE;
            const at = new Date(now).toISOString();
            service.setClock(at);
            const acknowledge = async () => {
              const answer = await service.step(referralId, "acknowledgement");
              if (answer.status === 200) acknowledgedAt = now;
            };
            switch (what) {
              case "sweep":
                await service.sweepAt(at);
                break;
              case "two sweeps":
                await Promise.all([service.sweepAt(at), service.sweepAt(at)]);
                break;
              case "killed sweep": {
                const database = dyingDatabase(service.database, { atCall, after });
                await service.sweepAt(at, { database }).catch(() => count("sweep died"));
                break;
              }
              case "acknowledge":
                await acknowledge();
                break;
              case "acknowledge and sweep":
                await Promise.all([acknowledge(), service.sweepAt(at)]);
                count("acknowledged during a sweep");
                break;
              case "stale sweep":
                await service.sweepAt(at, { database: lagging(seen) });
                break;
              case "sweep five minutes behind":
                await service.sweepAt(new Date(now - 5 * MINUTE).toISOString());
                service.setClock(at);
                break;
            }
            if (what !== "acknowledge" && what !== "killed sweep") lastSweepAt = now - 5 * MINUTE;
          }
          const { deadlines } = await service.stored(referralId);
          const messages = await service.messages(referralId);
          for (const deadline of deadlines) {
            const owed = messages.filter((one) => one.deadline === deadline.code);
            const sent = deadline.stages.filter(({ state }) => state === "sent");
            // None twice: a message for each stage that is marked as sent, and for no other.
            expect(owed).toHaveLength(sent.length);
            // None missed: what was due at the last sweep has gone, or a newer one went in its place.
            checkNoneMissed(deadline, lastSweepAt, immediateProtection);
            if (deadline.code === "acknowledgement" && acknowledgedAt !== undefined) {
              for (const { owedAt } of owed)
                expect(Date.parse(owedAt)).toBeLessThanOrEqual(acknowledgedAt);
              if (sent.length > 0) count("acknowledged after a chaser");
            }
            if (deadline.stages.some(({ state }) => state === "skipped")) count("skipped");
          }
        },
      ),
      { numRuns: RUNS },
    );
    expect(Object.fromEntries(reached)).toEqual({
      "sweep died": expect.any(Number),
      "acknowledged during a sweep": expect.any(Number),
      "acknowledged after a chaser": expect.any(Number),
      skipped: expect.any(Number),
    });
    for (const times of reached.values()) expect(times).toBeGreaterThanOrEqual(3);
  });
});

function checkNoneMissed(deadline: Deadline, sweptAt: number, anyHour: boolean) {
  const { stages, metAt } = deadline;
  if (metAt !== undefined) {
    expect(stages.map(({ state }) => state)).not.toContain("planned");
    return;
  }
  for (const { state, at, to } of stages) {
    // What is planned is still to come, unless office hours have put it off.
    if (state === "planned" && Date.parse(at) <= sweptAt) {
      expect([procedure.officeState(new Date(sweptAt)), anyHour]).toEqual(["closed", false]);
    }
    if (state === "skipped") {
      const newer = stages.filter((one) => one.at >= at && one.state !== "skipped");
      expect(newer.length, `${deadline.code}: nobody was told instead of ${to}`).toBeGreaterThan(0);
    }
  }
}
