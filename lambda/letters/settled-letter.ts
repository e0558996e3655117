// A letter made ready for its three forms: every word visible and harmless, every address checked.
// Text, HTML and PDF are all made from this, so none of them can forget to.

import type {
  Block,
  ButtonBlock,
  Contact,
  FactsBlock,
  HeadingBlock,
  Letter,
  ListBlock,
  Marking,
  PanelBlock,
  TypedBlock,
  UrgentBlock,
} from "./letter.ts";
import { breakAddresses, breakLinks, oneLine, typedParagraphs } from "./plain-words.ts";

/** It stands on one line of each page; more than this could not be read there. */
const MAX_MARKING_CHARACTERS = 100;

export interface SettledLetter {
  readonly title: string;
  readonly from: string;
  readonly reference?: string;
  readonly marking?: Marking;
  /** The urgent blocks that stand before authority and title. */
  readonly opening: readonly UrgentBlock[];
  readonly blocks: readonly SettledBlock[];
}

/** Typed text as paragraphs of lines. */
export interface SettledTyped {
  readonly kind: "typed";
  readonly label?: string;
  readonly paragraphs: readonly (readonly string[])[];
}

export type SettledBlock = Exclude<Block, TypedBlock> | SettledTyped;

/**
 * @throws TypeError when title or sender have no visible word, a marking is too long,
 *   or a button's address is not http(s): mistakes of the code that made the letter.
 */
export function settleLetter(letter: Letter): SettledLetter {
  const title = oneLine(letter.title);
  const from = oneLine(letter.from);
  if (title === "") throw new TypeError("A letter needs a title");
  if (from === "") throw new TypeError("A letter needs the name of the authority it is from");
  const marking = letter.marking && settleMarking(letter.marking);

  const blocks = settleBlocks(letter.blocks);
  const firstOther = blocks.findIndex((block) => block.kind !== "urgent");
  const openings = firstOther === -1 ? blocks.length : firstOther;
  return {
    title,
    from,
    ...(letter.reference && { reference: oneLine(letter.reference) }),
    ...(marking && { marking }),
    opening: blocks.slice(0, openings).filter((block) => block.kind === "urgent"),
    blocks: blocks.slice(openings),
  };
}

function settleMarking({ text, place }: Marking): Marking | undefined {
  const words = oneLine(text);
  if (words.length > MAX_MARKING_CHARACTERS)
    throw new TypeError(`A marking has at most ${MAX_MARKING_CHARACTERS} characters`);
  return words === "" ? undefined : { text: words, place };
}

function settleBlocks(blocks: readonly Block[]): SettledBlock[] {
  const settled: SettledBlock[] = [];
  let sectionOpen = false;
  for (const block of blocks) {
    const ready = settleBlock(block, sectionOpen);
    if (ready === undefined) continue;
    settled.push(ready);
    sectionOpen ||= ready.kind === "heading";
  }
  return settled;
}

/** The block made ready, or undefined when no word of it is left. */
function settleBlock(block: Block, sectionOpen: boolean): SettledBlock | undefined {
  switch (block.kind) {
    case "heading":
      return settleHeading(block, sectionOpen);
    case "paragraph": {
      const text = oneLine(block.text);
      return text === "" ? undefined : { kind: "paragraph", text };
    }
    case "typed":
      return settleTyped(block);
    case "list":
      return settleList(block);
    case "facts":
      return settleFacts(block);
    case "panel":
      return settlePanel(block);
    case "urgent":
      return settleUrgent(block);
    case "contacts": {
      const items = settleContacts(block.items);
      return items.length === 0 ? undefined : { kind: "contacts", items };
    }
    case "button":
      return settleButton(block);
  }
}

function settleHeading(
  { text, level }: HeadingBlock,
  sectionOpen: boolean,
): HeadingBlock | undefined {
  const words = oneLine(text);
  if (words === "") return undefined;
  return { kind: "heading", text: words, level: level === 3 && sectionOpen ? 3 : 2 };
}

function settleTyped({ text, label }: TypedBlock): SettledTyped | undefined {
  const paragraphs = typedParagraphs(text);
  if (paragraphs.length === 0) return undefined;
  const name = label === undefined ? "" : oneLine(label);
  return { kind: "typed", paragraphs, ...(name !== "" && { label: name }) };
}

function settleList({ items, ordered, typed }: ListBlock): ListBlock | undefined {
  const words = visibleLines(items).map(typed === true ? breakLinks : breakAddresses);
  return words.length === 0
    ? undefined
    : { kind: "list", items: words, ...(ordered === true && { ordered }) };
}

function settleFacts({ rows }: FactsBlock): FactsBlock | undefined {
  const settled = rows
    .map(({ label, value, typed }) => ({
      label: oneLine(label),
      value: (typed === true ? breakLinks : breakAddresses)(oneLine(value)),
    }))
    .filter(({ label, value }) => label !== "" && value !== "");
  return settled.length === 0 ? undefined : { kind: "facts", rows: settled };
}

function settlePanel({ label, large, small }: PanelBlock): PanelBlock | undefined {
  const panel: PanelBlock = {
    kind: "panel",
    label: oneLine(label),
    large: oneLine(large),
    small: visibleLines(small),
  };
  return panel.label + panel.large + panel.small.join("") === "" ? undefined : panel;
}

/** Without a title the first words it has are one: an urgent direction is never left out for want of a heading. */
function settleUrgent({ title, paragraphs, contacts }: UrgentBlock): UrgentBlock | undefined {
  const numbers = settleContacts(contacts ?? []);
  const [heading = numbers[0]?.name, ...others] = visibleLines([title, ...paragraphs]);
  if (heading === undefined) return undefined;
  return { kind: "urgent", title: heading, paragraphs: others, contacts: numbers };
}

function settleContacts(contacts: readonly Contact[]): Contact[] {
  return contacts
    .map(({ name, phone, note }) => ({
      name: oneLine(name),
      phone: oneLine(phone),
      note: oneLine(note ?? ""),
    }))
    .filter(({ name, phone }) => name !== "" && phone !== "")
    .map(({ note, ...contact }) => (note === "" ? contact : { ...contact, note }));
}

function settleButton({ text, url }: ButtonBlock): ButtonBlock {
  const address = new URL(url);
  if (address.protocol !== "https:" && address.protocol !== "http:") {
    throw new TypeError("A button's address must begin with https:// or http://");
  }
  const words = oneLine(text);
  if (words === "") throw new TypeError("A button needs words");
  return { kind: "button", text: words, url: address.href };
}

function visibleLines(texts: readonly string[]): string[] {
  return texts.map(oneLine).filter((text) => text !== "");
}
