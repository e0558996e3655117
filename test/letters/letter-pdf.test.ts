// The PDF as somebody hears it who can't see it: tags, headings, links, language; and that it holds any text.
import { describe, expect, it } from "vitest";
import type { Letter } from "../../lambda/letters/letter.ts";
import { letterPdf } from "../../lambda/letters/letter-pdf.ts";
import { artifactsOf, letterTextOf, readPdf } from "./read-pdf.ts";
import { sampleLetter, urgentLetter } from "./sample-letter.ts";

const createdAt = new Date("2026-11-23T10:30:00Z");
const drawn = async (letter: Letter) => readPdf(await letterPdf(letter, { createdAt }));
const typed = (text: string): Letter => ({
  title: "Record of a consultation without names",
  from: "Example Council",
  marking: { text: "OFFICIAL-SENSITIVE", place: "top-and-bottom" },
  blocks: [
    { kind: "heading", text: "What you told us" },
    { kind: "typed", text },
  ],
});

describe("the PDF of a letter", () => {
  it("is tagged, has its language and title, and shows the title", async () => {
    const pdf = await drawn(sampleLetter);
    expect(pdf).toMatchObject({
      language: "en-GB",
      title: sampleLetter.title,
      marked: true,
      showsTitle: true,
    });
    expect(pdf.xmp).toMatch(/pdfuaid:part>1</);
  });

  it("has one main heading, further headings as bookmarks, and nothing outside a tag", async () => {
    const pdf = await drawn(urgentLetter);
    const headings = pdf.structure
      .filter((path) => /H\d$/.test(path))
      .map((path) => path.slice(-2));
    expect(headings.filter((heading) => heading === "H1")).toHaveLength(1);
    expect(headings).toContain("H2");
    expect(pdf.bookmarks.length).toBeGreaterThan(3);
  });

  it("tells where its one link leads, to those who see it and those who hear it", async () => {
    const { links } = await drawn(sampleLetter);
    expect(links.length).toBeGreaterThan(0);
    for (const { url, contents } of links) {
      expect(url).toMatch(/^https?:/);
      expect(contents).not.toBe("");
    }
  });

  it("is the same for the same letter", async () => {
    const once = await letterPdf(sampleLetter, { createdAt });
    expect(Buffer.compare(once, await letterPdf(sampleLetter, { createdAt }))).toBe(0);
  });

  it("holds 20,000 characters on as many pages as they need, each with marking and number", async () => {
    const text = "Some plain words that somebody typed. ".repeat(530).slice(0, 20_000);
    const pdf = await drawn(typed(text));
    expect(pdf.pages.length).toBeGreaterThan(3);
    expect(letterTextOf(pdf).replace(/\s+/g, "")).toContain(text.replace(/\s+/g, ""));
    artifactsOf(pdf).forEach((onPage, index) => {
      expect(onPage).toContain("OFFICIAL-SENSITIVE");
      expect(onPage).toContain(`Page ${index + 1} of ${pdf.pages.length}`);
    });
  });

  it("breaks a word that is wider than the page", async () => {
    const word = "x".repeat(3_000);
    const pdf = await drawn(typed(word));
    expect(letterTextOf(pdf).replace(/\s+/g, "")).toContain(word);
  });

  it("shows what its letters lack as a box, and says so", async () => {
    const text = letterTextOf(await drawn(typed("Sad 😢 and 漢字.")));
    expect(text).toContain("□");
    expect(text).toMatch(/can't show|cannot show/);
  });
});
