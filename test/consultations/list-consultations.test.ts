// GET /consultations: references and dates, newest first, page by page, and who sees what.
import { describe, expect, it } from "vitest";
import { agency } from "../agencies/register.ts";
import { monday, useService } from "./service.ts";

const service = useService();
type Listed = { reference: string; recordedOn: string; outcome?: string };

async function list(query = "", as: "manager" | "auditor" | "link-social-worker" = "manager") {
  const answer = await service.call("GET", `/consultations${query}`, { as });
  return { ...answer, items: (answer.body?.items ?? []) as Listed[] };
}

async function allPages(query: string): Promise<string[]> {
  const references: string[] = [];
  let cursor: unknown;
  for (let page = 0; page < 50; page++) {
    const { body, items } = await list(`${query}${cursor ? `&cursor=${cursor}` : ""}`);
    references.push(...items.map(({ reference }) => reference));
    cursor = body?.nextCursor;
    if (cursor === undefined) return references;
  }
  throw new Error("The list does not end.");
}

async function recordOn(instants: readonly string[], agencyId = "st-example-primary") {
  const references: string[] = [];
  for (const instant of instants) {
    service.setClock(instant);
    references.push((await service.record({ agencyId, consultedAt: undefined })).reference);
  }
  service.setClock(monday);
  return references;
}

describe("the list", () => {
  it("goes through months, newest first, each consultation once, whatever the page's length", async () => {
    const instants = [
      "2026-03-01T12:00:00.000Z",
      "2026-03-31T23:30:00.000Z",
      "2026-06-10T12:00:00.000Z",
      "2026-11-01T12:00:00.000Z",
      "2026-11-02T12:00:00.000Z",
    ];
    const recorded = await recordOn(instants);
    const newestFirst = recorded.toReversed();
    for (const limit of [1, 2, 3, 5, 200]) {
      expect(await allPages(`?limit=${limit}&from=2026-01-01`)).toEqual(newestFirst);
    }
    // 31 March 23:30 UTC is 1 April in London.
    expect((await list("?from=2026-04-01&to=2026-04-01")).items).toEqual([
      { reference: recorded[1], recordedOn: "2026-04-01", outcome: "advice" },
    ]);
    expect((await list("?from=2026-06-11&to=2026-10-31")).items).toEqual([]);
  });

  it("is one agency's where an agency is named", async () => {
    await service.enter(agency({ agencyId: "listed-school" }));
    const recorded = await recordOn(
      ["2026-05-01T12:00:00.000Z", "2026-07-01T12:00:00.000Z", "2026-09-01T12:00:00.000Z"],
      "listed-school",
    );
    expect(await allPages("?agencyId=listed-school&limit=2")).toEqual(recorded.toReversed());
  });

  it("has no content, and no outcomes for auditors", async () => {
    await recordOn(["2026-11-20T12:00:00.000Z"]);
    const forAuditor = await list("?from=2026-11-20", "auditor");
    expect(forAuditor.items.map((item) => Object.keys(item))).toEqual([
      ["reference", "recordedOn"],
    ]);
    const forWorker = await list("?from=2026-11-20", "link-social-worker");
    expect(forWorker.items.map((item) => Object.keys(item))).toEqual([
      ["reference", "recordedOn", "outcome"],
    ]);
  });

  it("leaves out what is past its time, though it is not deleted yet", async () => {
    const [old] = await recordOn(["2024-11-01T12:00:00.000Z"]);
    expect(await allPages("?from=2024-01-01&to=2024-12-31")).not.toContain(old);
  });

  it("of an agency that is one person needs a manager", async () => {
    await service.enter(agency({ agencyId: "a7f3", soleProfessional: true }));
    await recordOn(["2026-11-20T12:00:00.000Z"], "a7f3");
    const answer = await list("?agencyId=a7f3", "link-social-worker");
    expect(answer.body?.type).toBe("/problems/not-permitted");
    expect((await list("?agencyId=a7f3")).items).toHaveLength(1);
  });
});

describe("a wrong query", () => {
  it.each([
    "?limit=0",
    "?limit=201",
    "?limit=x",
    "?from=2026-02-30",
    "?from=2026-02-02&to=2026-02-01",
    "?cursor=abc",
    "?colour=red",
  ])("%s is malformed", async (query) => {
    expect((await list(query)).body?.type).toBe("/problems/malformed-request");
  });

  it("is also a cursor with other filters", async () => {
    await recordOn(["2026-11-20T12:00:00.000Z", "2026-11-20T13:00:00.000Z"]);
    const { body } = await list("?limit=1&from=2026-11-20");
    const { body: other } = await list(`?limit=1&from=2026-11-19&cursor=${body?.nextCursor}`);
    expect(other?.type).toBe("/problems/malformed-request");
  });
});
