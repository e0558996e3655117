// What every form of a letter does to words first: nothing invisible is left in them, and
// what a person typed can't become a link.

/** Lines kept as typed in one block; later line breaks become spaces, so that 20,000 line breaks don't make 400 pages. */
const MAX_TYPED_LINES = 400;

/** Marks on one letter beyond these pile up over the neighbouring lines and hide them. No script needs more. */
const MAX_MARKS_ON_A_LETTER = 4;

/**
 * Stands invisibly inside addresses and phone numbers that a person typed, so that mail programs and PDF
 * viewers don't see one. ZERO WIDTH SPACE rather than WORD JOINER: many fonts draw the latter as a box, and
 * an address may break there. Browsers drop it from a pasted host name (Unicode TS 46, "ignored").
 */
export const LINK_BREAKER = "\u200B";

const LINE_BREAKS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const NONCHARACTERS = /\p{Noncharacter_Code_Point}/gu;
const PILED_MARKS = new RegExp(`(\\p{M}{${MAX_MARKS_ON_A_LETTER}})\\p{M}+`, "gu");

/**
 * The words without control characters, bidirectional overrides, zero-width and other invisible
 * characters; lone surrogates become U+FFFD. White space, but the no-break space, becomes plain spaces;
 * line breaks become `\n`. Composed (NFC), as fonts expect.
 */
export function visibleWords(text: string): string {
  return text
    .toWellFormed()
    .replace(LINE_BREAKS, "\n")
    .replace(/[^\S\n\u00A0]/g, " ")
    .replace(NONCHARACTERS, "\uFFFD")
    .replace(INVISIBLE, (character) => (character === "\n" ? "\n" : ""))
    .normalize("NFC")
    .replace(PILED_MARKS, "$1");
}

/** Visible words on one line: white space at the ends is dropped, elsewhere it is one space. */
export function oneLine(text: string): string {
  return visibleWords(text)
    .replace(/[ \n]+/g, " ")
    .trim();
}

/** Typed text as paragraphs (parted by empty lines) of lines, links broken. Empty when no word is left. */
export function typedParagraphs(text: string): string[][] {
  const paragraphs: string[][] = [];
  let lines = 0;
  let open: string[] | undefined;
  for (const typed of visibleWords(text).split("\n")) {
    const line = breakLinks(oneLine(typed));
    const last = paragraphs.at(-1);
    if (line === "") {
      open = undefined;
    } else if (lines >= MAX_TYPED_LINES && last !== undefined) {
      last.push(`${last.pop()} ${line}`);
    } else {
      if (open === undefined) {
        open = [];
        paragraphs.push(open);
      }
      open.push(line);
      lines += 1;
    }
  }
  return paragraphs;
}

const SCHEME = /\b(?:[a-z][a-z0-9+.-]{0,30}:|www)(?=\S)/gi;
const DOMAIN_DOT = /(?<=[\p{L}\p{N}])[.\u3002\uFF0E\uFF61](?=\p{L}{2})/gu;
const AT_SIGN = /(?<=\S)@(?=\S)/gu;
const DOUBLE_SLASH = /([/\\])(?=[/\\])/g;
/** Not after a letter, digit or hyphen: there it is part of a code or reference, which must stay copyable. */
const PHONE = /(?<![\p{L}\p{N}-])\+?\d[\d ().\u00A0-]{5,30}\d/gu;
const FEWEST_DIGITS_OF_A_PHONE = 7;
/** Dates, spans of hours and of years look like numbers to ring, and people search for them. */
const DATE_OR_SPAN =
  /^(?:\d{4}-\d\d-\d\d|\d\d?[.-]\d\d?[.-]\d{2,4}|\d\d?\.\d\d ?- ?\d\d?\.\d\d|(?:19|20)\d\d ?- ?(?:19|20)\d\d)$/;

/** Addresses (web, mail, file) and phone numbers in the text with invisible breakers, so that nothing makes them links. */
export function breakLinks(text: string): string {
  return breakAddresses(text).replace(PHONE, (number) => {
    const digits = number.replace(/\D/g, "").length;
    const leave = digits < FEWEST_DIGITS_OF_A_PHONE || DATE_OR_SPAN.test(number);
    return leave ? number : number.replace(/\d{3}(?=.)/g, `$&${LINK_BREAKER}`);
  });
}

/** Addresses alone: for words that may name the authority's own numbers, which people should be able to tap. */
export function breakAddresses(text: string): string {
  return text
    .replace(DOUBLE_SLASH, `$1${LINK_BREAKER}`)
    .replace(SCHEME, `$&${LINK_BREAKER}`)
    .replace(AT_SIGN, `@${LINK_BREAKER}`)
    .replace(DOMAIN_DOT, `$&${LINK_BREAKER}`);
}
