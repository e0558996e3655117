// The letters about referrals: one number, what is owed, by whom, until when, why, what to do; nobody's name or case.
import { describe, expect, it } from "vitest";
import type { Letter } from "../../lambda/letters/letter.ts";
import { letterHtml } from "../../lambda/letters/letter-html.ts";
import { letterText } from "../../lambda/letters/letter-text.ts";
import { mailFinder } from "../../lambda/mail/find-mail.ts";
import { procedureInForce } from "../../lambda/procedures/in-force.ts";
import { loadProcedure, profileFile } from "../../lambda/procedures/load-procedure.ts";
import type { ReferralMessage } from "../../lambda/referrals/find-referral-letter.ts";
import { findReferralLetter } from "../../lambda/referrals/find-referral-letter.ts";
import { kindOfStage } from "../../lambda/referrals/stage-message.ts";
import { sealWith } from "../../lambda/tables/seal.ts";
import { agency } from "../agencies/register.ts";
import { decision, known, type Referrals, useReferrals } from "./service.ts";

const authorities = {
  oxfordshire: useReferrals(),
  northamptonshire: useReferrals("northamptonshire"),
  "greater-manchester": useReferrals("greater-manchester"),
  trafford: useReferrals("trafford"),
} as const;
type Authority = keyof typeof authorities;

const procedureOf = (authority: Authority) =>
  procedureInForce(loadProcedure(profileFile(authority)));

const letterOf = async (
  authority: Authority,
  message: Partial<ReferralMessage> & Pick<ReferralMessage, "kind" | "about">,
): Promise<Letter> => {
  const service: Referrals = authorities[authority];
  const found = await findReferralLetter(
    { to: "agency", agencyId: "st-example-primary", ...message },
    service.now(),
    { database: service.database, procedure: procedureOf(authority) },
  );
  if ("missing" in found) throw new Error(`There is no letter: ${found.missing}`);
  return found.letter;
};

/** The letter's words, line breaks as spaces. */
const words = (letter: Letter): string => letterText(letter).replace(/\s+/g, " ");

/** A referral with everything in it that must not get into a letter. */
const full = {
  ...known,
  children: [{ caseId: "C-104223", role: "subject" }],
  parentsInformed: { informed: false, reasons: "It may put the child at greater risk." },
};

describe("every letter about a referral", () => {
  it("has one number, marking and authority in text and HTML, and no child, case or consultation", async () => {
    const service = authorities["greater-manchester"];
    const { reference } = await service.record();
    const { referralId } = await service.register({
      ...full,
      channel: "verbal",
      immediateProtection: true,
      consultations: [{ reference, consultedOn: "2026-11-23" }],
    });
    await service.step(referralId, "decision", decision({ feedback: "An assessment begins." }));
    const kinds = [
      ...(["referral-receipt", "referral-acknowledgement", "referral-from-consultation"] as const),
      ...(["referral-outcome", "immediate-protection"] as const),
      ...(["deadline-reminder", "deadline-missed", "referrer-contact-again"] as const),
    ];
    for (const kind of kinds) {
      const letter = await letterOf("greater-manchester", {
        ...{ kind, about: referralId, deadline: "written-confirmation" },
      });
      for (const said of [letterText(letter), letterHtml(letter)]) {
        expect(said, kind).toContain(referralId);
        expect(said, kind).toContain("OFFICIAL-SENSITIVE");
        expect(said, kind).not.toMatch(/NNC-|C-104223|greater risk|staff-/);
      }
    }
  });

  it("goes to whom it is for, under a subject that says nothing but the number", async () => {
    const service = authorities.oxfordshire;
    const { referralId } = await service.register(full);
    const findMail = mailFinder({
      database: service.database,
      procedure: procedureOf("oxfordshire"),
      seal: sealWith("a secret for tests that is long enough"),
      publicAddress: "https://no-names.test",
    });
    const mailTo = (to: "agency" | "team" | "manager", copy = false, agencyId?: string) =>
      findMail(
        {
          ...{ kind: "deadline-missed", about: referralId, deadline: "decision" },
          to,
          copy,
          agencyId,
        },
        service.now(),
      );
    expect(await mailTo("team")).toMatchObject({
      found: {
        to: "mash@oxfordshire.example",
        subject: `OFFICIAL-SENSITIVE: referral ${referralId}, overdue`,
      },
    });
    expect(await mailTo("manager", true)).toMatchObject({
      found: {
        to: "mash-manager@oxfordshire.example",
        subject: `OFFICIAL-SENSITIVE: referral ${referralId}, overdue (copy)`,
      },
    });
    await service.enter(
      agency({ agencyId: "unverified", verified: false }),
      agency({ agencyId: "gone", active: false }),
    );
    expect(await mailTo("agency", false, "unverified")).toEqual({ missing: "verification" });
    expect(await mailTo("agency", false, "gone")).toEqual({ missing: "recipient" });
    expect(await mailTo("agency", false, "nowhere")).toEqual({ missing: "recipient" });
  });
});

describe("the acknowledgement", () => {
  it("says that it is worked on, until when it is decided, and whom to call (R18)", async () => {
    const { referralId } = await authorities.oxfordshire.register();
    const said = words(
      await letterOf("oxfordshire", { kind: "referral-acknowledgement", about: referralId }),
    );
    expect(said).toContain("It will be decided by Tuesday 24 November 2026 at 17:00.");
    expect(said).toContain("Received Monday 23 November 2026 at 10:15".slice(9));
    expect(said).toContain("0345 050 7666");
    expect(said).toContain("999");
  });

  it("asks for the written confirmation of a verbal referral, with its source (R17)", async () => {
    const service = authorities.northamptonshire;
    const { referralId } = await service.register({ channel: "verbal" });
    const acknowledgement = () =>
      letterOf("northamptonshire", { kind: "referral-acknowledgement", about: referralId });
    expect(words(await acknowledgement())).toContain(
      "Please confirm this referral in writing, with names, until Wednesday 25 November 2026 at 10:15.",
    );
    await service.step(referralId, "written-confirmation");
    expect(words(await acknowledgement())).not.toContain("Please confirm");
  });
});

describe("the receipt", () => {
  it("says that it is none of ours to be relied on, and what to do where nothing follows (R18, R19)", async () => {
    const { referralId } = await authorities.trafford.register();
    const said = words(await letterOf("trafford", { kind: "referral-receipt", about: referralId }));
    expect(said).toContain("This receipt was sent by itself");
    expect(said).toContain("If you have no acknowledgement by Thursday 26 November 2026 at 17:00");
  });
});

describe("a reminder", () => {
  it("says what is owed, by whom, until when, why, and what to do", async () => {
    const { referralId } = await authorities.oxfordshire.register();
    const said = words(
      await letterOf("oxfordshire", {
        ...{ kind: "deadline-reminder", about: referralId, to: "team", deadline: "decision" },
      }),
    );
    for (const part of [
      "Due soon: Decide, with a manager's approval",
      "Tuesday 24 November 2026 at 17:00",
      "the manager",
      "One working day ends Tuesday 24 November at 17:00.",
      "a manager approves it",
      "record it there: then these messages stop",
    ]) {
      expect(said).toContain(part);
    }
  });

  it("to the agency asks for what only the agency can do (R17)", async () => {
    const { referralId } = await authorities.northamptonshire.register({ channel: "verbal" });
    const deadline = "written-confirmation";
    const message = { kind: "deadline-missed", about: referralId, deadline } as const;
    const said = words(await letterOf("northamptonshire", message));
    expect(said).toContain("Please confirm the referral in writing");
    expect(said).toContain("0300 126 7000");
  });

  it("of an acknowledgement that never came asks to contact social care again (R19)", async () => {
    const { referralId } = await authorities["greater-manchester"].register();
    const deadline = "referrer-contacts-again";
    const message = { kind: "referrer-contact-again", about: referralId, deadline } as const;
    expect(words(await letterOf("greater-manchester", message))).toContain(
      "Please call us and ask for the manager",
    );
  });

  it.each([
    [
      "before it is due",
      "receiving-team",
      "decided",
      "2026-11-24T15:00:00.000Z",
      "deadline-reminder",
    ],
    ["when it is due", "manager", "decided", "2026-11-24T17:00:00.000Z", "deadline-missed"],
    ["after it", "manager", "acknowledged", "2026-11-25T08:30:00.000Z", "deadline-missed"],
    [
      "to a waiting referrer",
      "referrer",
      "acknowledged",
      "2026-11-24T15:00:00.000Z",
      "referrer-contact-again",
    ],
    [
      "to one who owes",
      "referrer",
      "confirmed-in-writing",
      "2026-11-24T15:00:00.000Z",
      "deadline-reminder",
    ],
  ] as const)("%s is the right kind of message", (_, to, metBy, at, kind) => {
    expect(kindOfStage({ metBy, dueAt: "2026-11-24T17:00:00.000Z" }, { to, at })).toBe(kind);
  });
});

describe("what a person typed", () => {
  it("never becomes a link: feedback and the name of an authority (R21, R28)", async () => {
    const service = authorities.oxfordshire;
    const one = await service.register(known);
    const feedback = "Come to the family centre on Monday at ten.";
    await service.step(one.referralId, "decision", decision({ feedback }));
    const outcome = await letterOf("oxfordshire", {
      ...{ kind: "referral-outcome", about: one.referralId },
    });
    expect(outcome.blocks).toContainEqual(
      expect.objectContaining({ kind: "typed", text: feedback }),
    );
    const other = await service.register();
    const reasons = "The child lives there.";
    await service.step(other.referralId, "transfer", { toAuthority: "Norfolk", reasons });
    const transfer = await letterOf("oxfordshire", {
      ...{ kind: "referral-transfer", about: other.referralId },
    });
    expect(JSON.stringify(transfer.blocks)).toContain('"value":"Norfolk","typed":true');
    expect(words(transfer)).not.toContain(reasons);
  });
});
