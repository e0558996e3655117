// How the blocks of a letter follow each other on the PDF's pages.

import type { HeadingBlock } from "./letter.ts";
import { setButton, setPanel, setUrgent } from "./pdf-boxes.ts";
import { COLUMN, Galley, newPart, type Part } from "./pdf-galley.ts";
import { setContacts, setFacts, setList } from "./pdf-lists.ts";
import { ABOVE, type Measure, type Setting, setText } from "./pdf-setting.ts";
import { COLOURS, STYLES } from "./pdf-typesetting.ts";
import type { SettledBlock, SettledTyped } from "./settled-letter.ts";

/** A box higher than this may break; half a page of white would be worse. In points. */
const TALLEST_UNBROKEN = 640;
/** What may break begins with at least two lines and the space above them. */
const KEPT_AT_START = 45;
/** Between the bar beside typed text and its words. */
const BAR_INSET = 14;

/** Sets the blocks into `parent`, keeping headings with what follows and boxes whole. */
export function setBlocks(setting: Setting, blocks: readonly SettledBlock[], parent: Part): void {
  for (const [index, block] of blocks.entries()) {
    setting.galley.need(heightToKeep(setting, blocks, index));
    setBlock(setting, block, parent, COLUMN);
  }
}

/** The height that must be left on the page for the block to begin there. */
function heightToKeep(setting: Setting, blocks: readonly SettledBlock[], index: number): number {
  const block = blocks[index];
  switch (block?.kind) {
    case undefined:
      return 0;
    case "heading":
      return heightOf(setting, block) + heightToKeep(setting, blocks, index + 1);
    case "panel":
    case "urgent":
    case "contacts":
    case "button":
      return Math.min(heightOf(setting, block), TALLEST_UNBROKEN);
    case "paragraph":
      return Math.min(heightOf(setting, block), KEPT_AT_START);
    case "typed":
      return KEPT_AT_START + (block.label === undefined ? 0 : STYLES.strong.leading);
    default:
      return KEPT_AT_START;
  }
}

/** How high a block is when nothing breaks it. */
function heightOf({ typesetter }: Setting, block: SettledBlock): number {
  const galley = new Galley("endless");
  galley.set(newPart("P"), [""], STYLES.body, 0);
  const from = galley.y;
  setBlock({ galley, typesetter }, block, newPart("Document"), COLUMN);
  return galley.y - from;
}

function setBlock(setting: Setting, block: SettledBlock, parent: Part, measure: Measure): void {
  switch (block.kind) {
    case "heading":
      setHeading(setting, block, parent, measure);
      break;
    case "paragraph":
      setting.galley.space(ABOVE.paragraph);
      setText(setting, parent, "P", block.text, STYLES.body, measure);
      break;
    case "typed":
      setTyped(setting, block, parent, measure);
      break;
    case "list":
      setList(setting, block, parent, measure);
      break;
    case "facts":
      setFacts(setting, block, parent, measure);
      break;
    case "panel":
      setPanel(setting, block, parent, measure);
      break;
    case "urgent":
      setUrgent(setting, block, parent, measure);
      break;
    case "contacts":
      setContacts(setting, block.items, parent, measure, STYLES.body);
      break;
    case "button":
      setButton(setting, block, parent, measure);
      break;
  }
}

function setHeading(
  setting: Setting,
  { text, level }: HeadingBlock,
  parent: Part,
  measure: Measure,
): void {
  const third = level === 3;
  setting.galley.space(third ? ABOVE.heading3 : ABOVE.heading2);
  const style = third ? STYLES.heading3 : STYLES.heading2;
  setText(setting, parent, third ? "H3" : "H2", text, style, measure, text);
}

function setTyped(
  setting: Setting,
  { label, paragraphs }: SettledTyped,
  parent: Part,
  measure: Measure,
): void {
  const { galley, typesetter } = setting;
  galley.space(ABOVE.paragraph);
  if (label !== undefined) {
    setText(setting, parent, "P", label, STYLES.strong, measure);
    galley.space(3);
  }
  const inner = { x: measure.x + BAR_INSET, width: measure.width - BAR_INSET };
  const bar = {
    kind: "bar",
    x: measure.x,
    width: 0,
    padding: 1,
    colour: COLOURS.rule,
    weight: 3,
  } as const;
  galley.framed(bar, () => {
    for (const [index, lines] of paragraphs.entries()) {
      if (index > 0) galley.space(ABOVE.paragraph);
      const part = newPart("P");
      parent.parts.push(part);
      const set = lines.flatMap((line) => typesetter.lines(line, STYLES.body, inner.width));
      galley.set(part, set, STYLES.body, inner.x);
    }
  });
}
