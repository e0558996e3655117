// A letter as one HTML document, for the HTML part of an email and for a browser.

import { contentSecurityPolicy, type Html, html, raw } from "./html.ts";
import type {
  ButtonBlock,
  Contact,
  FactsBlock,
  HeadingBlock,
  Letter,
  ListBlock,
  Marking,
  PanelBlock,
  UrgentBlock,
} from "./letter.ts";
import { LETTER_STYLE } from "./letter-style.ts";
import { type SettledBlock, type SettledTyped, settleLetter } from "./settled-letter.ts";

/** The Content-Security-Policy header under which a browser may show a letter. */
export const LETTER_SECURITY_POLICY = contentSecurityPolicy(LETTER_STYLE, "no-forms");

/**
 * A whole document: no script, nothing loaded from elsewhere, no link but buttons and the phone numbers of
 * contacts. Frames are tables, since Outlook draws borders and padding on nothing else. Says the same words
 * as `letterText` and `letterPdf`, in the same order.
 */
export function letterHtml(letter: Letter): string {
  const { title, from, marking, opening, blocks } = settleLetter(letter);
  const atTop = marking !== undefined && marking.place !== "bottom";
  const atBottom = marking !== undefined && marking.place !== "top";
  // Mail programs drop <html> and <body>: language and direction are said again on an element they keep.
  const page = html`<!doctype html>
<html lang="en-GB" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="supported-color-schemes" content="light">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<meta name="x-apple-disable-message-reformatting">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${raw(LETTER_STYLE)}</style>
</head>
<body>
<div class="letter" lang="en-GB" dir="ltr">
${atTop && html`<header>${markingHtml(marking)}</header>\n`}<main>
${opening.map(blockHtml)}<p class="from">${from}</p>
<h1>${title}</h1>
${blocks.map(blockHtml)}</main>
${atBottom && html`<footer>${markingHtml(marking)}</footer>\n`}</div>
</body>
</html>
`;
  return page.toString();
}

function markingHtml({ text }: Marking): Html {
  return html`<p class="marking">${text}</p>`;
}

function blockHtml(block: SettledBlock): Html {
  switch (block.kind) {
    case "heading":
      return headingHtml(block);
    case "paragraph":
      return html`<p>${block.text}</p>\n`;
    case "typed":
      return typedHtml(block);
    case "list":
      return listHtml(block);
    case "facts":
      return factsHtml(block);
    case "panel":
      return panelHtml(block);
    case "urgent":
      return urgentHtml(block);
    case "contacts":
      return contactsHtml(block.items);
    case "button":
      return buttonHtml(block);
  }
}

function headingHtml({ text, level }: HeadingBlock): Html {
  return level === 3 ? html`<h3>${text}</h3>\n` : html`<h2>${text}</h2>\n`;
}

/** `dir="auto"`: words in a right-to-left script run their own way and leave ours in place. */
function typedHtml({ label, paragraphs }: SettledTyped): Html {
  return html`${label !== undefined && html`<p class="label">${label}</p>\n`}<div class="typed">
${paragraphs.map((lines) => html`<p dir="auto">${lines.map(lineHtml)}</p>\n`)}</div>\n`;
}

function lineHtml(line: string, index: number): Html {
  return index === 0 ? html`${line}` : html`<br>\n${line}`;
}

function listHtml({ items, ordered }: ListBlock): Html {
  const rows = items.map((item) => html`<li dir="auto">${item}</li>\n`);
  return ordered === true ? html`<ol>\n${rows}</ol>\n` : html`<ul>\n${rows}</ul>\n`;
}

function factsHtml({ rows }: FactsBlock): Html {
  return html`<dl>
${rows.map(({ label, value }) => html`<div><dt>${label}</dt> <dd dir="auto">${value}</dd></div>\n`)}</dl>\n`;
}

function panelHtml({ label, large, small }: PanelBlock): Html {
  return html`<table role="presentation"><tr><td class="panel">
${label !== "" && html`<p class="label">${label}</p>\n`}${large !== "" && html`<p class="panel-large">${large}</p>\n`}${small.map((line) => html`<p>${line}</p>\n`)}</td></tr></table>\n`;
}

function urgentHtml({ title, paragraphs, contacts }: UrgentBlock): Html {
  return html`<section aria-label="${title}">
<table role="presentation"><tr><td class="urgent">
<p class="urgent-title"><strong>${title}</strong></p>
${paragraphs.map((paragraph) => html`<p><strong>${paragraph}</strong></p>\n`)}${
  contacts !== undefined && contacts.length > 0 && contactsHtml(contacts)
}</td></tr></table>
</section>\n`;
}

/** `role="list"`: without bullets VoiceOver would no longer call it one. */
function contactsHtml(contacts: readonly Contact[]): Html {
  return html`<ul class="contacts" role="list">
${contacts.map(
  ({ name, phone, note }) =>
    html`<li>${name}: ${phoneHtml(phone)}${note !== undefined && html` <span class="note">${note}</span>`}</li>\n`,
)}</ul>\n`;
}

/** What a telephone can dial as it stands; "0300 126 7000, options 1 and 1" is not. */
const DIALLABLE = /^\+?[\d ()\u00A0-]{3,20}$/;

function phoneHtml(phone: string): Html {
  if (!DIALLABLE.test(phone)) return html`<span class="phone">${phone}</span>`;
  return html`<a class="phone" href="tel:${phone.replace(/[^+\d]/g, "")}">${phone}</a>`;
}

function buttonHtml({ text, url }: ButtonBlock): Html {
  return html`<table role="presentation" class="button"><tr><td><a href="${url}">${text}</a></td></tr></table>
<p class="address">${url}</p>\n`;
}
