// POST /agencies/{agencyId}/verification: an administrator stands for the mailbox, and held forms go.
import { describe, expect, test } from "vitest";
import { agencyUnchanged } from "../../lambda/agencies/table.ts";
import { oweMessage, releaseHeld } from "../../lambda/messages/change-message.ts";
import { type Message, newMessage } from "../../lambda/messages/message.ts";
import { heldForAgency, readMessage } from "../../lambda/messages/table.ts";
import { transact } from "../../lambda/tables/transact.ts";
import { agency, now, school, useRegister } from "./register.ts";

const register = useRegister();
const { call } = register;

const verify = (agencyId: string, key?: string) =>
  call("POST", `/agencies/${agencyId}/verification`, { as: "administrator", key });

const form = (agencyId: string, n: number, state: "held" | "owed" | "withheld" = "held"): Message =>
  newMessage(
    {
      messageId: `form-${agencyId}-${n}`,
      kind: "consultation-form",
      about: `NNC-${agencyId}-${n}`,
      to: "agency",
      agencyId,
      state,
      copy: false,
    },
    new Date("2026-11-20T09:00:00Z"),
  );

async function owe(...messages: Message[]): Promise<void> {
  const TOGETHER = 100;
  for (let start = 0; start < messages.length; start += TOGETHER) {
    await transact(register.database, messages.slice(start, start + TOGETHER).map(oweMessage));
  }
}

const stateOf = async (messageId: string) =>
  (await readMessage(register.database, messageId))?.state;

describe("verifying an agency", () => {
  test("lets its held forms go out, and leaves everything else alone", async () => {
    await register.enter(agency({ agencyId: "checked", verified: false }));
    await owe(
      form("checked", 1),
      form("checked", 2),
      form("checked", 3, "withheld"),
      form("another", 1),
    );
    const answer = await verify("checked");
    expect(answer).toMatchObject({
      status: 200,
      body: { agencyId: "checked", verified: true, active: true, updatedAt: now },
    });
    expect(answer.body).not.toHaveProperty("version");
    expect(await stateOf("form-checked-1")).toBe("owed");
    expect((await readMessage(register.database, "form-checked-2"))?.nextActionAt).toBe(now);
    expect(await stateOf("form-checked-3")).toBe("withheld");
    expect(await stateOf("form-another-1")).toBe("held");
  });

  test("lets them all go, however many there are", async () => {
    await register.enter(agency({ agencyId: "busy-agency", verified: false }));
    await owe(...Array.from({ length: 230 }, (_, n) => form("busy-agency", n)));
    expect((await verify("busy-agency")).status).toBe(200);
    expect(await heldForAgency(register.database, "busy-agency")).toEqual([]);
    expect(await stateOf("form-busy-agency-229")).toBe("owed");
  });

  test("answers the same to the same key, and changes nothing a second time", async () => {
    await register.enter(agency({ agencyId: "repeated", verified: false }));
    const first = await verify("repeated", "key-1");
    await call("PUT", "/agencies/repeated", {
      as: "administrator",
      body: school({ name: "Another Name" }),
    });
    const again = await verify("repeated", "key-1");
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(again.headers["Idempotent-Replayed"]).toBe("true");
    expect((await register.stored("repeated"))?.version).toBe(3);
    const other = await call("POST", "/agencies/checked/verification", {
      as: "administrator",
      key: "key-1",
    });
    expect(other.body).toMatchObject({ type: "/problems/idempotency-key-reused" });
  });

  test("needs a key, and with a new one may be done again", async () => {
    await register.enter(agency({ agencyId: "again" }));
    const without = await call("POST", "/agencies/again/verification", {
      as: "administrator",
      key: null,
    });
    expect(without.body).toMatchObject({ type: "/problems/idempotency-key-missing" });
    expect(await verify("again")).toMatchObject({ status: 200, body: { verified: true } });
    expect((await register.stored("again"))?.version).toBe(1);
  });

  test("finishes what a crash left: held forms of a verified agency go out", async () => {
    await register.enter(agency({ agencyId: "crashed", verified: true }));
    await owe(form("crashed", 1));
    await verify("crashed");
    expect(await stateOf("form-crashed-1")).toBe("owed");
  });

  test("goes on when somebody else lets one of the forms go at the same time", async () => {
    await register.enter(agency({ agencyId: "two-at-once", verified: false }));
    await owe(...Array.from({ length: 150 }, (_, n) => form("two-at-once", n)));
    const answers = await Promise.all([verify("two-at-once"), verify("two-at-once")]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await heldForAgency(register.database, "two-at-once")).toEqual([]);
    expect((await register.stored("two-at-once"))?.version).toBe(2);
  });

  test("keeps what somebody else changed at the same time", async () => {
    await register.enter(agency({ agencyId: "renamed", verified: false }));
    const late = register.callAfter(() =>
      call("PUT", "/agencies/renamed", {
        as: "administrator",
        body: school({ name: "Another Name" }),
      }),
    );
    const answer = await late("POST", "/agencies/renamed/verification", { as: "administrator" });
    expect(answer).toMatchObject({ status: 200, body: { name: "Another Name", verified: true } });
    expect(await register.stored("renamed")).toMatchObject({
      name: "Another Name",
      verified: true,
    });
  });

  test("lets a form go though the index still shows others that have gone", async () => {
    await register.enter(agency({ agencyId: "lagging", verified: true }));
    await owe(form("lagging", 1), form("lagging", 2));
    const lagging = await heldForAgency(register.database, "lagging");
    await transact(register.database, [
      releaseHeld(form("lagging", 1), new Date("2026-11-23T10:00:00Z")),
    ]);
    const answer = await register.callWithIndex(lagging)("POST", "/agencies/lagging/verification", {
      as: "administrator",
    });
    expect(answer.status).toBe(200);
    expect(await stateOf("form-lagging-2")).toBe("owed");
  });

  test("is what the recording of a form notices: nothing is held for an agency verified meanwhile", async () => {
    const read = agency({ agencyId: "noticed", verified: false });
    await register.enter(read);
    await verify("noticed");
    const outcome = await transact(register.database, [
      agencyUnchanged(read),
      oweMessage(form("noticed", 1)),
    ]);
    expect(outcome).toMatchObject({ done: false, refusedAs: "agency-changed" });
    expect(await stateOf("form-noticed-1")).toBeUndefined();
  });

  test.each(["link-social-worker", "mash", "manager", "auditor"] as const)(
    "is not for %s",
    async (role) => {
      await register.enter(agency({ agencyId: `not-by-${role}`, verified: false }));
      const answer = await call("POST", `/agencies/not-by-${role}/verification`, { as: role });
      expect(answer.status).toBe(403);
      expect((await register.stored(`not-by-${role}`))?.verified).toBe(false);
    },
  );

  test("of an agency nobody entered finds nothing, and keeps the key free", async () => {
    expect((await verify("entered-later", "key-2")).status).toBe(404);
    await register.enter(agency({ agencyId: "entered-later", verified: false }));
    expect((await verify("entered-later", "key-2")).status).toBe(200);
  });

  test("of a closed agency is refused, and sends it nothing", async () => {
    await register.enter(agency({ agencyId: "closed", active: false, verified: false }));
    await owe(form("closed", 1));
    const answer = await verify("closed");
    expect(answer).toMatchObject({ status: 409, body: { type: "/problems/conflict" } });
    expect(answer.body?.detail).toContain("deactivated");
    expect(await stateOf("form-closed-1")).toBe("held");
  });
});

describe("what is written for an agency as it was read", () => {
  test("is refused once the agency is closed, and done while nothing changed", async () => {
    const read = agency({ agencyId: "unchanged" });
    await register.enter(read);
    const record = () => transact(register.database, [agencyUnchanged(read)]);
    expect(await record()).toEqual({ done: true });
    await call("DELETE", "/agencies/unchanged", { as: "administrator" });
    expect(await record()).toMatchObject({ done: false, refusedAs: "agency-changed" });
  });

  test.each([{ active: false }, { verified: true }])(
    "is refused where it stands otherwise under the same count (%o)",
    async (otherwise) => {
      const read = agency({ agencyId: `restored-${Object.keys(otherwise)}`, verified: false });
      await register.enter({ ...read, ...otherwise });
      expect(await transact(register.database, [agencyUnchanged(read)])).toMatchObject({
        done: false,
      });
    },
  );

  test("is refused where the agency's mailbox changed", async () => {
    const read = agency({ agencyId: "moved" });
    await register.enter(read);
    await call("PUT", "/agencies/moved", {
      as: "administrator",
      body: school({ email: "office@school.example.org" }),
    });
    expect(await transact(register.database, [agencyUnchanged(read)])).toMatchObject({
      done: false,
    });
  });
});
