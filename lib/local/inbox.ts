// The inbox on this machine: what was sent, as JSON for programs and as pages for people.
import type { ServerResponse } from "node:http";
import {
  attachmentPath,
  INBOX_SCRIPT,
  INBOX_SECURITY_POLICY,
  inboxPage,
  MAIL_SECURITY_POLICY,
} from "./inbox-page.ts";
import { refuseOtherSites } from "./local-origin.ts";
import { type Answerer, answerJson } from "./local-server.ts";
import type { KeptMail, MailStore } from "./mail-store.ts";
import type { MailReader, OpenedMail } from "./read-mail.ts";

/** A page for people lists no more; programs get them all. */
const LISTED = 300;

export interface InboxParts {
  readonly store: MailStore;
  readonly reader: MailReader;
  /** This inbox's own address, for links in JSON. */
  readonly address: string;
}

/** Answers `/messages`, attachments, and the pages. */
export function inbox(parts: InboxParts): Answerer {
  return refuseOtherSites(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    // An empty box means all.
    const to = searchParams.get("to")?.trim() || undefined;
    const [, place = "", id = "", part = "", index = ""] = pathname.split("/");
    const mail = parts.store.find(id);
    if (request.method !== "GET" && request.method !== "HEAD") return notFound(response);
    if (place === "messages" && id === "") return answerJson(response, 200, await told(parts, to));
    if (place === "messages" && mail && part === "attachments") {
      return sendAttachment(response, parts.reader, mail, Number(index) - 1);
    }
    if (place === "count") return answerJson(response, 200, { count: parts.store.all().length });
    if (place === "inbox.js") return send(response, "text/javascript", INBOX_SCRIPT, {});
    if (place === "mail" && mail && part === "html") return sendMail(response, parts.reader, mail);
    if (place === "mail" && mail && part === "source") {
      return send(response, "text/plain", await parts.store.rawMail(mail.id), {});
    }
    if (place === "" || (place === "mail" && mail && part === "")) {
      return sendPage(response, parts, to, mail);
    }
    return notFound(response);
  });
}

/** Newest first; of a mail to several, one for each of them. */
async function told({ store, reader, address }: InboxParts, to: string | undefined) {
  const mails = addressed(store, to).map(async ({ mail, recipient }) => {
    const { subject, text, html, attachments, headers } = await reader.open(mail);
    return {
      to: recipient,
      subject,
      text,
      html,
      attachments: attachments.map((file, index) => ({
        ...file,
        url: `${address}${attachmentPath(mail, index, file.filename)}`,
      })),
      headers,
      at: mail.at,
    };
  });
  return Promise.all(mails);
}

function addressed(store: MailStore, to: string | undefined) {
  const wanted = to?.toLowerCase();
  return [...store.all()]
    .reverse()
    .flatMap((mail) => mail.recipients.map((recipient) => ({ mail, recipient })))
    .filter(({ recipient }) => wanted === undefined || recipient.toLowerCase() === wanted);
}

async function sendPage(
  response: ServerResponse,
  { store, reader }: InboxParts,
  to: string | undefined,
  askedFor: KeptMail | undefined,
): Promise<void> {
  const mails = addressed(store, to).slice(0, LISTED);
  const listed = mails.map(async ({ mail, recipient }) => {
    const { subject } = await reader.open(mail);
    return { id: mail.id, to: recipient, subject, at: mail.at };
  });
  const shown = askedFor ?? mails[0]?.mail;
  const page = inboxPage({
    listed: await Promise.all(listed),
    to,
    count: store.all().length,
    shown: shown && (await reader.open(shown)),
    askedFor: askedFor !== undefined,
  });
  send(response, "text/html", page, { "Content-Security-Policy": INBOX_SECURITY_POLICY });
}

async function sendMail(
  response: ServerResponse,
  reader: MailReader,
  mail: KeptMail,
): Promise<void> {
  const { html } = await reader.open(mail);
  if (html === null) return notFound(response);
  send(response, "text/html", withLinksOutside(html), {
    "Content-Security-Policy": MAIL_SECURITY_POLICY,
  });
}

/** Links in the frame open a page of their own: the frame itself may send no form and run no script. */
function withLinksOutside(html: NonNullable<OpenedMail["html"]>): string {
  const base = '<base target="_blank">';
  const start = /<head(?:\s[^>]*)?>/i.exec(html) ?? /^\s*<!doctype[^>]*>/i.exec(html);
  if (start === null) return `${base}${html}`;
  const end = start.index + start[0].length;
  return `${html.slice(0, end)}${base}${html.slice(end)}`;
}

async function sendAttachment(
  response: ServerResponse,
  reader: MailReader,
  mail: KeptMail,
  index: number,
): Promise<void> {
  const content = await reader.attachment(mail, index);
  const file = (await reader.open(mail)).attachments[index];
  if (content === undefined || file === undefined) return notFound(response);
  const name = encodeURIComponent(file.filename.toWellFormed()).replaceAll("'", "%27");
  // The type comes with the mail: only the plainest form of it goes into a header.
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.contentType) ? file.contentType : "";
  send(response, type || "application/octet-stream", content, {
    "Content-Disposition": `attachment; filename*=UTF-8''${name}`,
    "Content-Security-Policy": "default-src 'none'; sandbox",
  });
}

function send(
  response: ServerResponse,
  mediaType: string,
  content: string | Buffer,
  headers: Readonly<Record<string, string>>,
): void {
  response
    .writeHead(200, {
      "Content-Type": mediaType.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType,
      "Content-Length": Buffer.byteLength(content),
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      ...headers,
    })
    .end(content);
}

function notFound(response: ServerResponse): void {
  answerJson(response, 404, {
    status: 404,
    detail: "There is GET /messages?to=ADDRESS, and / for people.",
  });
}
