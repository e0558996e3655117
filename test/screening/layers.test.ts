import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromText, toText } from "../../lambda/screening/dense-text.ts";
import { knowledgeOf } from "../../lambda/screening/lexicon.ts";
import { hashesOf } from "../../lambda/screening/lexicon-cells.ts";
import { normalise } from "../../lambda/screening/normalised-text.ts";
import { screen } from "../../lambda/screening/screen.ts";

function knowledge(word: string) {
  const { a, b } = hashesOf(word);
  return knowledgeOf(a, b);
}

describe("the lexicon", () => {
  it("knows names, words and places, and little of what it was not given", () => {
    expect(knowledge("jamie")).toMatchObject({ first: 5, ordinary: 0 });
    expect(knowledge("okafor").last).toBeGreaterThan(0);
    expect(knowledge("grace")).toMatchObject({ first: 5, ordinary: 5 });
    expect(knowledge("banbury").place).toBe(1);
    const letters = "bcdfghjklmnpqrstvwxz";
    let taken = 0;
    for (let number = 0; number < 4000; number++) {
      const word = `zq${letters[number % 20]}${letters[Math.floor(number / 20) % 20]}${letters[Math.floor(number / 400)]}xj`;
      const { first, last, ordinary } = knowledge(word);
      if (first + last + ordinary > 0) taken++;
    }
    expect(taken / 4000).toBeLessThan(0.02);
  });
});

describe("dense text", () => {
  it("gives back the bytes it was given", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(fromText(toText(bytes), bytes.length)).toEqual(bytes);
      }),
    );
  });
});

describe("normalising", () => {
  it("keeps the way back to every unit of the text as given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (given) => {
        const { text, startOf, endOf } = normalise(given);
        let last = 0;
        for (let index = 0; index < text.length; index++) {
          expect(startOf(index)).toBeGreaterThanOrEqual(last);
          expect(endOf(index)).toBeGreaterThan(startOf(index));
          expect(endOf(index)).toBeLessThanOrEqual(given.length);
          last = startOf(index);
        }
      }),
    );
  });

  it("reads accents, look-alikes, full width and other digits as plain letters", () => {
    expect(normalise("Ｊаmïe ٠٧٧ 🄹").text).toBe("Jamie 077 J");
  });
});

describe("hostile texts", () => {
  const hostile = [
    "a",
    "1 ",
    "1-",
    "@",
    "a@b",
    "a_",
    "Mr ",
    "A. ",
    "Ann, ",
    "NNC ",
    "\ud800",
    "😀",
    "ﷺ",
    "\u200b",
    "a b ",
    "12 Larch ",
    "dot ",
  ];

  it.each(hostile)("a hundred thousand characters of %j answer", (seed) => {
    const text = seed.repeat(Math.ceil(100_000 / seed.length)).slice(0, 100_000);
    for (const { start, end } of screen(text)) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(text.length);
    }
  });
});
