// GET …/consultation-copies: each linked consultation as it was recorded, for the child's record (R27).
import { describe, expect, it } from "vitest";
import { consultationLetter } from "../../lambda/consultations/consultation-letter.ts";
import { findForm } from "../../lambda/consultations/find-form.ts";
import { letterText } from "../../lambda/letters/letter-text.ts";
import { procedureInForce } from "../../lambda/procedures/in-force.ts";
import { loadProcedure, profileFile } from "../../lambda/procedures/load-procedure.ts";
import { copiesLetter } from "../../lambda/referrals/copies-letter.ts";
import { sealWith } from "../../lambda/tables/seal.ts";
import { useReferrals } from "./service.ts";

const service = useReferrals();
const pdf = { accept: "application/pdf" };

const copies = (referralId: string, rest = "", headers = {}) =>
  service.call("GET", `/referrals/${referralId}/consultation-copies${rest}`, {
    as: "mash",
    headers,
  });
const quoted = (...references: readonly string[]) =>
  references.map((reference) => ({ reference, consultedOn: "2026-11-23" }));

describe("the copies", () => {
  it("are every linked consultation with reference and date, the earliest first (R27)", async () => {
    const later = await service.record({ advice: "Call again next week." });
    const earlier = await service.record({ consultedAt: "2026-11-23T09:00:00Z" });
    const { referralId } = await service.register({
      consultations: quoted(later.reference, earlier.reference),
    });
    const { status, body, headers } = await copies(referralId);
    expect(status).toBe(200);
    expect(body?.items).toMatchObject([
      { reference: earlier.reference, consultedOn: "2026-11-23", linkedAt: expect.any(String) },
      { reference: later.reference, document: { advice: "Call again next week." } },
    ]);
    expect(headers["Content-Disposition"]).toBe(`inline; filename="referral-${referralId}.json"`);
    expect(JSON.stringify(body)).not.toMatch(/staff-/);
  });

  it("are written into the history of each before they are given", async () => {
    const { reference } = await service.record();
    const { referralId } = await service.register({ consultations: quoted(reference) });
    await copies(referralId);
    const read = await service.call("GET", `/consultations/${reference}`, { as: "manager" });
    expect(read.body?.history).toContainEqual(
      expect.objectContaining({ what: "read", by: "mash" }),
    );
  });

  it("come as one PDF of up to 20; of more each has to be asked for", async () => {
    const references: string[] = [];
    for (let count = 0; count < 21; count++) references.push((await service.record()).reference);
    const { referralId } = await service.register({
      consultations: quoted(...references.slice(0, 20)),
    });
    const twenty = await copies(referralId, "", pdf);
    expect(twenty.status).toBe(200);
    expect(twenty.headers["Content-Type"]).toBe("application/pdf");
    expect(
      Buffer.from(twenty.sent ?? "", "base64")
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    await service.step(referralId, "consultations", {
      consultations: quoted(references[20] ?? ""),
    });
    const more = await copies(referralId, "", pdf);
    expect(more.status).toBe(413);
    expect(more.body?.detail).toMatch(/each by its reference/);
    expect((await copies(referralId)).status).toBe(200);
    const one = await copies(referralId, `/${references[20]}`, pdf);
    expect(one.headers["Content-Disposition"]).toBe(
      `inline; filename="consultation-${references[20]}.pdf"`,
    );
  });

  it("are only of what is linked now", async () => {
    const { reference } = await service.record();
    const other = await service.record();
    const { referralId } = await service.register({ consultations: quoted(reference) });
    expect((await copies(referralId, `/${other.reference}`)).status).toBe(404);
    await service.step(referralId, `consultations/${reference}/removal`, {
      reason: "Wrong child.",
    });
    expect((await copies(referralId, `/${reference}`)).status).toBe(404);
    expect((await copies(referralId)).body).toEqual({ items: [] });
    expect((await copies(referralId, "", pdf)).status).toBe(200);
  });

  it("say what the form says, without the button by which the agency confirms filing (R27)", async () => {
    const { reference } = await service.record();
    const procedure = procedureInForce(loadProcedure(profileFile("oxfordshire")));
    const seal = sealWith("a secret for tests that is long enough");
    const publicAddress = "https://no-names.test";
    const sources = { database: service.database, procedure, seal, publicAddress };
    const form = await findForm(reference, service.now(), sources);
    if (form === undefined) throw new Error("There is no form.");
    const text = letterText(copiesLetter([consultationLetter(form)], procedure));
    expect(text).toContain(reference);
    expect(text).toContain("23 November 2026");
    expect(text).toContain("hungry on most days");
    expect(text).not.toContain("/filings/");
  });
});
