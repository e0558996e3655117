// R13: a consultation that ends in a referral becomes one at once, where the procedure has that; elsewhere it advises.
import { describe, expect, it } from "vitest";
import { recordedSchema } from "../../lambda/consultations/contract.ts";
import { consultationsTable } from "../../lambda/consultations/table.ts";
import { finishLinkings } from "../../lambda/referrals/finish-linking.ts";
import { referralsTable } from "../../lambda/referrals/table.ts";
import type { Answer } from "../call-function.ts";
import { consultation, monday } from "../consultations/service.ts";
import { countItems } from "../count-items.ts";
import { useReferrals } from "./service.ts";

/** The referral a consultation became, as its answer tells. */
const referralIn = (body: Answer["body"]) =>
  recordedSchema.shape.referral.unwrap().parse(body?.referral);

const oxfordshire = useReferrals();
const norfolk = useReferrals("norfolk");
const manchester = useReferrals("greater-manchester");
const trafford = useReferrals("trafford");

const referring = {
  outcome: "referral",
  threshold: "s17",
  parentsInforming: { appropriate: true },
};

describe.each([
  ["Greater Manchester", manchester],
  ["Trafford", trafford],
])("a consultation that ends in a referral (%s)", (_, service) => {
  it("is a referral in the same moment, to be confirmed in writing within 48 hours (R13, R17)", async () => {
    const { body, reference } = await service.record(referring);
    const { referralId, writtenConfirmationDue } = referralIn(body);
    expect(writtenConfirmationDue).toBe("2026-11-25T10:30:00.000Z");
    const read = await service.read(referralId);
    expect(read).toMatchObject({
      status: "open",
      channel: "verbal",
      receivedAt: monday,
      firstContactAt: "2026-11-23T10:15:00Z",
      referrer: { kind: "practitioner", agencyId: "st-example-primary" },
      openToSocialCare: false,
      fromConsultation: true,
      registeredAs: "link-social-worker",
      consultations: [{ reference, result: "linked", linkedAt: monday }],
    });
    expect(read.deadlines.map(({ code }) => code)).toEqual(["decision", "written-confirmation"]);
  });

  it("tells the caller to confirm, on the form too, and the agency by its own message (R13)", async () => {
    const { body, reference } = await service.record(referring);
    const { referralId } = referralIn(body);
    expect(JSON.stringify(body?.directions)).toMatch(/confirm it in writing within 48 hours/);
    await service.sweep();
    const mails = service.sent.map(({ mail }) => mail);
    const confirm = mails.find(({ subject }) => subject.includes(referralId));
    expect(confirm?.subject).toMatch(/please confirm$/);
    expect(JSON.stringify(confirm)).not.toContain(reference);
    const form = mails.find(({ subject }) => subject.includes(reference));
    expect(JSON.stringify(form?.letter)).toMatch(/This consultation is now a referral/);
    expect(JSON.stringify(form)).not.toContain("NNR-");
  });

  it("counts as linked, and its readers never see to which referral (R13)", async () => {
    const { reference } = await service.record(referring);
    const { sent, body } = await service.call("GET", `/consultations/${reference}`, {
      as: "link-social-worker",
    });
    expect(sent).not.toContain("NNR-");
    expect(body?.history).toContainEqual({ what: "linked", at: monday, by: "link-social-worker" });
    const { items } = await service.database.query({
      table: consultationsTable,
      partition: reference,
      limit: 10,
    });
    expect(items.find(({ entry }) => entry === "keeping")).toMatchObject({ links: 1 });
    expect(JSON.stringify(items)).not.toContain("NNR-");
  });

  it("has what it quoted linked by the next sweep (R12, R13)", async () => {
    const first = await service.record();
    const second = await service.record({
      previousConsultations: [{ reference: first.reference, consultedOn: "2026-11-23" }],
    });
    const third = await service.record({
      ...referring,
      previousConsultations: [{ reference: second.reference, consultedOn: "2026-11-23" }],
    });
    const { referralId } = referralIn(third.body);
    await finishLinkings(service.database, service.now());
    expect((await service.read(referralId)).consultations).toEqual([
      { reference: third.reference, result: "linked", linkedAt: monday },
      {
        ...{ reference: second.reference, result: "linked", linkedAt: monday },
        quotedBy: third.reference,
      },
      {
        ...{ reference: first.reference, result: "linked", linkedAt: monday },
        quotedBy: second.reference,
      },
    ]);
  });

  it("that meets section 47 asks for the names by phone, not for a referral that is made already (R4, R13)", async () => {
    const { body, reference } = await service.record({ ...referring, threshold: "s47" });
    const directions = JSON.stringify(body?.directions);
    expect(directions).toMatch(/Give the names now, by phone/);
    expect(directions).not.toMatch(/Make the referral now/);
    await service.sweep();
    const form = service.sent.find(({ mail }) => mail.subject.includes(reference))?.mail.letter;
    expect(form?.blocks[0]).toMatchObject({
      kind: "urgent",
      title: "Act now: give the names by phone",
    });
  });

  it("is one of each, however often the same is sent at the same time", async () => {
    const before = await countItems(service.engine, referralsTable);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        service.call("POST", "/consultations", {
          as: "link-social-worker",
          body: consultation(referring),
          key: "same-consultation",
        }),
      ),
    );
    const numbers = new Set(answers.map(({ body }) => referralIn(body).referralId));
    expect(numbers.size).toBe(1);
    // The referral, its two deadlines, its event and its link.
    expect(await countItems(service.engine, referralsTable)).toBe(before + 5);
  });

  it("with any other outcome stays a consultation", async () => {
    const before = await countItems(service.engine, referralsTable);
    const { body } = await service.record();
    expect(body).not.toHaveProperty("referral");
    expect(await countItems(service.engine, referralsTable)).toBe(before);
  });
});

describe("elsewhere", () => {
  it("an outcome of referral advises only (R13, Oxfordshire)", async () => {
    const { body } = await oxfordshire.record(referring);
    expect(body).not.toHaveProperty("referral");
    expect(JSON.stringify(body?.directions ?? "")).not.toMatch(/now a referral/);
    expect(await countItems(oxfordshire.engine, referralsTable)).toBe(0);
  });

  it("nothing at all is recorded without consent or significant risk (R11, Norfolk)", async () => {
    const answer = await norfolk.call("POST", "/consultations", {
      as: "link-social-worker",
      body: consultation(referring),
    });
    expect(answer.body?.type).toBe("/problems/consent-needed");
    expect(await countItems(norfolk.engine, referralsTable)).toBe(0);
    expect(await countItems(norfolk.engine, consultationsTable)).toBe(0);
  });
});
