// Draws set pages with pdfkit: shapes and running lines as artifacts, the letter as a tagged tree.

import { COLUMN, PAGE, type Part, type PlacedLine, type Shape } from "./pdf-galley.ts";
import { COLOURS, type TextStyle } from "./pdf-typesetting.ts";

type Pdf = PDFKit.PDFDocument;
type StructureElement = PDFKit.PDFStructureElement;

/** A line that stands on a page without being part of the letter: a marking, a page number. */
export interface RunningLine {
  readonly page: number;
  readonly y: number;
  readonly text: string;
  readonly style: TextStyle;
  readonly align: "left" | "centre" | "right";
}

export function drawShapes(pdf: Pdf, shapes: readonly Shape[]): void {
  for (const shape of shapes) {
    pdf.switchToPage(shape.page);
    pdf.markContent("Artifact", { type: "Layout" });
    drawShape(pdf, shape);
    pdf.endMarkedContent();
  }
}

function drawShape(pdf: Pdf, { kind, x, y, width, height, colour, weight }: Shape): void {
  switch (kind) {
    case "ground":
      pdf.rect(x, y, width, height).fill(colour);
      return;
    case "border": {
      const half = weight / 2;
      pdf
        .lineWidth(weight)
        .rect(x + half, y + half, width - weight, height - weight)
        .stroke(colour);
      return;
    }
    case "bar":
      pdf.rect(x, y, weight, height).fill(colour);
      return;
    case "rule":
      pdf
        .lineWidth(weight)
        .moveTo(x, y)
        .lineTo(x + width, y)
        .stroke(colour);
  }
}

export function drawRunningLines(pdf: Pdf, lines: readonly RunningLine[]): void {
  for (const { page, y, text, style, align } of lines) {
    pdf.switchToPage(page);
    pdf.markContent("Artifact", { type: "Pagination" });
    drawText(pdf, text, alignedX(pdf, text, style, align), y, style);
    pdf.endMarkedContent();
  }
}

/** A hairline above the foot of each page. */
export function footRules(pages: number): Shape[] {
  const { x, width } = COLUMN;
  const line = { kind: "rule", x, width, height: 0, colour: COLOURS.rule, weight: 0.75 } as const;
  return Array.from({ length: pages }, (_, page) => ({ ...line, page, y: RUNNING.footRule }));
}

/** The style, made smaller where the text would be wider than `width`. */
export function narrowed(pdf: Pdf, text: string, style: TextStyle, width: number): TextStyle {
  return { ...style, size: style.size * Math.min(1, width / widthOf(pdf, text, style)) };
}

export function alignedX(
  pdf: Pdf,
  text: string,
  style: TextStyle,
  align: RunningLine["align"],
): number {
  const free = COLUMN.width - widthOf(pdf, text, style);
  return COLUMN.x + free * { left: 0, centre: 0.5, right: 1 }[align];
}

/** The width in points of a text without line breaks. */
export function widthOf(pdf: Pdf, text: string, { font, size }: TextStyle): number {
  return pdf.font(font).fontSize(size).widthOfString(text);
}

function drawText(pdf: Pdf, text: string, x: number, y: number, style: TextStyle): void {
  pdf.font(style.font).fontSize(style.size).fillColor(style.colour);
  // Centres the letters in their leading, so that frames look even above and below.
  const lead = (style.leading - pdf.currentLineHeight()) / 2;
  pdf.text(text, x, y + lead, { lineBreak: false });
}

/** Draws the letter's parts in reading order and tags each for what it is. */
export function drawTree(pdf: Pdf, root: Part): void {
  const element = pdf.struct(root.tag);
  pdf.addStructure(element);
  drawParts(pdf, root, element);
  element.end();
}

function drawParts(pdf: Pdf, part: Part, element: StructureElement): void {
  for (const child of part.parts) {
    const inner = pdf.struct(child.tag);
    element.add(inner);
    if (child.tag === "L") setNumbering(inner, child.numbered === true);
    drawParts(pdf, child, inner);
    drawLines(pdf, child, inner);
    addBookmark(pdf, child);
    inner.end();
  }
}

/** One piece of marked content for each page the lines stand on. */
function drawLines(pdf: Pdf, part: Part, element: StructureElement): void {
  for (const [page, lines] of Map.groupBy(part.lines, ({ page }) => page)) {
    pdf.switchToPage(page);
    element.add(() => {
      for (const { text, x, y, style } of lines) drawText(pdf, text, x, y, style);
    });
    if (part.link !== undefined) addLink(pdf, part.link, lines, element);
  }
}

function addLink(
  pdf: Pdf,
  { url, text }: { readonly url: string; readonly text: string },
  lines: readonly PlacedLine[],
  element: StructureElement,
): void {
  const x = Math.min(...lines.map((line) => line.x));
  const y = Math.min(...lines.map((line) => line.y));
  const right = Math.max(...lines.map((line) => line.x + widthOf(pdf, line.text, line.style)));
  const bottom = Math.max(...lines.map((line) => line.y + line.style.leading));
  // pdfkit writes String objects as text and plain strings as names; its types don't know either option.
  const options = { Contents: Object(text), structParent: element };
  pdf.link(x, y, right - x, bottom - y, url, options);
}

/** Without it a reader can't tell a numbered list from a plain one. pdfkit's own options don't offer it. */
function setNumbering(element: StructureElement, numbered: boolean): void {
  const { data }: { data: Record<string, unknown> } = Reflect.get(element, "dictionary");
  data.A = { O: "List", ListNumbering: numbered ? "Decimal" : "None" };
}

function addBookmark(pdf: Pdf, { bookmark, lines }: Part): void {
  const first = lines[0];
  if (bookmark === undefined || first === undefined) return;
  // pdfkit takes `left` from the right edge.
  const place = {
    expanded: false,
    fit: false,
    pageNumber: first.page,
    top: first.y - 6,
    left: PAGE.width,
  };
  pdf.outline.addItem(bookmark, place);
}

/** Where the running lines stand, in points from the top. */
export const RUNNING = {
  markingTop: 36,
  footRule: PAGE.height - 62,
  foot: PAGE.height - 56,
  markingBottom: PAGE.height - 38,
};

/** The text cut to `width` with an ellipsis, for running lines. */
export function fitted(pdf: Pdf, text: string, style: TextStyle, width: number): string {
  if (widthOf(pdf, text, style) <= width) return text;
  const characters = [...text];
  let [fits, tooLong] = [0, characters.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    const cut = `${characters.slice(0, middle).join("")}…`;
    if (widthOf(pdf, cut, style) <= width) fits = middle;
    else tooLong = middle;
  }
  return `${characters.slice(0, fits).join("").trimEnd()}…`;
}
