// GET /agencies and GET /areas: the register by id, in pages, of one area where one is asked for.
import { beforeAll, describe, expect, test } from "vitest";
import { roles } from "../../lambda/http/roles.ts";
import { agency, linkSocialWorker, useRegister } from "./register.ts";

const register = useRegister();
const { call } = register;

const AGENCIES = 60;
const SOUTH_EVERY = 20;
const idOf = (n: number) => `agency-${String(n).padStart(3, "0")}`;

beforeAll(async () => {
  await register.enter(
    ...Array.from({ length: AGENCIES }, (_, n) =>
      agency({
        agencyId: idOf(n),
        area: n % SOUTH_EVERY === 0 ? "south" : "north",
        active: n !== 1,
      }),
    ),
  );
  for (const area of ["west", "east", "north"]) {
    await register.enterArea({
      area,
      linkSocialWorker,
      version: 1,
      updatedAt: "2026-09-01T08:30:00.000Z",
    });
  }
});

type Listed = Record<string, unknown>;

async function page(address: string): Promise<{ items: Listed[]; nextCursor?: string }> {
  const { status, body } = await call("GET", address, { as: "auditor" });
  expect(status).toBe(200);
  const { items, nextCursor } = body as { items: Listed[]; nextCursor?: string };
  return { items, nextCursor };
}

async function everything(address: string, id: string): Promise<unknown[]> {
  const ids: unknown[] = [];
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    const after = cursor === undefined ? "" : `&cursor=${cursor}`;
    const { items, nextCursor } = await page(`${address}${after}`);
    ids.push(...items.map((item) => item[id]));
    cursor = nextCursor;
  }
  return ids;
}

describe("the list of agencies", () => {
  test("goes through the whole register by id, closed ones included, each once", async () => {
    const all = Array.from({ length: AGENCIES }, (_, n) => idOf(n));
    for (const limit of [7, 59, 60, 200]) {
      expect(await everything(`/agencies?limit=${limit}`, "agencyId")).toEqual(all);
    }
  });

  test("has fifty on a page where nothing is asked, and says of a closed one that it is", async () => {
    const { items, nextCursor } = await page("/agencies");
    expect([items.length, typeof nextCursor]).toEqual([50, "string"]);
    expect(items[1]).toMatchObject({ agencyId: idOf(1), active: false });
  });

  test("of an area has its agencies only, through pages of one", async () => {
    const south = [0, 20, 40].map(idOf);
    expect(await everything("/agencies?area=south&limit=1", "agencyId")).toEqual(south);
    expect(await everything("/agencies?area=nowhere", "agencyId")).toEqual([]);
  });

  test.each(roles)("is for %s", async (role) => {
    expect((await call("GET", "/agencies?limit=1", { as: role })).status).toBe(200);
  });

  test("doesn't go on from a cursor that was changed, or given for something else", async () => {
    const { nextCursor: cursor = "" } = await page("/agencies?area=north&limit=2");
    const { nextCursor: ofAreas = "" } = await page("/areas?limit=1");
    const bad = [
      `/agencies?area=north&cursor=${cursor.slice(0, -2)}`,
      `/agencies?area=north&cursor=${ofAreas}`,
      `/agencies?area=south&cursor=${cursor}`,
      `/agencies?cursor=${cursor}`,
      `/areas?cursor=${cursor}`,
      "/agencies?cursor=",
      "/agencies?cursor=%7B%22kind%22%3A%22agency%22%7D",
      `/agencies?area=north&cursor=${cursor}&cursor=${cursor}`,
    ];
    for (const address of bad) {
      const answer = await call("GET", address, { as: "auditor" });
      expect([address, answer.status, answer.body?.type]).toEqual([
        address,
        400,
        "/problems/malformed-request",
      ]);
    }
  });

  test("goes on from a cursor with another limit", async () => {
    const { nextCursor } = await page("/agencies?limit=2");
    const { items } = await page(`/agencies?limit=3&cursor=${nextCursor}`);
    expect(items.map(({ agencyId }) => agencyId)).toEqual([2, 3, 4].map(idOf));
  });

  test.each(["limit=0", "limit=201", "limit=x", "area=North", "area=", "colour=red"])(
    "refuses ?%s",
    async (query) => {
      const answer = await call("GET", `/agencies?${query}`, { as: "auditor" });
      expect(answer).toMatchObject({ status: 400, body: { type: "/problems/malformed-request" } });
    },
  );
});

describe("the list of areas", () => {
  test("has every registered area by id with its link social worker", async () => {
    expect(await everything("/areas?limit=2", "area")).toEqual(["east", "north", "west"]);
    const { items } = await page("/areas?limit=1");
    expect(items).toEqual([
      { area: "east", linkSocialWorker, updatedAt: "2026-09-01T08:30:00.000Z" },
    ]);
  });

  test.each(roles)("is for %s", async (role) => {
    expect((await call("GET", "/areas", { as: role })).status).toBe(200);
  });
});
