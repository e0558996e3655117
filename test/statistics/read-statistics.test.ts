import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type * as z from "zod";
import { allOperations } from "../../lambda/all-operations.ts";
import { retention } from "../../lambda/functions/retention.ts";
import { statistics } from "../../lambda/functions/statistics.ts";
import type { Role } from "../../lambda/http/roles.ts";
import { statisticsSchema } from "../../lambda/statistics/contract.ts";
import { agency } from "../agencies/register.ts";
import { callsTo } from "../call-function.ts";
import { inForce } from "../chasers/sweeping.ts";
import { monday } from "../consultations/service.ts";
import { permittedDatabase } from "../permitted-database.ts";
import { useReferrals } from "../referrals/service.ts";

const service = useReferrals();
const procedure = inForce("oxfordshire");
beforeEach(() => service.setClock(monday));

const DECEMBER = "2026-12-01T10:00:00.000Z";

const ask = (query: string, as: Role = "auditor") => {
  const database = permittedDatabase("statistics", service.database);
  const fn = statistics({ database, procedure, clock: service.now });
  return callsTo(fn, allOperations)("GET", `/statistics?${query}`, { as });
};
const counted = async (query: string): Promise<z.infer<typeof statisticsSchema>> =>
  statisticsSchema.parse((await ask(query)).body);

const record = async (times: number, changes: Readonly<Record<string, unknown>>) => {
  for (let time = 0; time < times; time++) await service.record(changes);
};

describe("a closed month", () => {
  beforeAll(async () => {
    service.setClock(monday);
    await service.enter({ ...agency(), agencyId: "a-surgery", type: "gp-practice" });
    await record(6, { outcome: "advice" });
    await record(2, { outcome: "no-further-action" });
    await record(7, { outcome: "advice", agencyId: "a-surgery" });
    // Six referrals, all acknowledged, one of them late; three of them evaluated.
    for (let number = 0; number < 6; number++) {
      service.setClock(monday);
      const { referralId } = await service.register();
      if (number < 3) await service.step(referralId, "evaluation", { response: "Looked at." });
      service.setClock(number === 0 ? "2026-11-25T10:00:00.000Z" : "2026-11-24T10:00:00.000Z");
      await service.step(referralId, "acknowledgement");
    }
  });

  test("is counted by outcome and type of agency, with small numbers and a second one hidden", async () => {
    service.setClock(DECEMBER);
    const { cells, notClosed, months } = await counted("from=2026-11&to=2026-11");
    const row = (type: string) =>
      Object.fromEntries(
        cells
          .filter(({ agencyType }) => agencyType === type)
          .map(({ outcome, consultations }) => [outcome, consultations]),
      );
    expect(row("primary-school")).toEqual({
      advice: 6,
      "further-assessment": "fewer than 5",
      referral: 0,
      "no-further-action": "fewer than 5",
    });
    expect(row("gp-practice")).toMatchObject({ advice: 7, referral: 0 });
    expect(new Set(cells.map(({ agencyType }) => agencyType)).size).toBe(2);
    expect(notClosed).toEqual([]);
    expect(months).toEqual([{ month: "2026-11", frozenAt: DECEMBER }]);
  });

  test("says how many deadlines were met in time, but not of fewer than five", async () => {
    service.setClock(DECEMBER);
    const { deadlines } = await counted("from=2026-11&to=2026-11");
    expect(deadlines).toContainEqual({
      month: "2026-11",
      deadline: "acknowledgement",
      onTimePercent: 83,
    });
    expect(deadlines).toContainEqual({
      month: "2026-11",
      deadline: "evaluation",
      onTimePercent: 50,
    });
    expect(deadlines.map(({ deadline }) => deadline)).not.toContain("written-confirmation");
  });

  test("stays as it was first given, whatever changes or is deleted afterwards", async () => {
    service.setClock(DECEMBER);
    const first = await ask("from=2026-11&to=2026-11");
    await service.enter({ ...agency(), agencyId: "a-surgery", type: "hospital" });
    service.setClock("2029-01-05T10:00:00.000Z");
    await retention({ database: service.database, procedure, clock: service.now })({
      source: "no-names.schedule",
      sweep: "retention",
    });
    expect((await ask("from=2026-11&to=2026-11", "manager")).body).toEqual(first.body);
  });
});

test("a month that nobody asked for is counted before retention deletes any of it", async () => {
  service.setClock("2027-02-10T10:00:00.000Z");
  await record(5, { consultedAt: "2027-02-10T09:45:00Z", outcome: "advice" });
  service.setClock("2029-03-01T10:00:00.000Z");
  const database = permittedDatabase("retention", service.database);
  await retention({ database, procedure, clock: service.now })({
    source: "no-names.schedule",
    sweep: "retention",
  });
  const { cells } = await counted("from=2027-02&to=2027-02");
  expect(cells).toContainEqual({
    ...{ month: "2027-02", outcome: "advice", agencyType: "primary-school" },
    consultations: 5,
  });
});

test("the month in hand is not given, and counted whole once it is over", async () => {
  service.setClock("2027-06-30T22:30:00.000Z");
  await record(5, { consultedAt: "2027-06-30T22:15:00Z", outcome: "advice" });
  expect(await counted("from=2027-06&to=2027-07")).toMatchObject({
    cells: [],
    notClosed: ["2027-06", "2027-07"],
  });
  // Half past eleven in summer is still June in London; at midnight it is July.
  service.setClock("2027-06-30T23:30:00.000Z");
  const { cells, notClosed } = await counted("from=2027-06&to=2027-07");
  expect(notClosed).toEqual(["2027-07"]);
  expect(cells.find(({ outcome }) => outcome === "advice")?.consultations).toBe(5);
});

test("those who ask first at the same time are given the same, whatever their clocks say", async () => {
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map((day) => {
      const clock = () => new Date(`2027-08-0${day}T10:00:00.000Z`);
      const fn = statistics({ database: service.database, procedure, clock });
      const call = callsTo(fn, allOperations);
      return call("GET", "/statistics?from=2027-07&to=2027-07", { as: "auditor" });
    }),
  );
  expect(new Set(answers.map(({ sent }) => sent)).size).toBe(1);
});

describe("is refused with", () => {
  test.each([
    ["no months", ""],
    ["one month", "from=2026-01"],
    ["a day", "from=2026-01-01&to=2026-02-01"],
    ["a thirteenth month", "from=2026-13&to=2026-13"],
    ["months in the wrong order", "from=2026-06&to=2026-01"],
    ["more than three years", "from=2020-01&to=2026-01"],
    ["anything else", "from=2026-01&to=2026-02&agencyId=st-example-primary"],
  ])("%s", async (_, query) => {
    const { status, body } = await ask(query);
    expect([status, body?.type]).toEqual([400, "/problems/malformed-request"]);
  });

  test.each(["link-social-worker", "mash", "administrator"] as const)("the role %s", async (as) => {
    expect((await ask("from=2026-01&to=2026-02", as)).status).toBe(403);
  });
});
