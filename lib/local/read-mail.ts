// Opens a kept mail: what the inbox tells of it, and its attachments.
import type { ParsedMail } from "mailparser";
import { mailHeaders } from "./mail-headers.ts";
import type { KeptMail, MailStore } from "./mail-store.ts";

/** The last few hundred mails cover what anyone looks at; each is some tens of kilobytes. */
const REMEMBERED_MAILS = 500;

export interface OpenedAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
}

export interface OpenedMail {
  readonly kept: KeptMail;
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly OpenedAttachment[];
  /** By lower-case name; those that stand in the mail more than once joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface MailReader {
  open(mail: KeptMail): Promise<OpenedMail>;
  attachment(mail: KeptMail, index: number): Promise<Buffer | undefined>;
}

/** Reads mails of a store; what was opened lately is remembered, without attachments. */
export function mailReader(store: MailStore): MailReader {
  const opened = new Map<string, Promise<OpenedMail>>();
  return {
    open(mail) {
      const known = opened.get(mail.id);
      if (known !== undefined) return known;
      const opening = openMail(mail, store);
      opened.set(mail.id, opening);
      const [oldest] = opened.keys();
      if (opened.size > REMEMBERED_MAILS && oldest !== undefined) opened.delete(oldest);
      return opening;
    },
    async attachment(mail, index) {
      const { attachments } = await parse(await store.rawMail(mail.id));
      return attachments[index]?.content;
    },
  };
}

async function openMail(kept: KeptMail, store: MailStore): Promise<OpenedMail> {
  const raw = await store.rawMail(kept.id);
  const parsed = await parse(raw);
  const headers = new Map<string, string>();
  for (const { name, value } of mailHeaders(raw)) {
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
  }
  return {
    kept,
    subject: parsed.subject ?? "",
    text: parsed.text ?? null,
    html: parsed.html || null,
    attachments: parsed.attachments.map(({ filename, contentType, size }, index) => ({
      filename: filename ?? `attachment-${index + 1}`,
      contentType,
      size,
    })),
    headers: Object.fromEntries(headers),
  };
}

/** The parser takes a tenth of a second to load, and the service starts without it. */
async function parse(raw: Buffer): Promise<ParsedMail> {
  const { simpleParser } = await import("mailparser");
  return simpleParser(raw, {
    skipTextToHtml: true,
    skipHtmlToText: true,
    skipImageLinks: true,
    skipTextLinks: true,
  });
}
