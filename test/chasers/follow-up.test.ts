import { beforeEach, describe, expect, test } from "vitest";
import { askAfterReferral } from "../../lambda/chasers/ask-after-referral.ts";
import { dueFollowUps, followUpAtOf } from "../../lambda/consultations/follow-up.ts";
import type { Database } from "../../lambda/tables/database.ts";
import { agency } from "../agencies/register.ts";
import { monday } from "../consultations/service.ts";
import { inForce, useChasing } from "./sweeping.ts";

const service = useChasing();
beforeEach(() => service.setClock(monday));

/** Recorded on Monday 23 November: five working days end on Monday 30 at 17:00, so on Tuesday at opening. */
const due = "2026-12-01T08:30:00Z";

const advised = (changes: Readonly<Record<string, unknown>> = {}) =>
  service.record({
    outcome: "referral",
    threshold: "s17",
    parentsInforming: { appropriate: true },
    ...changes,
  });
const read = async (reference: string) =>
  (await service.call("GET", `/consultations/${reference}`, { as: "manager" })).body;

describe("a referral that was advised and never linked", () => {
  test("is asked about once: one mail to the agency, one task, neither with a name", async () => {
    const { reference } = await advised();
    await service.sweepAt("2026-12-01T08:29:00Z");
    expect(await service.owed(reference)).toEqual(["consultation-form agency"]);

    await service.sweepAt(due);
    await service.sweepAt(due);
    await service.sweepAt("2026-12-09T10:00:00Z");
    expect(await service.owed(reference)).toEqual([
      "consultation-form agency",
      "consultation-follow-up agency",
    ]);
    expect((await read(reference))?.tasks).toEqual([
      { code: "referral-not-linked", at: "2026-12-01T08:30:00.000Z" },
    ]);
    service.sent.length = 0;
    await service.sweep();
    const mail = service.sent.find(({ mail }) => mail.subject.endsWith("referral advised"))?.mail;
    expect(mail?.to).toBe(agency().email);
    expect(mail?.subject).toContain(reference);
    expect(JSON.stringify(mail?.letter)).toContain("no referral has been linked");
    expect(JSON.stringify(mail?.letter)).toContain("waited for until 1 December 2026");
    expect(JSON.stringify(mail?.letter)).not.toMatch(/NNR-|hungry|breakfast/);
  });

  test("and is linked in time is never asked about", async () => {
    const { reference } = await advised();
    await service.register({ consultations: [{ reference, consultedOn: "2026-11-23" }] });
    await service.sweepAt(due);
    expect(await service.owed(reference)).toEqual(["consultation-form agency"]);
    expect((await read(reference))?.tasks).toEqual([]);
    // The index holds only what still waits: otherwise each sweep would look at it for ever.
    const { references } = await dueFollowUps(service.database, new Date(due), 1_000);
    expect(references).not.toContain(reference);
  });

  test("and is linked in the very moment of the sweep is not asked about", async () => {
    const { reference } = await advised();
    service.setClock(due);
    let linked = false;
    const linksFirst: Database = {
      readTogether: (reads) => service.database.readTogether(reads),
      query: (query) => service.database.query(query),
      async write(writes, token) {
        if (!linked) {
          linked = true;
          await service.register({ consultations: [{ reference, consultedOn: "2026-11-23" }] });
        }
        return service.database.write(writes, token);
      },
    };
    expect(await askAfterReferral(linksFirst, reference, new Date(due))).toBe(false);
    expect(await service.owed(reference)).toEqual(["consultation-form agency"]);
  });

  test("is asked about once by five who do so at the same time", async () => {
    const { reference } = await advised();
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => askAfterReferral(service.database, reference, new Date(due))),
    );
    expect(asked.filter(Boolean)).toHaveLength(1);
    expect(await service.owed(reference)).toEqual([
      "consultation-form agency",
      "consultation-follow-up agency",
    ]);
  });

  test("and is linked before the question could go is not asked about after all", async () => {
    const { reference } = await advised();
    await service.sweepAt(due);
    await service.register({ consultations: [{ reference, consultedOn: "2026-11-23" }] });
    service.sent.length = 0;
    await service.sweep();
    const subjects = service.sent.map(({ mail }) => mail.subject);
    expect(subjects.filter((one) => one.includes(`${reference}, referral advised`))).toEqual([]);
    const [, question] = await service.messages(reference);
    expect(question).toMatchObject({ kind: "consultation-follow-up", state: "withheld" });
  });

  test("and is linked afterwards leaves no task", async () => {
    const { reference } = await advised();
    await service.sweepAt(due);
    await service.register({ consultations: [{ reference, consultedOn: "2026-11-23" }] });
    expect((await read(reference))?.tasks).toEqual([]);
  });

  test("and whose only link was undone is asked about again", async () => {
    const { reference } = await advised();
    const { referralId } = await service.register({
      consultations: [{ reference, consultedOn: "2026-11-23" }],
    });
    await service.step(referralId, `consultations/${reference}/removal`, {
      reason: "It was about somebody else.",
    });
    await service.sweepAt(due);
    expect(await service.owed(reference)).toContain("consultation-follow-up agency");
  });

  test("whose form was withheld from the agency is the team's to ask about by phone", async () => {
    const { reference } = await advised({
      withholdForm: { reasons: "It concerns someone who reads that mailbox." },
    });
    await service.sweepAt(due);
    expect(await service.owed(reference)).toEqual([
      "consultation-form agency",
      "consultation-follow-up team",
    ]);
  });

  test("of an agency that was deactivated is the team's too", async () => {
    const agencyId = "st-gone";
    await service.enter({ ...agency(), agencyId });
    const { reference } = await advised({ agencyId });
    await service.enter({ ...agency(), agencyId, active: false });
    await service.sweepAt(due);
    expect(await service.owed(reference)).toContain("consultation-follow-up team");
  });
});

test("what was not advised to be referred is never asked about", async () => {
  const { reference } = await service.record();
  await service.sweepAt("2027-01-15T10:00:00Z");
  expect(await service.owed(reference)).toEqual(["consultation-form agency"]);
});

test("past the published bank holidays it is counted in weeks, so that nobody is forgotten", () => {
  const at = new Date("2060-03-01T10:00:00Z");
  expect(followUpAtOf(inForce("oxfordshire"), "referral", at)).toBe("2060-03-08T10:00:00.000Z");
});
