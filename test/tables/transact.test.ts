// Writing all or nothing: refusals by name, conflicts repeated, answers lost after the write.
import { describe, expect, it } from "vitest";
import { absent, equals } from "../../lambda/tables/condition.ts";
import type { Database, WriteOutcome } from "../../lambda/tables/database.ts";
import { defineTable } from "../../lambda/tables/definition.ts";
import { StillInConflict, type TransactItem, transact } from "../../lambda/tables/transact.ts";
import { put, update } from "../../lambda/tables/write.ts";

const table = defineTable({
  name: "Things",
  key: { partition: "id" },
  indexes: {},
  encryption: "shared",
});
const items: readonly TransactItem<"taken" | "changed">[] = [
  { write: put(table, { id: "1" }, [absent("id")]), refusedAs: "taken" },
  { write: update(table, { id: "2" }, { set: { n: 1 } }, [equals("n", 0)]), refusedAs: "changed" },
];

/** A database that answers a write as listed, one after the other. */
function answering(...outcomes: WriteOutcome[]) {
  const tokens: string[] = [];
  const database: Database = {
    readTogether: async () => [],
    query: async () => ({ items: [] }),
    write: async (_, token) => {
      tokens.push(token);
      return outcomes.shift() ?? { done: true };
    },
  };
  return { database, tokens };
}

const conflict: WriteOutcome = { done: false, because: "conflict" };
const conflicts = (count: number) => Array.from({ length: count }, () => conflict);
const patient = (pauses: number[] = []) => ({
  random: () => 0.5,
  sleep: async (milliseconds: number) => {
    pauses.push(milliseconds);
  },
});

describe("a transaction", () => {
  it("tells by its own word whose condition did not hold, and what stood there", async () => {
    const { database } = answering({
      done: false,
      because: "refused",
      index: 1,
      found: { id: "2", n: 5 },
    });
    expect(await transact(database, items)).toEqual({
      done: false,
      refusedAs: "changed",
      found: { id: "2", n: 5 },
    });
  });

  it("is repeated after a conflict, at most five times, with pauses that grow", async () => {
    const pauses: number[] = [];
    const { database, tokens } = answering(...conflicts(5));
    expect(await transact(database, items, patient(pauses))).toEqual({ done: true });
    expect(tokens).toHaveLength(6);
    expect(pauses).toEqual([20, 40, 80, 160, 320]);
  });

  it("gives up after the sixth conflict", async () => {
    const { database, tokens } = answering(...conflicts(6));
    await expect(transact(database, items, patient())).rejects.toThrow(StillInConflict);
    expect(tokens).toHaveLength(6);
  });

  it("keeps its token through the repeats, so a lost answer is no second write", async () => {
    const { database, tokens } = answering(...conflicts(3));
    await transact(database, items, patient());
    expect(new Set(tokens).size).toBe(1);
  });

  it("looks before each repeat whether it is still wanted", async () => {
    const { database, tokens } = answering(...conflicts(5));
    const beforeRepeat = () => Promise.reject(new Error("answered meanwhile"));
    await expect(transact(database, items, { ...patient(), beforeRepeat })).rejects.toThrow(
      "answered meanwhile",
    );
    expect(tokens).toHaveLength(1);
  });

  it("is not repeated for anything but a conflict", async () => {
    const { database } = answering();
    const broken: Database = { ...database, write: () => Promise.reject(new Error("throttled")) };
    await expect(transact(broken, items, patient())).rejects.toThrow("throttled");
  });
});
