// What a text holds, found in one quick pass, so that a layer reads only the parts in which it could find anything.

import { fourToNinety, lettersInWords } from "./number-words.ts";
import { isDigit } from "./token.ts";
import { type Zone, zonesAt } from "./zones.ts";

/** Kinds of words that layers wait for; a word can be of several. */
export const holds = {
  figure: 1,
  symbol: 2,
  street: 4,
  dwelling: 8,
  month: 16,
  birth: 32,
  digits: 64,
};

/** Polish, French, Spanish, Romanian and the Persian calendar, as papers have them. */
export const foreignMonths =
  "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ianuarie februarie martie aprilie iunie iulie mehr aban azar dey bahman esfand farvardin khordad mordad shahrivar";

const words: readonly (readonly [number, string])[] = [
  [
    holds.figure | holds.symbol,
    `zero nought naught nil oh o one two three hundred thousand double treble triple ${Object.keys(fourToNinety).join(" ")}`,
  ],
  [holds.symbol, `plus and stroke slash ray ${Object.keys(lettersInWords).join(" ")}`],
  [
    holds.street,
    "street road rd avenue ave lane crescent terrace mews grove close gardens drove loke drive rise row walk way yard villas cottages court wynd hill green bank",
  ],
  [
    holds.dwelling,
    "flat apartment apt unit room plot caravan pitch berth block maisonette bedsit studio chalet van bungalow lock",
  ],
  [
    holds.month,
    `jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december boxing christmas valentine valentines year ${foreignMonths}`,
  ],
  [holds.birth, "birth born birthday birthdate birthdays dob bday"],
];

function hashed(word: string): number {
  let hash = 0;
  for (let index = 0; index < word.length; index++) hash = step(hash, word.charCodeAt(index));
  return hash;
}

/** Capitals count as small letters. */
function step(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + (unit | 0x20)) | 0;
}

const kinds = new Map<number, number>();
for (const [kind, list] of words) {
  for (const word of list.split(" ")) {
    const hash = hashed(word);
    kinds.set(hash, (kinds.get(hash) ?? 0) | kind);
  }
}

/** Most words are of no kind: one look into a small table says so. */
const seldom = 4095;
const mayBeHeld = new Uint8Array(seldom + 1);
for (const hash of kinds.keys()) mayBeHeld[hash & seldom] = 1;

function kindOf(hash: number): number {
  return mayBeHeld[hash & seldom] === 1 ? (kinds.get(hash) ?? 0) : 0;
}

/** A word, or figures that stand together. */
export interface HeldWord extends Zone {
  readonly kind: number;
}

export interface Held {
  /** All kinds of words that occur. */
  readonly kinds: number;
  /** Words of the kinds that layers wait for, in order; figures count among `figure`. */
  readonly words: readonly HeldWord[];
  /** Runs of at least four figures, letters or their names, one of them a figure. */
  readonly dictated: readonly Zone[];
}

/** Fewest figures and letters of a number or a code read out. */
const fewestRead = 4;
/** Units between two words of one number, at most. */
const widestGap = 3;

/** One pass over a text. */
export function heldIn(text: string): Held {
  const words: HeldWord[] = [];
  const dictated: Zone[] = [];
  const run = { start: -1, end: -1, count: 0, letters: 0, figures: 0, mayContinue: false };
  let all = 0;
  let beforeStart = -1;
  let beforeEnd = -1;
  const close = () => {
    if (run.count >= fewestRead && run.letters > 0 && run.figures > 0)
      dictated.push({ start: run.start, end: run.end });
    run.count = 0;
  };
  for (let at = 0; at < text.length; ) {
    const start = at;
    const isFigures = isDigit(text.charCodeAt(at));
    let kind = 0;
    if (isFigures) {
      while (at < text.length && isDigit(text.charCodeAt(at))) at++;
      kind = holds.figure | holds.digits;
    } else {
      let hash = 0;
      for (let unit = text.charCodeAt(at); isLetter(unit); unit = text.charCodeAt(++at))
        hash = step(hash, unit);
      if (at === start) {
        at++;
        continue;
      }
      kind = at - start === 1 ? holds.symbol : kindOf(hash);
    }
    all |= kind;
    if (kind & ~holds.symbol) words.push({ start, end: at, kind });
    const isNear = run.count > 0 && start - run.end <= widestGap && isGap(text, run.end, start);
    const isFor = isNear && at - start === 3 && text.slice(start, at).toLowerCase() === "for";
    if (kind & (holds.figure | holds.symbol) || isFor || (isNear && run.mayContinue)) {
      if (!isNear) {
        close();
        const isPair = beforeEnd - beforeStart === 2 && start - beforeEnd <= widestGap;
        run.start = isPair ? beforeStart : start;
        run.letters = 0;
        run.figures = 0;
      }
      run.count += isFigures ? at - start : 1;
      if (!isFigures) run.letters++;
      if (kind & holds.figure) run.figures++;
      run.end = at;
      run.mayContinue = isFor;
    } else close();
    beforeStart = start;
    beforeEnd = at;
  }
  close();
  return { kinds: all, words, dictated };
}

/** Of the English alphabet: no word that layers wait for has another. */
function isLetter(unit: number): boolean {
  const small = unit | 0x20;
  return small >= 0x61 && small <= 0x7a && unit < 0x80;
}

function isGap(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 0x20 && unit !== 0x2c && unit !== 0x2d && unit !== 0x2e) return false;
  }
  return true;
}

/** The parts within `reach` units of a word of some kinds, drawn together where they touch. */
export function zonesOf(text: string, held: Held, kind: number, reach: number): Zone[] {
  if (!(held.kinds & kind)) return [];
  return zonesAt(
    text,
    held.words.filter((word) => word.kind & kind),
    reach,
  );
}

/** The runs in which something may be read out, each with the unit before and behind it. */
export function dictatedParts(text: string, { dictated }: Held): { from: number; part: string }[] {
  return dictated.map(({ start, end }) => {
    const from = Math.max(0, start - 1);
    return { from, part: text.slice(from, end + 1) };
  });
}
