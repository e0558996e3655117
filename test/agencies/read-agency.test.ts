// GET and DELETE /agencies/{agencyId}: an entry is read by all, and deactivated but never lost.
import { describe, expect, test } from "vitest";
import { roles } from "../../lambda/http/roles.ts";
import { agency, linkSocialWorker, now, school, useRegister } from "./register.ts";

const register = useRegister();
const { call } = register;

describe("reading an agency", () => {
  test.each(roles)("shows its whole entry to %s, but not how often it changed", async (role) => {
    const agencyId = `read-by-${role}`;
    await register.enter(agency({ agencyId, linkSocialWorker, phone: "01632 960101" }));
    const answer = await call("GET", `/agencies/${agencyId}`, { as: role });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...school({ linkSocialWorker, phone: "01632 960101" }),
      agencyId,
      active: true,
      verified: true,
      updatedAt: "2026-09-01T08:30:00.000Z",
    });
  });

  test("shows nothing to a person without a role, or who is not signed in", async () => {
    expect((await call("GET", "/agencies/any", { as: [] })).status).toBe(403);
    expect((await call("GET", "/agencies/any")).status).toBe(401);
  });

  test.each(["nobody-entered-this", "Not-An-Id", "x".repeat(65), "mrs-smith"])(
    "finds nothing under %s",
    async (id) => {
      const answer = await call("GET", `/agencies/${id}`, { as: "auditor" });
      expect(answer).toMatchObject({ status: 404, body: { type: "/problems/not-found" } });
      expect(JSON.stringify(answer.body)).not.toContain(id);
    },
  );
});

describe("deactivating an agency", () => {
  test("keeps its entry, verified as it was, and is done the second time too", async () => {
    await register.enter(agency({ agencyId: "closing", linkSocialWorker }));
    for (const _ of ["first", "second"]) {
      const answer = await call("DELETE", "/agencies/closing", { as: "administrator" });
      expect([answer.status, answer.sent]).toEqual([204, undefined]);
    }
    expect(await register.stored("closing")).toEqual(
      agency({
        agencyId: "closing",
        linkSocialWorker,
        active: false,
        verified: true,
        version: 2,
        updatedAt: now,
      }),
    );
  });

  test("is undone by entering it again", async () => {
    await register.enter(agency({ agencyId: "reopening" }));
    await call("DELETE", "/agencies/reopening", { as: "administrator" });
    const answer = await call("PUT", "/agencies/reopening", {
      as: "administrator",
      body: school(),
    });
    expect(answer).toMatchObject({ status: 200, body: { active: true, verified: true } });
  });

  test.each(["link-social-worker", "mash", "manager", "auditor"] as const)(
    "is not for %s",
    async (role) => {
      const there = agency({ agencyId: `kept-open-from-${role}` });
      await register.enter(there);
      const answer = await call("DELETE", `/agencies/${there.agencyId}`, { as: role });
      expect(answer.status).toBe(403);
      expect(await register.stored(there.agencyId)).toEqual(there);
    },
  );

  test("of one nobody entered, or whose id can't be one, finds nothing", async () => {
    for (const id of ["nobody-entered-this", "Not-An-Id"]) {
      const answer = await call("DELETE", `/agencies/${id}`, { as: "administrator" });
      expect(answer.status).toBe(404);
    }
  });

  test("holds though somebody changes the agency at the same time", async () => {
    await register.enter(agency({ agencyId: "closed-meanwhile" }));
    const late = register.callAfter(() =>
      call("PUT", "/agencies/closed-meanwhile", {
        as: "administrator",
        body: school({ name: "Another Name" }),
      }),
    );
    const answer = await late("DELETE", "/agencies/closed-meanwhile", { as: "administrator" });
    expect(answer.status).toBe(204);
    expect(await register.stored("closed-meanwhile")).toMatchObject({
      name: "Another Name",
      active: false,
    });
  });
});
