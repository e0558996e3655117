// The one style sheet of a letter's HTML. Plain rules only: mail programs know little else, and without
// any of it the letter is still in order, headed and readable.

export const LETTER_STYLE = `
:root { color-scheme: light; }
body { margin: 0; padding: 0; background: #ffffff; color: #0b0c0c; }
.letter { max-width: 640px; margin: 0 auto; padding: 20px 20px 40px; background: #ffffff; color: #0b0c0c;
  font-family: Arial, Helvetica, sans-serif; font-size: 17px; line-height: 1.5; text-align: left;
  overflow-wrap: break-word; word-wrap: break-word; -webkit-text-size-adjust: 100%; }
.letter p { margin: 0 0 15px; }
.letter h1 { margin: 0 0 25px; padding: 0 0 15px; border-bottom: 2px solid #12436d; font-size: 32px; line-height: 1.2; }
.letter h2 { margin: 35px 0 12px; font-size: 22px; line-height: 1.25; }
.letter h3 { margin: 25px 0 10px; font-size: 18px; line-height: 1.3; }
.letter table { width: 100%; margin: 0 0 25px; border-collapse: separate; border-spacing: 0; }
.letter ul, .letter ol { margin: 0 0 15px; padding: 0 0 0 24px; }
.letter li { margin: 0 0 8px; }
.letter a { color: #1a5a96; text-decoration: underline; }
.letter a:focus { outline: 3px solid #0b0c0c; outline-offset: 2px; background: #ffdd00; color: #0b0c0c; }
.letter .marking { margin: 0 0 20px; font-weight: bold; text-align: center; }
.letter footer .marking { margin: 30px 0 0; }
.letter .from { margin: 0 0 10px; color: #12436d; font-size: 18px; font-weight: bold; }
.letter .urgent { padding: 18px 20px 6px; border: 5px solid #b10e1e; font-weight: bold; }
.letter .urgent-title { color: #b10e1e; font-size: 22px; line-height: 1.3; }
.letter .panel { padding: 18px 20px 6px; border: 2px solid #0b0c0c; }
.letter .panel-large { margin: 2px 0 12px; font-size: 30px; font-weight: bold; line-height: 1.2; }
.letter .label { margin: 0 0 5px; font-weight: bold; }
.letter .typed { margin: 0 0 22px; padding: 2px 0 1px 15px; border-left: 4px solid #b1b4b6; }
.letter .typed p:last-child { margin-bottom: 0; }
.letter dl { margin: 0 0 20px; }
.letter dl div { padding: 9px 0; border-bottom: 1px solid #b1b4b6; }
.letter dt { font-weight: bold; }
.letter dd { margin: 0; }
.letter .contacts { padding: 0; list-style: none; }
.letter .contacts li { margin: 0 0 12px; }
.letter .phone { font-weight: bold; }
.letter a.phone { white-space: nowrap; }
.letter .note { display: block; }
.letter .button { width: auto; margin: 10px 0 12px; }
.letter .button td { background: #00703c; border: 2px solid #00703c; }
.letter .button a { display: inline-block; padding: 11px 18px; color: #ffffff; font-weight: bold; text-decoration: none; }
.letter .button a:focus { color: #0b0c0c; }
.letter .address { color: #484949; font-size: 14px; word-break: break-all; }
@media (min-width: 600px) {
  .letter { padding-top: 30px; }
  .letter dl div { display: flex; }
  .letter dt { flex: 0 0 34%; padding-right: 15px; }
  .letter dd { flex: 1 1 auto; min-width: 0; }
}
@media (max-width: 420px) {
  .letter { padding-left: 15px; padding-right: 15px; }
  .letter h1 { font-size: 27px; }
  .letter .panel, .letter .urgent { padding-left: 14px; padding-right: 14px; }
  .letter .panel-large { font-size: 23px; }
}
@page { size: A4; margin: 20mm; }
@media print {
  .letter { max-width: none; padding: 0; font-size: 12pt; }
  .letter h1, .letter h2, .letter h3, .letter .label { break-after: avoid; }
  .letter table, .letter li, .letter dl div { break-inside: avoid; }
  .letter p { orphans: 3; widows: 3; }
  .letter .button td { background: #ffffff; border-color: #0b0c0c; }
  .letter .button a { color: #0b0c0c; }
}
`;
