// Panel, urgent box and button on the PDF's pages.

import type { ButtonBlock, PanelBlock, UrgentBlock } from "./letter.ts";
import { type Galley, newPart, type Part } from "./pdf-galley.ts";
import { setContacts } from "./pdf-lists.ts";
import { ABOVE, type Measure, type Setting, setText } from "./pdf-setting.ts";
import { COLOURS, STYLES, type TextStyle, type Typesetter } from "./pdf-typesetting.ts";

/** Between a box's edge and its words, in points. */
const BOX_INSET = 16;
const PANEL_SMALLEST_SIZE = 14;

export function setPanel(
  setting: Setting,
  { label, large, small }: PanelBlock,
  parent: Part,
  measure: Measure,
): void {
  const inner = inside(measure);
  boxed(setting.galley, measure, COLOURS.ink, 2, () => {
    if (label !== "") setText(setting, parent, "P", label, STYLES.strong, inner);
    if (large !== "") {
      setText(
        setting,
        parent,
        "P",
        large,
        panelStyle(setting.typesetter, large, inner.width),
        inner,
      );
    }
    for (const line of small) {
      setting.galley.space(3);
      setText(setting, parent, "P", line, STYLES.body, inner);
    }
  });
}

/** As large as fits on one line; a reference in two lines would be copied wrongly. */
function panelStyle(typesetter: Typesetter, text: string, width: number): TextStyle {
  const { size, leading } = STYLES.panelLarge;
  const needed = typesetter.width(typesetter.showable(text), STYLES.panelLarge);
  const scale = Math.max(PANEL_SMALLEST_SIZE / size, Math.min(1, (width - 1) / needed));
  return { ...STYLES.panelLarge, size: size * scale, leading: leading * scale };
}

/** Title and words aren't headings: they may stand before the letter's title, and a heading there would be out of order. */
export function setUrgent(
  setting: Setting,
  { title, paragraphs, contacts }: UrgentBlock,
  parent: Part,
  measure: Measure,
): void {
  const inner = inside(measure);
  const section = newPart("Sect");
  parent.parts.push(section);
  boxed(setting.galley, measure, COLOURS.urgent, 4, () => {
    setText(setting, section, "P", title, STYLES.urgentTitle, inner, title);
    for (const paragraph of paragraphs) {
      setting.galley.space(ABOVE.paragraph - 2);
      setText(setting, section, "P", paragraph, STYLES.strong, inner);
    }
    if (contacts !== undefined && contacts.length > 0) {
      setContacts(setting, contacts, section, inner, STYLES.strong);
    }
  });
}

export function setButton(
  setting: Setting,
  { text, url }: ButtonBlock,
  parent: Part,
  measure: Measure,
): void {
  const { galley, typesetter } = setting;
  const sides = 16;
  const style = STYLES.button;
  const lines = typesetter.lines(text, style, measure.width - 2 * sides);
  const width = Math.max(...lines.map((line) => typesetter.width(line, style))) + 2 * sides;
  const paragraph = newPart("P");
  const link = newPart("Link", { link: { url, text } });
  paragraph.parts.push(link);
  parent.parts.push(paragraph);
  galley.space(ABOVE.box);
  const ground = {
    kind: "ground",
    x: measure.x,
    width,
    padding: 9,
    colour: COLOURS.button,
    weight: 0,
  } as const;
  galley.framed(ground, () => galley.set(link, lines, style, measure.x + sides));
  galley.space(5);
  setText(setting, parent, "P", url, STYLES.quiet, measure);
}

function boxed(
  galley: Galley,
  { x, width }: Measure,
  colour: string,
  weight: number,
  content: () => void,
): void {
  galley.space(ABOVE.box);
  galley.framed({ kind: "border", x, width, padding: BOX_INSET - 2, colour, weight }, content);
  galley.space(ABOVE.box / 2);
}

function inside({ x, width }: Measure): Measure {
  return { x: x + BOX_INSET, width: width - 2 * BOX_INSET };
}
