// What the letters about a referral ask for follows who reads them, and whether the time is past.
import { beforeEach, describe, expect, it } from "vitest";
import { letterText } from "../../lambda/letters/letter-text.ts";
import { procedureInForce } from "../../lambda/procedures/in-force.ts";
import { loadProcedure, profileFile } from "../../lambda/procedures/load-procedure.ts";
import {
  findReferralLetter,
  type ReferralMessage,
} from "../../lambda/referrals/find-referral-letter.ts";
import { useReferrals } from "./service.ts";

const service = useReferrals("northamptonshire");
const procedure = procedureInForce(loadProcedure(profileFile("northamptonshire")));
beforeEach(() => service.setClock("2026-11-23T10:30:00.000Z"));

/** The letter's words at an instant, line breaks as spaces. */
async function saidAt(
  instant: string,
  message: Pick<ReferralMessage, "kind" | "about"> & Partial<ReferralMessage>,
): Promise<string> {
  const found = await findReferralLetter(
    { to: "agency", agencyId: "st-example-primary", ...message },
    new Date(instant),
    { database: service.database, procedure },
  );
  if ("missing" in found) throw new Error(`There is no letter: ${found.missing}`);
  return letterText(found.letter).replace(/\s+/g, " ");
}

describe("a referrer who waits for the acknowledgement", () => {
  const deadline = "referrer-contacts-again";

  it.each(["team", "manager"] as const)(
    "owes nothing: to the %s it is the acknowledgement that is due (R19)",
    async (to) => {
      const { referralId } = await service.register();
      const reminder = { kind: "deadline-reminder", about: referralId, to, deadline } as const;
      const before = await saidAt("2026-11-25T15:00:00Z", reminder);
      expect(before).toContain("Overdue: Acknowledge the referral");
      expect(before).toContain("This was due by Tuesday 24 November 2026 at 17:00");
      expect(before).toContain("By whom: the team that receives referrals");
      expect(before).not.toContain("call them");
      expect(before).toContain("then they are told to contact us");
      const missed = { ...reminder, kind: "deadline-missed" } as const;
      const after = await saidAt("2026-11-27T15:00:00Z", missed);
      expect(after).toContain("Overdue: Acknowledge the referral");
      expect(after).toContain("The referrer has been told to contact us");
    },
  );

  it("is told what we owe, since when, and what to do (R19)", async () => {
    const { referralId } = await service.register();
    const said = await saidAt("2026-11-26T10:00:00Z", {
      ...{ kind: "referrer-contact-again", about: referralId, deadline },
    });
    expect(said).toContain("What is owed: Our acknowledgement of your referral");
    expect(said).toContain("By whom: the team that receives referrals");
    expect(said).toContain("Until: Tuesday 24 November 2026 at 17:00");
    expect(said).toContain("gets in touch with the hub again");
    expect(said).toContain("What to do ---------- Call us, quote the number");
  });
});

describe("a manager who reads that the team is late", () => {
  it("is not told to tell the manager", async () => {
    const { referralId } = await service.register();
    const message = { kind: "deadline-missed", about: referralId, deadline: "evaluation" } as const;
    const manager = await saidAt("2026-11-24T08:30:00Z", { ...message, to: "manager" });
    expect(manager).toContain("It is the team's to do: ask what keeps it");
    expect(manager).not.toMatch(/tell the manager/i);
    const team = await saidAt("2026-11-24T08:30:00Z", { ...message, to: "team" });
    expect(team).toContain("Tell the manager why it is late.");
  });
});

describe("an acknowledgement that comes late", () => {
  it("promises no time that is past, for the decision or the written confirmation", async () => {
    const { referralId } = await service.register({ channel: "verbal" });
    const message = { kind: "referral-acknowledgement", about: referralId } as const;
    const early = await saidAt("2026-11-24T12:00:00Z", message);
    expect(early).toContain("It will be decided by Tuesday 24 November 2026 at 17:00.");
    expect(early).toContain("A qualified social worker decides within one working day");
    const late = await saidAt("2026-11-26T12:00:00Z", message);
    expect(late).toContain(
      "It is not decided yet. It was to be by Tuesday 24 November 2026 at 17:00.",
    );
    expect(late).toContain("You were to confirm this referral in writing, with names, until");
    expect(late).not.toMatch(/will be decided|Please confirm/);
  });
});

describe("a receipt that comes late", () => {
  it("says what we owe already, and asks to contact us where nobody has", async () => {
    const { referralId } = await service.register();
    const message = { kind: "referral-receipt", about: referralId } as const;
    const early = await saidAt("2026-11-23T10:30:00Z", message);
    expect(early).toContain("You will have our acknowledgement by Tuesday 24 November 2026");
    expect(early).toContain("The referrer hears within one working day");
    const late = await saidAt("2026-11-27T10:30:00Z", message);
    expect(late).toContain("You were to have our acknowledgement by Tuesday 24 November 2026");
    expect(late).toContain("You have no acknowledgement yet: contact us again.");
  });
});
