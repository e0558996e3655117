// GET /referrals: newest first, by status and by whether something is overdue, without content.
import { describe, expect, it } from "vitest";
import { monday } from "../consultations/service.ts";
import { decision, known, useReferrals } from "./service.ts";

const service = useReferrals();

const list = (query = "", as: "mash" | "auditor" = "mash") =>
  service.call("GET", `/referrals${query}`, { as });

/** Four referrals of other days: decided, transferred, overdue and open. */
async function enterFour(): Promise<Record<"decided" | "passed" | "late" | "open", string>> {
  const on = async (day: number, changes = {}) =>
    (await service.register({ receivedAt: `2026-11-${day}T09:00:00Z`, ...changes })).referralId;
  const decided = await on(16, known);
  await service.step(decided, "decision", decision());
  await service.step(decided, "acknowledgement");
  const passed = await on(17);
  const reasons = "The child lives there.";
  await service.step(passed, "transfer", { toAuthority: "Norfolk", reasons });
  return { decided, passed, late: await on(18), open: await on(23) };
}

describe("the list", () => {
  it("has numbers, dates and the next due time, newest first, and nothing else", async () => {
    const { decided, passed, late, open } = await enterFour();
    const { body, status } = await list("", "auditor");
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        {
          ...{ referralId: open, status: "open", receivedOn: "2026-11-23" },
          ...{ nextDue: "2026-11-23T17:00:00.000Z", overdue: false },
        },
        {
          ...{ referralId: late, status: "open", receivedOn: "2026-11-18" },
          ...{ nextDue: "2026-11-18T17:00:00.000Z", overdue: true },
        },
        { referralId: passed, status: "transferred", receivedOn: "2026-11-17", overdue: false },
        { referralId: decided, status: "decided", receivedOn: "2026-11-16", overdue: false },
      ],
    });
    const numbersOf = async (query: string) => {
      const items = (await list(query)).body?.items;
      return Array.isArray(items) ? items.map(({ referralId }) => referralId) : items;
    };
    expect(await numbersOf("?status=open")).toEqual([open, late]);
    expect(await numbersOf("?status=decided")).toEqual([decided]);
    expect(await numbersOf("?overdue=true")).toEqual([late]);
    expect(await numbersOf("?overdue=false&status=open")).toEqual([open]);

    // One after the other, through every cursor.
    const seen: unknown[] = [];
    let cursor = "";
    for (let pages = 0; pages < 5; pages++) {
      const page = (await list(`?limit=1${cursor}`)).body;
      seen.push(...(Array.isArray(page?.items) ? page.items : []));
      if (page?.nextCursor === undefined) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(seen).toEqual(body?.items);
    const foreign = await list(`?status=open${cursor}`);
    expect(foreign.body?.type).toBe("/problems/malformed-request");
  });

  it("takes no other filters", async () => {
    expect((await list("?overdue=yes")).body?.type).toBe("/problems/malformed-request");
    expect((await list("?status=closed")).body?.type).toBe("/problems/malformed-request");
  });

  it("is not for link social workers", async () => {
    const answer = await service.call("GET", "/referrals", { as: "link-social-worker" });
    expect(answer.status).toBe(403);
  });

  it("leaves out what is past its time, and so does every reader", async () => {
    const { referralId } = await service.register({ receivedAt: "2019-11-25T09:00:00Z" });
    expect((await list("?limit=200")).sent).toContain(referralId);
    service.setClock("2101-11-23T10:30:00.000Z");
    const answer = await service.call("GET", `/referrals/${referralId}`, { as: "mash" });
    expect(answer.status).toBe(404);
    expect((await list("?limit=200")).body?.items).toEqual([]);
    service.setClock(monday);
  });
});
