// PATCH /referrals/{referralId}: fields that are given replace those that were there; what depends on them moves.
import { describe, expect, it } from "vitest";
import type { ReferralAnswer } from "../../lambda/referrals/answers.ts";
import { monday } from "../consultations/service.ts";
import { decision, known, useReferrals } from "./service.ts";

const service = useReferrals();
const norfolk = useReferrals("norfolk");
const manchester = useReferrals("greater-manchester");

const amend = (on: typeof service, referralId: string, body: object) =>
  on.call("PATCH", `/referrals/${referralId}`, { as: "mash", body });
const deadline = ({ deadlines }: ReferralAnswer, wanted: string) =>
  deadlines.find(({ code }) => code === wanted);

describe("an amendment", () => {
  it("replaces what is given, whole, and leaves the rest (R16)", async () => {
    const { referralId } = await service.register({
      children: [
        { caseId: "C-1", role: "subject" },
        { caseId: "C-2", role: "household" },
      ],
      parentsInformed: { informed: true, agreed: false },
    });
    const children = [{ caseId: "C-3", role: "alleged-perpetrator" }];
    const parentsInformed = { informed: false, reasons: "It may put the child at greater risk." };
    const answer = await amend(service, referralId, { children, parentsInformed });
    expect(answer.status).toBe(200);
    const read = await service.read(referralId);
    expect(read).toMatchObject({ children, parentsInformed, channel: "written" });
    expect(read.parentsInformed).toEqual(parentsInformed);
    expect(read.outstanding).toEqual(["crimeSuspected"]);
    expect(read.history.at(-1)).toEqual({
      what: "amended",
      at: monday,
      by: "mash",
      about: "children, parentsInformed",
    });
  });

  it("of the first contact moves what runs from it (R20, Norfolk)", async () => {
    const registered = await norfolk.register();
    expect(deadline(registered, "contact-decision")?.dueAt).toBe("2026-11-24T10:15:00.000Z");
    await amend(norfolk, registered.referralId, { firstContactAt: "2026-11-23T08:00:00Z" });
    const read = await norfolk.read(registered.referralId);
    expect(deadline(read, "contact-decision")).toMatchObject({
      dueAt: "2026-11-24T08:00:00.000Z",
      explanation: expect.stringMatching(/^First contact Monday 23 November 2026 at 08:00/),
    });
    const { deadlines } = await norfolk.stored(registered.referralId);
    expect(deadlines.find(({ code }) => code === "contact-decision")?.version).toBe(2);
    expect(deadlines.find(({ code }) => code === "acknowledgement")?.version).toBe(1);
  });

  it("of the channel stops what no longer applies, and starts it again (R17, R18)", async () => {
    const { referralId } = await manchester.register({ channel: "verbal" });
    await amend(manchester, referralId, { channel: "written" });
    const written = await manchester.read(referralId);
    expect(deadline(written, "written-confirmation")?.state).toBe("stopped");
    expect(deadline(written, "acknowledgement")?.dueAt).toBe("2026-11-24T17:00:00.000Z");
    await amend(manchester, referralId, { channel: "verbal" });
    const verbal = await manchester.read(referralId);
    expect(deadline(verbal, "written-confirmation")).toMatchObject({
      state: "open",
      stages: [{ state: "planned" }, { state: "planned" }, { state: "planned" }],
    });
    expect(deadline(verbal, "acknowledgement")?.state).toBe("stopped");
  });

  it("that a child needs protection now writes to team and manager, once, at any hour", async () => {
    service.setClock("2026-11-28T23:00:00.000Z");
    const { referralId } = await service.register({ receivedAt: "2026-11-28T22:30:00Z" });
    await amend(service, referralId, { immediateProtection: true });
    await amend(service, referralId, { immediateProtection: true, crimeSuspected: false });
    await service.sweep();
    for (const mailbox of ["mash@oxfordshire.example", "mash-manager@oxfordshire.example"]) {
      expect(service.sentTo(mailbox)).toEqual([
        `OFFICIAL-SENSITIVE: referral ${referralId}, act now`,
      ]);
    }
    service.setClock(monday);
  });

  it("of the referrer's agency keeps the kind, and says where it is not registered (R15)", async () => {
    const { referralId } = await service.register();
    await amend(service, referralId, { referrer: { agencyId: "not-there", agencyType: "other" } });
    const read = await service.read(referralId);
    expect(read.referrer).toEqual({
      kind: "practitioner",
      agencyId: "not-there",
      agencyType: "other",
    });
    expect(read.tasks).toMatchObject([{ code: "unknown-agency", about: "not-there" }]);
  });
});

describe("what is refused, with nothing changed", () => {
  it.each([
    ["when it was received", { receivedAt: "2026-11-22T10:00:00Z" }, ""],
    ["the kind of referrer", { referrer: { kind: "public" } }, "/referrer"],
    ["consultations", { consultations: [] }, ""],
    ["nothing at all", {}, ""],
    ["an instant ahead", { policeInformedAt: "2026-11-23T11:00:00Z" }, "/policeInformedAt"],
    [
      "a first contact with a slip in its year",
      { firstContactAt: "0206-11-23T10:15:00Z" },
      "/firstContactAt",
    ],
    [
      "a first contact after the receipt",
      { firstContactAt: "2026-11-23T10:20:00Z" },
      "/firstContactAt",
    ],
    ["a practitioner without an agency", { referrer: {} }, "/referrer"],
    [
      "a practitioner who wants to be anonymous",
      { referrer: { agencyType: "other", anonymityRequested: true } },
      "/referrer/anonymityRequested",
    ],
  ])("%s", async (_, body, pointer) => {
    const { referralId } = await service.register();
    const answer = await amend(service, referralId, body);
    expect(answer.body).toMatchObject({
      type: "/problems/validation-failed",
      errors: expect.arrayContaining([expect.objectContaining({ pointer })]),
    });
    expect((await service.stored(referralId)).referral.version).toBe(1);
  });

  it("an agency for a member of the public (R15)", async () => {
    const referrer = { kind: "public", anonymityRequested: false };
    const { referralId } = await service.register({ referrer });
    const answer = await amend(service, referralId, { referrer: { agencyId: "some-school" } });
    expect(answer.body?.errors).toMatchObject([{ pointer: "/referrer/agencyId" }]);
    const wish = await amend(service, referralId, { referrer: { anonymityRequested: true } });
    expect(wish.body?.referrer).toEqual({ kind: "public", anonymityRequested: true });
  });

  it("a referral that was passed on", async () => {
    const { referralId } = await service.register();
    const reasons = "The child lives there.";
    await service.step(referralId, "transfer", { toAuthority: "Norfolk", reasons });
    const answer = await amend(service, referralId, { crimeSuspected: true });
    expect(answer.body?.type).toBe("/problems/conflict");
  });
});

describe("amendments at the same moment", () => {
  it("both stand: the later one is made on what the earlier one left", async () => {
    const { referralId } = await service.register();
    const answers = await Promise.all([
      amend(service, referralId, { crimeSuspected: false }),
      amend(service, referralId, { openToSocialCare: true }),
      amend(service, referralId, { children: known.children }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await service.read(referralId)).toMatchObject({
      crimeSuspected: false,
      openToSocialCare: true,
      children: known.children,
    });
    const { referral, events } = await service.stored(referralId);
    expect(referral.version).toBe(4);
    expect(events).toHaveLength(4);
  });

  it("are answered once for one key, whatever was decided since", async () => {
    const { referralId } = await service.register(known);
    const options = { as: "mash", body: { crimeSuspected: true }, key: "amend-1" } as const;
    const first = await service.call("PATCH", `/referrals/${referralId}`, options);
    const policeInformedAt = "2026-11-23T10:25:00Z";
    await service.step(referralId, "decision", decision({ policeInformedAt }));
    const again = await service.call("PATCH", `/referrals/${referralId}`, options);
    expect(again.body).toEqual(first.body);
    expect((await service.read(referralId)).status).toBe("decided");
  });
});
