// The story of a consultation as its people meet it: recorded, sent, filed, sent again, withheld, held.
import { describe, expect, it, test } from "vitest";
import { roleWords } from "../../lambda/consultations/in-words.ts";
import { letterTextOf, readPdf } from "../letters/read-pdf.ts";
import { htmlAsText, words } from "../letters/words-of.ts";
import {
  consultation,
  deliveries,
  enterAgency,
  history,
  read,
  record,
  untilFormIs,
} from "./consulting.ts";
import { everythingStored } from "./stored.ts";
import { useService } from "./use-service.ts";

const running = useService();
const { client } = running;

const school = {
  agencyId: "st-example-primary",
  mailbox: "safeguarding@st-example.example.org",
  /** What the register knows of it, and a consultation may not. */
  identifiers: ["St Example", "safeguarding@", "01632", "Alex Sample"],
};

const bytesOf = async (url: string | undefined): Promise<Buffer> => {
  const response = await fetch(url ?? "");
  return Buffer.from(await response.arrayBuffer());
};

describe("a consultation that is recorded", () => {
  it("reaches the agency's mailbox as text, HTML and PDF that say the same", async () => {
    const { reference } = await record(client);
    const mail = await client.mail(school.mailbox, reference);
    expect(mail.attachments).toHaveLength(1);
    const pdf = await readPdf(await bytesOf(mail.attachments[0]?.url));
    const inText = words(mail.text);
    expect(inText).toContain(words(reference));
    expect(inText).toContain(words(consultation().concern));
    expect(words(htmlAsText(mail.html))).toBe(inText);
    expect(words(letterTextOf(pdf))).toBe(inText);
  });

  it("comes as a PDF that can be read aloud", async () => {
    const { reference } = await record(client);
    const mail = await client.mail(school.mailbox, reference);
    const pdf = await readPdf(await bytesOf(mail.attachments[0]?.url));
    expect(mail.attachments[0]?.contentType).toBe("application/pdf");
    expect([pdf.marked, pdf.language, pdf.showsTitle]).toEqual([true, "en-GB", true]);
    expect(pdf.structure.some((path) => path.endsWith("H1"))).toBe(true);
    expect(pdf.links.some(({ url }) => url.includes("/filings/"))).toBe(true);
  });

  it("has no typed word in the mail's subject, file name or headers", async () => {
    const { reference } = await record(client, { concern: "Thistledown in every lesson." });
    const { subject, attachments, headers } = await client.mail(school.mailbox, reference);
    expect(subject).toBe(`OFFICIAL-SENSITIVE: consultation ${reference}`);
    expect(attachments[0]?.filename).toBe(`consultation-${reference}.pdf`);
    expect(JSON.stringify(headers)).not.toContain("Thistledown");
  });

  it("is stored without a word about who asked", async () => {
    const { reference } = await record(client);
    await client.mail(school.mailbox, reference);
    const stored = await everythingStored(running.service);
    const about = stored.filter(({ item }) => JSON.stringify(item).includes(reference));
    expect(new Set(about.map(({ table }) => table))).toEqual(
      new Set(["Consultations", "Messages", "Requests"]),
    );
    for (const { table, item } of about) {
      // The answer that is kept for repeats names the agency, as the answer did.
      const text = JSON.stringify(table === "Requests" ? { ...item, answer: null } : item);
      for (const identifier of school.identifiers) expect(text).not.toContain(identifier);
    }
    const document = about.find(({ item }) => item.entry === "document")?.item;
    expect(document).toMatchObject({ agencyId: school.agencyId, concern: consultation().concern });
  });

  it("is read kindly: in lower case, with spaces for hyphens, without its prefix", async () => {
    const { reference } = await record(client);
    const kindly = encodeURIComponent(
      reference.replace("NNC-", "").toLowerCase().replaceAll("-", " "),
    );
    const answer = await client.call("GET", `/v1/consultations/${kindly}`, { as: "mash" });
    expect(answer.status).toBe(200);
    expect(answer.body?.reference).toBe(reference);
    expect(answer.headers["content-location"]).toBe(`/v1/consultations/${reference}`);
  });

  it("notes who reads it before showing it", async () => {
    const { reference } = await record(client);
    await untilFormIs(client, reference, "delivered");
    const first = await read(client, reference);
    expect(first.history.map(({ what }) => what)).toEqual([
      "recorded",
      "sent",
      "delivered",
      "read",
    ]);
    expect(first.history.at(-1)?.by).toBe("manager");
    expect(roleWords).toHaveProperty(String(first.history[0]?.by));
  });
});

describe("the filing link", () => {
  const linkIn = (text: string): string => /\/filings\/\S+/.exec(text)?.[0] ?? "";

  it("files by the button alone, once, and thanks every time", async () => {
    const { reference } = await record(client);
    const { text } = await client.mail(school.mailbox, reference);
    const link = linkIn(text);
    for (const method of ["GET", "GET", "HEAD"]) await client.call(method, link, { key: null });
    const page = await client.call("GET", link, { key: null });
    expect(page.text.match(/<button/g)).toHaveLength(1);
    expect(await history(client, reference)).not.toContain("filed");

    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const pressed = () => client.call("POST", link, { key: null, body: "", headers });
    expect([(await pressed()).status, (await pressed()).status]).toEqual([200, 200]);
    const whatHappened = await history(client, reference);
    expect(whatHappened.filter((what) => what === "filed")).toHaveLength(1);
  });

  it("leads nowhere when a character of it is another", async () => {
    const { reference } = await record(client);
    const { text } = await client.mail(school.mailbox, reference);
    const link = linkIn(text);
    const last = link.at(-2) === "A" ? "B" : "A";
    const broken = `${link.slice(0, -2)}${last}${link.at(-1)}`;
    expect((await client.call("POST", broken, { key: null })).status).toBe(404);
    expect(await history(client, reference)).not.toContain("filed");
  });
});

describe("what becomes of a mail", () => {
  it.each([
    ["bounce", "bounced", "bounced"],
    ["complaint", "complained", "complained"],
    ["reject", "rejected", "rejected"],
    ["anything", "delivered", "delivered"],
    // No proof within an hour: somebody has to look.
    ["delay", "delayed", "needs-attention"],
    ["silent", "sent", "needs-attention"],
  ] as const)("%s@… is %s, and an hour later %s", async (mailbox, soon, later) => {
    const agencyId = await enterAgency(client, `${mailbox}@fates.example.org`);
    const { reference } = await record(client, { agencyId });
    await untilFormIs(client, reference, soon);
    await client.moveClock("PT61M");
    expect((await deliveries(client, reference)).map(({ state }) => state)).toEqual([later]);
    const listed = await client.call("GET", `/v1/messages?state=${later}`, { as: "manager" });
    const [message] = await deliveries(client, reference);
    expect(listed.text).toContain(message?.messageId);
  });
});

describe("an agency that nobody verified", () => {
  it("gets its form once an administrator stands for its mailbox", async () => {
    const mailbox = "safeguarding@new-school.example.org";
    const agencyId = await enterAgency(client, mailbox, "link-social-worker");
    const { reference, form } = await record(client, { agencyId });
    expect(form.state).toBe("held");
    await client.moveClock("P3D");
    expect(await client.mails(mailbox)).toEqual([]);

    await client.call("POST", `/v1/agencies/${agencyId}/verification`, { as: "administrator" });
    await client.mail(mailbox, reference);
    await untilFormIs(client, reference, "delivered");
  });
});

describe("sending the form again", () => {
  const reason = "The mailbox was full; the agency has asked for it again.";
  const again = (reference: string) =>
    client.call("POST", `/v1/consultations/${reference}/form-deliveries`, {
      as: "link-social-worker",
      body: { reason },
    });

  it("sends a copy that says so, to the mailbox the agency has by then", async () => {
    const agencyId = await enterAgency(client, "bounce@moved.example.org");
    const { reference } = await record(client, { agencyId });
    await untilFormIs(client, reference, "bounced");
    const moved = { name: "Sample School", type: "primary-school", area: "north" };
    await client.call("PUT", `/v1/agencies/${agencyId}`, {
      as: "administrator",
      body: { ...moved, email: "here@moved.example.org" },
    });

    expect((await again(reference)).status).toBe(202);
    const copy = await client.mail("here@moved.example.org", reference);
    expect(copy.subject).toBe(`OFFICIAL-SENSITIVE: consultation ${reference} (copy)`);
    await untilFormIs(client, reference, "delivered");
    expect((await deliveries(client, reference)).map(({ state }) => state)).toEqual([
      "delivered",
      "bounced",
    ]);
    const resent = (await read(client, reference)).history.find(({ what }) => what === "resent");
    expect(resent).toMatchObject({ by: "link-social-worker", why: reason });
  });

  it("waits for the one that goes by itself", async () => {
    const agencyId = await enterAgency(client, "held@again.example.org", "link-social-worker");
    const { reference } = await record(client, { agencyId });
    const answer = await again(reference);
    expect(answer.body?.type).toBe("/problems/conflict");
    expect(await deliveries(client, reference)).toHaveLength(1);
  });

  it("does not reach a mailbox from which the form is withheld (R32)", async () => {
    const mailbox = "shared@withheld.example.org";
    const agencyId = await enterAgency(client, mailbox);
    const withholdForm = { reasons: "The concern is about someone who reads this mailbox." };
    const { reference, form } = await record(client, { agencyId, withholdForm });
    expect(form.state).toBe("withheld");
    expect((await again(reference)).body?.type).toBe("/problems/conflict");
    await client.moveClock("P2D");
    expect(await client.mails(mailbox)).toEqual([]);
    const form200 = await client.call("GET", `/v1/consultations/${reference}/form`, { as: "mash" });
    expect(form200.status).toBe(200);
  });
});

test("the form can be downloaded in three forms, as PDF where nothing is asked for", async () => {
  const { reference } = await record(client);
  const download = async (accept: string | undefined) => {
    const headers: Record<string, string> = accept === undefined ? {} : { accept };
    const address = `/v1/consultations/${reference}/form`;
    const answer = await client.call("GET", address, { as: "manager", headers });
    expect(answer.status).toBe(200);
    return answer;
  };
  const pdf = await download(undefined);
  expect(pdf.headers["content-type"]).toBe("application/pdf");
  expect(pdf.headers["content-disposition"]).toContain(`consultation-${reference}.pdf`);
  /** Each copy has a filing link of its own. */
  const comparable = (text: string) => words(text).replace(/filings.*?(?=Ifsomethingiswrong)/, "");
  const text = comparable((await download("text/plain")).text);
  expect(text).toContain(words(reference));
  expect(comparable(htmlAsText((await download("text/html")).text))).toBe(text);
  for (const { bytes } of [pdf, await download("application/pdf")]) {
    expect(comparable(letterTextOf(await readPdf(bytes)))).toBe(text);
  }
});

test("a later consultation that quotes the first, however written, is known", async () => {
  const first = await record(client);
  const reference = first.reference.toLowerCase().replaceAll("-", ".");
  const consultedOn = "2026-11-23";
  const later = await record(client, { previousConsultations: [{ reference, consultedOn }] });
  expect(later.previousConsultations).toEqual([
    { reference: first.reference, consultedOn, result: "known" },
  ]);
  expect(later.chain).toMatchObject({ consultations: 1, since: consultedOn });
  const { text } = await client.mail(school.mailbox, later.reference);
  expect(text).not.toContain("chain");
});
