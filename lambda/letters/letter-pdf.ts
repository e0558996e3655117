// A letter as a tagged PDF (PDF/UA-1) on A4.

import PDFDocument from "pdfkit";
import { escapeHtml } from "./html.ts";
import type { Letter, Marking } from "./letter.ts";
import { setBlocks } from "./pdf-blocks.ts";
import {
  alignedX,
  drawRunningLines,
  drawShapes,
  drawTree,
  fitted,
  footRules,
  narrowed,
  RUNNING,
  type RunningLine,
  widthOf,
} from "./pdf-drawing.ts";
import { type Fonts, loadFonts } from "./pdf-fonts.ts";
import { COLUMN, Galley, newPart, PAGE, type Part } from "./pdf-galley.ts";
import { type Setting, setText } from "./pdf-setting.ts";
import { COLOURS, STYLES, SUBSTITUTE, Typesetter } from "./pdf-typesetting.ts";
import { type SettledLetter, settleLetter } from "./settled-letter.ts";

type Pdf = PDFKit.PDFDocument;

/** White between the two ends of a page's foot, in points. */
const BETWEEN_FEET = 18;

const SUBSTITUTE_NOTE = `${SUBSTITUTE} stands for a character that this PDF can't show. The text of the email shows it.`;

/**
 * The same letter and the same `createdAt` give the same bytes. Says the same words as `letterText` and
 * `letterHtml`, in the same order; marking, short title, reference and page number on each page are artifacts.
 * @throws TypeError as `settleLetter`; Error when the fonts are not where `FONTS_DIR` says
 */
export async function letterPdf(
  letter: Letter,
  { createdAt }: { createdAt: Date },
): Promise<Buffer> {
  const settled = settleLetter(letter);
  const fonts = loadFonts();
  const pdf = openPdf(settled, fonts, createdAt);
  const finished = bytesOf(pdf);
  drawLetter(pdf, settled, new Typesetter(fonts, (text, style) => widthOf(pdf, text, style)));
  pdf.end();
  return finished;
}

function openPdf({ title, from }: SettledLetter, fonts: Fonts, createdAt: Date): Pdf {
  const pdf = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    pdfVersion: "1.7",
    tagged: true,
    lang: "en-GB",
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: false,
    // None at first: pdfkit would load Helvetica from a file that a bundle doesn't have.
    font: "",
    info: { Title: title, Author: from, Creator: from, CreationDate: createdAt },
  });
  pdf.registerFont("regular", fonts.files.regular);
  pdf.registerFont("bold", fonts.files.bold);
  // pdfkit's own `subset: "PDF/UA"` also lists the font's glyphs (CIDSet), but leaves out parts of accented ones.
  pdf.appendXML(
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>',
  );
  escapeMetadata(pdf);
  return pdf;
}

/** pdfkit copies the document's information into XML as it is, after it has been written as text elsewhere. */
function escapeMetadata(pdf: Pdf): void {
  const endMetadata = pdf.endMetadata.bind(pdf);
  pdf.endMetadata = () => {
    const { Title = "", Author = "", Creator = "" } = pdf.info;
    pdf.info.Title = escapeHtml(Title);
    pdf.info.Author = escapeHtml(Author);
    pdf.info.Creator = escapeHtml(Creator);
    endMetadata();
  };
}

function bytesOf(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
    pdf.on("end", () => resolve(Buffer.concat(chunks)));
    pdf.on("error", reject);
  });
}

function drawLetter(pdf: Pdf, letter: SettledLetter, typesetter: Typesetter): void {
  const galley = new Galley();
  const root = newPart("Document");
  const body = newPart("Sect");
  root.parts.push(body);
  setLetter({ galley, typesetter }, letter, body);

  // Pages come first, so that a line on any of them can be drawn in reading order.
  for (let page = 0; page < galley.pages; page += 1) pdf.addPage();
  const running = placeMarking(pdf, letter.marking, galley.pages, root, typesetter);
  const feet = placeFeet(pdf, letter, galley.pages, typesetter);
  drawShapes(pdf, [...galley.shapes, ...footRules(galley.pages)]);
  drawRunningLines(pdf, [...running, ...feet]);
  drawTree(pdf, root);
}

function setLetter(
  setting: Setting,
  { title, from, opening, blocks }: SettledLetter,
  body: Part,
): void {
  const { galley, typesetter } = setting;
  setBlocks(setting, opening, body);
  galley.space(10);
  setText(setting, body, "P", from, STYLES.from, COLUMN);
  galley.space(4);
  setText(setting, body, "H1", title, STYLES.title, COLUMN, title);
  galley.space(9);
  galley.rule(COLOURS.authority, 2);
  galley.space(4);
  setBlocks(setting, blocks, body);
  if (!typesetter.substituted) return;
  galley.need(45);
  galley.space(18);
  setText(setting, body, "P", SUBSTITUTE_NOTE, STYLES.quiet, COLUMN);
}

/**
 * The marking on each page. Once at the top and once at the bottom it is part of the letter, for those who
 * listen to it; everywhere else it is an artifact.
 */
function placeMarking(
  pdf: Pdf,
  marking: Marking | undefined,
  pages: number,
  root: Part,
  typesetter: Typesetter,
): RunningLine[] {
  if (marking === undefined) return [];
  const text = typesetter.showable(marking.text);
  const style = narrowed(pdf, text, STYLES.marking, COLUMN.width);
  const x = alignedX(pdf, text, style, "centre");
  const running: RunningLine[] = [];
  const place = (y: number, spokenOn: number): Part => {
    for (let page = 0; page < pages; page += 1) {
      if (page !== spokenOn) running.push({ page, y, text, style, align: "centre" });
    }
    const part = newPart("P");
    part.lines.push({ page: spokenOn, x, y, text, style });
    return part;
  };
  if (marking.place !== "bottom") root.parts.unshift(place(RUNNING.markingTop, 0));
  if (marking.place !== "top") root.parts.push(place(RUNNING.markingBottom, pages - 1));
  return running;
}

function placeFeet(
  pdf: Pdf,
  { title, from, reference }: SettledLetter,
  pages: number,
  typesetter: Typesetter,
): RunningLine[] {
  const numberOf = (page: number) => {
    const number = `Page ${page} of ${pages}`;
    return reference === undefined ? number : typesetter.showable(`${reference} · ${number}`);
  };
  const short = fitted(
    pdf,
    typesetter.showable(`${from} · ${title}`),
    STYLES.footer,
    COLUMN.width - widthOf(pdf, numberOf(pages), STYLES.footer) - BETWEEN_FEET,
  );
  return Array.from({ length: pages }, (_, page): RunningLine[] => {
    const number = numberOf(page + 1);
    const line = { page, y: RUNNING.foot, style: STYLES.footer };
    return [
      { ...line, text: short, align: "left" },
      { ...line, text: number, align: "right" },
    ];
  }).flat();
}
