// Killed with −9 at any moment: what was answered is kept, each key has one effect, each form arrives.
import { expect, it } from "vitest";
import { killRounds } from "./kill-rounds.ts";
import { useService } from "./use-service.ts";

/** A few seconds of it with every run of the tests; `npm run prove` does it for as long as wanted. */
const PLAN = { rounds: 3, consultations: 10 };

const running = useService();

it("keeps every promise it made before it was killed", async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const report = await killRounds(running.service, { ...PLAN, seed });
  expect({ seed, broken: report.broken }).toEqual({ seed, broken: [] });
  expect(report.asked).toBeGreaterThanOrEqual(PLAN.rounds * PLAN.consultations);
}, 120_000);

it("ends in order when it is asked to, and goes on where it was", async () => {
  expect(await running.service.stop()).toBe(0);
  await running.service.start();
  const listed = await running.client.call("GET", "/v1/consultations", { as: "manager" });
  expect(listed.status).toBe(200);
});
