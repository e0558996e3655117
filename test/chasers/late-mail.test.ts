// A mail that had to wait, for its agency or for the mail service, says nothing that is over by then.
import { beforeEach, describe, expect, test } from "vitest";
import { agency } from "../agencies/register.ts";
import { monday } from "../consultations/service.ts";
import { useChasing } from "./sweeping.ts";

const service = useChasing("northamptonshire");
const takesMail = service.mailService;
beforeEach(() => {
  service.setClock(monday);
  service.mailService = takesMail;
});

/** A verbal referral of an agency whose mailbox nobody has verified, past its reminder and its due time. */
async function waiting(agencyId: string): Promise<string> {
  await service.enter(agency({ agencyId, verified: false }));
  const { referralId } = await service.register({
    channel: "verbal",
    referrer: { kind: "practitioner", agencyId },
  });
  await service.sweepAt("2026-11-24T14:45:00Z");
  await service.sweepAt("2026-11-25T10:15:00Z");
  expect(await service.owed(referralId)).toContain("deadline-missed agency written-confirmation");
  return referralId;
}

/** The ends of the subjects of all mail to the agency about a referral. */
const mailed = (referralId: string) =>
  service.sent
    .filter(({ mail }) => mail.to === "safeguarding@school.example.org")
    .filter(({ mail }) => mail.subject.includes(referralId))
    .map(({ mail }) => mail.subject.split(", ")[1]);

const confirmations = async (referralId: string) =>
  (await service.messages(referralId)).filter((one) => one.deadline === "written-confirmation");

/** Enters the agency as verified; what is held for it looks by itself once a day. */
async function verify(agencyId: string): Promise<void> {
  await service.enter(agency({ agencyId }));
  service.setClock("2026-11-27T10:15:00.000Z");
  await service.sweep();
}

describe("chasers held for an agency that is verified at last", () => {
  test("are dropped where the agency has done it meanwhile", async () => {
    const referralId = await waiting("confirmed-meanwhile");
    await service.step(referralId, "written-confirmation");
    await verify("confirmed-meanwhile");
    expect(mailed(referralId)).toEqual([]);
    for (const message of await confirmations(referralId)) {
      expect(message).toMatchObject({ state: "withheld", attempts: [] });
      expect(message.settledAt).toBeDefined();
      expect(message.nextActionAt).toBeUndefined();
    }
  });

  test("go where it is still owed, and none says that it is yet to fall due", async () => {
    const referralId = await waiting("not-confirmed");
    await verify("not-confirmed");
    expect(mailed(referralId)).toEqual(["overdue", "overdue"]);
  });
});

describe("a chaser the mail service refused for a while", () => {
  test("is dropped where the thing was done before the next try", async () => {
    const { referralId } = await service.register({ channel: "verbal" });
    await service.sweepAt("2026-11-24T14:45:00Z");
    service.mailService = async () => ({ outcome: "refused", error: "Throttling" });
    await service.sweep();
    service.mailService = takesMail;
    await service.step(referralId, "written-confirmation");
    service.setClock("2026-11-24T15:00:00.000Z");
    await service.sweep();
    expect(mailed(referralId)).toEqual([]);
  });

  test("is left to a person where an attempt may have gone all the same", async () => {
    const { referralId } = await service.register({ channel: "verbal" });
    await service.sweepAt("2026-11-24T14:45:00Z");
    service.mailService = async () => ({ outcome: "unknown", error: "TimeoutError" });
    await service.sweep();
    service.mailService = takesMail;
    await service.step(referralId, "written-confirmation");
    service.setClock("2026-11-24T15:00:00.000Z");
    await service.sweep();
    const [message] = await confirmations(referralId);
    expect(message).toMatchObject({ state: "needs-attention", attention: "unknown-outcome" });
    expect(mailed(referralId)).toEqual([]);
  });
});
