// Where a word stands in the packed lexicon: shared by the one who packs and the one who looks up.

/** A word's two hashes, worked out letter by letter by whoever reads the text. */
export const hashSeedA = 0x811c9dc5;
export const hashSeedB = 0x2545f491;

/** FNV-1a and a multiplicative hash of one more UTF-16 unit. */
export function hashA(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}
export function hashB(hash: number, unit: number): number {
  return Math.imul(hash + unit, 0x5bd1e995) ^ (hash >>> 15);
}

/** The words packed here are in lower case, without accents and apostrophes. */
export function hashesOf(word: string): { a: number; b: number } {
  let a = hashSeedA;
  let b = hashSeedB;
  for (let index = 0; index < word.length; index++) {
    const unit = word.charCodeAt(index);
    a = hashA(a, unit);
    b = hashB(b, unit);
  }
  return { a, b };
}

/** The first hashes of words parted by blanks: to ask of a token whether it is one of them. */
export function hashedWords(words: string): ReadonlySet<number> {
  return new Set(words.split(" ").map((word) => hashesOf(word).a));
}

/** Spreads the bits of a hash (the finaliser of MurmurHash3). */
export function spread(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Bits of a cell, two bytes: nine name the class, seven are a fingerprint, so that one unknown word in 128 is taken for a known one. */
export const classBits = 9;
export const cellBits = 16;
/** Classes are written as the steps from each to the next, in this base. */
export const classBase = 36;
/** The three cells of a word, one in each third of the table, and the fingerprint expected there. */
export function cellsOf(a: number, b: number, segment: number) {
  const one = spread(a ^ 0x9e3779b9);
  const two = spread(b ^ one);
  const three = spread(a + Math.imul(b, 0x632be5ab));
  return {
    first: scaled(one, segment),
    second: segment + scaled(two, segment),
    third: 2 * segment + scaled(three, segment),
    fingerprint: spread(three ^ b) >>> (32 - (cellBits - classBits)),
  };
}

function scaled(hash: number, size: number): number {
  return Math.floor((hash / 0x1_0000_0000) * size);
}
