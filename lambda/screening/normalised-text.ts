// One plain spelling for every disguise (full width, look-alike letters, zero width, accents), with the way back to the given text.

/** The text as the layers read it, and where each of its units stands in the text as given. */
export interface NormalisedText {
  readonly text: string;
  /** Offset in the given text at which the unit at `index` begins. */
  startOf(index: number): number;
  /** Offset in the given text after the unit at `index`, with the accents that belong to it. */
  endOf(index: number): number;
  /** Units after which something unseen was left out, such as a zero-width space. */
  readonly gaps: readonly number[];
}

/** Letters of other alphabets, and letters with no decomposition, that are read as these Latin ones. */
const alike: readonly (readonly [string, string])[] = [
  // Cyrillic
  ["АВЕЁКМНОРСТУХІЇЈЅԀԚԜЗБавеёкмнорс", "ABEEKMHOPCTYXIIJSDQW36abeekmhopc"],
  ["тухіїјѕԁԛԝһпгиѵԍѴҺҒɡөӨ", "tyxiijsdqwhnruvgVHFgoO"],
  // Greek
  ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿαβεηικνορστυχωγϲ", "ABEZHIKMNOPTYXCJabenikvopotuxwyc"],
  ["ϳ", "j"],
  // Armenian, Cherokee and Lisu capitals are left alone: nobody types them by mistake.
  ["օսոհց", "ounhg"],
  // Latin letters without a decomposition
  ["øØđĐðÐłŁıħĦəƏƙƘɓƁɗƊɑɩʟɴᴀʙᴄᴅᴇɢʜɪᴊ", "oOdDdDlLihHeEkKbBdDailnabcdeghij"],
  ["ᴋᴍᴏᴘʀᴛᴜᴠᴡʏᴢ", "kmoprtuvwyz"],
  // Marks
  ["‘’‚‛ʼʻʹ`´′“”„‟«»″‐‑‒–—―−﹘⁃·•∙․。、", "''''''''''\"\"\"\"\"\"\"---------.....,"],
  ["،⁄∕꞉ː∶⸱\t\r\u2028\u2029\u0085\u000b\u000c", ",//:::. \n\n\n\n\n\n"],
];

const readAs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    alike.flatMap(([letters, plain]) =>
      [...letters].map((letter, at) => [letter, plain.charAt(at)]),
    ),
  ),
  ...{ ß: "ss", ẞ: "SS", æ: "ae", Æ: "AE", œ: "oe", Œ: "OE", þ: "th", Þ: "Th", ŋ: "ng", Ŋ: "Ng" },
};

/** The zeros of the decimal digits that Unicode's compatibility forms do not reach. */
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0,
  0xf20, 0x1040, 0x17e0, 0x1810,
];

/** First code points of the runs of 26 letters drawn in circles, squares and flags. */
const drawnAlphabets = [0x1f130, 0x1f150, 0x1f170, 0x1f1e6];

const mark = /^\p{M}$/u;
const invisible = /^(?:\p{Cf}|\p{Cc}|[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800])$/u;
const picture = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})$/u;
const letter = /^[A-Za-z]$/;

/** Belongs to the character before it and is read as nothing. */
const attached = "attached";
/** Read as nothing between two letters, as a space elsewhere. */
const pictorial = "pictorial";

type Reading = string | { readonly kind: typeof attached | typeof pictorial };
const asAttached: Reading = { kind: attached };
const asPictorial: Reading = { kind: pictorial };

function read(character: string, codePoint: number): Reading {
  const known = Object.hasOwn(readAs, character) ? readAs[character] : undefined;
  if (known !== undefined) return known;
  if (character === "\n") return character;
  if (mark.test(character) || invisible.test(character)) return asAttached;
  for (const zero of zeros) {
    if (codePoint >= zero && codePoint < zero + 10) return String(codePoint - zero);
  }
  for (const first of drawnAlphabets) {
    if (codePoint >= first && codePoint < first + 26) {
      return String.fromCharCode(0x41 + codePoint - first);
    }
  }
  if (picture.test(character)) return asPictorial;
  return decomposed(character);
}

/** A ligature of a whole phrase is read as a blank, so that no text grows many times over. */
const longestReading = 4;

/** Compatibility form without accents; a space for every kind of blank, the character itself where nothing is known. */
function decomposed(character: string): string {
  const plain = character.normalize("NFKD").replace(/\p{M}+/gu, "");
  if (plain.length > longestReading || plain.trim() === "") return " ";
  let folded = "";
  for (const part of plain) folded += Object.hasOwn(readAs, part) ? readAs[part] : part;
  return folded;
}

/** Readings already worked out: at most one for each code point, so bounded by Unicode itself. */
const readings = new Map<number, Reading>();

function readingOf(character: string, codePoint: number): Reading {
  const known = readings.get(codePoint);
  if (known !== undefined) return known;
  const reading = read(character, codePoint);
  readings.set(codePoint, reading);
  return reading;
}

const plainOnly = /^[\n\x20-\x5f\x61-\x7e]*$/;

/** Reads any text, lone surrogates included, in linear time. Plain ASCII comes back as it is. */
export function normalise(given: string): NormalisedText {
  if (plainOnly.test(given)) {
    return { text: given, startOf: (index) => index, endOf: (index) => index + 1, gaps: [] };
  }
  const places = new Places(given.length);
  let text = "";
  const gaps: number[] = [];
  let pendingPicture = -1;
  for (let offset = 0; offset < given.length; ) {
    const plainEnd = endOfPlain(given, offset);
    if (plainEnd > offset) {
      if (pendingPicture >= 0) {
        const blank = blankFor(text, given.charAt(offset), pendingPicture, offset, places);
        if (blank === "") gaps.push(text.length - 1);
        text += blank;
      }
      pendingPicture = -1;
      for (let at = offset; at < plainEnd; at++) places.add(at, at + 1);
      text += given.slice(offset, plainEnd);
      offset = plainEnd;
      continue;
    }
    const codePoint = given.codePointAt(offset) ?? 0;
    const width = codePoint > 0xffff ? 2 : 1;
    const reading = readingOf(given.slice(offset, offset + width), codePoint);
    if (typeof reading !== "string") {
      if (reading.kind === pictorial && pendingPicture < 0) pendingPicture = offset;
      else if (pendingPicture < 0 && isMark(codePoint)) places.extendTo(offset + width);
      else gaps.push(text.length - 1);
      offset += width;
      continue;
    }
    if (pendingPicture >= 0) text += blankFor(text, reading, pendingPicture, offset, places);
    pendingPicture = -1;
    if (isDisguise(codePoint)) gaps.push(text.length);
    text += reading;
    for (let unit = 0; unit < reading.length; unit++) places.add(offset, offset + width);
    offset += width;
  }
  return {
    text,
    startOf: (index) => places.starts[index] ?? given.length,
    endOf: (index) => places.ends[index] ?? given.length,
    gaps,
  };
}

/** Letters that nobody types by mistake: Greek and Cyrillic look-alikes, small capitals, in circles, full width, mathematical. */
function isDisguise(codePoint: number): boolean {
  return (
    (codePoint >= 0x370 && codePoint < 0x530) ||
    (codePoint >= 0x1d00 && codePoint < 0x1d80) ||
    (codePoint >= 0x24b6 && codePoint < 0x24ea) ||
    (codePoint >= 0xff21 && codePoint < 0xff5b) ||
    (codePoint >= 0x1d400 && codePoint < 0x1d800) ||
    (codePoint >= 0x1f130 && codePoint < 0x1f200)
  );
}

/** Offset after the plain ASCII that begins at `from`. */
function endOfPlain(given: string, from: number): number {
  let at = from;
  for (; at < given.length; at++) {
    const unit = given.charCodeAt(at);
    if (unit > 0x7e || (unit < 0x20 && unit !== 0x0a) || unit === 0x60) break;
  }
  return at;
}

/** The blank that pictures stand for, unless they stand between two letters. */
function blankFor(text: string, next: string, from: number, to: number, places: Places): string {
  if (letter.test(text.slice(-1)) && letter.test(next.charAt(0))) return "";
  places.add(from, to);
  return " ";
}

/** Where each unit read begins and ends in the given text; grows as needed. */
class Places {
  starts: Int32Array;
  ends: Int32Array;
  private count = 0;

  constructor(size: number) {
    this.starts = new Int32Array(size + 16);
    this.ends = new Int32Array(size + 16);
  }

  add(start: number, end: number): void {
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count++;
  }

  extendTo(end: number): void {
    if (this.count > 0) this.ends[this.count - 1] = end;
  }

  private grow(): void {
    const [starts, ends] = [this.starts, this.ends];
    this.starts = new Int32Array(starts.length * 2);
    this.ends = new Int32Array(ends.length * 2);
    this.starts.set(starts);
    this.ends.set(ends);
  }
}

function isMark(codePoint: number): boolean {
  return mark.test(String.fromCodePoint(codePoint));
}
