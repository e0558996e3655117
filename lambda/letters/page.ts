// The frame of a page that stands alone: filing a form, "not found", the explanation of a problem.

import { contentSecurityPolicy, type Html, html, raw } from "./html.ts";

const PAGE_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #ffffff; color: #0b0c0c; font-family: Arial, Helvetica, sans-serif;
  font-size: 19px; line-height: 1.5; overflow-wrap: break-word; -webkit-text-size-adjust: 100%; }
.width { max-width: 760px; margin: 0 auto; padding-left: 20px; padding-right: 20px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { position: static; display: block; padding: 10px 20px; }
header { background: #12436d; color: #ffffff; border-bottom: 8px solid #0b0c0c; }
header p { margin: 0; padding: 14px 0; font-size: 20px; font-weight: bold; }
main { display: block; padding-top: 35px; padding-bottom: 50px; }
main:focus { outline: none; }
h1 { margin: 0 0 25px; font-size: 36px; line-height: 1.15; }
h2 { margin: 35px 0 12px; font-size: 24px; line-height: 1.25; }
p, ul, ol, dl, table, pre { margin: 0 0 20px; }
ul, ol { padding-left: 26px; }
li { margin-bottom: 6px; }
dt { font-weight: bold; }
dd { margin: 0 0 12px; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 8px 15px 8px 0; border-bottom: 1px solid #b1b4b6; text-align: left; vertical-align: top; }
code, pre { font-family: "Courier New", Courier, monospace; font-size: 17px; }
pre { padding: 15px; background: #f3f2f1; overflow-x: auto; }
a { color: #1a5a96; }
a:hover { text-decoration-thickness: 3px; }
a:focus, button:focus { outline: 3px solid #0b0c0c; outline-offset: 0; background: #ffdd00; color: #0b0c0c; }
button { padding: 11px 20px; border: 2px solid #00703c; background: #00703c; color: #ffffff; font: inherit;
  font-weight: bold; cursor: pointer; }
button:hover { background: #005a30; }
.done { margin: 0 0 30px; padding: 25px; border: 5px solid #00703c; }
.done h1 { margin: 0; color: #005a30; }
.done p { margin: 15px 0 0; }
.urgent { padding: 18px 20px 0; margin: 0 0 25px; border: 5px solid #b10e1e; font-weight: bold; }
.inset { padding: 12px 0 12px 18px; margin: 0 0 25px; border-left: 8px solid #b1b4b6; }
.inset p:last-child { margin: 0; }
@media (max-width: 420px) { body { font-size: 17px; } h1 { font-size: 29px; } .width { padding-left: 15px; padding-right: 15px; } }
@media print { .skip { display: none; } header { background: #ffffff; color: #0b0c0c; } }
`;

/** The Content-Security-Policy header under which a browser may show such a page, and send its forms to us. */
export const PAGE_SECURITY_POLICY = contentSecurityPolicy(PAGE_STYLE, "own-forms");

export interface Page {
  /** What the page is: its one h1, and the window's title. */
  readonly title: string;
  /** What follows the h1. Classes it may use: `urgent` and `inset` on a box; `button` elements look like buttons. */
  readonly body: Html;
  /** Said in the bar at the top; by default the service's name. */
  readonly service?: string;
  /** Put title and this sentence in the box that says something has been done. */
  readonly done?: string;
}

const SERVICE = "No-names consultations";

/** A whole HTML document: accessible, no script, nothing loaded from elsewhere. */
export function page({ title, body, service = SERVICE, done }: Page): string {
  const heading = html`<h1>${title}</h1>\n`;
  return html`<!doctype html>
<html lang="en-GB" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="format-detection" content="telephone=no">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title} – ${service}</title>
<style>${raw(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the main content</a>
<header><div class="width"><p>${service}</p></div></header>
<main id="content" class="width" tabindex="-1">
${done === undefined ? heading : html`<div class="done">${heading}<p>${done}</p></div>\n`}${body}
</main>
</body>
</html>
`.toString();
}
