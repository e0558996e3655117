import { beforeEach, describe, expect, test } from "vitest";
import type { Deadline } from "../../lambda/referrals/deadline.ts";
import { computeDeadlines } from "../../lambda/referrals/deadlines.ts";
import type { Database } from "../../lambda/tables/database.ts";
import { monday } from "../consultations/service.ts";
import { dyingDatabase } from "./failing-database.ts";
import { inForce, useChasing } from "./sweeping.ts";

const service = useChasing();
beforeEach(() => service.setClock(monday));

/** The offices turn out to be closed on the Tuesday on which the acknowledgement is due. */
const closedOnTuesday = inForce("oxfordshire", (procedure) => ({
  ...procedure,
  closures: [{ from: "2026-11-24", why: "A burst pipe." }],
}));

const acknowledgement = async (referralId: string) => {
  const { deadlines } = await service.stored(referralId);
  const found = deadlines.find(({ code }) => code === "acknowledgement");
  if (found === undefined) throw new Error("There is no such deadline.");
  return found;
};

describe("when the calendar changes", () => {
  test("running deadlines move, and the history says from when to when and why", async () => {
    const { referralId } = await service.register();
    await service.sweepAt("2026-11-23T11:00:00Z");
    expect((await acknowledgement(referralId)).dueAt).toBe("2026-11-24T17:00:00.000Z");

    await service.sweepAt("2026-11-23T11:15:00Z", { procedure: closedOnTuesday });
    expect((await acknowledgement(referralId)).dueAt).toBe("2026-11-25T17:00:00.000Z");
    const { history, nextDue } = await service
      .read(referralId)
      .then((answer) => ({ ...answer, nextDue: answer.deadlines[0]?.dueAt }));
    const moved = history.filter(({ what }) => what === "deadline-moved");
    expect(moved.map(({ about }) => about)).toEqual(["acknowledgement", "decision"]);
    expect(moved[0]?.why).toMatch(
      /^From Tuesday 24 November 2026 at 17:00 to Wednesday 25 November 2026 at 17:00: .* changed\./,
    );
    expect(nextDue).toBe("2026-11-23T17:00:00.000Z");
  });

  test("no chaser goes out for the old time, also where the move comes with the stage", async () => {
    const { referralId } = await service.register();
    await service.sweepAt("2026-11-23T11:00:00Z");
    // The old reminder would be due; the index of running deadlines is not even looked at.
    const blind: Database = {
      readTogether: (reads) => service.database.readTogether(reads),
      write: (writes, token) => service.database.write(writes, token),
      query: async (query) =>
        query.index === "open" ? { items: [] } : service.database.query(query),
    };
    const report = await service.sweepAt("2026-11-24T15:00:00Z", {
      procedure: closedOnTuesday,
      database: blind,
    });
    expect(report.moved).toBeGreaterThan(0);
    expect(await service.stages(referralId, "acknowledgement")).toMatchObject({
      reminder: "planned",
    });
    await service.sweepAt("2026-11-25T15:00:00Z", { procedure: closedOnTuesday });
    const owed = await service.owed(referralId);
    expect(owed.filter((one) => one.endsWith("team acknowledgement"))).toEqual([
      "deadline-reminder team acknowledgement",
    ]);
  });

  test("what was sent stays sent, and a deadline that moves on is not reminded of twice", async () => {
    const { referralId } = await service.register();
    await service.sweepAt("2026-11-24T15:00:00Z");
    await service.sweepAt("2026-11-24T15:15:00Z", { procedure: closedOnTuesday });
    await service.sweepAt("2026-11-25T15:00:00Z", { procedure: closedOnTuesday });
    const owed = await service.owed(referralId);
    expect(owed.filter((one) => one === "deadline-reminder team acknowledgement")).toHaveLength(1);
  });

  test("a deadline that was met stays as it was counted", async () => {
    const { referralId } = await service.register();
    service.setClock("2026-11-24T16:00:00Z");
    await service.step(referralId, "acknowledgement");
    const before = await acknowledgement(referralId);
    await service.sweepAt("2026-11-24T16:15:00Z", { procedure: closedOnTuesday });
    expect(await acknowledgement(referralId)).toEqual(before);
  });

  test("nor does a later step of the referral under the new rules count it anew", async () => {
    const { referralId } = await service.register();
    service.setClock("2026-11-24T16:00:00Z");
    await service.step(referralId, "acknowledgement");
    const { referral, deadlines } = await service.stored(referralId);
    const later = computeDeadlines(referral, deadlines, closedOnTuesday, service.now());
    const dueOf = (all: readonly Deadline[], code: string) =>
      all.find((one) => one.code === code)?.dueAt;
    expect(dueOf(later.deadlines, "acknowledgement")).toBe(dueOf(deadlines, "acknowledgement"));
    expect(dueOf(later.deadlines, "decision")).not.toBe(dueOf(deadlines, "decision"));
  });

  test("a second pass finds what was registered by the old rules meanwhile", async () => {
    await service.sweepAt("2026-11-23T11:00:00Z");
    await service.sweepAt("2026-11-23T11:15:00Z", { procedure: closedOnTuesday });
    const { referralId } = await service.register({ receivedAt: "2026-11-23T11:15:00Z" });
    await service.sweepAt("2026-11-23T11:45:00Z", { procedure: closedOnTuesday });
    expect((await acknowledgement(referralId)).dueAt).toBe("2026-11-25T17:00:00.000Z");
    const queries: (string | undefined)[] = [];
    const watched: Database = {
      readTogether: (reads) => service.database.readTogether(reads),
      write: (writes, token) => service.database.write(writes, token),
      query: (query) => {
        queries.push(query.index);
        return service.database.query(query);
      },
    };
    await service.sweepAt("2026-11-23T12:45:00Z", {
      procedure: closedOnTuesday,
      database: watched,
    });
    expect(queries).not.toContain("open");
  });

  test("a referral that can't be moved is not in the way of the others, and is tried again", async () => {
    await service.sweepAt("2026-11-23T11:00:00Z");
    const poor = await service.register();
    const rich = await service.register();
    const partly: Database = {
      readTogether: (reads) => service.database.readTogether(reads),
      query: (query) => service.database.query(query),
      async write(writes, token) {
        if (JSON.stringify(writes).includes(poor.referralId)) throw new Error("Broken.");
        return service.database.write(writes, token);
      },
    };
    const procedure = closedOnTuesday;
    const sweep = service.sweepAt("2026-11-23T11:15:00Z", { procedure, database: partly });
    await expect(sweep).rejects.toThrow();
    expect((await acknowledgement(rich.referralId)).dueAt).toBe("2026-11-25T17:00:00.000Z");
    await service.sweepAt("2026-11-23T11:45:00Z", { procedure });
    expect((await acknowledgement(poor.referralId)).dueAt).toBe("2026-11-25T17:00:00.000Z");
  });

  test("a sweep that dies while moving leaves the rest to the next, with one line each", async () => {
    await service.sweepAt("2026-11-23T11:00:00Z");
    const registered = [await service.register(), await service.register()];
    let died = 0;
    for (let atCall = 1; ; atCall++) {
      // Back and forth between two calendars: each time everything moves.
      const procedure = atCall % 2 === 1 ? closedOnTuesday : inForce("oxfordshire");
      const dying = dyingDatabase(service.database, { atCall, after: atCall % 3 === 0 });
      const at = `2026-11-23T12:${String(atCall % 60).padStart(2, "0")}:00Z`;
      await service.sweepAt(at, { procedure, database: dying }).catch(() => undefined);
      await service.sweepAt(at, { procedure });
      for (const { referralId } of registered) {
        expect((await acknowledgement(referralId)).rulesVersion).toBe(procedure.rulesVersion);
        const { events } = await service.stored(referralId);
        const lines = events.filter(({ about }) => about === "acknowledgement");
        expect(lines).toHaveLength(atCall);
      }
      if (!dying.died()) break;
      died += 1;
    }
    expect(died).toBeGreaterThan(5);
  });
});
