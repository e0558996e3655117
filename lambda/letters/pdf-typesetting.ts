// Text into lines for the PDF: which style, how wide, and what the fonts can't show.

import type { FontName, Fonts } from "./pdf-fonts.ts";
import { LINK_BREAKER } from "./plain-words.ts";

/** Sizes and leading in points. */
export interface TextStyle {
  readonly font: FontName;
  readonly size: number;
  readonly leading: number;
  readonly colour: string;
}

const INK = "#0b0c0c";
const QUIET = "#484949";
const AUTHORITY = "#12436d";
const URGENT = "#b10e1e";

export const COLOURS = {
  rule: "#b1b4b6",
  authority: AUTHORITY,
  urgent: URGENT,
  ink: INK,
  button: "#00703c",
};

export const STYLES = {
  body: { font: "regular", size: 12, leading: 17, colour: INK },
  strong: { font: "bold", size: 12, leading: 17, colour: INK },
  marking: { font: "bold", size: 11, leading: 14, colour: INK },
  from: { font: "bold", size: 13, leading: 17, colour: AUTHORITY },
  title: { font: "bold", size: 24, leading: 29, colour: INK },
  heading2: { font: "bold", size: 16, leading: 20, colour: INK },
  heading3: { font: "bold", size: 13, leading: 17, colour: INK },
  urgentTitle: { font: "bold", size: 16, leading: 20, colour: URGENT },
  panelLarge: { font: "bold", size: 28, leading: 34, colour: INK },
  button: { font: "bold", size: 12, leading: 17, colour: "#ffffff" },
  quiet: { font: "regular", size: 10, leading: 14, colour: QUIET },
  footer: { font: "regular", size: 9, leading: 12, colour: QUIET },
} as const satisfies Record<string, TextStyle>;

/** Stands for a character the fonts lack. */
export const SUBSTITUTE = "□";

/** A line may end after one. */
const BREAKER = new RegExp(`(?<=${LINK_BREAKER})`, "u");

const graphemes = new Intl.Segmenter("en-GB", { granularity: "grapheme" });

/** What a line is made of. `width` in points, without the space after it. */
interface Piece {
  readonly text: string;
  readonly width: number;
  readonly space: "" | " ";
}

export class Typesetter {
  readonly #fonts: Fonts;
  readonly #widthOf: (text: string, style: TextStyle) => number;
  #substituted = false;

  /** @param widthOf the width in points of a text without line breaks */
  constructor(fonts: Fonts, widthOf: (text: string, style: TextStyle) => number) {
    this.#fonts = fonts;
    this.#widthOf = widthOf;
  }

  /** Whether any text so far held a character the fonts lack. */
  get substituted(): boolean {
    return this.#substituted;
  }

  /** The text with □ for what the fonts can't show, one for each character a reader sees. */
  showable(text: string): string {
    if (this.#shows(text)) return text;
    let shown = "";
    for (const { segment } of graphemes.segment(text)) {
      const fits = this.#shows(segment);
      this.#substituted ||= !fits;
      shown += fits ? segment : SUBSTITUTE;
    }
    return shown;
  }

  #shows(text: string): boolean {
    for (const character of text) {
      if (!this.#fonts.shows(character.codePointAt(0) ?? 0)) return false;
    }
    return true;
  }

  width(text: string, style: TextStyle): number {
    return this.#widthOf(text, style);
  }

  /**
   * The text in lines at most `width` points wide. A line that ends between two words keeps its space, one
   * that ends within a word has none: so the lines joined are the text again, for those who copy or listen.
   */
  lines(text: string, style: TextStyle, width: number): string[] {
    const lines: string[] = [];
    let line = "";
    let used = 0;
    for (const piece of this.#pieces(this.showable(text), style, width)) {
      if (line !== "" && used + piece.width > width) {
        lines.push(line);
        line = "";
        used = 0;
      }
      line += piece.text + piece.space;
      used += piece.width + (piece.space === "" ? 0 : this.#widthOf(piece.space, style));
    }
    lines.push(line);
    const last = lines.length - 1;
    return lines.map((words, index) => (index === last ? words.trimEnd() : words));
  }

  /** Words; what is wider than a line in parts, cut at link breakers where it can be. */
  *#pieces(text: string, style: TextStyle, width: number): Generator<Piece> {
    for (const word of text.split(" ")) {
      const needed = this.#widthOf(word, style);
      if (needed <= width) yield { text: word, width: needed, space: " " };
      else yield* this.#parts(word, style, width);
    }
  }

  *#parts(word: string, style: TextStyle, width: number): Generator<Piece> {
    const parts = word.split(BREAKER);
    for (const [index, text] of parts.entries()) {
      const space = index === parts.length - 1 ? " " : "";
      const needed = this.#widthOf(text, style);
      if (needed <= width) yield { text, width: needed, space };
      else yield* this.#cut(text, style, width, space);
    }
  }

  *#cut(part: string, style: TextStyle, width: number, space: Piece["space"]): Generator<Piece> {
    let piece = "";
    let used = 0;
    for (const { segment } of graphemes.segment(part)) {
      const needed = this.#widthOf(segment, style);
      if (piece !== "" && used + needed > width) {
        yield { text: piece, width: used, space: "" };
        piece = "";
        used = 0;
      }
      piece += segment;
      used += needed;
    }
    yield { text: piece, width: used, space };
  }
}
