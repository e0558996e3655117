import { beforeEach, describe, expect, test } from "vitest";
import { allTables } from "../../lambda/all-tables.ts";
import { consultationsTable } from "../../lambda/consultations/table.ts";
import { requestsTable } from "../../lambda/http/idempotency.ts";
import { canonicalJson } from "../../lambda/http/json.ts";
import { referralsTable } from "../../lambda/referrals/table.ts";
import { sweepRetention } from "../../lambda/retention/sweep-retention.ts";
import type { Database } from "../../lambda/tables/database.ts";
import { dyingDatabase } from "../chasers/failing-database.ts";
import { monday } from "../consultations/service.ts";
import { everyItem } from "../every-item.ts";
import { permittedDatabase } from "../permitted-database.ts";
import { useReferrals } from "../referrals/service.ts";

const service = useReferrals();
beforeEach(() => service.setClock(monday));

/** Two years after, to the second, an unlinked consultation of that Monday is past its time. */
const over = "2028-11-23T10:30:00.000Z";
/** A referral of that Monday and what is linked to it. */
const longOver = "2102-01-01T00:00:00.000Z";

const sweepAt = (instant: string, database: Database = service.database) => {
  service.setClock(instant);
  return sweepRetention({
    database: permittedDatabase("retention", database),
    clock: service.now,
  });
};

/** Every item of every table that names the number anywhere, but the remembered answers. */
async function tracesOf(number: string): Promise<readonly string[]> {
  const tables = allTables.filter((table) => table !== requestsTable);
  const found = await Promise.all(tables.map((table) => everyItem(service.engine, table)));
  return found
    .flat()
    .filter((item) => !("fingerprint" in item))
    .map((item) => canonicalJson(item))
    .filter((text) => text.includes(number));
}

/** A consultation with a history, an addendum and two messages. */
async function consultationWithMore() {
  const { reference } = await service.record();
  const as = "link-social-worker" as const;
  const path = `/consultations/${reference}`;
  await service.call("GET", path, { as });
  await service.call("POST", `${path}/addenda`, { as, body: { text: "The lead called back." } });
  await service.sweep();
  await service.call("POST", `${path}/form-deliveries`, { as, body: { reason: "Not received." } });
  return reference;
}

describe("a consultation that is past its time", () => {
  test("is gone with all its entries and messages: a scan of every table finds nothing", async () => {
    const reference = await consultationWithMore();
    expect((await tracesOf(reference)).length).toBeGreaterThan(5);
    await sweepAt("2028-11-23T10:29:59.000Z");
    expect((await tracesOf(reference)).length).toBeGreaterThan(5);
    const report = await sweepAt(over);
    expect(report).toMatchObject({ consultations: 1, left: 0 });
    expect(await tracesOf(reference)).toEqual([]);
  });

  test("is kept as long as the referral it is linked to, and goes with it", async () => {
    const reference = await consultationWithMore();
    const { referralId } = await service.register({
      consultations: [{ reference, consultedOn: "2026-11-23" }],
    });
    await sweepAt(over);
    expect((await tracesOf(reference)).length).toBeGreaterThan(5);
    await sweepAt(longOver);
    expect(await tracesOf(reference)).toEqual([]);
    expect(await tracesOf(referralId)).toEqual([]);
  });

  test("has its own time back when the last link is undone", async () => {
    const reference = await consultationWithMore();
    const { referralId } = await service.register({
      consultations: [{ reference, consultedOn: "2026-11-23" }],
    });
    await service.step(referralId, `consultations/${reference}/removal`, { reason: "Not theirs." });
    await sweepAt(over);
    const left = await tracesOf(reference);
    // What stays is the referral's own history of the link.
    expect(left.every((text) => text.includes(referralId))).toBe(true);
  });

  test("goes completely, however often the sweep is killed on the way", async () => {
    let died = 0;
    for (let atCall = 1; ; atCall++) {
      service.setClock(monday);
      const reference = await consultationWithMore();
      const database = dyingDatabase(service.database, { atCall, after: atCall % 2 === 0 });
      await sweepAt(over, database).catch(() => undefined);
      const found = await service.call("GET", `/consultations/${reference}`, { as: "manager" });
      expect(found.status).toBe(404);
      await sweepAt(over);
      expect(await tracesOf(reference)).toEqual([]);
      if (!database.died()) break;
      died += 1;
    }
    expect(died).toBeGreaterThan(5);
  });

  test("is left alone when its time becomes longer while the sweep is at it", async () => {
    const reference = await consultationWithMore();
    const before = await tracesOf(reference);
    const lagging: Database = {
      ...service.database,
      readTogether: (reads) => service.database.readTogether(reads),
      write: (writes, token) => service.database.write(writes, token),
      query: async (query) =>
        query.index === "keepUntil" && query.table === consultationsTable
          ? { items: [{ reference, keepUntil: monday }] }
          : service.database.query(query),
    };
    await sweepAt("2026-11-24T10:30:00.000Z", lagging);
    expect(await tracesOf(reference)).toEqual(before);
  });
});

test("two sweeps at once delete each thing once, and nothing that is in its time", async () => {
  await sweepAt(over);
  service.setClock(monday);
  const old = await consultationWithMore();
  service.setClock("2028-01-10T10:00:00.000Z");
  const { reference: young } = await service.record({ consultedAt: "2028-01-10T09:45:00Z" });
  const reports = await Promise.all([sweepAt(over), sweepAt(over)]);
  expect(reports.reduce((sum, { consultations }) => sum + consultations, 0)).toBe(1);
  expect(await tracesOf(old)).toEqual([]);
  expect((await tracesOf(young)).length).toBeGreaterThan(2);
});

test("a referral goes with its deadlines, links, history and messages", async () => {
  const { referralId } = await service.register();
  await service.step(referralId, "acknowledgement");
  expect((await tracesOf(referralId)).length).toBeGreaterThan(6);
  await sweepAt(longOver);
  expect(await tracesOf(referralId)).toEqual([]);
  const left = await everyItem(service.engine, referralsTable);
  expect(left.filter((item) => !("fingerprint" in item))).toEqual([]);
});

test("what is to be counted is counted before it is gone", async () => {
  const { reference } = await service.record();
  const counted: string[] = [];
  service.setClock(over);
  await sweepRetention({
    database: service.database,
    clock: service.now,
    beforeDeleting: async (began) => {
      expect((await tracesOf(reference)).length).toBeGreaterThan(0);
      counted.push(began.toISOString());
    },
  });
  expect(counted).toContain(monday);
});
