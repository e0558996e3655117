// Lists, facts and contacts on the PDF's pages. PDF sees each as a list of labels and bodies.

import type { Contact, FactsBlock, ListBlock } from "./letter.ts";
import { type Column, type Galley, newPart, type Part } from "./pdf-galley.ts";
import { ABOVE, type Measure, type Setting, setText } from "./pdf-setting.ts";
import { COLOURS, STYLES, type TextStyle } from "./pdf-typesetting.ts";

/** Between a label and what stands beside it, in points. */
const GUTTER = 12;
const FACT_LABEL_SHARE = 0.34;
const CONTACT_NAME_SHARE = 0.5;

export function setList(
  { galley, typesetter }: Setting,
  { items, ordered }: ListBlock,
  parent: Part,
  { x, width }: Measure,
): void {
  const style = STYLES.body;
  const numbered = ordered === true;
  const labels = items.map((_, index) => (numbered ? `${index + 1}.` : "•"));
  const inset = typesetter.width(labels.at(-1) ?? "", style) + GUTTER;
  const list = newPart("L", { numbered });
  parent.parts.push(list);
  galley.space(ABOVE.paragraph - ABOVE.item);
  for (const [index, text] of items.entries()) {
    galley.space(ABOVE.item);
    const lines = typesetter.lines(text, style, width - inset);
    setItem(
      galley,
      list,
      { lines: labels.slice(index, index + 1), style, x },
      {
        lines,
        style,
        x: x + inset,
      },
    );
  }
}

/** The labels are the terms, the bodies explain them. */
export function setFacts(
  { galley, typesetter }: Setting,
  { rows }: FactsBlock,
  parent: Part,
  { x, width }: Measure,
): void {
  const list = newPart("L");
  parent.parts.push(list);
  const labelWidth = width * FACT_LABEL_SHARE;
  galley.space(ABOVE.paragraph);
  for (const { label, value } of rows) {
    const terms = typesetter.lines(label, STYLES.strong, labelWidth - GUTTER);
    galley.need(2 * ABOVE.row + heightOfStart(terms, STYLES.strong));
    galley.space(ABOVE.row);
    const words = typesetter.lines(value, STYLES.body, width - labelWidth);
    setItem(
      galley,
      list,
      { lines: terms, style: STYLES.strong, x },
      {
        lines: words,
        style: STYLES.body,
        x: x + labelWidth,
      },
    );
    galley.space(ABOVE.row - 1);
    galley.rule(COLOURS.rule, 0.75);
  }
  galley.space(2);
}

/** Each with its number beside the name, and the note beneath the number. */
export function setContacts(
  setting: Setting,
  contacts: readonly Contact[],
  parent: Part,
  { x, width }: Measure,
  style: TextStyle,
): void {
  const { galley, typesetter } = setting;
  const list = newPart("L");
  parent.parts.push(list);
  galley.space(ABOVE.paragraph - ABOVE.item);
  const nameWidth = width * CONTACT_NAME_SHARE;
  const beside = { x: x + nameWidth, width: width - nameWidth };
  for (const { name, phone, note } of contacts) {
    const names = typesetter.lines(`${name}:`, style, nameWidth - GUTTER);
    galley.need(ABOVE.item + heightOfStart(names, style));
    galley.space(ABOVE.item);
    const phones = typesetter.lines(phone, STYLES.strong, beside.width);
    const body = setItem(
      galley,
      list,
      { lines: names, style, x },
      {
        lines: phones,
        style: STYLES.strong,
        x: beside.x,
      },
    );
    if (note !== undefined) setText(setting, body, "P", note, style, beside);
  }
}

/** A label stays whole, and has at least two lines beside or beneath it. */
function heightOfStart(label: readonly string[], { leading }: TextStyle): number {
  return Math.max(2, label.length) * leading;
}

type Set = Pick<Column, "lines" | "style" | "x">;

/** An item of a list: a label, and beside it a paragraph. Returns the item's body, for what follows beneath. */
function setItem(galley: Galley, list: Part, label: Set, paragraph: Set): Part {
  const item = newPart("LI");
  const labelPart = newPart("Lbl");
  const body = newPart("LBody");
  const paragraphPart = newPart("P");
  body.parts.push(paragraphPart);
  item.parts.push(labelPart, body);
  list.parts.push(item);
  galley.setColumns([
    { part: labelPart, ...label },
    { part: paragraphPart, ...paragraph },
  ]);
  return body;
}
