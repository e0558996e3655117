// A letter: what is said to somebody, as blocks, before it becomes text, HTML or PDF.
// It knows nothing of consultations or referrals; those folders turn their documents into letters.

export interface Letter {
  /** One line; the heading of the letter and the title of the PDF. Our own words. */
  readonly title: string;
  /** The authority's name. */
  readonly from: string;
  /** The number it is filed under. In the PDF it stands on every page, for pages get separated. */
  readonly reference?: string;
  /** The protective marking. In the PDF it stands on every page. */
  readonly marking?: Marking;
  /** In reading order. Urgent blocks at the very start stand before authority and title, in every form. */
  readonly blocks: readonly Block[];
}

export interface Marking {
  readonly text: string;
  readonly place: "top" | "bottom" | "top-and-bottom";
}

/**
 * Only `typed` blocks, and lists and facts marked `typed`, may hold what a person typed. In `typed`
 * blocks line breaks are kept; everywhere else white space, line breaks included, becomes one space.
 */
export type Block =
  | HeadingBlock
  | ParagraphBlock
  | TypedBlock
  | ListBlock
  | FactsBlock
  | PanelBlock
  | UrgentBlock
  | ContactsBlock
  | ButtonBlock;

/** `level` defaults to 2. A level 3 without a level 2 before it is shown as 2. */
export interface HeadingBlock {
  readonly kind: "heading";
  readonly text: string;
  readonly level?: 2 | 3;
}

export interface ParagraphBlock {
  readonly kind: "paragraph";
  readonly text: string;
}

/** Words a person typed: never a link, never markup. Without any words the block is left out. */
export interface TypedBlock {
  readonly kind: "typed";
  readonly text: string;
  readonly label?: string;
}

/**
 * Web and mail addresses in items don't become links, so that nothing slips through. `typed` where a
 * person typed words of the items: then phone numbers don't either.
 */
export interface ListBlock {
  readonly kind: "list";
  readonly items: readonly string[];
  readonly ordered?: boolean;
  readonly typed?: boolean;
}

/** Names and values. For addresses, phone numbers and `typed` the same holds as in a list. */
export interface FactsBlock {
  readonly kind: "facts";
  readonly rows: readonly {
    readonly label: string;
    readonly value: string;
    readonly typed?: boolean;
  }[];
}

/** One thing shown large, such as a reference, and beneath it what is said about it. */
export interface PanelBlock {
  readonly kind: "panel";
  readonly label: string;
  readonly large: string;
  readonly small: readonly string[];
}

export interface UrgentBlock {
  readonly kind: "urgent";
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly contacts?: readonly Contact[];
}

export interface ContactsBlock {
  readonly kind: "contacts";
  readonly items: readonly Contact[];
}

/** `phone` as people read it: "0300 126 7000, options 1 and 1" is fine. */
export interface Contact {
  readonly name: string;
  readonly phone: string;
  readonly note?: string;
}

/** A link; the only one a letter has. `url` is an absolute http(s) address; it is printed under the button. */
export interface ButtonBlock {
  readonly kind: "button";
  readonly text: string;
  readonly url: string;
}
