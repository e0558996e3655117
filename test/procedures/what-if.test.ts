// POST /procedure/what-if: the deadlines a referral would have, and all a sixth authority needs.
import { describe, expect, test } from "vitest";
import { procedures } from "../../lambda/functions/procedures.ts";
import { roles } from "../../lambda/http/roles.ts";
import { procedureOperations, whatIfAnswerSchema } from "../../lambda/procedures/contract.ts";
import { procedureFrom } from "../../lambda/procedures/load-procedure.ts";
import { whatIfExample } from "../../lambda/procedures/procedure-example.ts";
import { callsTo } from "../call-function.ts";
import { profileInForce, written } from "./procedure-file.ts";

const now = new Date("2026-11-23T10:00:00Z");
const callOf = (procedure = profileInForce("oxfordshire")) =>
  callsTo(procedures({ procedure, clock: () => now }), procedureOperations);

const practitioner = { kind: "practitioner", agencyType: "primary-school" };
const referral = (more: object = {}) => ({
  receivedAt: "2026-11-23T09:00:00Z",
  channel: "written",
  referrer: practitioner,
  ...more,
});

async function whatIf(more: object = {}, procedure = profileInForce("oxfordshire")) {
  const { status, body } = await callOf(procedure)("POST", "/procedure/what-if", {
    as: "mash",
    body: referral(more),
    key: null,
  });
  return { status, body, deadlines: whatIfAnswerSchema.safeParse(body).data?.deadlines ?? [] };
}

const dueTimes = ({ deadlines }: Awaited<ReturnType<typeof whatIf>>) =>
  deadlines.map(({ code, dueAt }) => [code, dueAt.replace(".000Z", "Z")]);

describe("POST /procedure/what-if", () => {
  test("gives each deadline whole, with no idempotency key", async () => {
    const { status, deadlines } = await whatIf({ receivedAt: "2026-11-23T16:40:00Z" });
    expect(status).toBe(200);
    expect(deadlines[0]).toEqual({
      code: "evaluation",
      title: "Evaluate the referral",
      owner: "receiving-team",
      from: "received",
      dueAt: "2026-11-23T17:00:00.000Z",
      state: "open",
      explanation: "Received Monday 23 November 2026 at 16:40. It is due the same day at 17:00.",
      source:
        "Referrals (Oxfordshire safeguarding children procedures): A referral is evaluated on the day it comes.",
      stages: [
        {
          code: "reminder",
          at: "2026-11-23T16:40:00.000Z",
          to: "receiving-team",
          state: "planned",
        },
        { code: "missed", at: "2026-11-24T08:30:00.000Z", to: "manager", state: "planned" },
      ],
    });
  });

  test.each(roles)("answers for %s", async (role) => {
    const answer = await callOf()("POST", "/procedure/what-if", { as: role, body: referral() });
    expect(answer.status).toBe(200);
  });

  test("answers nobody who is not signed in or has no role", async () => {
    const call = callOf();
    expect((await call("POST", "/procedure/what-if", { body: referral() })).status).toBe(401);
    const none = await call("POST", "/procedure/what-if", { as: [], body: referral() });
    expect(none.status).toBe(403);
  });

  test("the urgency starts the checks at the receipt", async () => {
    const northamptonshire = profileInForce("northamptonshire");
    expect(dueTimes(await whatIf({ urgency: "red" }, northamptonshire))).toContainEqual([
      "checks",
      "2026-11-23T13:00:00Z",
    ]);
    const first = { urgency: "red", firstContactAt: "2026-11-20T09:00:00Z" };
    expect(dueTimes(await whatIf(first, northamptonshire))).toContainEqual([
      "checks",
      "2026-11-23T13:00:00Z",
    ]);
    const without = await whatIf({}, northamptonshire);
    expect(without.deadlines.map(({ code }) => code)).not.toContain("checks");
  });

  test("channel and first contact count", async () => {
    const verbal = await whatIf({ channel: "verbal" }, profileInForce("trafford"));
    expect(dueTimes(verbal)).toEqual([
      ["written-confirmation", "2026-11-25T09:00:00Z"],
      ["decision", "2026-11-24T17:00:00Z"],
    ]);
    const first = { firstContactAt: "2026-11-20T15:30:00Z" };
    expect(dueTimes(await whatIf(first, profileInForce("norfolk")))).toEqual([
      ["contact-decision", "2026-11-21T15:30:00Z"],
      ["acknowledgement", "2026-11-24T17:00:00Z"],
      ["decision", "2026-11-23T17:00:00Z"],
    ]);
  });

  test("what is past due by now is missed, as it would be in a referral", async () => {
    const { deadlines } = await whatIf({ receivedAt: "2026-04-02T15:40:00Z" });
    expect(deadlines.map(({ state }) => state)).toEqual(["missed", "missed", "missed"]);
  });

  test("a date ahead is answered, as far as bank holidays are published", async () => {
    const { status, deadlines } = await whatIf({ receivedAt: "2027-12-24T10:00:00Z" });
    expect(status).toBe(200);
    expect(deadlines.find(({ code }) => code === "decision")?.dueAt).toBe(
      "2027-12-29T17:00:00.000Z",
    );
  });

  test.each([
    ["the last afternoon of the calendar", "2028-12-29T15:00:00Z"],
    ["the first instant past it", "2029-01-01T00:00:00Z"],
    ["the end of time", "9999-12-31T23:59:59Z"],
  ])("past the bank holidays, %s, nobody can say", async (_, receivedAt) => {
    const { status, body } = await whatIf({ receivedAt });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      type: "/problems/validation-failed",
      errors: [
        {
          pointer: "/receivedAt",
          code: "after-calendar",
          message: expect.stringContaining("published up to 31 December 2028 only"),
        },
      ],
    });
  });

  test("and that holds where no deadline needs bank holidays", async () => {
    const day = { within: { amount: 24, unit: "hours" }, stages: [] };
    const file = written({
      extends: "oxfordshire",
      name: "hourly",
      referrals: {
        rules: [
          { code: "evaluation", ...day },
          { code: "acknowledgement", ...day },
          { code: "decision", ...day },
        ],
      },
    });
    const hourly = procedureFrom({ PROCEDURE_FILE: file });
    expect((await whatIf({ receivedAt: "2028-12-31T23:59:59Z" }, hourly)).status).toBe(200);
    expect((await whatIf({ receivedAt: "2029-01-01T00:00:00Z" }, hourly)).status).toBe(422);
    expect((await whatIf({ receivedAt: "9999-12-31T00:00:00Z" }, hourly)).status).toBe(422);
  });

  test.each([
    ["receivedAt", { receivedAt: "2018-12-31T23:59:59Z", firstContactAt: undefined }],
    ["firstContactAt", { firstContactAt: "0001-01-01T00:00:00Z" }],
  ])("before them it can't either: %s", async (field, more) => {
    const { status, body } = await whatIf(more);
    expect(status).toBe(422);
    expect(body?.errors).toContainEqual({
      pointer: `/${field}`,
      code: "before-calendar",
      message: "Bank holidays are known here from 1 January 2019 on. Give a later date.",
    });
  });

  test.each([
    [
      "a first contact after the receipt",
      { firstContactAt: "2026-11-23T09:00:01Z" },
      "/firstContactAt",
    ],
    ["no receipt", { receivedAt: undefined }, "/receivedAt"],
    ["a receipt in local time", { receivedAt: "2026-11-23T09:00" }, "/receivedAt"],
    ["a channel that is none", { channel: "pigeon" }, "/channel"],
    ["an urgency that is none", { urgency: "green" }, "/urgency"],
    ["nobody referring", { referrer: undefined }, "/referrer"],
    ["a referrer of no kind", { referrer: { kind: "robot" } }, "/referrer/kind"],
    ["a field no referral has", { colour: "blue" }, ""],
  ])("%s is refused, with its place", async (_, more, pointer) => {
    const { status, body } = await whatIf(more);
    expect(status).toBe(422);
    expect(body?.errors).toMatchObject([{ pointer }]);
  });

  test("is described by an example that is a right answer", () => {
    expect(whatIfAnswerSchema.safeParse(whatIfExample).error).toBeUndefined();
  });
});

describe("a sixth authority is one file", () => {
  const rutland = {
    extends: "northamptonshire",
    name: "rutland",
    authority: "Rutland County Council",
    officeHours: { fri: [["09:00", "12:00"]] },
    closures: [{ from: "2026-11-24", why: "training" }],
    sources: [{ code: "rutland", title: "Referrals", publisher: "Rutland", says: "Faster." }],
    referrals: {
      rules: [
        { code: "evaluation", within: null, by: "12:00" },
        { code: "acknowledgement", within: { amount: 6, unit: "working-hours" } },
        { code: "referrer-contacts-again", within: { amount: 24, unit: "working-day-hours" } },
        { code: "decision", removed: true },
        {
          code: "triage",
          title: "Look at it",
          owner: "receiving-team",
          from: "received",
          within: { amount: 7, unit: "calendar-days" },
          metBy: "decided",
          appliesTo: { referrer: ["practitioner"] },
          stages: [
            { code: "soon", to: "manager", at: { before: { amount: 1, unit: "working-days" } } },
          ],
          source: { from: "rutland", says: "Within a week." },
        },
      ],
    },
  };

  test("with other deadlines, hours and closures, and no code", async () => {
    const procedure = procedureFrom({ PROCEDURE_FILE: written(rutland) });
    const answer = await whatIf(
      { receivedAt: "2026-11-23T13:00:00Z", urgency: "amber" },
      procedure,
    );
    expect(dueTimes(answer)).toEqual([
      ["evaluation", "2026-11-25T12:00:00Z"],
      ["acknowledgement", "2026-11-25T10:30:00Z"],
      ["referrer-contacts-again", "2026-11-25T13:00:00Z"],
      ["checks", "2026-11-25T12:30:00Z"],
      ["triage", "2026-11-30T13:00:00Z"],
    ]);
    const triage = answer.deadlines.at(-1);
    expect(triage?.source).toBe("Referrals (Rutland): Within a week.");
    expect(triage?.stages).toEqual([
      { code: "soon", at: "2026-11-30T08:30:00.000Z", to: "manager", state: "planned" },
    ]);
    expect(answer.deadlines[0]?.explanation).toBe(
      "Received Monday 23 November 2026 at 13:00. The office is closed on 24 November. 12:00 had passed by then, so it is due Wednesday 25 November at 12:00.",
    );
  });
});
