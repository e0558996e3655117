// A letter's text, HTML and PDF say the same, in the same order.

import fc from "fast-check";
import { expect, test } from "vitest";
import { letterHtml } from "../../lambda/letters/letter-html.ts";
import { letterText } from "../../lambda/letters/letter-text.ts";
import { hostileLetter } from "./hostile-letter.ts";
import { sampleLetter, urgentLetter } from "./sample-letter.ts";
import { htmlAsText, wordsOfForms } from "./words-of.ts";

test.each([
  ["the form", sampleLetter],
  ["the form with an urgent direction", urgentLetter],
])("%s has the same words in all three forms", async (_, letter) => {
  const { text, html, pdf } = await wordsOfForms(letter);
  expect(html).toBe(text);
  expect(pdf).toBe(text);
});

test("no words, however hostile, are lost, added or moved in any form", async () => {
  await fc.assert(
    fc.asyncProperty(hostileLetter, async (letter) => {
      const { text, html, pdf } = await wordsOfForms(letter);
      expect(html).toBe(text);
      expect(pdf).toBe(text);
    }),
    { numRuns: 50 },
  );
}, 120_000);

test("an urgent direction stands after the marking and before authority and title", async () => {
  const { text } = await wordsOfForms(urgentLetter);
  const places = [
    "OFFICIALSENSITIVE",
    "Actnow",
    "0345",
    "OxfordshireCountyCouncil",
    "Nonamesconsultationform",
    "NNC7M4K20XCH9TV",
  ];
  const found = places.map((words) => text.indexOf(words));
  expect(found).not.toContain(-1);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
});

test("an urgent block further down stays where it is", async () => {
  const [panel, ...others] = sampleLetter.blocks;
  if (panel === undefined) throw new Error("The sample has no blocks");
  const urgent = { kind: "urgent" as const, title: "Careful", paragraphs: [] };
  const { text } = await wordsOfForms({ ...sampleLetter, blocks: [panel, urgent, ...others] });
  expect(text.indexOf("Careful")).toBeGreaterThan(text.indexOf("NNC7M4K20XCH9TV"));
});

test("punctuation and line breaks of typed text are kept in text and HTML", () => {
  const text = 'She said: "Nobody\'s in" (twice!).\n- Then <nothing> & more; a/b, 50% = half.';
  const letter = { title: "T", from: "F", blocks: [{ kind: "typed" as const, text }] };
  expect(letterText(letter)).toContain(text.replace("\n", "\n  "));
  expect(htmlAsText(letterHtml(letter)).replace(/\n+/g, "\n")).toContain(text);
});
