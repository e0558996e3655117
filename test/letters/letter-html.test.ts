// The HTML of a letter: nothing typed becomes markup or a link, and everybody can read it.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Letter } from "../../lambda/letters/letter.ts";
import { LETTER_SECURITY_POLICY, letterHtml } from "../../lambda/letters/letter-html.ts";
import { hostileLetter } from "./hostile-letter.ts";
import { sampleLetter, urgentLetter } from "./sample-letter.ts";
import { htmlAsText } from "./words-of.ts";

/** Every tag of a letter, with its attributes; values that come from the letter are shown as …. */
const TAGS = new Set(
  tagsOf(
    letterHtml({
      ...urgentLetter,
      blocks: [
        ...urgentLetter.blocks,
        { kind: "contacts", items: [{ name: "MASH", phone: "0300 126 7000, option 1" }] },
        { kind: "typed", text: "a\nb" },
      ],
    }),
  ),
);

function tagsOf(markup: string): string[] {
  return (markup.match(/<[^>]*>/g) ?? []).map((tag) =>
    tag
      .replace(/ aria-label="[^"]*"/, ' aria-label="…"')
      .replace(/ href="https?:\/\/[^"]*"/, ' href="…"')
      .replace(/ href="tel:\+?\d*"/, ' href="tel:…"'),
  );
}

describe("whatever is written in a letter", () => {
  test("it makes no tag and no attribute", () => {
    fc.assert(
      fc.property(hostileLetter, (letter) => {
        for (const tag of tagsOf(letterHtml(letter))) expect(TAGS).toContain(tag);
      }),
      { numRuns: 300 },
    );
  });

  test("links go to its buttons' addresses and to diallable numbers only", () => {
    fc.assert(
      fc.property(hostileLetter, (letter) => {
        const buttons = letter.blocks.flatMap((block) =>
          block.kind === "button" ? [block.url] : [],
        );
        const links = hrefsOf(letterHtml(letter)).filter((href) => !href.startsWith("tel:"));
        expect(links).toEqual(buttons);
      }),
    );
  });

  test("no invisible character is left in it but our own breakers of links", () => {
    fc.assert(
      fc.property(hostileLetter, (letter) => {
        const visible = letterHtml(letter).replaceAll("\u200B", "");
        expect(visible).not.toMatch(/[\p{Cf}\p{Default_Ignorable_Code_Point}]|[^\P{Cc}\n]/u);
        expect(visible.isWellFormed()).toBe(true);
      }),
    );
  });
});

test("typed addresses are broken invisibly, our own words are left alone", () => {
  const text = "ring 0808 800 5000 or see www.evil.example/x or me@evil.example";
  const own = "ring 0345 050 7666";
  const html = letterHtml({
    title: "T",
    from: "F",
    blocks: [
      { kind: "typed", text },
      { kind: "paragraph", text: own },
    ],
  });
  expect(html).not.toMatch(/800 5000|evil\.example|www\.|@evil/);
  expect(html.replaceAll("\u200B", "")).toContain(text);
  expect(html).toContain(own);
});

test("references, dates and hours that people typed stay searchable as they are", () => {
  const text =
    "NNC-2014-7730-9912 of 2026-11-23, 09.00-15.30, 2019-2024, 23.11.2026, 1,000,000, e.g. 7.30pm";
  expect(letterHtml({ title: "T", from: "F", blocks: [{ kind: "typed", text }] })).toContain(text);
});

describe("the document", () => {
  const html = letterHtml(urgentLetter);

  test("says its language, its title and one first heading", () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB" dir="ltr">/);
    expect(html).toContain("<title>No-names consultation form</title>");
    expect(html.match(/<h1>/g)).toHaveLength(1);
  });

  test("has a banner with the marking, one main part and a foot", () => {
    expect(html.match(/<(?:header|main|footer)>/g)).toEqual(["<header>", "<main>", "<footer>"]);
  });

  test("loads and runs nothing", () => {
    expect(html).not.toMatch(/<(?:script|link|img|iframe|object)|@import|url\(|\son\w+=|\ssrc=/i);
  });

  test("has a policy that names its one style sheet", async () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
    expect(LETTER_SECURITY_POLICY).toContain(
      `style-src 'sha256-${Buffer.from(digest).toString("base64")}'`,
    );
    expect(LETTER_SECURITY_POLICY).toContain("default-src 'none'");
    expect(html).not.toMatch(/\sstyle=/);
  });

  test("lets a telephone dial the numbers of contacts", () => {
    expect(hrefsOf(html)).toContain("tel:03450507666");
    expect(
      hrefsOf(
        letterHtml({
          ...sampleLetter,
          blocks: [
            {
              kind: "contacts",
              items: [{ name: "MASH", phone: "0300 126 7000, options 1 and 1" }],
            },
          ],
        }),
      ),
    ).toEqual([]);
  });
});

test("colours contrast at least 4.5 to 1 with the white, or the ground, they stand on", () => {
  const pairs = [
    ["#0b0c0c", "#ffffff"],
    ["#12436d", "#ffffff"],
    ["#b10e1e", "#ffffff"],
    ["#1a5a96", "#ffffff"],
    ["#484949", "#ffffff"],
    ["#ffffff", "#00703c"],
    ["#0b0c0c", "#ffdd00"],
  ] as const;
  const html = letterHtml(sampleLetter);
  for (const [ink, ground] of pairs) {
    expect(html).toContain(ink);
    expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  }
});

test("a third-level heading without a second before it is a second", () => {
  const letter: Letter = {
    title: "T",
    from: "F",
    blocks: [
      { kind: "heading", text: "First", level: 3 },
      { kind: "heading", text: "Then", level: 3 },
    ],
  };
  expect(letterHtml(letter).match(/<h[1-6]>/g)).toEqual(["<h1>", "<h2>", "<h3>"]);
});

test("empty blocks leave no heading, label or list behind", () => {
  const letter: Letter = {
    title: "T",
    from: "F",
    blocks: [
      { kind: "typed", label: "Nothing typed", text: " \u200B\n" },
      { kind: "list", items: ["\u0000"] },
      { kind: "facts", rows: [{ label: "Nothing known", value: "" }] },
      { kind: "paragraph", text: "" },
      { kind: "contacts", items: [] },
      { kind: "panel", label: "", large: "", small: [] },
    ],
  };
  expect(htmlAsText(letterHtml(letter)).trim()).toMatch(/^F\s+T$/);
});

test("an urgent direction without a title is said all the same", () => {
  const letter: Letter = {
    title: "T",
    from: "F",
    blocks: [{ kind: "urgent", title: " ", paragraphs: ["Call 999."] }],
  };
  expect(htmlAsText(letterHtml(letter)).trim()).toMatch(/^Call 999\.\s+F\s+T$/);
});

test.each([
  ["no title", { title: "\u202E", from: "F", blocks: [] }, /title/],
  ["no sender", { title: "T", from: " ", blocks: [] }, /authority/],
  [
    "a script for an address",
    { title: "T", from: "F", blocks: [{ kind: "button", text: "x", url: "javascript:alert(1)" }] },
    /https/,
  ],
  [
    "a button without words",
    { title: "T", from: "F", blocks: [{ kind: "button", text: "", url: "https://a.example/" }] },
    /words/,
  ],
  [
    "a marking of 101 characters",
    { title: "T", from: "F", marking: { text: "x".repeat(101), place: "top" }, blocks: [] },
    /100/,
  ],
] as const)("a letter with %s is refused", (_, letter, message) => {
  expect(() => letterHtml(letter)).toThrow(message);
});

function hrefsOf(markup: string): string[] {
  return [...markup.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) =>
    (href ?? "").replaceAll("&amp;", "&"),
  );
}

/** The contrast of two colours by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
