// PUT /areas/{area}: who advises agencies that have no link social worker of their own.
import { describe, expect, test } from "vitest";
import { linkSocialWorker, now, useRegister } from "./register.ts";

const register = useRegister();
const { call } = register;

const enter = (area: string, worker: unknown = linkSocialWorker) =>
  call("PUT", `/areas/${area}`, { as: "administrator", body: { linkSocialWorker: worker } });

describe("entering an area", () => {
  test("adds it, then changes it", async () => {
    const added = await enter("north");
    expect(added.status).toBe(201);
    expect(added.headers.Location).toBe("/v1/areas/north");
    expect(added.body).toEqual({ area: "north", linkSocialWorker, updatedAt: now });
    const other = { name: "Sam Sample", phone: "01632 960110", hours: "mornings" };
    const changed = await enter("north", other);
    expect(changed).toMatchObject({ status: 200, body: { linkSocialWorker: other } });
  });

  test("may say that the post is vacant, but not leave it open", async () => {
    expect(await enter("vacant", null)).toMatchObject({
      status: 201,
      body: { linkSocialWorker: null },
    });
    const answer = await call("PUT", "/areas/vacant", { as: "administrator", body: {} });
    expect(answer.body).toMatchObject({
      errors: [{ pointer: "/linkSocialWorker", code: "required" }],
    });
  });

  test("by two at once is one added and one changed", async () => {
    const answers = await Promise.all([enter("at-once"), enter("at-once", null)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 201]);
  });

  test.each(["link-social-worker", "mash", "manager", "auditor"] as const)(
    "is not for %s",
    async (role) => {
      const answer = await call("PUT", `/areas/not-by-${role}`, {
        as: role,
        body: { linkSocialWorker },
      });
      expect(answer.status).toBe(403);
    },
  );

  test("under an id that can't be one is the caller's to correct", async () => {
    for (const id of ["North", "x".repeat(65)]) {
      expect(await enter(id)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: "/area", code: "wrong-format" }] },
      });
    }
  });

  test("under the name of a person is refused", async () => {
    expect(await enter("mr-jones-patch")).toMatchObject({
      status: 422,
      body: { type: "/problems/identifiers-found", findings: [{ field: "/area" }] },
    });
  });
});
