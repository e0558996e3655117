// The PDF's pages before they are drawn: where each line, frame and rule stands, and the tree that says
// what it is. Nothing here draws. Points from the top left corner of A4.

import type { TextStyle } from "./pdf-typesetting.ts";

export const PAGE = { width: 595.28, height: 841.89, left: 64, right: 64, top: 78, bottom: 82 };
export const COLUMN = { x: PAGE.left, width: PAGE.width - PAGE.left - PAGE.right };
const LOWEST = PAGE.height - PAGE.bottom;

/** PDF's standard structure types, those a letter needs. */
export type Tag =
  | "Document"
  | "Sect"
  | "P"
  | "H1"
  | "H2"
  | "H3"
  | "L"
  | "LI"
  | "Lbl"
  | "LBody"
  | "Link";

/** A part of the letter in reading order: it holds lines, or other parts. */
export interface Part {
  readonly tag: Tag;
  readonly parts: Part[];
  readonly lines: PlacedLine[];
  readonly link?: { readonly url: string; readonly text: string };
  readonly numbered?: boolean;
  /** Its title in the list of bookmarks. */
  readonly bookmark?: string;
}

export interface PlacedLine {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly style: TextStyle;
}

/** What is drawn but not read: borders, bars, rules, a button's ground. */
export interface Shape {
  readonly kind: "border" | "bar" | "rule" | "ground";
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
  /** Of the stroke, in points. */
  readonly weight: number;
}

export function newPart(
  tag: Tag,
  more: Partial<Pick<Part, "link" | "numbered" | "bookmark">> = {},
): Part {
  return { tag, parts: [], lines: [], ...more };
}

/** Lines of one part, side by side with those of others. */
export interface Column {
  readonly part: Part;
  readonly lines: readonly string[];
  readonly style: TextStyle;
  readonly x: number;
}

/** Fewest lines of a paragraph left alone at the foot or head of a page. */
const FEWEST_TOGETHER = 2;

/** Fills pages from the top. An endless one, for measuring, has a single page without foot. */
export class Galley {
  readonly shapes: Shape[] = [];
  readonly #lowest: number;
  #page = 0;
  #y = PAGE.top;

  constructor(extent: "pages" | "endless" = "pages") {
    this.#lowest = extent === "pages" ? LOWEST : Number.POSITIVE_INFINITY;
  }

  get page(): number {
    return this.#page;
  }

  get pages(): number {
    return this.#page + 1;
  }

  get y(): number {
    return this.#y;
  }

  /** Room above what follows; none at the head of a page. */
  space(points: number): void {
    if (this.#y > PAGE.top) this.#y += points;
  }

  /** Goes to the next page unless `points` are left on this one, or it is still empty. */
  need(points: number): void {
    if (this.#y + points > this.#lowest && this.#y > PAGE.top) this.#turn();
  }

  /** Sets the lines beneath each other, over as many pages as they take, without orphans or widows. */
  set(part: Part, lines: readonly string[], style: TextStyle, x: number): void {
    this.setColumns([{ part, lines, style, x }]);
  }

  /** Sets columns side by side, all from one height; the leading is the largest of theirs. */
  setColumns(columns: readonly Column[]): void {
    const leading = Math.max(...columns.map(({ style }) => style.leading));
    const total = Math.max(...columns.map(({ lines }) => lines.length));
    let next = 0;
    while (next < total) {
      const fitting = this.#linesThatFit(total - next, leading, next === 0);
      for (const { part, lines, style, x } of columns) {
        for (const [index, text] of lines.slice(next, next + fitting).entries()) {
          const y = this.#y + index * leading;
          part.lines.push({ page: this.#page, x, y, text, style });
        }
      }
      this.#y += fitting * leading;
      next += fitting;
      if (next < total) this.#turn();
    }
  }

  #linesThatFit(left: number, leading: number, first: boolean): number {
    const room = Math.max(0, Math.floor((this.#lowest - this.#y) / leading + 1e-6));
    if (room >= left) return left;
    const emptyPage = this.#y === PAGE.top;
    const leavesWidow = left - room < FEWEST_TOGETHER;
    const fitting = leavesWidow ? left - FEWEST_TOGETHER : room;
    if (fitting < (first ? FEWEST_TOGETHER : 1)) return emptyPage ? Math.max(1, room) : 0;
    return fitting;
  }

  /** Draws a frame around what `content` sets; one on each page it takes. */
  framed(frame: Frame, content: () => void): void {
    const from = { page: this.#page, y: this.#y };
    this.#y += frame.padding;
    content();
    this.#y += frame.padding;
    for (let page = from.page; page <= this.#page; page += 1) {
      const top = page === from.page ? from.y : PAGE.top - frame.padding;
      const bottom = page === this.#page ? this.#y : LOWEST;
      const { kind, x, width, colour, weight } = frame;
      this.shapes.push({ kind, page, x, y: top, width, height: bottom - top, colour, weight });
    }
  }

  rule(colour: string, weight: number): void {
    const { x, width } = COLUMN;
    this.shapes.push({
      kind: "rule",
      page: this.#page,
      x,
      y: this.#y,
      width,
      height: 0,
      colour,
      weight,
    });
  }

  #turn(): void {
    this.#page += 1;
    this.#y = PAGE.top;
  }
}

export interface Frame {
  readonly kind: "border" | "bar" | "ground";
  readonly x: number;
  readonly width: number;
  /** Above and below, inside the frame. */
  readonly padding: number;
  readonly colour: string;
  readonly weight: number;
}
