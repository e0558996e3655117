// What setting a block takes: where it stands, what it is set into, and the space around it.

import { type Galley, newPart, type Part, type Tag } from "./pdf-galley.ts";
import type { TextStyle, Typesetter } from "./pdf-typesetting.ts";

/** Where a block is set: between these edges, in points. */
export interface Measure {
  readonly x: number;
  readonly width: number;
}

export interface Setting {
  readonly galley: Galley;
  readonly typesetter: Typesetter;
}

/** Space above a block, in points. */
export const ABOVE = { heading2: 22, heading3: 15, box: 12, paragraph: 9, item: 5, row: 6 };

/** Sets one text as a new part of `parent`. */
export function setText(
  { galley, typesetter }: Setting,
  parent: Part,
  tag: Tag,
  text: string,
  style: TextStyle,
  { x, width }: Measure,
  bookmark?: string,
): void {
  const part = newPart(tag, bookmark === undefined ? {} : { bookmark });
  parent.parts.push(part);
  galley.set(part, typesetter.lines(text, style, width), style, x);
}
