// The PDF's two fonts: where they lie, and which characters they can show.

import { readFileSync } from "node:fs";
import { join } from "node:path";

export type FontName = "regular" | "bold";

export interface Fonts {
  readonly files: Readonly<Record<FontName, Buffer>>;
  /** Whether both fonts have the character, and it runs from left to right. */
  shows(codePoint: number): boolean;
}

const FILES: Readonly<Record<FontName, string>> = {
  regular: "LiberationSans-Regular.ttf",
  bold: "LiberationSans-Bold.ttf",
};

/** Scripts written from right to left: the fonts have Hebrew, but a PDF's lines here run one way only. */
const RIGHT_TO_LEFT: readonly (readonly [number, number])[] = [
  [0x0590, 0x08ff],
  [0xfb1d, 0xfdff],
  [0xfe70, 0xfeff],
];

/** Font files never change while the process runs, so each folder is read once. */
const loaded = new Map<string, Fonts>();

/** The folder of the fonts: `FONTS_DIR`, else `fonts/` beside this file or the bundle made of it. */
function fontsFolder(): string {
  return process.env.FONTS_DIR ?? join(import.meta.dirname, "fonts");
}

/** @throws Error (ENOENT) when the font files are not in the folder */
export function loadFonts(folder: string = fontsFolder()): Fonts {
  const known = loaded.get(folder);
  if (known !== undefined) return known;
  const files = {
    regular: readFileSync(join(folder, FILES.regular)),
    bold: readFileSync(join(folder, FILES.bold)),
  };
  const regular = charactersOf(files.regular);
  const bold = charactersOf(files.bold);
  const fonts: Fonts = {
    files,
    shows: (codePoint) =>
      regular.has(codePoint) &&
      bold.has(codePoint) &&
      !RIGHT_TO_LEFT.some(([first, last]) => codePoint >= first && codePoint <= last),
  };
  loaded.set(folder, fonts);
  return fonts;
}

/** Offsets and sizes in bytes, as the OpenType specification gives them for the table directory and `cmap`. */
const DIRECTORY = { tables: 4, records: 12, recordSize: 16 };
const UNICODE_BMP = { platform: 3, encoding: 1, format: 4 };

/** The code points a TrueType font has a glyph for, from its Unicode BMP `cmap` (format 4). */
function charactersOf(font: Buffer): Set<number> {
  const table = unicodeTable(font);
  const segments = table.readUInt16BE(6) / 2;
  const ends = 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const offsets = deltas + segments * 2;
  const characters = new Set<number>();
  for (let segment = 0; segment < segments; segment += 1) {
    const at = segment * 2;
    const start = table.readUInt16BE(starts + at);
    const end = table.readUInt16BE(ends + at);
    const delta = table.readUInt16BE(deltas + at);
    const offset = table.readUInt16BE(offsets + at);
    for (let codePoint = start; codePoint <= end && codePoint < 0xffff; codePoint += 1) {
      const glyph =
        offset === 0
          ? codePoint + delta
          : table.readUInt16BE(offsets + at + offset + (codePoint - start) * 2);
      if ((glyph & 0xffff) !== 0) characters.add(codePoint);
    }
  }
  return characters;
}

function unicodeTable(font: Buffer): Buffer {
  const cmap = font.subarray(tableOffset(font, "cmap"));
  const encodings = cmap.readUInt16BE(2);
  for (let index = 0; index < encodings; index += 1) {
    const record = 4 + index * 8;
    const table = cmap.subarray(cmap.readUInt32BE(record + 4));
    if (
      cmap.readUInt16BE(record) === UNICODE_BMP.platform &&
      cmap.readUInt16BE(record + 2) === UNICODE_BMP.encoding &&
      table.readUInt16BE(0) === UNICODE_BMP.format
    ) {
      return table;
    }
  }
  throw new Error("The font has no Unicode character map of format 4");
}

function tableOffset(font: Buffer, tag: string): number {
  const tables = font.readUInt16BE(DIRECTORY.tables);
  for (let index = 0; index < tables; index += 1) {
    const record = DIRECTORY.records + index * DIRECTORY.recordSize;
    if (font.toString("latin1", record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`The font has no table "${tag}"`);
}
