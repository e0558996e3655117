// The mail as it is written: its parts, its headers, and that nothing typed gets near them.
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import type { Letter } from "../../lambda/letters/letter.ts";
import { mimeMail } from "../../lambda/mail/mime-mail.ts";

const letter: Letter = {
  title: "Record of a consultation without names",
  from: "Example Council",
  marking: { text: "OFFICIAL-SENSITIVE", place: "top" },
  blocks: [
    {
      kind: "typed",
      text: "Subject: no\r\nBcc: somebody@example.org\r\n\r\n.\r\nDas Kind sagt „nein“ 😀",
    },
  ],
};

const write = (changes: object = {}) =>
  mimeMail(
    {
      to: "safeguarding@school.example.org",
      subject: "OFFICIAL-SENSITIVE: consultation NNC-0000-0000-0000",
      letter,
      pdf: { fileName: "consultation-NNC-0000-0000-0000.pdf", createdAt: new Date(0) },
      ...changes,
    },
    { from: "No names <no-names@authority.test>", at: new Date("2026-11-23T10:30:00Z") },
  );

describe("the mail", () => {
  it("has text, HTML and PDF", async () => {
    const mail = await simpleParser(await write());
    expect(mail.text).toContain("Das Kind sagt „nein“ 😀");
    expect(mail.html).toContain("<h1");
    expect(mail.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ["consultation-NNC-0000-0000-0000.pdf", "application/pdf"],
    ]);
    expect(mail.subject).toBe("OFFICIAL-SENSITIVE: consultation NNC-0000-0000-0000");
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
  });

  it("has one recipient, and no header that was typed", async () => {
    const mail = await simpleParser(await write());
    expect([mail.to].flat().map((to) => to?.text)).toEqual(["safeguarding@school.example.org"]);
    expect(mail.bcc).toBeUndefined();
  });

  it("has lines of at most 76 characters of ASCII, ended by CRLF", async () => {
    const bytes = await write();
    const text = bytes.toString("latin1");
    expect(Math.max(...text.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(text).not.toMatch(/[^\r]\n/);
    expect(bytes.every((byte) => byte < 0x80)).toBe(true);
  });

  it("comes without a PDF where the message has none", async () => {
    expect((await simpleParser(await write({ pdf: undefined }))).attachments).toEqual([]);
  });
});
