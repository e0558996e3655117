// A letter as plain text, for the text part of an email.

import type { Contact, FactsBlock, Letter, ListBlock, PanelBlock, UrgentBlock } from "./letter.ts";
import { LINK_BREAKER } from "./plain-words.ts";
import {
  type SettledBlock,
  type SettledLetter,
  type SettledTyped,
  settleLetter,
} from "./settled-letter.ts";

/** The width RFC 3676 asks of text that may be quoted: below 78 columns. */
const COLUMNS = 76;

/** Typed text is set in, so that it can't look like a quotation, a signature, a mailbox line or one of our headings. */
const TYPED_INDENT = "  ";

const URGENT_RULE = "*".repeat(60);

/**
 * The letter in lines of at most 76 columns, ended by `\n`; only a button's address may be longer, as it
 * must stay whole. Says the same words as `letterHtml` and `letterPdf`, in the same order.
 */
export function letterText(letter: Letter): string {
  const parts = letterParts(settleLetter(letter));
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function letterParts({ title, from, marking, opening, blocks }: SettledLetter): string[] {
  const atTop = marking !== undefined && marking.place !== "bottom";
  const atBottom = marking !== undefined && marking.place !== "top";
  return [
    atTop ? wrap(marking.text) : "",
    ...opening.map(blockText),
    wrap(from),
    underlined(title, "="),
    ...blocks.map(blockText),
    atBottom ? wrap(marking.text) : "",
  ];
}

function blockText(block: SettledBlock): string {
  switch (block.kind) {
    case "heading":
      return block.level === 3 ? wrap(block.text) : underlined(block.text, "-");
    case "paragraph":
      return wrap(block.text);
    case "typed":
      return typedText(block);
    case "list":
      return listText(block);
    case "facts":
      return factsText(block);
    case "panel":
      return panelText(block);
    case "urgent":
      return urgentText(block);
    case "contacts":
      return contactsText(block.items);
    case "button":
      return `${wrap(block.text)}\n${block.url}`;
  }
}

function underlined(text: string, stroke: "=" | "-"): string {
  const heading = wrap(text);
  const longest = Math.max(...heading.split("\n").map(columnsOf), 3);
  return `${heading}\n${stroke.repeat(longest)}`;
}

function typedText({ label, paragraphs }: SettledTyped): string {
  const text = paragraphs
    .map((lines) => lines.map((line) => wrap(line, TYPED_INDENT)).join("\n"))
    .join("\n\n");
  return label === undefined ? text : `${wrap(label)}\n${text}`;
}

function listText({ items, ordered }: ListBlock): string {
  return items
    .map((item, index) => {
      const mark = ordered === true ? `${index + 1}. ` : "- ";
      return wrap(item, mark, " ".repeat(mark.length));
    })
    .join("\n");
}

function factsText({ rows }: FactsBlock): string {
  return rows.map(({ label, value }) => wrap(`${label}: ${value}`, "", "  ")).join("\n");
}

function panelText({ label, large, small }: PanelBlock): string {
  const words = [large, ...small].filter((line) => line !== "").map((line) => wrap(line, "  "));
  return [...(label === "" ? [] : [wrap(label)]), ...words].join("\n");
}

function urgentText({ title, paragraphs, contacts }: UrgentBlock): string {
  const words = [title, ...paragraphs].map((paragraph) => wrap(paragraph));
  const numbers = contactsText(contacts ?? []);
  return [URGENT_RULE, ...words, ...(numbers === "" ? [] : [numbers]), URGENT_RULE].join("\n\n");
}

function contactsText(contacts: readonly Contact[]): string {
  return contacts
    .map(({ name, phone, note }) => {
      const number = wrap(`${name}: ${phone}`, "- ", "  ");
      return note === undefined ? number : `${number}\n${wrap(note, "  ")}`;
    })
    .join("\n");
}

/** The text in lines of at most 76 columns, the first after `first`, the others after `others`. */
function wrap(text: string, first = "", others = first): string {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const room = COLUMNS - Math.max(first.length, others.length);
  for (const word of text.split(" ")) {
    for (const piece of piecesOf(word, room)) {
      const columns = columnsOf(piece.text);
      if (line !== "" && used + piece.space + columns > room) {
        lines.push(line);
        line = piece.text;
        used = columns;
      } else {
        const space = line === "" ? 0 : piece.space;
        line += " ".repeat(space) + piece.text;
        used += space + columns;
      }
    }
  }
  lines.push(line);
  return lines.map((words, index) => (index === 0 ? first : others) + words).join("\n");
}

const graphemes = new Intl.Segmenter("en-GB", { granularity: "grapheme" });

/** A word as it is, or cut where it is wider than a line. `space`: the columns between it and what goes before. */
function* piecesOf(word: string, room: number): Generator<{ text: string; space: 0 | 1 }> {
  if (columnsOf(word) <= room) {
    yield { text: word, space: 1 };
    return;
  }
  let piece = "";
  let used = 0;
  let space: 0 | 1 = 1;
  for (const { segment } of graphemes.segment(word)) {
    const columns = columnsOf(segment);
    if (used + columns > room) {
      yield { text: piece, space };
      piece = "";
      used = 0;
      space = 0;
    }
    piece += segment;
    used += columns;
  }
  yield { text: piece, space };
}

const NO_COLUMN = new RegExp(`[\\p{M}${LINK_BREAKER}]`, "gu");
const TWO_COLUMNS =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60]/gu;

/** Columns in a terminal or a monospaced font: none for marks, two for East Asian characters and emoji. */
function columnsOf(text: string): number {
  const seen = text.replace(NO_COLUMN, "");
  return [...seen].length + (seen.match(TWO_COLUMNS)?.length ?? 0);
}
