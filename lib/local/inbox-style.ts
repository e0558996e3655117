// The look of the inbox: the list beside the mail, or on a narrow screen one after the other.

export const INBOX_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #ffffff; color: #0b0c0c; font-family: Arial, Helvetica, sans-serif;
  font-size: 17px; line-height: 1.45; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
.skip { position: absolute; left: -9999px; }
.skip:focus { position: static; display: block; padding: 10px 20px; }
.bar { background: #12436d; color: #ffffff; border-bottom: 8px solid #0b0c0c; padding: 14px 20px;
  display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline; justify-content: space-between; }
.bar p { margin: 0; }
.bar .service { font-size: 20px; font-weight: bold; }
.bar a { color: #ffffff; }
.columns { display: grid; grid-template-columns: minmax(270px, 380px) minmax(0, 1fr); max-width: 1500px; }
nav { border-right: 1px solid #b1b4b6; min-height: calc(100vh - 70px); }
nav h1, nav h2 { font-size: 22px; margin: 0; padding: 20px 20px 12px; }
nav form { padding: 0 20px 16px; }
nav label { display: block; margin-bottom: 4px; font-weight: bold; }
nav .search { display: flex; gap: 8px; }
input { flex: 1; min-width: 0; padding: 8px; border: 2px solid #0b0c0c; font: inherit; }
button { padding: 8px 14px; border: 2px solid #12436d; background: #12436d; color: #ffffff; font: inherit;
  font-weight: bold; cursor: pointer; }
button:hover { background: #0b2d4a; }
.news { margin: 0; padding: 0 20px; }
.news:not(:empty) { padding-bottom: 14px; }
.mails { list-style: none; margin: 0; padding: 0; border-top: 1px solid #b1b4b6; }
.mails li { border-bottom: 1px solid #b1b4b6; }
.mails a { display: block; padding: 12px 20px 12px 14px; border-left: 6px solid transparent; color: inherit;
  text-decoration: none; }
.mails a:hover { background: #f3f2f1; }
.mails a[aria-current] { border-left-color: #12436d; background: #eef3f8; }
.mails .subject { display: block; color: #1a5a96; font-weight: bold; text-decoration: underline; }
.mails .line { display: flex; flex-wrap: wrap; gap: 2px 12px; justify-content: space-between; color: #484949;
  font-size: 15px; }
main { padding: 24px 28px 50px; min-width: 0; }
main:focus { outline: none; }
main h1, main .title { margin: 0 0 18px; font-size: 28px; line-height: 1.2; }
main h2:not(.title) { margin: 30px 0 10px; font-size: 20px; }
dl { margin: 0 0 18px; display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 18px; }
dt { font-weight: bold; }
dd { margin: 0; }
.fate { display: inline-block; padding: 1px 9px; border: 1px solid currentColor; font-size: 15px; font-weight: bold; }
.fate.good { color: #005a30; background: #e6f3ec; }
.fate.bad { color: #942514; background: #fbeae7; }
.fate.open { color: #383f43; background: #eeefef; }
.attachments { list-style: none; margin: 0 0 10px; padding: 0; display: flex; flex-wrap: wrap; gap: 10px; }
.attachments li { padding: 10px 14px; border: 1px solid #b1b4b6; }
iframe { display: block; width: 100%; height: 75vh; min-height: 380px; border: 1px solid #b1b4b6; background: #ffffff; }
details { border-bottom: 1px solid #b1b4b6; }
details:first-of-type { border-top: 1px solid #b1b4b6; margin-top: 24px; }
summary { padding: 12px 0; color: #1a5a96; font-weight: bold; cursor: pointer; }
pre { margin: 0 0 16px; padding: 15px; background: #f3f2f1; white-space: pre-wrap; font: 15px/1.45 "Courier New", Courier, monospace; }
a { color: #1a5a96; }
.back { display: none; margin: 0 0 18px; }
a:focus-visible, button:focus-visible, summary:focus-visible, input:focus-visible, iframe:focus-visible {
  outline: 3px solid #0b0c0c; outline-offset: 0; background: #ffdd00; color: #0b0c0c; }
.mails a:focus-visible * { color: #0b0c0c; }
input:focus-visible { background: #ffffff; box-shadow: 0 0 0 3px #ffdd00; }
@media (max-width: 860px) {
  .columns { display: block; }
  nav { border: 0; min-height: 0; }
  .mail nav, .list main { display: none; }
  .back { display: block; }
  main { padding: 18px 16px 40px; }
  dl { display: block; }
  dd { margin-bottom: 8px; }
  iframe { height: 70vh; }
}
@media (forced-colors: active) { .mails a[aria-current] { border-left-color: Highlight; } }
`;
