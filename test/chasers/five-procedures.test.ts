import { describe, expect, test } from "vitest";
import { nextChaserDue } from "../../lambda/chasers/sweep-chasers.ts";
import { monday } from "../consultations/service.ts";
import { inForce, useChasing } from "./sweeping.ts";

const DAY_MS = 24 * 3_600_000;
/** More than all stages of one referral fall due at. */
const MAX_SWEEPS = 100;

describe.each(["oxfordshire", "norfolk", "northamptonshire", "greater-manchester", "trafford"])(
  "under the procedure of %s",
  (name) => {
    const service = useChasing(name);
    const procedure = inForce(name);

    /** Sweeps whenever something is due, as often as it takes until nothing is for two weeks. */
    async function sweepOn(from: string): Promise<void> {
      const until = Date.parse(from) + 14 * DAY_MS;
      for (let sweeps = 0; sweeps < MAX_SWEEPS; sweeps++) {
        const due = await nextChaserDue({ database: service.database, procedure });
        if (due === undefined || due.getTime() > until) return;
        const at = new Date(Math.max(due.getTime(), service.now().getTime()));
        await service.sweepAt(at.toISOString());
      }
      throw new Error("Something is due however often it is swept.");
    }

    test.each([
      ["verbal", "2026-11-23T10:15:00Z"],
      ["written", "2026-11-23T10:15:00Z"],
      ["verbal", "2026-11-20T18:40:00Z"],
      ["written", "2026-12-24T15:50:00Z"],
    ])(
      "each stage of a %s referral of %s goes once and in office hours",
      async (channel, receivedAt) => {
        const start = new Date(Math.max(Date.parse(receivedAt), Date.parse(monday))).toISOString();
        service.setClock(start);
        const { referralId } = await service.register({ channel, receivedAt });
        await sweepOn(start);
        const { deadlines } = await service.stored(referralId);
        expect(deadlines.length).toBeGreaterThan(1);
        const messages = (await service.messages(referralId)).filter((one) => one.deadline);
        const stages = deadlines.flatMap((one) => one.stages);
        expect(stages.filter(({ state }) => state === "planned")).toEqual([]);
        expect(messages).toHaveLength(stages.filter(({ state }) => state === "sent").length);
        for (const { owedAt } of messages)
          expect(procedure.officeState(new Date(owedAt))).toBe("open");
        if (receivedAt > monday) {
          // It was there from the beginning: nothing had to be passed over.
          expect(stages.map(({ state }) => state)).not.toContain("skipped");
        }
        for (const { code, stages: own } of deadlines) {
          const owed = messages.filter(({ deadline }) => deadline === code);
          const team = (to: string) =>
            to === "receiving-team" ? "team" : to === "referrer" ? "agency" : to;
          expect(owed.map(({ to }) => to).toSorted()).toEqual(
            own
              .filter(({ state }) => state === "sent")
              .map(({ to }) => team(to))
              .toSorted(),
          );
        }
      },
    );

    test("both sides are chased, and silence follows what each has done", async () => {
      service.setClock(monday);
      const { referralId } = await service.register({ channel: "verbal" });
      await service.step(referralId, "acknowledgement");
      await service.step(referralId, "evaluation", { response: "A worker will visit." });
      await service.step(referralId, "written-confirmation");
      await sweepOn(monday);
      const { deadlines } = await service.stored(referralId);
      const owed = (await service.messages(referralId)).flatMap(({ deadline }) => deadline ?? []);
      const open = deadlines.filter(({ metAt }) => metAt === undefined).map(({ code }) => code);
      expect([...new Set(owed)].toSorted()).toEqual(open.toSorted());
    });
  },
);
