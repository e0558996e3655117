// The number of a consultation or referral: what it is made of, and what drawing promises.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isReference,
  issueReference,
  parseReference,
  type Reference,
  type ReferenceKind,
  speakReference,
} from "../../lambda/references/reference.ts";

const ALPHABET = "0123456789CFGHJKMRTVWXY";
const KINDS: ReferenceKind[] = ["consultation", "referral"];

/** Gives the bytes in their order, as many as are asked for, then fails. */
function source(bytes: number[]): (size: number) => Uint8Array {
  let given = 0;
  return (size) => {
    if (given >= bytes.length) throw new Error("the test's bytes are used up");
    const some = bytes.slice(given, given + size);
    given += some.length;
    return Uint8Array.from(some);
  };
}

const bytesOf = (symbols: string) => Array.from(symbols, (symbol) => ALPHABET.indexOf(symbol));
const symbolsOf = (reference: string) => reference.slice(4).replaceAll("-", "");

function sums(reference: string): [number, number] {
  const values = bytesOf(symbolsOf(reference));
  const sum = (power: number) =>
    values.reduce((total, value, index) => total + (index + 1) ** power * value, 0) % 23;
  return [sum(1), sum(2)];
}

const kind = fc.constantFrom(...KINDS);
const byte = fc.integer({ min: 0, max: 255 });
/** References drawn from any bytes; plenty of them, as some draws are thrown away. */
const issued = fc
  .tuple(kind, fc.array(byte, { minLength: 400, maxLength: 400 }))
  .map(([ofKind, bytes]) => ({ kind: ofKind, reference: issueReference(ofKind, source(bytes)) }));

describe("a reference", () => {
  test("has the form of its kind and is read back as what it is", () => {
    fc.assert(
      fc.property(issued, ({ kind, reference }) => {
        expect(reference).toMatch(
          kind === "consultation"
            ? /^NNC(-[0-9CFGHJKMRTVWXY]{4}){3}$/
            : /^NNR(-[0-9CFGHJKMRTVWXY]{4}){3}$/,
        );
        expect(parseReference(reference)).toEqual({ ok: true, kind, reference });
        expect(isReference(reference)).toBe(true);
      }),
    );
  });

  test("keeps both sums of its kind, and each kind has sums of its own", () => {
    const sumsOfKind = KINDS.map((ofKind) => sums(issueReference(ofKind)));
    fc.assert(
      fc.property(issued, ({ kind, reference }) => {
        expect(sums(reference)).toEqual(sumsOfKind[KINDS.indexOf(kind)]);
      }),
    );
    expect(sumsOfKind[0]).not.toEqual(sumsOfKind[1]);
  });

  test("consists of the ten symbols drawn and two that check them", () => {
    const reference = issueReference("referral", source(bytesOf("7KCX3MWT9H")));
    expect(symbolsOf(reference).slice(0, 10)).toBe("7KCX3MWT9H");
  });

  test("is a new one each time", () => {
    expect(new Set(Array.from({ length: 1000 }, () => issueReference("consultation"))).size).toBe(
      1000,
    );
  });
});

describe("drawing", () => {
  test("makes every symbol equally likely: 253 bytes count, the last three are thrown away", () => {
    const times = new Map<string, number>();
    for (let first = 0; first <= 255; first++) {
      const reference = issueReference("consultation", source([first, ...bytesOf("KCXYMWTCHJ")]));
      const symbol = reference.charAt(4);
      times.set(symbol, (times.get(symbol) ?? 0) + 1);
    }
    const thrownAway = 3; // The symbol after them takes the first place: K.
    expect([...times.keys()].sort().join("")).toBe(ALPHABET);
    for (const [symbol, count] of times) expect(count).toBe(symbol === "K" ? 11 + thrownAway : 11);
  });

  test.each([
    ["six digits in a row", "K123456KCX"],
    ["six digits in a row across a hyphen", "KC123456XY"],
    ["a rude word", "KFVCKXYHJM"],
    ["a rude word with digits for letters", "KX5H17XYHJ"],
    ["what a form about a family must not seem to say", "KFGMXYHJ7C"],
  ])("draws again for %s", (_, unusable) => {
    const bytes = [...bytesOf(unusable), ...bytesOf("7KCX3MWT9H")];
    expect(symbolsOf(issueReference("consultation", source(bytes)))).toMatch(/^7KCX3MWT9H/);
  });

  test("takes five digits in a row", () => {
    expect(issueReference("consultation", source(bytesOf("K13579KCXY")))).toMatch(/^NNC-K135-79KC/);
  });

  test("looks at the check symbols too", () => {
    const endsInDigits = /[0-9]{6}/;
    for (let drawn = 0; drawn < 20_000; drawn++) {
      expect(symbolsOf(issueReference("referral"))).not.toMatch(endsInDigits);
    }
  });

  test.each([
    ["nothing but bytes to throw away", () => Uint8Array.of(255)],
    ["nothing at all", () => new Uint8Array()],
    ["the same byte for ever", (size: number) => new Uint8Array(size)],
  ])("ends with an error when its source gives %s", (_, broken) => {
    expect(() => issueReference("consultation", broken)).toThrow(/source of randomness/);
  });
});

describe("a spoken reference", () => {
  test("is said in telephone words, with a pause for each hyphen", () => {
    const reference = issueReference("consultation", source(bytesOf("73CFX0WJ9M")));
    expect(speakReference(reference)).toMatch(
      /^November November Charlie, seven three Charlie Foxtrot, X-ray zero Whiskey Juliett, nine Mike \S+ \S+$/,
    );
  });

  test("sounds like no other", () => {
    const said = (symbol: string) => {
      const filler = symbol === "K" ? "CXYMWTHJR" : "KCXYMWTHJ";
      return speakReference(issueReference("consultation", source(bytesOf(symbol + filler)))).split(
        " ",
      )[3];
    };
    expect(new Set(Array.from(ALPHABET, said)).size).toBe(23);
  });

  test("is refused for anything else, without repeating it", () => {
    expect(() => speakReference("Grace Example" as Reference)).toThrow(RangeError);
    expect(() => speakReference("Grace Example" as Reference)).not.toThrow(/Grace/);
  });
});

test.each([
  "nnc-7KCX-3MWT-9H00",
  "NNC7KCX3MWT9H00",
  "NNC-7KCX-3MWT-9H00 ",
  "NNC-OOOO-OOOO-OOOO",
  "",
  null,
  undefined,
  12,
])("%j is not a canonical reference", (value) => {
  expect(isReference(value)).toBe(false);
});
