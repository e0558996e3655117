// The inbox as people see it: every mail the service sent from this machine, newest first.
import { createHash } from "node:crypto";
import { type Html, html, raw } from "../../lambda/letters/html.ts";
import { INBOX_STYLE } from "./inbox-style.ts";
import { type Fate, fateOf } from "./mail-fates.ts";
import type { KeptMail } from "./mail-store.ts";
import type { OpenedMail } from "./read-mail.ts";

const styleHash = createHash("sha256").update(INBOX_STYLE, "utf8").digest("base64");

/** The page loads its one script and the mail's frame from itself, and nothing else. */
export const INBOX_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "script-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A mail is shown without scripts, forms and anything from elsewhere; its links open a page of their own. */
export const MAIL_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  "sandbox allow-popups allow-popups-to-escape-sandbox",
].join("; ");

/** Says that there is something new, without moving what is being read. */
export const INBOX_SCRIPT = `// Says when mail has come since the page was made.
const news = document.querySelector(".news");
const known = Number(news.dataset.known);
const LOOK_EVERY_MS = 3000;
async function look() {
  const answer = await fetch("/count").catch(() => undefined);
  const count = answer?.ok ? (await answer.json()).count : known;
  if (count > known && news.textContent === "") {
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = "New mail has come: show it";
    news.append(link);
  }
  setTimeout(look, LOOK_EVERY_MS);
}
setTimeout(look, LOOK_EVERY_MS);
`;

const fateWords: Readonly<Record<Fate, readonly [tone: "good" | "bad" | "open", words: string]>> = {
  delivered: ["good", "Delivered"],
  bounce: ["bad", "Bounced"],
  complaint: ["bad", "Complained about"],
  delay: ["open", "Delayed"],
  silent: ["open", "Nothing reported"],
  reject: ["bad", "Rejected"],
};

export interface ListedMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly at: string;
}

export interface InboxView {
  /** Newest first. */
  readonly listed: readonly ListedMail[];
  /** What the list was narrowed to. */
  readonly to: string | undefined;
  readonly count: number;
  /** The mail that is shown beside the list, and whether it was asked for. */
  readonly shown?: OpenedMail;
  readonly askedFor: boolean;
}

/** A whole HTML document: the list, and beside it a mail. */
export function inboxPage(view: InboxView): string {
  const { shown, askedFor } = view;
  const title = askedFor && shown ? shown.subject : "Inbox";
  return html`<!doctype html>
<html lang="en-GB" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title} – No-names consultations on this machine</title>
<style>${raw(INBOX_STYLE)}</style>
<script src="/inbox.js" defer></script>
</head>
<body class="${askedFor ? "mail" : "list"}">
<a class="skip" href="#content">Skip to the mail</a>
<header class="bar"><p class="service">No-names consultations</p><p>Inbox of this machine: nothing here has left it</p></header>
<div class="columns">
${listOf(view)}
<main id="content" tabindex="-1">
${shown ? mailOf(shown, view) : nothing(view.to)}
</main>
</div>
</body>
</html>
`.toString();
}

function listOf({ listed, to, count, shown, askedFor }: InboxView): Html {
  const heading = askedFor ? html`<h2>Inbox</h2>` : html`<h1>Inbox</h1>`;
  return html`<nav aria-label="Mails">
${heading}
<form method="get" action="/"><label for="to">Only to this address</label><div class="search"><input id="to" name="to" type="text" inputmode="email" autocomplete="off" spellcheck="false" value="${to ?? ""}"><button>Show</button></div></form>
<p class="news" role="status" data-known="${count}"></p>
<ol class="mails">${listed.map(
    (mail) => html`
<li><a href="${addressOf(mail.id, to)}"${mail.id === shown?.kept.id && raw(' aria-current="true"')}><span class="subject">${mail.subject || "(no subject)"}</span> <span class="line"><span>${mail.to}</span> ${timeOf(mail.at)}</span></a></li>`,
  )}
</ol>
</nav>`;
}

function mailOf(mail: OpenedMail, { to, askedFor }: InboxView): Html {
  const { kept, attachments } = mail;
  const frame = `/mail/${kept.id}/html`;
  const subject = mail.subject || "(no subject)";
  return html`<p class="back"><a href="${to ? `/?to=${encodeURIComponent(to)}` : "/"}">Back to all mails</a></p>
${askedFor ? html`<h1 class="title">${subject}</h1>` : html`<h2 class="title">${subject}</h2>`}
<dl>
${kept.recipients.map((recipient) => html`<dt>To</dt><dd>${recipient} ${fateMark(recipient)}</dd>`)}
<dt>From</dt><dd>${mail.headers.from ?? kept.source}</dd>
<dt>Sent</dt><dd>${timeOf(kept.at)}</dd>
</dl>
${attachments.length > 0 && html`<h2>Attachments</h2><ul class="attachments">${attachments.map((file, index) => html`<li><a href="${attachmentPath(kept, index, file.filename)}">${file.filename}</a><br>${file.contentType}, ${kilobytes(file.size)}</li>`)}</ul>`}
${
  mail.html === null
    ? html`<h2>Text</h2><pre>${mail.text ?? ""}</pre>`
    : html`<h2>As HTML</h2>
<iframe src="${frame}" title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>
<details><summary>As plain text</summary><pre>${mail.text ?? "This mail has no plain text."}</pre></details>`
}
<details><summary>Headers</summary><dl>${Object.entries(mail.headers).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></details>
<details><summary>As it was sent</summary><p><a href="/mail/${kept.id}/source">Show the source of this mail</a></p></details>`;
}

const nothing = (to: string | undefined): Html =>
  to
    ? html`<h1>No mail to this address</h1><p>Nothing was sent to “${to}”. <a href="/">Show all mails</a></p>`
    : html`<h1>No mail yet</h1><p>What the service sends appears here. Record a consultation to see the first.</p>`;

function fateMark(recipient: string): Html {
  const [tone, words] = fateWords[fateOf(recipient)];
  return html`<span class="fate ${tone}">${words}</span>`;
}

const addressOf = (id: string, to: string | undefined): string =>
  `/mail/${id}${to ? `?to=${encodeURIComponent(to)}` : ""}`;

/** Where an attachment is found; its name stands last so that a download has it. */
export const attachmentPath = (mail: KeptMail, index: number, filename: string): string =>
  `/messages/${mail.id}/attachments/${index + 1}/${encodeURIComponent(filename.toWellFormed())}`;

const timeFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  dateStyle: "medium",
  timeStyle: "medium",
});

const timeOf = (at: string): Html =>
  html`<time datetime="${at}">${timeFormat.format(new Date(at))}</time>`;

const kilobytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1024))} KB`;
