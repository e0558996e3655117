// PUT /agencies/{agencyId}: who may enter what, and what becomes of an entry that is there.
import { describe, expect, test } from "vitest";
import { agency, linkSocialWorker, now, school, useRegister } from "./register.ts";

const register = useRegister();
const { call } = register;

describe("a new agency", () => {
  test("entered by an administrator is verified at once", async () => {
    const details = school({ phone: "01632 960101", linkSocialWorker });
    const answer = await call("PUT", "/agencies/new-by-admin", {
      as: "administrator",
      body: details,
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.Location).toBe("/v1/agencies/new-by-admin");
    expect(answer.body).toEqual({
      ...details,
      agencyId: "new-by-admin",
      active: true,
      verified: true,
      updatedAt: now,
    });
    expect(await register.stored("new-by-admin")).toMatchObject(details);
  });

  test.each(["link-social-worker", "mash"] as const)(
    "entered by %s waits to be verified",
    async (role) => {
      const answer = await call("PUT", `/agencies/new-by-${role}`, { as: role, body: school() });
      expect(answer).toMatchObject({ status: 201, body: { active: true, verified: false } });
    },
  );

  test.each(["manager", "auditor"] as const)("can't be entered by %s", async (role) => {
    const answer = await call("PUT", `/agencies/new-by-${role}`, { as: role, body: school() });
    expect(answer.status).toBe(403);
    expect(await register.stored(`new-by-${role}`)).toBeUndefined();
  });

  test("entered by somebody who is also an administrator is verified", async () => {
    const answer = await call("PUT", "/agencies/new-by-both", {
      as: ["link-social-worker", "administrator"],
      body: school(),
    });
    expect(answer.body).toMatchObject({ verified: true });
  });
});

describe("an agency that is there", () => {
  test("is replaced whole by an administrator: what is left out is gone", async () => {
    await register.enter(agency({ agencyId: "whole", phone: "01632 960101", linkSocialWorker }));
    const answer = await call("PUT", "/agencies/whole", {
      as: "administrator",
      body: school({ name: "Another Name" }),
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...school({ name: "Another Name" }),
      agencyId: "whole",
      active: true,
      verified: true,
      updatedAt: now,
    });
  });

  test("stays verified with another mailbox, and unverified with other details", async () => {
    await register.enter(
      agency({ agencyId: "stays-verified" }),
      agency({ agencyId: "stays-unverified", verified: false }),
    );
    const email = "office@school.example.org";
    for (const [agencyId, verified] of [
      ["stays-verified", true],
      ["stays-unverified", false],
    ] as const) {
      const answer = await call("PUT", `/agencies/${agencyId}`, {
        as: "administrator",
        body: school({ email }),
      });
      expect(answer).toMatchObject({ status: 200, body: { email, verified } });
    }
  });

  test("is active again when an administrator enters it again", async () => {
    await register.enter(agency({ agencyId: "closed", active: false, verified: false }));
    const answer = await call("PUT", "/agencies/closed", { as: "administrator", body: school() });
    expect(answer).toMatchObject({ status: 200, body: { active: true, verified: false } });
  });

  test.each(["link-social-worker", "mash"] as const)(
    "can't be changed, nor made active again, by %s",
    async (role) => {
      const there = agency({ agencyId: `kept-from-${role}` });
      const closed = agency({ agencyId: `closed-to-${role}`, active: false, verified: false });
      await register.enter(there, closed);
      const redirected = await call("PUT", `/agencies/${there.agencyId}`, {
        as: role,
        body: school({ email: "elsewhere@example.com" }),
      });
      const reopened = await call("PUT", `/agencies/${closed.agencyId}`, {
        as: role,
        body: school(),
      });
      expect([redirected.status, reopened.status]).toEqual([403, 403]);
      expect(redirected.body?.detail).toContain("only an administrator may change it");
      expect(await register.stored(there.agencyId)).toEqual(there);
      expect(await register.stored(closed.agencyId)).toEqual(closed);
    },
  );

  test("may be entered again unchanged by whoever added it and lost the answer", async () => {
    const body = school({ linkSocialWorker });
    await call("PUT", "/agencies/lost-answer", { as: "mash", body });
    const again = await call("PUT", "/agencies/lost-answer", { as: "mash", body });
    expect(again).toMatchObject({ status: 200, body: { verified: false } });
    const other = { ...body, linkSocialWorker: { ...linkSocialWorker, hours: "mornings" } };
    expect((await call("PUT", "/agencies/lost-answer", { as: "mash", body: other })).status).toBe(
      403,
    );
  });

  test("that is verified can't be entered by others even unchanged: they may only add", async () => {
    await register.enter(agency({ agencyId: "not-theirs" }));
    const answer = await call("PUT", "/agencies/not-theirs", { as: "mash", body: school() });
    expect(answer.status).toBe(403);
  });

  test("does not count a change that changes nothing", async () => {
    const there = agency({ agencyId: "same-again", linkSocialWorker });
    await register.enter(there);
    const answer = await call("PUT", "/agencies/same-again", {
      as: "administrator",
      body: school({ linkSocialWorker }),
    });
    expect(answer.status).toBe(200);
    expect(await register.stored("same-again")).toEqual(there);
  });
});

describe("two people at once", () => {
  test("who both add an agency get one each: added, and changed", async () => {
    const enter = (name: string) =>
      call("PUT", "/agencies/at-once", { as: "administrator", body: school({ name }) });
    const answers = await Promise.all([enter("First Name"), enter("Second Name")]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    expect(await register.stored("at-once")).toMatchObject({ version: 2, verified: true });
  });

  test("never undo a verification: what was verified meanwhile stays verified", async () => {
    await register.enter(agency({ agencyId: "verified-meanwhile", verified: false }));
    const late = register.callAfter(() =>
      call("POST", "/agencies/verified-meanwhile/verification", { as: "administrator" }),
    );
    const answer = await late("PUT", "/agencies/verified-meanwhile", {
      as: "administrator",
      body: school({ name: "Another Name" }),
    });
    expect(answer).toMatchObject({ status: 200, body: { name: "Another Name", verified: true } });
  });

  test("where one may only add don't overwrite: an entry made meanwhile stands", async () => {
    const late = register.callAfter(() =>
      call("PUT", "/agencies/added-meanwhile", { as: "administrator", body: school() }),
    );
    const answer = await late("PUT", "/agencies/added-meanwhile", {
      as: "mash",
      body: school({ email: "elsewhere@example.com" }),
    });
    expect(answer.status).toBe(403);
    expect(await register.stored("added-meanwhile")).toMatchObject({ email: school().email });
  });

  test("who won't stop are told apart: the change is refused and says why", async () => {
    await register.enter(agency({ agencyId: "busy" }));
    const rivals = Array.from({ length: 20 }, (_, n) => () => {
      const body = school({ name: `Name ${n}` });
      return call("PUT", "/agencies/busy", { as: "administrator", body });
    });
    const answer = await register.callAfter(...rivals)("PUT", "/agencies/busy", {
      as: "administrator",
      body: school({ name: "Mine" }),
    });
    expect(answer).toMatchObject({ status: 409, body: { type: "/problems/conflict" } });
    expect(answer.body?.detail).toContain("your change was not made");
    expect((await register.stored("busy"))?.name).not.toBe("Mine");
  });
});

describe("an id", () => {
  test.each([
    "St-Example",
    "st_example",
    "st.example",
    "a%20b",
    "%C3%A9cole",
    "x".repeat(65),
    "a%2Fb",
  ])("that is not one (%s) is the caller's to correct", async (id) => {
    const answer = await call("PUT", `/agencies/${id}`, { as: "administrator", body: school() });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        type: "/problems/validation-failed",
        errors: [{ pointer: "/agencyId", code: "wrong-format" }],
      },
    });
  });

  test("may have 64 characters", async () => {
    const id = "a1-".repeat(21).padEnd(64, "b");
    const answer = await call("PUT", `/agencies/${id}`, { as: "administrator", body: school() });
    expect(answer.status).toBe(201);
  });

  test("that names a person is refused, for it reaches addresses and logs", async () => {
    const answer = await call("PUT", "/agencies/mrs-smith-childminding", {
      as: "administrator",
      body: school(),
    });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        type: "/problems/identifiers-found",
        findings: [{ field: "/agencyId", start: 0, type: "PERSON", certainty: "certain" }],
      },
    });
    expect(await register.stored("mrs-smith-childminding")).toBeUndefined();
  });

  test("of an area that names a person is refused too", async () => {
    const answer = await call("PUT", "/agencies/fine-id", {
      as: "administrator",
      body: school({ area: "mr-jones-patch" }),
    });
    expect(answer.body).toMatchObject({ findings: [{ field: "/area", type: "PERSON" }] });
  });

  test("may be that of a school, and its name any name", async () => {
    for (const id of ["st-johns-primary", "hope-street-nursery", "14th-scouts", "grove-surgery"]) {
      const answer = await call("PUT", `/agencies/${id}`, {
        as: "administrator",
        body: school({ name: "Dr Jane Smith's Practice" }),
      });
      expect([id, answer.status]).toEqual([id, 201]);
    }
  });
});

describe("what is entered", () => {
  test.each([
    ["no name", { name: undefined }, "/name", "required"],
    ["an empty name", { name: "  " }, "/name", "too-short"],
    ["a name that goes on in another line", { name: "School\r\nBcc: x" }, "/name", "wrong-format"],
    [
      "a name that turns the reading direction",
      { name: "gro.\u202Eloohcs" },
      "/name",
      "wrong-format",
    ],
    ["an endless name", { name: "x".repeat(201) }, "/name", "too-long"],
    ["an unknown type", { type: "academy" }, "/type", "not-a-choice"],
    ["an area that can't be one", { area: "North" }, "/area", "wrong-format"],
    ["no mailbox", { email: undefined }, "/email", "required"],
    ["a telephone number that is none", { phone: "ask at the office" }, "/phone", "wrong-format"],
    ["an unknown field", { verified: true }, "", "unknown-field"],
    [
      "half a link social worker",
      { linkSocialWorker: { name: "Alex" } },
      "/linkSocialWorker/phone",
      "required",
    ],
  ])("is refused with %s", async (_, changes, pointer, code) => {
    const answer = await call("PUT", "/agencies/refused", {
      as: "administrator",
      body: { ...school(), ...changes },
    });
    expect(answer.status).toBe(422);
    expect(answer.body?.errors).toContainEqual(expect.objectContaining({ pointer, code }));
    expect(await register.stored("refused")).toBeUndefined();
  });

  test("is refused with everything that is wrong at once", async () => {
    const answer = await call("PUT", "/agencies/refused", {
      as: "administrator",
      body: { name: "", type: "x", area: "", email: "x", phone: "x" },
    });
    expect(answer.body?.errors).toHaveLength(5);
  });
});
