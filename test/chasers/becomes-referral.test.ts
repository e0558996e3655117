import { expect, test } from "vitest";
import { monday } from "../consultations/service.ts";
import { useChasing } from "./sweeping.ts";

const service = useChasing("greater-manchester");

test("a consultation that became a referral at once is never asked about, and what it quoted is linked by the sweep", async () => {
  service.setClock(monday);
  const { reference: earlier } = await service.record();
  const { reference } = await service.record({
    outcome: "referral",
    threshold: "s17",
    parentsInforming: { appropriate: true },
    previousConsultations: [{ reference: earlier, consultedOn: "2026-11-23" }],
  });
  const report = await service.sweepAt("2026-11-23T10:45:00Z");
  expect(report.linkings).toBe(1);
  const answer = await service.call("GET", `/consultations/${earlier}`, { as: "manager" });
  const history = answer.body?.history;
  expect(JSON.stringify(history)).toContain('"what":"linked"');
  expect(JSON.stringify(history)).not.toContain("NNR-");

  await service.sweepAt("2026-12-03T10:00:00Z");
  expect(await service.owed(reference)).toEqual(["consultation-form agency"]);
  expect(await service.sweepAt("2026-12-03T10:15:00Z")).toMatchObject({ linkings: 0 });
});
