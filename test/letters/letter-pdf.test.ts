// The PDF of a letter: tagged for those who listen, set well for those who read, the same every time.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block, Letter } from "../../lambda/letters/letter.ts";
import { letterPdf } from "../../lambda/letters/letter-pdf.ts";
import { hostileLetter } from "./hostile-letter.ts";
import { artifactsOf, letterTextOf, type ReadPdf, readPdf } from "./read-pdf.ts";
import { sampleLetter, urgentLetter } from "./sample-letter.ts";
import { createdAt } from "./words-of.ts";

async function readLetter(letter: Letter): Promise<ReadPdf> {
  return readPdf(await letterPdf(letter, { createdAt }));
}

function letterOf(...blocks: Block[]): Letter {
  return { title: "Title", from: "Authority", blocks };
}

/** The page, from 0, on which a text of the letter stands; every one of them. */
function pagesWith({ pages }: ReadPdf, text: string): number[] {
  return pages.flatMap((texts, page) =>
    texts.some((one) => one.tag !== "Artifact" && one.text.includes(text)) ? [page] : [],
  );
}

describe("a screen reader", () => {
  test("is told title and language, and that the document is tagged", async () => {
    const pdf = await readLetter(sampleLetter);
    expect(pdf).toMatchObject({
      title: sampleLetter.title,
      language: "en-GB",
      marked: true,
      showsTitle: true,
    });
    expect(pdf.xmp).toContain("<pdfuaid:part>1</pdfuaid:part>");
  });

  test("finds headings in order, the title first", async () => {
    const headings = (await readLetter(urgentLetter)).structure
      .map((path) => path.split(" > ").at(-1) ?? "")
      .filter((tag) => /^H\d$/.test(tag));
    expect(headings[0]).toBe("H1");
    expect(headings.slice(1)).not.toContain("H1");
    expect(headings).toContain("H3");
    for (const [index, tag] of headings.entries()) {
      if (tag === "H3") expect(headings.slice(0, index)).toContain("H2");
    }
  });

  test("finds lists as lists, and the button as a link with words", async () => {
    const { structure, links } = await readLetter(sampleLetter);
    expect(structure).toContain("Document > Sect > L > LI > Lbl");
    expect(structure).toContain("Document > Sect > L > LI > LBody > P");
    expect(structure).toContain("Document > Sect > P > Link");
    expect(links).toEqual([
      {
        url: "https://no-names.example.gov.uk/filings/q3xk9TtVf2mC8wRj5HyGd7BnL4sPzA6E",
        contents: "Confirm that you have filed this form",
      },
    ]);
  });

  test("hears the marking once, first", async () => {
    const pdf = await readLetter({
      ...urgentLetter,
      marking: { text: "OFFICIAL-SENSITIVE", place: "top" },
    });
    expect(letterTextOf(pdf)).toMatch(/^OFFICIAL-SENSITIVE\s+Act now: /);
    expect(letterTextOf(pdf).match(/OFFICIAL-SENSITIVE/g)).toHaveLength(1);
  });

  test("can jump to the headings by bookmarks", async () => {
    const { bookmarks } = await readLetter(urgentLetter);
    expect(bookmarks.slice(0, 3)).toEqual([
      "Act now: this concern meets the threshold for a child protection enquiry",
      "No-names consultation form",
      "What you told us",
    ]);
  });
});

describe("each page", () => {
  test("carries the marking, the short title, the reference and its number, though the letter says them once", async () => {
    const pdf = await readLetter({
      ...sampleLetter,
      reference: "NNC-7M4K-93HF-WT2X",
      marking: { text: "OFFICIAL-SENSITIVE", place: "bottom" },
    });
    const count = pdf.pages.length;
    expect(count).toBeGreaterThan(1);
    for (const [page, artifacts] of artifactsOf(pdf).entries()) {
      expect(artifacts).toContain(`NNC-7M4K-93HF-WT2X · Page ${page + 1} of ${count}`);
      expect(artifacts).toContain("Oxfordshire County Council · No-names consultation form");
      expect(artifacts.includes("OFFICIAL-SENSITIVE")).toBe(page < count - 1);
    }
    expect(letterTextOf(pdf)).toMatch(/OFFICIAL-SENSITIVE\n?$/);
  });

  test("never ends with a heading, nor breaks the panel, wherever they fall", async () => {
    for (let lines = 20; lines < 45; lines += 3) {
      const pdf = await readLetter(
        letterOf(
          { kind: "typed", text: "line\n".repeat(lines) },
          { kind: "heading", text: "The heading" },
          { kind: "heading", text: "The heading below", level: 3 },
          { kind: "panel", label: "The label", large: "NNC-7M4K", small: ["The last line"] },
        ),
      );
      const together = [
        "The heading",
        "The heading below",
        "The label",
        "NNC-7M4K",
        "The last line",
      ];
      const page = pagesWith(pdf, "The last line");
      for (const text of together.slice(1)) expect(pagesWith(pdf, text)).toEqual(page);
      expect(pagesWith(pdf, "The heading").at(-1)).toEqual(page[0]);
    }
  });
});

test("a label beside a value never breaks over two pages", async () => {
  const label = `Firstly ${"who they talked to ".repeat(6)}lastly`;
  for (let lines = 28; lines < 44; lines += 1) {
    const pdf = await readLetter(
      letterOf(
        { kind: "typed", text: "line\n".repeat(lines) },
        { kind: "facts", rows: [{ label, value: "Their lead" }] },
      ),
    );
    expect(pagesWith(pdf, "Firstly")).toEqual(pagesWith(pdf, "lastly"));
  }
});

describe("long text", () => {
  test("of 20,000 characters flows over pages and loses none", async () => {
    const text = "The quick brown fox is aged 7. ".repeat(640);
    const pdf = await readLetter(letterOf({ kind: "typed", text }));
    expect(letterTextOf(pdf).match(/aged\s7\./g)).toHaveLength(640);
    expect(pdf.pages.length).toBeLessThan(10);
  });

  test("of one word of 20,000 letters is cut into lines", async () => {
    const pdf = await readLetter(letterOf({ kind: "typed", text: "x".repeat(20_000) }));
    expect(letterTextOf(pdf).match(/x/g)).toHaveLength(20_000);
    const longest = Math.max(
      ...letterTextOf(pdf)
        .split("\n")
        .map((line) => line.length),
    );
    expect(longest).toBeLessThan(90);
  });

  test("of 10,000 lines stays within 30 pages", async () => {
    const pdf = await readLetter(letterOf({ kind: "typed", text: "word\n".repeat(10_000) }));
    expect(letterTextOf(pdf).match(/word/g)).toHaveLength(10_000);
    expect(pdf.pages.length).toBeLessThanOrEqual(30);
  });

  test("in a title, a label, a panel or an urgent box is no failure", async () => {
    const long = "Unfassbarlang ".repeat(300);
    const pdf = await readLetter({
      title: long,
      from: long,
      blocks: [
        {
          kind: "urgent",
          title: long,
          paragraphs: [long],
          contacts: [{ name: long, phone: long }],
        },
        { kind: "panel", label: long, large: "W".repeat(100), small: [long] },
        { kind: "facts", rows: [{ label: long, value: long }] },
        { kind: "button", text: long, url: "https://no-names.example/x" },
      ],
    });
    expect(letterTextOf(pdf).match(/Unfassbarlang/g)).toHaveLength(300 * 11);
  });
});

describe("a character the fonts lack", () => {
  const note = "□ stands for a character that this PDF can't show.";

  test.each([
    ["Chinese", "漢字", "□□"],
    ["an emoji family", "👨‍👩‍👧", "□□□"],
    ["Hebrew", "שלום", "□□□□"],
  ])("is shown as □, with a note that says so: %s", async (_, text, shown) => {
    const words = letterTextOf(await readLetter(letterOf({ kind: "typed", text: `a ${text} b` })));
    expect(words).toContain(`a ${shown} b`);
    expect(words).toContain(note);
  });

  test("is none of Łódź, Ελλάδα, Україна, Tiếng Việt, ½, € or “curly quotes”", async () => {
    const text = "Łódź, Ελλάδα, Україна, Tiếng Việt, ½, € and “curly quotes” – e\u0301";
    const words = letterTextOf(await readLetter(letterOf({ kind: "typed", text })));
    expect(words).toContain(text.normalize("NFC"));
    expect(words).not.toContain(note);
  });
});

test("whatever is written in a letter, its only links are its buttons", async () => {
  await fc.assert(
    fc.asyncProperty(hostileLetter, async (letter) => {
      const { links } = await readLetter(letter);
      expect(links.map(({ url }) => url)).toEqual(
        letter.blocks.flatMap((block) => (block.kind === "button" ? [block.url] : [])),
      );
    }),
    { numRuns: 40 },
  );
});

test("a title with markup and brackets stays a title in every place of the file", async () => {
  const title = 'Health & care <b>"(x) \\ 漢字</b>';
  const { title: shown, xmp } = await readLetter({ ...letterOf(), title });
  expect(shown).toBe(title);
  expect(xmp).toContain("Health &amp; care &lt;b&gt;&quot;(x) \\ 漢字&lt;/b&gt;");
});

test("the same letter at the same instant gives the same bytes, another instant others", async () => {
  const [once, again, later] = await Promise.all([
    letterPdf(urgentLetter, { createdAt }),
    letterPdf(urgentLetter, { createdAt }),
    letterPdf(urgentLetter, { createdAt: new Date("2026-11-24T09:00:00Z") }),
  ]);
  expect(again.equals(once)).toBe(true);
  expect(later.equals(once)).toBe(false);
});

test("the form is light enough for any mailbox: under 100 KB, fonts within", async () => {
  const bytes = await letterPdf(urgentLetter, { createdAt });
  expect(bytes.length).toBeLessThan(100_000);
  expect(bytes.toString("latin1")).toMatch(/\/FontFile2/);
  expect(bytes.toString("latin1")).not.toMatch(/\/BaseFont \/Helvetica/);
});
