// Bytes as printable text, thirteen bits in two letters: a tenth shorter than base 64.

const letters =
  "!#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
const base = letters.length;
const bitsOfTwo = 13;

/** The text of some bytes; the last bits are filled up with noughts. */
export function toText(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let bits = 0;
  const add = (value: number) => {
    text += letters.charAt(Math.floor(value / base)) + letters.charAt(value % base);
  };
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    if (bits < bitsOfTwo) continue;
    bits -= bitsOfTwo;
    add(held >> bits);
    held &= (1 << bits) - 1;
  }
  if (bits > 0) add(held << (bitsOfTwo - bits));
  return text;
}

/** The first `length` bytes of such a text. */
export function fromText(text: string, length: number): Uint8Array {
  const values = new Uint8Array(128);
  for (let index = 0; index < base; index++) values[letters.charCodeAt(index)] = index;
  const bytes = new Uint8Array(length);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let index = 0; index < text.length && at < length; index += 2) {
    const two =
      (values[text.charCodeAt(index)] as number) * base +
      (values[text.charCodeAt(index + 1)] as number);
    held = ((held & 0x7f) << bitsOfTwo) | two;
    bits += bitsOfTwo;
    while (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >> bits;
    }
  }
  return bytes;
}

/** Letters of the text of so many bytes. */
export function textLength(bytes: number): number {
  return 2 * Math.ceil((bytes * 8) / bitsOfTwo);
}
