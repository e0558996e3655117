// The number of a consultation or a referral: drawing, checking, reading and speaking it.

import {
  ALPHABET,
  MODULUS,
  type Sums,
  sumsOf,
  symbolsOf,
  withCheckSymbols,
} from "./check-symbols.ts";
import { pooledRandomBytes } from "./random-bytes.ts";
import { readsRudely } from "./rude-words.ts";
import { TELEPHONE_WORDS } from "./telephone-words.ts";

declare const canonical: unique symbol;

export type ReferenceKind = "consultation" | "referral";

/** `NNC-XXXX-XXXX-XXXX` or `NNR-XXXX-XXXX-XXXX`, its check symbols right. It says nothing about what it names. */
export type Reference = string & { readonly [canonical]: true };

/**
 * Why a text is no reference.
 * - `length`: neither 15 symbols nor the 12 without the prefix
 * - `prefix`: the first three are neither NNC nor NNR, or the rest belongs to the other kind
 * - `character`: a symbol that no reference holds; `position` counts the 12 from 1
 * - `check`: the check symbols disagree with the rest
 */
export type UnreadableReference = {
  ok: false;
  reason: "length" | "prefix" | "character" | "check";
  position?: number;
};

export type ReferenceReading =
  | { ok: true; kind: ReferenceKind; reference: Reference }
  | UnreadableReference;

const PREFIX: Readonly<Record<ReferenceKind, string>> = { consultation: "NNC", referral: "NNR" };
const PREFIX_SYMBOLS = 3;
const SYMBOLS = 12;
const DRAWN_SYMBOLS = 10;

/**
 * What the sums of a word come to. Any two columns (i, i²) are independent for i = 1…12, so one or two wrong symbols
 * always break a sum. Both kinds share the first on purpose: one wrong symbol changes it by i·e, a swap by (i − j)·e,
 * neither of them ever 0, so neither turns a number of one kind into the other's, even where the prefix is left out.
 */
const CHECK: Readonly<Record<ReferenceKind, Sums>> = {
  consultation: { first: 1, second: 2 },
  referral: { first: 1, second: 21 },
};

/** Bytes from here on are thrown away: 253 is the last multiple of 23 in a byte, so every symbol is equally likely. */
const BYTES_USED = 253;

/** One draw in fourteen is drawn again, so this many in a row mean that the source of randomness is broken. */
const DRAWS_AT_MOST = 100;
/** One byte in eighty is thrown away: a source that gives nothing else so often is broken. */
const READS_AT_MOST = 100;

/** Screening would take so many digits for a telephone or an NHS number. */
const DIGITS_IN_A_ROW = /[0-9]{6}/;

/** Room for spaces between all symbols and around them; anything longer is no reference and is not looked at. */
const LONGEST_TEXT = 256;

/** White space and hyphens of every sort, also those nobody sees (soft hyphen, zero-width space), and dots. */
const DROPPED = /[\s\u200B\u2060\p{Dash_Punctuation}\u00AD\u2043\u2212.\u00B7]/gu;

/** What people write, or a scanner reads, instead of a symbol. Whatever else is written is refused, never guessed. */
const FOLDED = {
  ...{ O: "0", Q: "0", I: "1", L: "1", S: "5", B: "8", Z: "2" },
  ...{ U: "V", N: "M", D: "T", P: "T" },
};

/** The value of each character that may be written, capital or small. */
const VALUES: ReadonlyMap<string, number> = new Map(
  [
    ...Array.from(ALPHABET, (symbol) => [symbol, symbol] as const),
    ...Object.entries(FOLDED),
  ].flatMap(([written, symbol]) => [
    [written, ALPHABET.indexOf(symbol)],
    [written.toLowerCase(), ALPHABET.indexOf(symbol)],
  ]),
);

const CANONICAL = new RegExp(`^NN[CR](?:-[${ALPHABET}]{4}){3}$`);

/**
 * A new reference, drawn and never derived from data, time or a counter. It never holds six digits in a row or a rude
 * word. Whether it is still free only the table knows.
 *
 * @param randomBytes gives as many bytes as asked for, from a cryptographic source
 * @throws Error when the source gives nothing usable
 */
export function issueReference(
  kind: ReferenceKind,
  randomBytes: (size: number) => Uint8Array = pooledRandomBytes,
): Reference {
  for (let draw = 0; draw < DRAWS_AT_MOST; draw++) {
    const symbols = symbolsOf(withCheckSymbols(drawValues(randomBytes), CHECK[kind]));
    if (!DIGITS_IN_A_ROW.test(symbols) && !readsRudely(symbols)) return grouped(kind, symbols);
  }
  throw new Error(
    `No reference could be drawn: ${DRAWS_AT_MOST} draws in a row were unusable, so the source of randomness is broken.`,
  );
}

/**
 * Reads a reference as people write it: capital or small, with or without prefix, white space, hyphens and dots anywhere,
 * look-alikes for what they stand for. With the prefix, one or two wrong symbols are always refused. Without it the
 * check alone tells the kind: one wrong symbol or a swap is still always refused; for each two places, one of the 484
 * ways to get both wrong reads as the other kind, never as another number of the same.
 *
 * Nothing of the text is repeated in a refusal: it may be a name.
 */
export function parseReference(text: string): ReferenceReading {
  if (text.length > LONGEST_TEXT) return { ok: false, reason: "length" };
  const characters = Array.from(text.replace(DROPPED, ""));
  if (characters.length === SYMBOLS) return readSymbols(characters);
  if (characters.length !== PREFIX_SYMBOLS + SYMBOLS) return { ok: false, reason: "length" };

  const kind = kindOfPrefix(characters.slice(0, PREFIX_SYMBOLS).join(""));
  if (kind === undefined) return { ok: false, reason: "prefix" };
  const reading = readSymbols(characters.slice(PREFIX_SYMBOLS));
  return reading.ok && reading.kind !== kind ? { ok: false, reason: "prefix" } : reading;
}

/** Whether a value is a reference in its canonical form. */
export function isReference(value: unknown): value is Reference {
  return typeof value === "string" && CANONICAL.test(value) && parseReference(value).ok;
}

/**
 * A reference in telephone words: "November November Charlie, seven three Charlie Foxtrot, …", a comma for each hyphen.
 *
 * @throws RangeError for anything but a canonical reference
 */
export function speakReference(reference: Reference): string {
  if (!isReference(reference)) {
    throw new RangeError("Only a reference in its canonical form can be put in telephone words.");
  }
  let words = "";
  for (const symbol of reference) {
    words += symbol === "-" ? "," : ` ${TELEPHONE_WORDS.get(symbol)}`;
  }
  return words.trimStart();
}

/** What is wrong with a text that is no reference, for the person who wrote it, without repeating any of it. */
export function explainUnreadable(unreadable: UnreadableReference): string {
  switch (unreadable.reason) {
    case "length":
      return "A reference has 12 letters and digits after NNC or NNR; this has more or fewer. Compare it with the form or message it came in.";
    case "prefix":
      return "A consultation's reference begins with NNC and a referral's with NNR; this beginning does not fit the rest. Compare it with the form or message it came in.";
    case "character":
      return `Character ${unreadable.position} of the 12 after NNC or NNR can't be right: a reference has only digits and the letters C F G H J K M R T V W X Y. Compare it with the form or message it came in.`;
    case "check":
      return "At least one letter or digit is wrong, or two are swapped: the check at the end does not agree with the rest. Compare it with the form or message it came in.";
  }
}

function drawValues(randomBytes: (size: number) => Uint8Array): number[] {
  const values: number[] = [];
  for (let read = 0; read < READS_AT_MOST; read++) {
    for (const byte of randomBytes(DRAWN_SYMBOLS - values.length)) {
      if (byte < BYTES_USED) values.push(byte % MODULUS);
    }
    if (values.length >= DRAWN_SYMBOLS) return values.slice(0, DRAWN_SYMBOLS);
  }
  throw new Error("No reference could be drawn: the source of randomness gives no usable bytes.");
}

function readSymbols(characters: readonly string[]): ReferenceReading {
  const values: number[] = [];
  for (const character of characters) {
    const value = VALUES.get(character);
    if (value === undefined) return { ok: false, reason: "character", position: values.length + 1 };
    values.push(value);
  }
  const kind = kindOfCheck(sumsOf(values));
  if (kind === undefined) return { ok: false, reason: "check" };
  return { ok: true, kind, reference: grouped(kind, symbolsOf(values)) };
}

function kindOfPrefix(prefix: string): ReferenceKind | undefined {
  if (/^NNC$/i.test(prefix)) return "consultation";
  return /^NNR$/i.test(prefix) ? "referral" : undefined;
}

function kindOfCheck({ first, second }: Sums): ReferenceKind | undefined {
  if (first !== CHECK.consultation.first) return undefined;
  if (second === CHECK.consultation.second) return "consultation";
  return second === CHECK.referral.second ? "referral" : undefined;
}

function grouped(kind: ReferenceKind, symbols: string): Reference {
  const groups = [PREFIX[kind], symbols.slice(0, 4), symbols.slice(4, 8), symbols.slice(8)];
  return groups.join("-") as Reference;
}
