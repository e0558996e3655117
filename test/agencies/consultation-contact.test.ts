// R2: whom a caller rings for a no-names consultation; the MASH never first while somebody else is there.
import { describe, expect, test } from "vitest";
import type { Area } from "../../lambda/agencies/agency.ts";
import { consultationContact } from "../../lambda/agencies/consultation-contact.ts";
import { roles } from "../../lambda/http/roles.ts";
import { agency, linkSocialWorker, useRegister } from "./register.ts";

const hub = { name: "The Hub", phone: "01632 960999" };
const ofArea = { name: "Sam Sample", phone: "01632 960110", hours: "mornings" };
const area = (worker: Area["linkSocialWorker"]): Area => ({
  area: "north",
  linkSocialWorker: worker,
  version: 1,
  updatedAt: "2026-09-01T08:30:00.000Z",
});
const mash = { ...hub, role: "multi-agency safeguarding hub (MASH)" };

const onAnswerphone = /answerphone/;
const noEmergencies = /not an emergency service/;
const noSupervision = /does not supervise/;

describe("the contact for a consultation (R2)", () => {
  test("is the agency's own link social worker, whoever the area has; the MASH if unavailable", () => {
    const found = consultationContact(agency({ linkSocialWorker }), area(ofArea), hub);
    expect(found).toMatchObject({
      basis: "agency",
      contact: { ...linkSocialWorker, role: "link social worker" },
      instead: mash,
    });
  });

  test("is the area's for an agency without one; the MASH if unavailable", () => {
    const found = consultationContact(agency(), area(ofArea), hub);
    expect(found).toMatchObject({
      basis: "area",
      contact: { ...ofArea, role: "link social worker" },
      instead: mash,
    });
  });

  test.each([
    ["nobody registered the area", undefined],
    ["the area's post is vacant", area(null)],
  ])("is the MASH where the agency has none and %s", (_, ofAgency) => {
    expect(consultationContact(agency(), ofAgency, hub)).toEqual({
      basis: "mash",
      contact: mash,
      notes: [],
    });
  });

  test("comes with what a link social worker is not for, and the MASH without it", () => {
    for (const found of [
      consultationContact(agency({ linkSocialWorker }), undefined, hub),
      consultationContact(agency(), area(ofArea), hub),
    ]) {
      for (const note of [onAnswerphone, noEmergencies, noSupervision]) {
        expect(found.notes).toContainEqual(expect.stringMatching(note));
      }
      expect(found.notes.every((note) => note.includes("link social worker"))).toBe(true);
    }
  });

  test("says what to ask for at the MASH where the procedure does", () => {
    const found = consultationContact(agency(), undefined, {
      ...hub,
      note: "ask for the consultation line",
    });
    expect(found.notes).toEqual(["The Hub: ask for the consultation line."]);
  });
});

describe("asking for it", () => {
  const register = useRegister();
  const { call } = register;
  const ask = (agencyId: string, as: (typeof roles)[number] = "mash") =>
    call("GET", `/agencies/${agencyId}/consultation-contact`, { as });

  test("finds the area's link social worker in the register", async () => {
    await register.enter(agency({ agencyId: "in-the-north" }));
    await register.enterArea(area(ofArea));
    expect(await ask("in-the-north")).toMatchObject({
      status: 200,
      body: { basis: "area", contact: ofArea },
    });
  });

  test.each(roles)(
    "answers %s, with the procedure's MASH where the area is unknown",
    async (as) => {
      const agencyId = `asked-by-${as}`;
      await register.enter(agency({ agencyId, area: "uncharted" }));
      const { status, body } = await ask(agencyId, as);
      expect(status).toBe(200);
      // Oxfordshire's, which is in force where nothing else is chosen.
      expect(body).toMatchObject({ basis: "mash", contact: { phone: "0345 050 7666" } });
      expect(body).not.toHaveProperty("instead");
    },
  );

  test("answers for a closed agency too, and says that it is closed", async () => {
    await register.enter(agency({ agencyId: "closed", active: false, area: "uncharted" }));
    const { status, body } = await ask("closed");
    expect(status).toBe(200);
    expect(body?.notes).toEqual([expect.stringContaining("not active")]);
  });

  test("never gives the agency's mailbox", async () => {
    await register.enter(agency({ agencyId: "no-mailbox", linkSocialWorker }));
    expect((await ask("no-mailbox")).sent).not.toContain("@");
  });

  test("of an agency nobody entered finds nothing", async () => {
    expect((await ask("nobody-entered-this")).status).toBe(404);
    expect((await ask("Not-An-Id")).status).toBe(404);
  });
});
