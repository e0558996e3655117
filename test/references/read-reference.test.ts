// Reading a reference kindly, and refusing whatever may be another one.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  explainUnreadable,
  issueReference,
  parseReference,
  type ReferenceKind,
} from "../../lambda/references/reference.ts";

const ALPHABET = "0123456789CFGHJKMRTVWXY";
const KINDS: ReferenceKind[] = ["consultation", "referral"];
const POSITIONS = Array.from({ length: 12 }, (_, index) => index);
const PAIRS = POSITIONS.flatMap((i) => POSITIONS.filter((j) => j > i).map((j) => [i, j] as const));
const SAMPLES = KINDS.flatMap((kind) =>
  [1, 2, 3].map((sample) => {
    const reference = issueReference(kind);
    return {
      kind,
      sample,
      prefix: reference.slice(0, 3),
      symbols: reference.slice(4).replaceAll("-", ""),
    };
  }),
);

const others = (symbol: string) => Array.from(ALPHABET).filter((other) => other !== symbol);
const replaced = (symbols: string, position: number, by: string) =>
  symbols.slice(0, position) + by + symbols.slice(position + 1);
const swapped = (symbols: string, i: number, j: number) =>
  replaced(replaced(symbols, i, symbols.charAt(j)), j, symbols.charAt(i));

const singleErrors = (symbols: string) =>
  POSITIONS.flatMap((i) => others(symbols.charAt(i)).map((by) => replaced(symbols, i, by)));
const swaps = (symbols: string) =>
  PAIRS.map(([i, j]) => swapped(symbols, i, j)).filter((word) => word !== symbols);
const doubleErrors = (symbols: string) =>
  PAIRS.flatMap(([i, j]) =>
    others(symbols.charAt(i)).flatMap((first) =>
      others(symbols.charAt(j)).map((second) => replaced(replaced(symbols, i, first), j, second)),
    ),
  );
const accepted = (words: string[]) => words.filter((word) => parseReference(word).ok);

describe.each(SAMPLES)("a $kind's reference (sample $sample)", ({ kind, prefix, symbols }) => {
  const otherPrefix = prefix === "NNC" ? "NNR" : "NNC";

  test("is refused with any one symbol wrong, with and without its prefix", () => {
    const wrong = singleErrors(symbols);
    expect(wrong).toHaveLength(12 * 22);
    expect(accepted([...wrong, ...wrong.map((word) => prefix + word)])).toEqual([]);
  });

  test("is refused with any two symbols swapped, with and without its prefix", () => {
    const wrong = swaps(symbols);
    expect(accepted([...wrong, ...wrong.map((word) => prefix + word)])).toEqual([]);
  });

  test("is refused with any two symbols wrong", () => {
    const wrong = doubleErrors(symbols);
    expect(wrong).toHaveLength(66 * 22 * 22);
    expect(accepted(wrong.map((word) => prefix + word))).toEqual([]);
  });

  test("never passes for the other kind, nor with one more symbol wrong, nor with two swapped", () => {
    const wrong = [symbols, ...singleErrors(symbols), ...swaps(symbols)];
    expect(accepted(wrong.map((word) => otherPrefix + word))).toEqual([]);
  });

  test("without its prefix and with two symbols wrong reads as the other kind once in 484, never as its own", () => {
    const readings = doubleErrors(symbols).flatMap((word) => {
      const reading = parseReference(word);
      return reading.ok ? [reading.kind] : [];
    });
    expect(readings).toHaveLength(66);
    expect(readings).not.toContain(kind);
  });

  test("is read without its prefix: the check tells the kind", () => {
    expect(parseReference(symbols)).toMatchObject({ ok: true, kind });
  });
});

const LOOK_ALIKES = new Map([
  ["0", "OQ"],
  ["1", "IL"],
  ["5", "S"],
  ["8", "B"],
  ["2", "Z"],
  ["V", "U"],
  ["M", "N"],
  ["T", "DP"],
]);
const SEPARATORS = [
  "",
  "",
  "",
  " ",
  "-",
  ".",
  "\t",
  "\n",
  "–",
  "—",
  "‑",
  "−",
  "\u00A0",
  "\u2009",
  "\u200B",
  "\u00AD",
];

/** A reference as somebody may write it, without changing what it says. */
const handwritten = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    prefixed: fc.boolean(),
    choices: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
  })
  .map(({ kind, prefixed, choices }) => {
    const reference = issueReference(kind);
    let taken = 0;
    const choose = <T>(from: readonly T[]): T =>
      from[(choices[taken++ % choices.length] ?? 0) % from.length] as T;
    const symbols = Array.from(reference.slice(4).replaceAll("-", ""), (symbol) =>
      choose([symbol, ...(LOOK_ALIKES.get(symbol) ?? "")]),
    );
    const characters = [...(prefixed ? reference.slice(0, 3) : ""), ...symbols];
    const text = characters
      .map((character) => choose([character, character.toLowerCase()]) + choose(SEPARATORS))
      .join("");
    return { kind, reference, text: choose(SEPARATORS) + text };
  });

describe("a reference is read kindly:", () => {
  test("any case, any white space, hyphens and dots, look-alikes, with or without prefix", () => {
    fc.assert(
      fc.property(handwritten, ({ kind, reference, text }) => {
        expect(parseReference(text)).toEqual({ ok: true, kind, reference });
      }),
      { numRuns: 1000 },
    );
  });

  test.each(
    [...LOOK_ALIKES].flatMap(([symbol, letters]) => [...letters].map((letter) => [letter, symbol])),
  )("%s stands for %s", (letter = "", symbol = "") => {
    const ten = Uint8Array.from(`${symbol}KCXYMWTHJ`, (each) => ALPHABET.indexOf(each));
    const reference = issueReference("consultation", () => ten);
    const reading = { ok: true, kind: "consultation", reference };
    expect(parseReference(reference.replace(symbol, letter))).toEqual(reading);
    expect(parseReference(reference.replace(symbol, letter.toLowerCase()))).toEqual(reading);
  });

  test("the prefix is read as it stands: MMC, NMC and NN0 are none", () => {
    const symbols = issueReference("consultation").slice(4);
    for (const prefix of ["MMC", "NMC", "NNG", "NN0", "NNK", "ABC", "ŉNC"]) {
      expect(parseReference(`${prefix}-${symbols}`)).toEqual({ ok: false, reason: "prefix" });
    }
  });
});

describe("what is no reference is refused with its reason:", () => {
  test.each([
    "A",
    "E",
    "a",
    "e",
    "_",
    "/",
    "*",
    "é",
    "С",
    "Ｃ",
    "ß",
    "ſ",
    "ı",
    "😀",
    "\uD83D",
    "\u0000",
    "\u0301",
  ])("the impossible character %j, by its position", (character) => {
    const symbols = issueReference("consultation").slice(4).replaceAll("-", "");
    for (const position of POSITIONS) {
      const refusal = { ok: false, reason: "character", position: position + 1 };
      const word = replaced(symbols, position, character);
      expect(parseReference(word)).toEqual(refusal);
      expect(parseReference(`NNC-${word}`)).toEqual(refusal);
    }
  });

  test.each([
    "",
    " ",
    "-",
    "NNC",
    "NNC-7KCX-3MWT",
    "7KCX-3MWT-9H0",
    "NNC-7KCX-3MWT-9H000",
    "Grace",
    "😀".repeat(6),
  ])("%j has the wrong length", (text) => {
    expect(parseReference(text)).toEqual({ ok: false, reason: "length" });
  });

  test("a symbol too few or too many", () => {
    const reference = issueReference("referral");
    for (let position = 4; position < reference.length; position++) {
      if (reference.charAt(position) === "-") continue;
      expect(parseReference(replaced(reference, position, "")).ok).toBe(false);
      expect(
        parseReference(replaced(reference, position, `${reference.charAt(position)}7`)).ok,
      ).toBe(false);
    }
  });

  test("a text of many megabytes, even where a reference is somewhere in it", () => {
    const megabytes = 16 * 1024 * 1024;
    const reference = issueReference("consultation");
    for (const filling of ["-", " ", "7", "\u200B", "a"]) {
      expect(parseReference(filling.repeat(megabytes) + reference)).toEqual({
        ok: false,
        reason: "length",
      });
    }
  });

  test("any text at all is either refused or read as one canonical reference", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const reading = parseReference(text);
        if (reading.ok) expect(parseReference(reading.reference)).toEqual(reading);
        else expect(["length", "prefix", "character", "check"]).toContain(reading.reason);
      }),
    );
  });

  test("and told in a sentence that says what to do and repeats nothing", () => {
    const sentence = (text: string) => {
      const reading = parseReference(text);
      return reading.ok ? "" : explainUnreadable(reading);
    };
    expect(sentence("Grace")).toMatch(/12 letters and digits/);
    expect(sentence("NNC-7KCX-3MWA-9H00")).toMatch(/^Character 8 of the 12/);
    expect(sentence("XXC-7KCX-3MWT-9H00")).toMatch(/begins with NNC/);
    expect(sentence("CCCCCCCCCCCC")).toMatch(/check at the end/);
    for (const text of ["Grace", "NNC-Grace-Example", "Grace-Exampl"]) {
      expect(sentence(text)).toMatch(/Compare it with/);
      expect(sentence(text)).not.toMatch(/Grace/i);
    }
  });
});
