// Reads the corpora: one JSON object a line, spans marked in the text as [[TYPE:text]] or [[TYPE/variety:text]].

import { readdirSync, readFileSync } from "node:fs";

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  /** How the span is written: `lower`, `word`, `initials`, `disguised`; empty for plain. */
  readonly variety: string;
}

export interface MarkedText {
  readonly id: string;
  /** `identifying`, `clean` (an anonymised narrative) or `hard-clean`. */
  readonly kind: string;
  readonly file: string;
  readonly text: string;
  readonly spans: readonly Span[];
}

const marked = /\[\[([A-Z_]+)(?:\/([a-z-]+))?:([\s\S]*?)\]\](?!\])/g;

/** The text without its marks, and where each marked span stands in it. */
export function unmark(source: string): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  let text = "";
  let at = 0;
  for (const match of source.matchAll(marked)) {
    text += source.slice(at, match.index);
    const [whole, type = "", variety = "", inside = ""] = match;
    spans.push({ start: text.length, end: text.length + inside.length, type, variety });
    text += inside;
    at = match.index + whole.length;
  }
  return { text: text + source.slice(at), spans };
}

/** Who wrote a text: the files of one author begin alike, "a-01.jsonl". */
export function authorOf({ file }: MarkedText): string {
  return file.replace(/[-.].*$/, "");
}

/** Every text of every .jsonl file in a folder, in the order of the files. */
export function readCorpus(folder: string): MarkedText[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .sort()
    .flatMap((file) =>
      readFileSync(`${folder}/${file}`, "utf8")
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line): MarkedText => {
          const { id, kind, text } = JSON.parse(line);
          return { id, kind, file, ...unmark(text) };
        }),
    );
}
