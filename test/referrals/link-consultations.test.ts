// Linking: by reference and date, with what was quoted, once, in pieces that a sweep can finish, and undone.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allOperations } from "../../lambda/all-operations.ts";
import { consultationsTable, keepingRead, parseKeeping } from "../../lambda/consultations/table.ts";
import { referrals } from "../../lambda/functions/referrals.ts";
import { procedureInForce } from "../../lambda/procedures/in-force.ts";
import { loadProcedure, profileFile } from "../../lambda/procedures/load-procedure.ts";
import { issueReference } from "../../lambda/references/reference.ts";
import { dueLinkings } from "../../lambda/referrals/due-work.ts";
import { finishLinking, finishLinkings } from "../../lambda/referrals/finish-linking.ts";
import { newLinking } from "../../lambda/referrals/linking.ts";
import { beginLinking } from "../../lambda/referrals/table.ts";
import { carryOut } from "../../lambda/referrals/write-links.ts";
import type { Database } from "../../lambda/tables/database.ts";
import { sealWith } from "../../lambda/tables/seal.ts";
import { put, type Write } from "../../lambda/tables/write.ts";
import { callsTo } from "../call-function.ts";
import { monday } from "../consultations/service.ts";
import { referral, useReferrals } from "./service.ts";

const service = useReferrals();
const today = "2026-11-23";

interface Given {
  readonly reference: string;
  readonly consultedOn?: string;
}

const recordOn = async (consultedAt: string, quoting: readonly Given[] = []) =>
  (await service.record({ consultedAt, previousConsultations: quoting })).reference;
const recordToday = (quoting: readonly Given[] = []) => recordOn("2026-11-23T10:15:00Z", quoting);
const rightly = (...references: readonly string[]): Given[] =>
  references.map((reference) => ({ reference, consultedOn: today }));

const keepingOf = async (reference: string) => {
  const [item] = await service.database.readTogether([keepingRead(reference)]);
  return parseKeeping(item, service.now());
};
const linksOf = async (reference: string) => (await keepingOf(reference))?.links;
const link = (referralId: string, consultations: readonly Given[], options = {}) =>
  service.call("POST", `/referrals/${referralId}/consultations`, {
    as: "mash",
    body: { consultations },
    ...options,
  });

/** Small entries of consultations that quote each other as given, without their documents. */
async function enterConsultations(quotes: readonly (readonly number[])[]): Promise<string[]> {
  const references = quotes.map(() => issueReference("consultation"));
  const items = quotes.map((quoted, index) => ({
    reference: references[index],
    entry: "keeping",
    keepUntil: "2028-11-23T10:30:00.000Z",
    links: 0,
    consultedOn: today,
    outcome: "advice",
    quoted: quoted.map((one) => references[one]),
    formMessageId: "none",
  }));
  for (let start = 0; start < items.length; start += 50) {
    const writes = items.slice(start, start + 50).map((item) => put(consultationsTable, item, []));
    await service.database.write(writes, crypto.randomUUID());
  }
  return references;
}

describe("a quoted consultation", () => {
  it("is linked by reference and date, the date in Europe/London (R27)", async () => {
    // Half past midnight of 2 July in London is still 1 July in UTC.
    const summer = await recordOn("2026-07-01T23:30:00Z");
    const { consultations, referralId } = await service.register({
      consultations: [{ reference: summer.toLowerCase(), consultedOn: "2026-07-02" }],
    });
    const linked = { reference: summer, result: "linked", linkedAt: monday };
    expect(consultations).toEqual([linked]);
    expect((await service.read(referralId)).consultations).toEqual([linked]);
    expect(await linksOf(summer)).toBe(1);
  });

  it("has its result in the order given, and what is wrong becomes a task (R16)", async () => {
    const right = await recordToday();
    const wrongDate = await recordToday();
    const unknown = issueReference("consultation");
    const given = [
      { reference: wrongDate, consultedOn: "2026-11-22" },
      { reference: "Jamie's old number" },
      ...rightly(right),
      { reference: unknown, consultedOn: today },
      ...rightly(right),
      { reference: wrongDate },
    ];
    const registered = await service.register({ consultations: given });
    expect(registered.consultations.map(({ reference, result }) => [reference, result])).toEqual([
      [wrongDate, "date-mismatch"],
      [null, "malformed"],
      [right, "linked"],
      [unknown, "not-found"],
      [right, "already-linked"],
      [wrongDate, "date-mismatch"],
    ]);
    expect(registered.tasks.map(({ code, about }) => [code, about])).toEqual([
      ["date-mismatch", wrongDate],
      ["malformed", "/consultations/1"],
      ["not-found", unknown],
    ]);
    const { consultations } = await service.read(registered.referralId);
    expect(consultations.map(({ reference, result }) => [reference, result])).toEqual([
      [wrongDate, "date-mismatch"],
      [null, "malformed"],
      [right, "linked"],
      [unknown, "not-found"],
    ]);
    expect(JSON.stringify(await service.stored(registered.referralId))).not.toMatch(/Jamie/);
  });

  it("counts as a miss of whoever gave it wrongly; too many are not checked any more", async () => {
    const right = await recordToday();
    const wrong = Array.from({ length: 21 }, () => ({ reference: issueReference("consultation") }));
    const { referralId } = await service.register();
    const options = { sub: "guesses in bulk" };
    await link(referralId, wrong, options);
    const { status, body } = await link(referralId, rightly(right), options);
    expect(status).toBe(200);
    expect(body?.results).toEqual([{ reference: right, result: "not-checked" }]);
    expect((await service.read(referralId)).tasks).toContainEqual(
      expect.objectContaining({ code: "not-checked", about: right }),
    );
  });

  it("can be given again with its right date; the link then says so", async () => {
    const reference = await recordToday();
    const { referralId } = await service.register({ consultations: [{ reference }] });
    await link(referralId, rightly(reference));
    expect((await service.read(referralId)).consultations).toEqual([
      { reference, result: "linked", linkedAt: monday },
    ]);
  });
});

describe("what was quoted", () => {
  it("is linked too, with what that quoted, each once (R12)", async () => {
    const first = await recordToday();
    const second = await recordToday(rightly(first));
    const third = await recordToday([...rightly(first), ...rightly(second)]);
    const { consultations, referralId } = await service.register({
      consultations: rightly(third),
    });
    expect(consultations).toEqual([
      { reference: third, result: "linked", linkedAt: monday },
      { reference: first, result: "linked", linkedAt: monday, quotedBy: third },
      { reference: second, result: "linked", linkedAt: monday, quotedBy: third },
    ]);
    expect((await service.read(referralId)).consultations).toEqual(consultations);
  });

  it("with a wrong date was not quoted correctly, and is not linked", async () => {
    const first = await recordToday();
    const second = await recordToday([{ reference: first, consultedOn: "2026-11-22" }]);
    const { consultations } = await service.register({ consultations: rightly(second) });
    expect(consultations.map(({ reference }) => reference)).toEqual([second]);
    expect(await linksOf(first)).toBe(0);
  });

  it("is at most 100 in all with what was given, nearest first", async () => {
    const chain = Array.from({ length: 130 }, (_, index) => (index < 129 ? [index + 1] : []));
    const references = await enterConsultations(chain);
    const { consultations, referralId } = await service.register({
      consultations: rightly(references[0] ?? ""),
    });
    expect(consultations.map(({ reference }) => reference)).toEqual(references.slice(0, 100));
    expect((await service.read(referralId)).consultations).toEqual(consultations);
    expect(await linksOf(references[99] ?? "")).toBe(1);
    expect(await linksOf(references[100] ?? "")).toBe(0);
  });

  it("may go in circles: whatever quotes whatever, each reachable one is linked exactly once", async () => {
    const graph = fc.integer({ min: 1, max: 8 }).chain((size) =>
      fc.array(fc.array(fc.integer({ min: 0, max: size - 1 }), { maxLength: 4 }), {
        minLength: size,
        maxLength: size,
      }),
    );
    await fc.assert(
      fc.asyncProperty(graph, async (quotes) => {
        const references = await enterConsultations(quotes);
        const { referralId } = await service.register({
          consultations: rightly(references[0] ?? ""),
        });
        const reachable = new Set([0]);
        for (const one of reachable) for (const quoted of quotes[one] ?? []) reachable.add(quoted);
        const { consultations } = await service.read(referralId);
        const linked = consultations.map(({ reference }) => references.indexOf(reference ?? ""));
        expect(linked.sort()).toEqual([...reachable].sort());
        const counts = await Promise.all(references.map(linksOf));
        expect(counts).toEqual(references.map((_, index) => (reachable.has(index) ? 1 : 0)));
      }),
      { numRuns: 15 },
    );
  });
});

describe("linking later, twice, at once, for siblings", () => {
  it("adds to what is linked, and says what was already (R27)", async () => {
    const first = await recordToday();
    const second = await recordToday(rightly(first));
    const { referralId } = await service.register({ consultations: rightly(first) });
    const { body } = await link(referralId, rightly(second, first));
    expect(body?.results).toEqual([
      { reference: second, result: "linked", linkedAt: monday },
      { reference: first, result: "already-linked", linkedAt: monday },
    ]);
    expect(await linksOf(first)).toBe(1);
  });

  it("makes one link however often the same is asked for at the same time", async () => {
    const references = await Promise.all([recordToday(), recordToday(), recordToday()]);
    const { referralId } = await service.register();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => link(referralId, rightly(...references))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await Promise.all(references.map(linksOf))).toEqual([1, 1, 1]);
    const { links, linkings } = await service.stored(referralId);
    expect(links).toHaveLength(3);
    expect(linkings).toEqual([]);
  });

  it("links one consultation to the referrals of several siblings, at the same time", async () => {
    const references = await Promise.all([recordToday(), recordToday()]);
    const siblings = await Promise.all(
      Array.from({ length: 4 }, () => service.register({ consultations: rightly(...references) })),
    );
    for (const { referralId } of siblings)
      await finishLinking(service.database, referralId, service.now());
    expect(await Promise.all(references.map(linksOf))).toEqual([4, 4]);
    for (const { referralId } of siblings) {
      expect((await service.stored(referralId)).links).toHaveLength(2);
    }
  });

  it("keeps a consultation as long as the referral, and says in its history when, never to which", async () => {
    const { reference } = await service.record();
    expect((await keepingOf(reference))?.keepUntil).toBe("2028-11-23T10:30:00.000Z");
    const { referralId } = await service.register({ consultations: rightly(reference) });
    expect((await keepingOf(reference))?.keepUntil).toBe("2101-11-23T10:30:00.000Z");
    const read = await service.call("GET", `/consultations/${reference}`, { as: "manager" });
    expect(read.body?.history).toContainEqual({ what: "linked", at: monday, by: "mash" });
    expect(read.sent).not.toContain(referralId);
    expect(read.sent).not.toContain("NNR-");
  });
});

describe("a crash between registering and the last link", () => {
  /** A database that stops answering after so many calls, as a killed function does. */
  const dyingAfter = (calls: number): Database => {
    let left = calls;
    const alive =
      <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        if (left-- <= 0) throw new Error("killed");
        return call(...args);
      };
    const { database } = service;
    return {
      readTogether: alive((reads) => database.readTogether(reads)),
      query: alive((query) => database.query(query)),
      write: alive((writes, token) => database.write(writes, token)),
    };
  };

  it("leaves a mark with which the sweep finishes, whenever it happened", async () => {
    let everyRunFinished = false;
    let crashes = 0;
    for (let calls = 0; !everyRunFinished; calls++) {
      const chain = Array.from({ length: 60 }, (_, index) => (index < 59 ? [index + 1] : []));
      const references = await enterConsultations(chain);
      const { referralId } = await service.register();
      const linking = {
        ...{ referralId, linkingId: crypto.randomUUID(), at: monday },
        ...{ by: "mash" as const, subject: "staff" },
        wanted: references.map((reference, place) => ({ reference, place })),
        nextActionAt: monday,
      };
      await service.database.write([beginLinking(linking).write], crypto.randomUUID());
      const { keepUntil } = (await service.stored(referralId)).referral;
      await carryOut(dyingAfter(calls), linking, keepUntil, service.now()).then(
        () => {
          everyRunFinished = true;
        },
        () => {
          crashes++;
        },
      );
      await finishLinkings(service.database, service.now());
      expect(await Promise.all(references.map(linksOf))).toEqual(references.map(() => 1));
      const { links, linkings } = await service.stored(referralId);
      expect(links).toHaveLength(60);
      expect(linkings).toEqual([]);
    }
    // Two reads and two writes of pairs, and the end of the mark.
    expect(crashes).toBe(5);
  });

  it("does not fail the request: it is registered and answered, and the sweep links later", async () => {
    const reference = await recordToday();
    const { database } = service;
    const call = callsTo(
      referrals({
        clock: service.now,
        procedure: procedureInForce(loadProcedure(profileFile("oxfordshire"))),
        seal: sealWith("a secret for tests that is long enough"),
        database: {
          ...database,
          readTogether: (reads) => database.readTogether(reads),
          query: (query) => database.query(query),
          async write(writes, token) {
            if (writes.some(({ table }) => table === consultationsTable)) throw new Error("killed");
            return database.write(writes, token);
          },
        },
      }),
      allOperations,
    );
    const body = referral({ consultations: rightly(reference) });
    const answer = await call("POST", "/referrals", { as: "mash", body });
    expect(answer.status).toBe(201);
    expect(answer.body?.consultations).toEqual([{ reference, result: "linked", linkedAt: monday }]);
    expect(await linksOf(reference)).toBe(0);
    // While a request may still be at work on it, the sweep leaves it alone.
    expect(await dueLinkings(database, service.now(), 10)).toEqual([]);
    service.setClock("2026-11-23T10:35:00.001Z");
    expect(await finishLinkings(database, service.now())).toBe(1);
    expect(await linksOf(reference)).toBe(1);
    expect((await service.read(String(answer.body?.referralId))).consultations).toEqual([
      { reference, result: "linked", linkedAt: monday },
    ]);
    service.setClock(monday);
  });
});

describe("what linking writes", () => {
  it("is two small entries for each consultation, and never a document", async () => {
    const howMany = 90;
    const references = await enterConsultations(Array.from({ length: howMany }, () => []));
    const { referralId } = await service.register();
    const linking = newLinking({
      ...{ referralId, linkingId: crypto.randomUUID(), at: monday },
      ...{ by: "mash" as const, subject: "staff" },
      wanted: references.map((reference, place) => ({ reference, place })),
    });
    await service.database.write([beginLinking(linking).write], crypto.randomUUID());
    const written: Write[] = [];
    const watched: Database = {
      ...service.database,
      write(writes, token) {
        written.push(...writes);
        return service.database.write(writes, token);
      },
    };
    const { keepUntil } = (await service.stored(referralId)).referral;
    expect(await carryOut(watched, linking, keepUntil, service.now())).toBe(howMany);
    const [mark] = written.splice(-1);
    expect(JSON.stringify(mark)).toContain(linking.linkingId);
    expect(written.length).toBeLessThanOrEqual(2 * howMany);
    for (const write of written) {
      expect(JSON.stringify(write)).not.toContain('"entry":"document"');
      expect(JSON.stringify({ ...write, table: "" }).length).toBeLessThan(1_000);
    }
  });
});

describe("a wrong link", () => {
  const remove = (
    referralId: string,
    reference: string,
    body: object = { reason: "Read out wrongly." },
  ) => service.step(referralId, `consultations/${reference}/removal`, body);

  it("is undone by a manager with a reason; both events stay, and its own time is restored", async () => {
    const { reference } = await service.record();
    const { referralId } = await service.register({ consultations: rightly(reference) });
    const reason = "The reference was read out for another child.";
    expect((await remove(referralId, reference, { reason })).status).toBe(200);
    const read = await service.read(referralId);
    expect(read.consultations).toEqual([{ reference, result: "removed", linkedAt: monday }]);
    expect(read.history.filter(({ about }) => about === reference)).toEqual([
      { what: "linked", at: monday, by: "mash", about: reference },
      { what: "unlinked", at: monday, by: "manager", about: reference, why: reason },
    ]);
    expect(await keepingOf(reference)).toMatchObject({
      links: 0,
      keepUntil: "2028-11-23T10:30:00.000Z",
    });
    const document = await service.call("GET", `/consultations/${reference}`, { as: "manager" });
    expect(document.body?.history).toContainEqual({ what: "unlinked", at: monday, by: "manager" });
  });

  it("keeps the referral's time while a sibling's link is left", async () => {
    const { reference } = await service.record();
    const one = await service.register({ consultations: rightly(reference) });
    const other = await service.register({ consultations: rightly(reference) });
    await remove(one.referralId, reference);
    expect(await keepingOf(reference)).toMatchObject({
      links: 1,
      keepUntil: "2101-11-23T10:30:00.000Z",
    });
    await remove(other.referralId, reference);
    expect((await keepingOf(reference))?.keepUntil).toBe("2028-11-23T10:30:00.000Z");
  });

  it("is undone once, even by two managers at once, and only where there is one", async () => {
    const { reference } = await service.record();
    const { referralId } = await service.register({ consultations: rightly(reference) });
    const answers = await Promise.all([
      remove(referralId, reference),
      remove(referralId, reference),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await linksOf(reference)).toBe(0);
    expect((await remove(referralId, issueReference("consultation"))).status).toBe(404);
    const byMash = await service.step(
      referralId,
      `consultations/${reference}/removal`,
      { reason: "Wrong." },
      "mash",
    );
    expect(byMash.status).toBe(403);
  });

  it("is not brought back by a quotation, and is by giving it again", async () => {
    const first = await recordToday();
    const second = await recordToday(rightly(first));
    const { referralId } = await service.register({ consultations: rightly(first) });
    await remove(referralId, first);
    service.setClock("2026-11-23T10:40:00.000Z");
    await link(referralId, rightly(second));
    expect(await linksOf(first)).toBe(0);
    const { body } = await link(referralId, rightly(first));
    expect(body?.results).toMatchObject([{ reference: first, result: "linked" }]);
    expect(await linksOf(first)).toBe(1);
    service.setClock(monday);
  });
});

describe("who sees the links", () => {
  it("is not the link social worker (R27)", async () => {
    const { reference } = await service.record();
    const { referralId } = await service.register({
      consultations: [...rightly(reference), { reference: issueReference("consultation") }],
    });
    const answer = await service.call("GET", `/referrals/${referralId}`, {
      as: "link-social-worker",
    });
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty("consultations");
    expect(answer.sent).not.toContain("NNC-");
    expect(answer.body?.deadlines).toHaveLength(3);
  });
});
