import { beforeEach, describe, expect, test } from "vitest";
import { referralsTable } from "../../lambda/referrals/table.ts";
import type { Database } from "../../lambda/tables/database.ts";
import { monday } from "../consultations/service.ts";
import { dyingDatabase } from "./failing-database.ts";
import { useChasing } from "./sweeping.ts";

const service = useChasing();
beforeEach(() => service.setClock(monday));

const missed = "2026-11-25T08:30:00Z";

/** Two referrals and a consultation with an advised referral, all with something due at `missed`. */
async function something() {
  const { reference } = await service.record({
    consultedAt: "2026-11-16T10:15:00Z",
    outcome: "referral",
    threshold: "s17",
    parentsInforming: { appropriate: true },
  });
  const one = await service.register();
  const other = await service.register({ referrer: { kind: "public", anonymityRequested: true } });
  return { reference, ids: [one.referralId, other.referralId, reference] };
}

const owedAbout = async (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await service.owed(id)).toSorted()));
const tasksOf = async (referralId: string | undefined) => {
  const { referral } = await service.stored(String(referralId));
  return referral.tasks.map(({ code, about }) => `${code} ${about}`);
};

describe("a sweep that is killed", () => {
  test.each([false, true])(
    "between any two calls, with the call in hand done (%s), leaves the rest to the next, once",
    async (after) => {
      const reference = await something();
      await service.sweepAt("2026-12-02T10:30:00Z");
      const expected = await owedAbout(reference.ids);
      const expectedTasks = await tasksOf(reference.ids[1]);
      let died = 0;
      for (let atCall = 1; ; atCall++) {
        service.setClock(monday);
        const { ids } = await something();
        const dying = dyingDatabase(service.database, { atCall, after });
        await service
          .sweepAt("2026-12-02T10:30:00Z", { database: dying })
          .catch((error: unknown) => expect(error).toBeInstanceOf(Error));
        await service.sweepAt("2026-12-02T10:31:00Z");
        expect(await owedAbout(ids)).toEqual(expected);
        expect(await tasksOf(ids[1])).toEqual(expectedTasks);
        if (!dying.died()) break;
        died += 1;
      }
      expect(died).toBeGreaterThan(8);
    },
  );
});

test("two sweeps, or ten, at the same time owe each message once", async () => {
  const { ids } = await something();
  const reports = await Promise.all(
    Array.from({ length: 10 }, () => service.sweepAt("2026-12-02T10:30:00Z")),
  );
  const sent = reports.reduce((sum, one) => sum + one.sent, 0);
  expect(sent).toBeGreaterThan(0);
  for (const id of ids.slice(0, 2)) {
    const messages = await service.messages(id);
    const stages = messages.map(({ kind, to, deadline }) => `${kind} ${to} ${deadline}`);
    expect(stages).toEqual([...new Set(stages)]);
  }
  expect(await service.owed(String(ids[2]))).toEqual([
    "consultation-form agency",
    "consultation-follow-up agency",
  ]);
});

test("the same event twice does nothing the second time", async () => {
  const { ids } = await something();
  await service.sweepAt(missed);
  const before = await owedAbout(ids);
  const again = await service.sweepAt(missed);
  expect(again).toMatchObject({ sent: 0, tasks: 0, followUps: 0, moved: 0, lookedAt: 0 });
  expect(await owedAbout(ids)).toEqual(before);
});

describe("an acknowledgement that races the sweep", () => {
  /** Lets something happen just before the first write. */
  const before = (happens: () => Promise<unknown>): Database => {
    let done = false;
    return {
      ...service.database,
      readTogether: (reads) => service.database.readTogether(reads),
      query: (query) => service.database.query(query),
      async write(writes, token) {
        const first = !done && writes.some(({ table }) => table.name === "Messages");
        if (first) {
          done = true;
          await happens();
        }
        return service.database.write(writes, token);
      },
    };
  };

  test("and is committed first leaves no chaser", async () => {
    const { referralId } = await service.register();
    await service.sweepAt("2026-11-24T15:00:00Z");
    await service.step(referralId, "evaluation", { response: "Looked at; a worker will visit." });
    await service.step(referralId, "decision", {
      outcome: "no-further-action",
      decidedBy: "qualified social worker",
      approvedBy: "manager",
      reasons: "Looked into.",
    });
    const racing = before(() => service.step(referralId, "acknowledgement"));
    await service.sweepAt(missed, { database: racing });
    expect(await service.owed(referralId)).not.toContain("deadline-missed manager acknowledgement");
    expect(await service.stages(referralId, "acknowledgement")).toMatchObject({
      missed: "skipped",
    });
  });

  test("and comes second finds the chaser gone, and the rest silent", async () => {
    const { referralId } = await service.register();
    const [, acknowledged] = await Promise.all([
      service.sweepAt(missed),
      service.step(referralId, "acknowledgement"),
    ]);
    expect(acknowledged.status).toBe(200);
    const { deadlines } = await service.stored(referralId);
    const stages = deadlines.find(({ code }) => code === "acknowledgement")?.stages ?? [];
    const owed = await service.owed(referralId);
    const chasers = owed.filter((one) => /^(deadline|referrer).* acknowledgement$/.test(one));
    expect(chasers).toHaveLength(stages.filter(({ state }) => state === "sent").length);
    expect(stages.map(({ state }) => state)).not.toContain("planned");
  });
});

describe("an index that lags behind the table", () => {
  test("names a deadline that was met: it is looked at and left alone", async () => {
    const { referralId } = await service.register();
    service.setClock(missed);
    const stale = await service.database.query({
      ...{ table: referralsTable, index: "due" },
      ...{ partition: "deadline", sort: { atMost: missed }, limit: 1_000 },
    });
    await service.step(referralId, "acknowledgement");
    const own = stale.items.filter((item) => item.referralId === referralId);
    expect(own.map(({ code }) => code)).toContain("acknowledgement");
    const lagging: Database = {
      readTogether: (reads) => service.database.readTogether(reads),
      write: (writes, token) => service.database.write(writes, token),
      query: async (query) =>
        query.index === "due" && query.partition === "deadline"
          ? { items: own }
          : service.database.query(query),
    };
    await service.sweepAt(missed, { database: lagging });
    await service.sweepAt(missed, { database: lagging });
    const owed = await service.owed(referralId);
    expect(owed.filter((one) => one.endsWith("missed manager acknowledgement"))).toEqual([]);
    expect(owed).toEqual([...new Set(owed)]);
  });
});

test.each([-5, 5])(
  "a sweep whose clock is %s minutes off owes each stage once",
  async (minutes) => {
    const { referralId } = await service.register();
    const off = (instant: string) => new Date(Date.parse(instant) + minutes * 60_000).toISOString();
    for (const instant of ["2026-11-24T15:00:00Z", missed, "2026-11-25T10:30:00Z"]) {
      await service.sweepAt(off(instant));
      await service.sweepAt(instant);
      await service.sweepAt(off(instant));
    }
    await service.sweepAt("2026-11-25T10:45:00Z");
    const owed = await service.owed(referralId);
    expect(owed.filter((one) => one.endsWith(" acknowledgement"))).toEqual([
      "deadline-reminder team acknowledgement",
      "deadline-missed manager acknowledgement",
      "referrer-contact-again agency acknowledgement",
    ]);
  },
);

test("what can't be done is not in the way of the rest, and the run says so", async () => {
  const poor = await service.register();
  const rich = await service.register();
  const partly: Database = {
    readTogether: (reads) => service.database.readTogether(reads),
    query: (query) => service.database.query(query),
    async write(writes, token) {
      const about = JSON.stringify(writes);
      if (about.includes(poor.referralId)) throw new Error("This item is broken.");
      return service.database.write(writes, token);
    },
  };
  await expect(service.sweepAt(missed, { database: partly })).rejects.toThrow("failed");
  expect(await service.owed(rich.referralId)).toContain("deadline-missed manager acknowledgement");
  expect(await service.owed(poor.referralId)).not.toContain(
    "deadline-missed manager acknowledgement",
  );
  await service.sweepAt(missed);
  expect(await service.owed(poor.referralId)).toContain("deadline-missed manager acknowledgement");
});
