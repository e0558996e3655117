import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allTables } from "../../lambda/all-tables.ts";
import { sweepChasers } from "../../lambda/chasers/sweep-chasers.ts";
import type { Write } from "../../lambda/tables/write.ts";
import { type Engine, startEngine } from "../engine.ts";
import { dyingDatabase } from "./failing-database.ts";
import { registrationOf } from "./registered.ts";
import { inForce } from "./sweeping.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine(allTables);
});
afterAll(() => engine.stop());

const procedure = inForce("oxfordshire");
const DUE = 20;
/** Three deadlines and an event stand beside each referral. */
const TOGETHER = 15;

/** Registers as many as asked, all received at one time. */
async function register(howMany: number, receivedAt: string, prefix: string): Promise<void> {
  let writes: Write[] = [];
  const flush = async () => {
    if (writes.length > 0) await engine.database.write(writes, randomUUID());
    writes = [];
  };
  for (let number = 0; number < howMany; number++) {
    writes.push(...registrationOf(`${prefix}${number}`, receivedAt, procedure));
    if (number % TOGETHER === TOGETHER - 1) await flush();
  }
  await flush();
}

const sweepAt = async (instant: string) => {
  const database = dyingDatabase(engine.database);
  const report = await sweepChasers({ database, procedure, clock: () => new Date(instant) });
  return { ...report, requests: database.calls() };
};

/** Deadlines open in the suite; `OPEN_DEADLINES=100000` proves it at a hundred thousand, in four minutes. */
const OPEN_DEADLINES = Number(process.env.OPEN_DEADLINES ?? 5_000);
const DEADLINES_EACH = 3;
const FEW = Math.ceil(1_000 / DEADLINES_EACH);
const MANY = Math.ceil(OPEN_DEADLINES / DEADLINES_EACH);
/** The mark of the rules, and one query each for stages, advised referrals and linking. */
const TO_SEE_NOTHING = 4;

test("a sweep costs what is due, whatever else is open", { timeout: 3_600_000 }, async () => {
  // The first sweep under these rules looks once at every running deadline.
  await sweepAt("2026-11-20T09:00:00Z");
  await register(FEW, "2026-11-30T10:00:00Z", "early-");
  const nothing = await sweepAt("2026-11-23T09:00:00Z");
  await register(DUE, "2026-11-23T09:30:00Z", "due-a-");
  const few = await sweepAt("2026-11-23T15:30:00Z");
  await register(MANY - FEW, "2026-11-30T10:00:00Z", "many-");
  const nothingOfMany = await sweepAt("2026-11-23T16:00:00Z");
  await register(DUE, "2026-11-24T09:30:00Z", "due-b-");
  await sweepAt("2026-11-24T09:45:00Z");
  const many = await sweepAt("2026-11-24T15:30:00Z");

  expect(nothing.requests).toBe(TO_SEE_NOTHING);
  expect(nothingOfMany.requests).toBe(TO_SEE_NOTHING);
  expect(few.sent).toBe(DUE);
  // Of the first, acknowledgement and decision are due a day later, beside the evaluation of the second.
  expect(many.sent).toBe(3 * DUE);
  // One read for a page of up to fifty, and one transaction for each deadline; the second has two pages.
  expect(few.requests).toBe(TO_SEE_NOTHING + 1 + DUE);
  expect(many.requests).toBe(TO_SEE_NOTHING + 1 + 2 + 3 * DUE);
});
