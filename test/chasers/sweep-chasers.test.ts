import { beforeEach, describe, expect, test, vi } from "vitest";
import { agency } from "../agencies/register.ts";
import { monday } from "../consultations/service.ts";
import { useChasing } from "./sweeping.ts";

const service = useChasing();
beforeEach(() => service.setClock(monday));

/** Received on Monday 23 November at 10:15: the acknowledgement is due on Tuesday at 17:00. */
const acknowledgementOnly = async (referralId: string) =>
  (await service.owed(referralId)).filter((one) => one.endsWith("acknowledgement"));

describe("a deadline that nobody meets", () => {
  test("has each stage once, to the people it is meant for, when its time has come", async () => {
    const { referralId } = await service.register();
    await service.sweepAt("2026-11-24T14:59:00Z");
    expect(await acknowledgementOnly(referralId)).toEqual([]);

    await service.sweepAt("2026-11-24T15:00:00Z");
    expect(await acknowledgementOnly(referralId)).toEqual([
      "deadline-reminder team acknowledgement",
    ]);

    await service.sweepAt("2026-11-25T08:30:00Z");
    await service.sweepAt("2026-11-25T10:30:00Z");
    await service.sweepAt("2026-11-25T10:30:00Z");
    expect(await acknowledgementOnly(referralId)).toEqual([
      "deadline-reminder team acknowledgement",
      "deadline-missed manager acknowledgement",
      "referrer-contact-again agency acknowledgement",
    ]);
    expect(await service.stages(referralId, "acknowledgement")).toEqual({
      reminder: "sent",
      missed: "sent",
      "call-us": "sent",
    });
  });

  test("falls silent once it is met, in time or late", async () => {
    const { referralId } = await service.register();
    await service.sweepAt("2026-11-24T15:00:00Z");
    await service.step(referralId, "acknowledgement");
    await service.sweepAt("2026-11-25T08:30:00Z");
    await service.sweepAt("2026-11-25T10:30:00Z");
    const owed = await acknowledgementOnly(referralId);
    expect(owed.filter((one) => one.startsWith("deadline") || one.startsWith("referrer"))).toEqual([
      "deadline-reminder team acknowledgement",
    ]);
    expect(await service.stages(referralId, "acknowledgement")).toEqual({
      reminder: "sent",
      missed: "skipped",
      "call-us": "skipped",
    });
  });

  test("leaves in the history which mail went, about which deadline, to whom", async () => {
    const { referralId } = await service.register();
    await service.sweepAt("2026-11-24T15:00:00Z");
    await service.sweep();
    const { history } = await service.read(referralId);
    expect(history.filter(({ what }) => what === "sent").map(({ about }) => about)).toContain(
      "deadline-reminder acknowledgement to team",
    );
  });

  test("is mailed with one number, what is owed, by whom, until when and why", async () => {
    const { referralId } = await service.register({
      children: [{ caseId: "C-104223", role: "subject" }],
    });
    await service.sweepAt("2026-11-24T15:00:00Z");
    service.sent.length = 0;
    await service.sweep();
    const mails = service.sent.filter(({ mail }) => mail.subject.includes(referralId));
    const mail = mails.find(({ mail }) =>
      JSON.stringify(mail.letter).includes("Acknowledge"),
    )?.mail;
    const words = JSON.stringify(mail);
    expect(mail?.to).toBe("mash@oxfordshire.example");
    expect(words).toContain("Tuesday 24 November 2026 at 17:00");
    expect(words).toContain("the team that receives referrals");
    expect(words).not.toContain("C-104223");
    expect(words).not.toMatch(/NNC-/);
  });
});

describe("after three days without a sweep", () => {
  test("the newest stage goes and the older ones are skipped", async () => {
    const { referralId } = await service.register();
    await service.sweepAt("2026-11-27T11:00:00Z");
    expect(await service.stages(referralId, "acknowledgement")).toEqual({
      reminder: "skipped",
      missed: "skipped",
      "call-us": "sent",
    });
    expect(await acknowledgementOnly(referralId)).toEqual([
      "referrer-contact-again agency acknowledgement",
    ]);
  });

  test("what would go at night waits for the next opening, and goes then", async () => {
    const { referralId } = await service.register();
    const night = await service.sweepAt("2026-11-27T23:00:00Z");
    expect(night.sent).toBe(0);
    expect(await acknowledgementOnly(referralId)).toEqual([]);
    await service.sweepAt("2026-11-28T12:00:00Z");
    expect(await acknowledgementOnly(referralId)).toEqual([]);
    await service.sweepAt("2026-11-30T08:30:00Z");
    expect(await acknowledgementOnly(referralId)).toEqual([
      "referrer-contact-again agency acknowledgement",
    ]);
  });

  test("a child who needs protection now waits for no opening", async () => {
    const { referralId } = await service.register({ immediateProtection: true });
    await service.sweepAt("2026-11-27T23:00:00Z");
    expect(await acknowledgementOnly(referralId)).toEqual([
      "referrer-contact-again agency acknowledgement",
    ]);
  });
});

test("with immediate protection stages go at any hour", async () => {
  const { referralId } = await service.register({ immediateProtection: true });
  await service.sweepAt("2026-11-24T15:00:00Z");
  await service.sweepAt("2026-11-24T17:00:00Z");
  expect(await acknowledgementOnly(referralId)).toEqual([
    "deadline-reminder team acknowledgement",
    "deadline-missed manager acknowledgement",
  ]);
});

test("a stage whose time came just before close goes with the sweep just after it", async () => {
  const { referralId } = await service.register({ receivedAt: "2026-11-23T10:15:00Z" });
  await service.sweepAt("2026-11-23T17:05:00Z");
  // The evaluation is due on Monday at 17:00; its reminder comes at 15:00, two hours before: too late now.
  expect(await service.stages(referralId, "evaluation")).toMatchObject({ reminder: "planned" });
  const late = await service.register({ receivedAt: "2026-11-23T10:15:00Z" });
  await service.sweepAt("2026-11-24T15:25:00Z");
  expect(await service.stages(late.referralId, "acknowledgement")).toMatchObject({
    reminder: "sent",
  });
});

describe("a referrer without a mailbox", () => {
  test("who is a member of the public leaves a task to tell them by phone or letter", async () => {
    const { referralId } = await service.register({
      referrer: { kind: "public", anonymityRequested: false },
    });
    const { tasks: before } = await service.stored(referralId).then(({ referral }) => referral);
    await service.sweepAt("2026-11-25T10:30:00Z");
    await service.sweepAt("2026-11-25T10:45:00Z");
    const { referral } = await service.stored(referralId);
    const added = referral.tasks.slice(before.length);
    expect(added.map(({ code, about }) => [code, about])).toEqual([
      ["tell-referrer", "acknowledgement"],
    ]);
    expect(await service.messages(referralId).then((all) => all.map(({ to }) => to))).not.toContain(
      "agency",
    );
  });

  test("because the agency is not registered or not active leaves the same task", async () => {
    await service.enter({ ...agency(), agencyId: "st-closed", active: false });
    for (const agencyId of ["st-nowhere", "st-closed"]) {
      service.setClock(monday);
      const { referralId } = await service.register({
        referrer: { kind: "practitioner", agencyId },
      });
      await service.sweepAt("2026-11-25T10:30:00Z");
      const { referral } = await service.stored(referralId);
      expect(referral.tasks.map(({ code }) => code)).toContain("tell-referrer");
    }
  });
});

test("each run leaves a heartbeat, so that nothing overdue differs from nothing checked", async () => {
  const info = vi.spyOn(console, "info").mockImplementation(() => {});
  const { referralId } = await service.register();
  await service.step(referralId, "acknowledgement");
  await service.sweepAt("2026-11-23T12:00:00Z");
  const lines = info.mock.calls.map(([line]) => JSON.parse(String(line)));
  expect(lines.filter(({ code }) => code === "chasers-swept")).toEqual([
    expect.objectContaining({ lookedAt: expect.any(Number), sent: expect.any(Number), failed: 0 }),
  ]);
  info.mockRestore();
});
