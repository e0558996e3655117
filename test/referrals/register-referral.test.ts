// POST /referrals: whatever is known is taken, its deadlines start, and what is wrong becomes a task.
import { describe, expect, it } from "vitest";
import { parseReference } from "../../lambda/references/reference.ts";
import { referralsTable } from "../../lambda/referrals/table.ts";
import { agency } from "../agencies/register.ts";
import { monday } from "../consultations/service.ts";
import { countItems } from "../count-items.ts";
import { referral, useReferrals } from "./service.ts";

const service = useReferrals();
const register = (body: unknown, options = {}) =>
  service.call("POST", "/referrals", { as: "mash", body, ...options });

describe("a referral with hardly anything known", () => {
  it("is registered under a number of its own, in figures and in telephone words (R16)", async () => {
    const answer = await register(referral());
    expect(answer.status).toBe(201);
    const { referralId, spoken, status, receivedAt, firstContactAt } = answer.body ?? {};
    expect(parseReference(String(referralId))).toEqual({
      ok: true,
      kind: "referral",
      reference: referralId,
    });
    expect(spoken).toMatch(/^November November Romeo, /);
    expect(answer.headers.Location).toBe(`/v1/referrals/${referralId}`);
    expect({ status, receivedAt, firstContactAt }).toEqual({
      status: "open",
      receivedAt: "2026-11-23T10:15:00.000Z",
      firstContactAt: "2026-11-23T10:15:00.000Z",
    });
  });

  it("says what the decision will need, without delaying anything (R16)", async () => {
    const { outstanding } = await service.register();
    expect(outstanding).toEqual(["children", "parentsInformed", "crimeSuspected"]);
  });

  it("starts every deadline of the procedure, with its arithmetic and its source (R18, R20)", async () => {
    const { deadlines } = await service.register();
    expect(deadlines.map(({ code, dueAt, state }) => ({ code, dueAt, state }))).toEqual([
      { code: "evaluation", dueAt: "2026-11-23T17:00:00.000Z", state: "open" },
      { code: "acknowledgement", dueAt: "2026-11-24T17:00:00.000Z", state: "open" },
      { code: "decision", dueAt: "2026-11-24T17:00:00.000Z", state: "open" },
    ]);
    const [, acknowledgement] = deadlines;
    expect(acknowledgement).toMatchObject({
      owner: "receiving-team",
      from: "received",
      explanation:
        "Received Monday 23 November 2026 at 10:15. One working day ends Tuesday 24 November at 17:00.",
      source: expect.stringContaining("Working Together"),
    });
    expect(acknowledgement?.stages).toEqual([
      { code: "reminder", at: "2026-11-24T15:00:00.000Z", to: "receiving-team", state: "planned" },
      { code: "missed", at: "2026-11-25T08:30:00.000Z", to: "manager", state: "planned" },
      { code: "call-us", at: "2026-11-25T10:30:00.000Z", to: "referrer", state: "planned" },
    ]);
  });

  it("is read as it was answered", async () => {
    const registered = await service.register({ children: [{ caseId: "C-1", role: "unborn" }] });
    expect(await service.read(registered.referralId)).toEqual(registered);
  });

  it("is kept as received, however much earlier that was", async () => {
    const { deadlines } = await service.register({ receivedAt: "2026-11-19T16:59:59Z" });
    expect(deadlines.find(({ code }) => code === "acknowledgement")).toMatchObject({
      dueAt: "2026-11-20T16:00:00.000Z",
      state: "missed",
    });
  });
});

describe("who referred", () => {
  it("is never an anonymous practitioner (R15)", async () => {
    const answer = await register(referral({ referrer: { kind: "practitioner" } }));
    expect(answer.body).toMatchObject({
      type: "/problems/validation-failed",
      errors: [expect.objectContaining({ pointer: "/referrer" })],
    });
  });

  it("may be a member of the public whose wish to stay anonymous is recorded (R15)", async () => {
    const referrer = { kind: "public", anonymityRequested: true };
    expect((await service.register({ referrer })).referrer).toEqual(referrer);
  });

  it("may be an agency that nobody registered: a task says so, nothing is refused (R16)", async () => {
    const referrer = { kind: "practitioner", agencyId: "no-such-agency" };
    const { tasks } = await service.register({ referrer });
    expect(tasks).toEqual([
      { taskId: expect.any(String), code: "unknown-agency", about: "no-such-agency" },
    ]);
  });

  it("may be an agency that was deactivated: a task says so", async () => {
    await service.enter(agency({ agencyId: "closed-school", active: false }));
    const referrer = { kind: "practitioner", agencyId: "closed-school" };
    const { tasks } = await service.register({ referrer });
    expect(tasks).toMatchObject([{ code: "inactive-agency", about: "closed-school" }]);
  });

  it("may be of a kind of agency that is not in the register", async () => {
    const referrer = { kind: "practitioner", agencyType: "hospital" };
    const { referralId, tasks } = await service.register({ referrer });
    expect(tasks).toEqual([]);
    await service.step(referralId, "acknowledgement");
    expect((await service.read(referralId)).tasks).toMatchObject([
      { code: "tell-referrer", about: "referral-acknowledgement" },
    ]);
  });
});

describe("whom it concerns", () => {
  it("takes all the children it concerns and the difficulties of the household (R26)", async () => {
    const children = [
      { caseId: "C-104223", role: "subject" },
      { caseId: "C-104224", role: "household" },
      { role: "in-contact" },
      { caseId: "P_77.1", role: "alleged-perpetrator" },
      { role: "unborn" },
    ];
    const householdDifficulties = ["domestic-abuse", "substance-misuse"];
    const { referralId } = await service.register({ children, householdDifficulties });
    expect(await service.read(referralId)).toMatchObject({ children, householdDifficulties });
  });
});

describe("what needs action now", () => {
  it("writes to team and manager at once where a child needs protection, at any hour", async () => {
    service.setClock("2026-11-28T23:40:00.000Z");
    const { referralId, deadlines } = await service.register({
      receivedAt: "2026-11-28T23:30:00Z",
      immediateProtection: true,
    });
    await service.sweep();
    expect(service.sentTo("mash@oxfordshire.example")).toEqual([
      `OFFICIAL-SENSITIVE: referral ${referralId}, act now`,
    ]);
    expect(service.sentTo("mash-manager@oxfordshire.example")).toEqual([
      `OFFICIAL-SENSITIVE: referral ${referralId}, act now`,
    ]);
    const missed = deadlines[0]?.stages.find(({ code }) => code === "missed");
    expect(missed?.at).toBe(deadlines[0]?.dueAt);
    service.setClock(monday);
  });

  it("directs a referral on an open case to the allocated worker, and takes it (R31)", async () => {
    const { directions, status } = await service.register({ openToSocialCare: true });
    expect(status).toBe("open");
    expect(directions).toEqual([
      {
        text: expect.stringMatching(/allocated social worker/),
        contacts: expect.arrayContaining([expect.objectContaining({ phone: "0345 050 7666" })]),
      },
    ]);
  });

  it("says to tell the police at once of a suspected crime, until that is recorded (R24)", async () => {
    const { referralId, directions } = await service.register({ crimeSuspected: true });
    expect(directions?.[0]?.text).toMatch(/Tell the police at once/);
    await service.call("PATCH", `/referrals/${referralId}`, {
      as: "mash",
      body: { policeInformedAt: "2026-11-23T10:25:00Z" },
    });
    expect((await service.read(referralId)).directions).toBeUndefined();
  });
});

describe("what is refused, with nothing stored", () => {
  const twoHundred = Array.from({ length: 200 }, () => ({ role: "household" }));
  const many = Array.from({ length: 101 }, () => ({ reference: "NNC-73CF-2K9M-0HMJ" }));
  it.each([
    ["a receipt ahead", { receivedAt: "2026-11-23T10:36:00Z" }, "/receivedAt"],
    ["a receipt with a slip in its year", { receivedAt: "1026-11-23T10:15:00Z" }, "/receivedAt"],
    [
      "a first contact before bank holidays are known",
      { firstContactAt: "2018-11-23T10:15:00Z" },
      "/firstContactAt",
    ],
    ["a first contact after it", { firstContactAt: "2026-11-23T10:20:00Z" }, "/firstContactAt"],
    ["200 children", { children: twoHundred }, "/children"],
    ["101 consultations", { consultations: many }, "/consultations"],
    [
      "a case id with spaces",
      { children: [{ caseId: "C 1", role: "subject" }] },
      "/children/0/caseId",
    ],
    [
      "a case id that is a name",
      { children: [{ caseId: "Grace.Okafor", role: "subject" }] },
      "/children/0/caseId",
    ],
    [
      "a case id with a name in it",
      { children: [{ caseId: "GraceOkafor2015", role: "subject" }] },
      "/children/0/caseId",
    ],
    [
      "an NHS number as case id",
      { children: [{ caseId: "943-476-5919", role: "subject" }] },
      "/children/0/caseId",
    ],
    ["a field nobody knows", { childName: "x" }, ""],
    ["no receipt", { receivedAt: undefined }, "/receivedAt"],
  ])("%s", async (_, changes, pointer) => {
    const before = await countItems(service.engine, referralsTable);
    const answer = await register(referral(changes));
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      type: "/problems/validation-failed",
      errors: expect.arrayContaining([expect.objectContaining({ pointer })]),
    });
    expect(await countItems(service.engine, referralsTable)).toBe(before);
  });

  it("text that may identify a person", async () => {
    const before = await countItems(service.engine, referralsTable);
    const reasons = "Mrs Okafor asked us not to.";
    const answer = await register(referral({ parentsInformed: { informed: false, reasons } }));
    expect(answer.body).toMatchObject({
      type: "/problems/identifiers-found",
      findings: [expect.objectContaining({ field: "/parentsInformed/reasons" })],
    });
    expect(answer.sent).not.toContain("Okafor");
    expect(await countItems(service.engine, referralsTable)).toBe(before);
  });
});

describe("one request, one referral", () => {
  it("answers a repeat with the first answer, and another body under the key with a refusal", async () => {
    const first = await register(referral(), { key: "once" });
    const again = await register(referral(), { key: "once" });
    expect(again.body).toEqual(first.body);
    expect(again.headers["Idempotent-Replayed"]).toBe("true");
    const other = await register(referral({ channel: "verbal" }), { key: "once" });
    expect(other.body?.type).toBe("/problems/idempotency-key-reused");
  });

  it("registers once however many send the same at the same time", async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => register(referral(), { key: "at-once" })),
    );
    const numbers = new Set(answers.map(({ body }) => body?.referralId));
    expect([...numbers]).toEqual([expect.stringMatching(/^NNR-/)]);
  });
});

describe("where nobody knows the bank holidays yet", () => {
  it("is registered all the same, and a task says which deadlines are missing (R16)", async () => {
    service.setClock("2099-01-05T10:30:00.000Z");
    const { deadlines, tasks } = await service.register({ receivedAt: "2099-01-05T10:15:00Z" });
    expect(deadlines).toEqual([]);
    expect(tasks.map(({ code, about }) => `${code} ${about}`)).toEqual([
      "deadline-not-computed evaluation",
      "deadline-not-computed acknowledgement",
      "deadline-not-computed decision",
    ]);
    service.setClock(monday);
  });
});
