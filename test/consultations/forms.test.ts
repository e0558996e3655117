// The form: what it says and in which order, its three shapes, sending it again, and filing it.
import { describe, expect, it } from "vitest";
import { agency } from "../agencies/register.ts";
import type { Answer } from "../call-function.ts";
import { monday, useService } from "./service.ts";

const service = useService();

const form = (reference: string, accept = "text/plain"): Promise<Answer> =>
  service.call("GET", `/consultations/${reference}/form`, { as: "manager", headers: { accept } });

const s47 = {
  outcome: "referral",
  threshold: "s47",
  parentsInforming: { appropriate: false, reasons: "It may put the child at greater risk." },
};

function expectInOrder(text: string | undefined, parts: readonly (string | RegExp)[]): void {
  let rest = (text ?? "").replace(/\s+/g, " ");
  for (const part of parts) {
    const found = typeof part === "string" ? rest.indexOf(part) : rest.search(part);
    expect(found, `“${part}” in its place`).toBeGreaterThanOrEqual(0);
    rest = rest.slice(found);
  }
}

describe("the form", () => {
  it("says everything in its order (R4, R8–R10, R12, R32)", async () => {
    const earlier = await service.record({ consultedAt: "2026-09-01T09:00:00Z" });
    const { reference } = await service.record({
      ...s47,
      background: {
        socialCareHistory: "Known some years ago.",
        settings: ["nursery", "gp-practice"],
      },
      childsViews: "Wants to stay at school longer.",
      nextSteps: [{ action: "Keep a dated record.", who: "agency", by: "2026-12-07" }],
      aboutSomeoneWorkingWithChildren: true,
      previousConsultations: [{ reference: earlier.reference, consultedOn: "2026-09-01" }],
    });
    const { sent } = await form(reference);
    expectInOrder(sent, [
      "OFFICIAL-SENSITIVE",
      /act now/i,
      "section 47",
      "999",
      "Oxfordshire",
      "Record of a consultation without names",
      reference,
      "In telephone words",
      "Quote this reference and the date",
      "23 November 2026",
      "St Example Primary School",
      "designated safeguarding lead",
      "What you told us",
      "hungry on most days",
      "Known some years ago.",
      "Wants to stay at school longer.",
      "nursery, GP practice",
      earlier.reference,
      "Our advice",
      "breakfast club",
      "Next steps",
      "Keep a dated record. (Who: your agency, by 7 December 2026)",
      "Outcome",
      "Informing the parents",
      "would not be appropriate",
      "greater risk",
      "works with children",
      "If the concern grows",
      "999",
      "How to refer",
      "Keep this form on file",
      "Confirm that this form is filed",
      "https://no-names.test/filings/",
      "If something is wrong",
      "If this is not for you",
      "Privacy",
    ]);
  });

  it("starts with no urgent direction where section 47 was not the conclusion", async () => {
    const { reference } = await service.record();
    expect((await form(reference)).sent).not.toMatch(/act now/i);
  });

  it("is a PDF by default, HTML or text on demand, under a name nobody typed", async () => {
    const { reference } = await service.record();
    const pdf = await service.call("GET", `/consultations/${reference}/form`, { as: "mash" });
    expect(pdf.headers["Content-Type"]).toBe("application/pdf");
    expect(
      Buffer.from(pdf.sent ?? "", "base64")
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    expect(pdf.headers["Content-Disposition"]).toBe(
      `inline; filename="consultation-${reference}.pdf"`,
    );
    const html = await form(reference, "text/html");
    expect(html.headers["Content-Type"]).toBe("text/html; charset=utf-8");
    expect(html.headers["Content-Security-Policy"]).toMatch(/style-src/);
    expect((await form(reference, "text/html;q=0.1, text/plain")).headers["Content-Type"]).toMatch(
      /^text\/plain/,
    );
    expect((await form(reference, "image/png")).body?.type).toBe("/problems/not-acceptable");
  });

  it("never turns typed words into links or markup", async () => {
    const { reference } = await service.record({
      concern: `<script>alert(1)</script> "quoted" & [a link](javascript:x)`,
    });
    const html = (await form(reference, "text/html")).sent ?? "";
    expect(html).not.toContain("<script>alert");
    expect(html.match(/<a /g)?.length).toBe(html.match(/<a [^>]*(filings|tel:|#)/g)?.length);
  });

  it("is noted as read when somebody downloads it", async () => {
    const { reference } = await service.record();
    await form(reference);
    const { body } = await service.call("GET", `/consultations/${reference}`, { as: "manager" });
    expect(JSON.stringify(body?.history)).toMatch(/"read".*"read"/);
  });
});

describe("sending the form again", () => {
  const again = (reference: string, options: object = {}) =>
    service.call("POST", `/consultations/${reference}/form-deliveries`, {
      as: "link-social-worker",
      body: { reason: "The mailbox was full." },
      ...options,
    });
  const deliveries = async (reference: string) => {
    const answer = await service.call("GET", `/consultations/${reference}/form-deliveries`, {
      as: "manager",
    });
    return answer.body?.items as Record<string, unknown>[];
  };

  it("waits while one is on its way by itself", async () => {
    const { reference } = await service.record();
    const answer = await again(reference);
    expect(answer.body?.type).toBe("/problems/conflict");
    expect(answer.body?.detail).toMatch(/on its way/);
  });

  it("owes a copy, says so in the subject, and puts the reason into the history", async () => {
    const { reference } = await service.record();
    await service.sweep();
    service.setClock("2026-11-23T10:31:00.000Z");
    const answer = await again(reference);
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ state: "owed", copy: true, to: "agency" });
    await service.sweep();
    const subjects = service.sent
      .map(({ mail }) => mail.subject)
      .filter((subject) => subject.includes(reference));
    expect(subjects).toEqual([
      `OFFICIAL-SENSITIVE: consultation ${reference}`,
      `OFFICIAL-SENSITIVE: consultation ${reference} (copy)`,
    ]);
    expect((await deliveries(reference)).map(({ copy, state }) => [copy, state])).toEqual([
      [true, "sent"],
      [false, "sent"],
    ]);
    const { body } = await service.call("GET", `/consultations/${reference}`, { as: "manager" });
    expect(body?.history).toContainEqual({
      at: "2026-11-23T10:31:00.000Z",
      what: "resent",
      by: "link-social-worker",
      why: "The mailbox was full.",
    });
    service.setClock(monday);
  });

  it("owes one copy when two people ask at once", async () => {
    const { reference } = await service.record();
    await service.sweep();
    const answers = await Promise.all([
      again(reference, { sub: "one" }),
      again(reference, { sub: "two" }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(await deliveries(reference)).toHaveLength(2);
  });

  it("goes to the mailbox the register has when it is sent", async () => {
    await service.enter(agency({ agencyId: "moving-school" }));
    const { reference } = await service.record({ agencyId: "moving-school" });
    await service.sweep();
    await service.enter(agency({ agencyId: "moving-school", email: "new@school.example.org" }));
    await again(reference);
    await service.sweep();
    const to = service.sent
      .filter(({ mail }) => mail.subject.includes(reference))
      .map(({ mail }) => mail.to);
    expect(to).toEqual(["safeguarding@school.example.org", "new@school.example.org"]);
  });

  it("is refused where the form is withheld, and for an agency that was deactivated", async () => {
    const withheld = await service.record({ withholdForm: { reasons: "It is about the reader." } });
    expect((await again(withheld.reference)).body?.detail).toMatch(/withheld/);
    await service.enter(agency({ agencyId: "gone-school" }));
    const { reference } = await service.record({ agencyId: "gone-school" });
    await service.sweep();
    await service.enter(agency({ agencyId: "gone-school", active: false }));
    expect((await again(reference)).body?.type).toBe("/problems/inactive-agency");
  });

  it("guards the reason, too", async () => {
    const { reference } = await service.record();
    await service.sweep();
    const answer = await again(reference, { body: { reason: "jo@example.org asked for it." } });
    expect(answer.body?.type).toBe("/problems/identifiers-found");
  });
});

describe("filing", () => {
  const tokenOf = async (reference: string) =>
    /\/filings\/(\S+)/.exec((await form(reference)).sent ?? "")?.[1] ?? "";
  const historyOf = async (reference: string) => {
    const { body } = await service.call("GET", `/consultations/${reference}`, { as: "manager" });
    const history = (body?.history ?? []) as { what: string }[];
    return history.map(({ what }) => what);
  };

  it("is confirmed by the button, and never by the link alone: mail scanners follow links (R8)", async () => {
    const { reference } = await service.record();
    const token = await tokenOf(reference);
    const page = await service.call("GET", `/filings/${token}`);
    expect(page.status).toBe(200);
    expect(page.sent?.match(/<button/g)).toHaveLength(1);
    expect(await historyOf(reference)).not.toContain("filed");
    const filed = await service.call("POST", `/filings/${token}`, {
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(filed.status).toBe(200);
    expect(await historyOf(reference)).toContain("filed");
  });

  it("answers the same the second time, and is noted once", async () => {
    const { reference } = await service.record();
    const token = await tokenOf(reference);
    const pages = [
      await service.call("POST", `/filings/${token}`),
      await service.call("POST", `/filings/${token}`),
    ];
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    expect(pages[1]?.sent).toBe(pages[0]?.sent);
    expect((await historyOf(reference)).filter((what) => what === "filed")).toHaveLength(1);
  });

  it("leads nowhere with a changed, foreign or purged link, all alike", async () => {
    const { reference } = await service.record();
    const token = await tokenOf(reference);
    const changed = token.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    service.setClock("2029-01-01T12:00:00.000Z");
    const purged = await service.call("POST", `/filings/${token}`);
    service.setClock(monday);
    const unknown = await service.call("POST", `/filings/${changed}`);
    expect([purged.status, unknown.status]).toEqual([404, 404]);
    expect(purged.sent).toBe(unknown.sent);
  });
});
