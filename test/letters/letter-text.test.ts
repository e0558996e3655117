// The plain text of a letter: narrow, and safe for what mail programs do to plain text.

import fc from "fast-check";
import { type ParsedMail, simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";
import type { Letter } from "../../lambda/letters/letter.ts";
import { letterText } from "../../lambda/letters/letter-text.ts";
import { hostileLetter, hostileText } from "./hostile-letter.ts";
import { sampleLetter, urgentLetter } from "./sample-letter.ts";

const url =
  "https://no-names.example.gov.uk/filings/q3xk9TtVf2mC8wRj5HyGd7BnL4sPzA6E?and=more&of=it";

function typedLetter(text: string): Letter {
  return { title: "Title", from: "Authority", blocks: [{ kind: "typed", text }] };
}

describe("lines", () => {
  test("are at most 76 columns wide, whatever the letter holds", () => {
    fc.assert(
      fc.property(hostileLetter, (letter) => {
        const urls = letter.blocks.map((block) => (block.kind === "button" ? block.url : ""));
        for (const line of letterText(letter).split("\n")) {
          const columns = [...line.replace(/[\p{M}\u200B]/gu, "")].length;
          if (!urls.includes(line)) expect(columns, line).toBeLessThanOrEqual(76);
        }
      }),
    );
  });

  test("count East Asian characters as two columns", () => {
    const lines = letterText(typedLetter("漢".repeat(60))).split("\n");
    expect(lines.filter((line) => line.includes("漢")).map((line) => line.trim().length)).toEqual([
      37, 23,
    ]);
  });

  test("end without spaces, so that none is taken for a signature or for flowed text", () => {
    fc.assert(
      fc.property(hostileLetter, (letter) => {
        expect(letterText(letter)).not.toMatch(/[ \t\r]$/m);
      }),
    );
  });

  test("keep a button's address whole", () => {
    const letter: Letter = {
      ...typedLetter("x"),
      blocks: [{ kind: "button", text: "Confirm", url }],
    };
    expect(letterText(letter).split("\n")).toContain(url);
  });
});

describe("typed text", () => {
  test("keeps its lines and paragraphs, set in by two spaces", () => {
    expect(letterText(typedLetter("one\ntwo\r\n\r\n\r\nthree"))).toContain(
      "\n\n  one\n  two\n\n  three\n",
    );
  });

  test.each([["> not a quotation"], ["From here on"], ["-- "], ["-----"], ["OFFICIAL"]])(
    "%j stands at the start of no line",
    (text) => {
      const lines = letterText(typedLetter(`${text}\nmore\n${text}`)).split("\n");
      expect(lines.filter((line) => line.startsWith(text.trim()))).toEqual([]);
    },
  );

  test("of 10,000 line breaks, or 10,000 lines, stays a letter", () => {
    expect(letterText(typedLetter(`a${"\n".repeat(10_000)}b`))).toContain("  a\n\n  b\n");
    const lines = letterText(typedLetter("word\n".repeat(10_000))).split("\n");
    expect(lines.length).toBeLessThan(1_200);
    expect(lines.join(" ").match(/word/g)).toHaveLength(10_000);
  });

  test("holds nothing that a mail program makes a link", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        expect(await linksIn(letterText(typedLetter(text)))).toEqual([]);
      }),
    );
  });

  test.each([
    ["https://evil.example.com/x"],
    ["www.evil.co.uk"],
    ["evil.com"],
    ["//evil.com"],
    ["me@evil.org"],
    ["mailto:me@evil.org"],
  ])("%s is no link, in a list or a fact neither", async (address) => {
    expect(await linksIn(`see ${address} now`)).not.toEqual([]);
    const letter: Letter = {
      title: "Title",
      from: "Authority",
      blocks: [
        { kind: "typed", text: `see ${address} now` },
        { kind: "list", items: [`see ${address} now`] },
        { kind: "facts", rows: [{ label: "See", value: `see ${address} now` }] },
      ],
    };
    expect(await linksIn(letterText(letter))).toEqual([]);
  });
});

test("the only links of the form are its buttons", async () => {
  expect(await linksIn(letterText(sampleLetter))).toEqual([
    "https://no-names.example.gov.uk/filings/q3xk9TtVf2mC8wRj5HyGd7BnL4sPzA6E",
  ]);
});

test("the urgent direction is the first thing after the marking", () => {
  expect(letterText(urgentLetter)).toMatch(/^OFFICIAL-SENSITIVE\n\n\*{60}\n\nAct now: /);
});

test.each([
  ["top", /^SECRET\n\n/, /\nSECRET\n$/],
  ["bottom", /\n\nSECRET\n$/, /^SECRET/],
] as const)("a marking at the %s stands there and nowhere else", (place, where, elsewhere) => {
  const text = letterText({ ...typedLetter("x"), marking: { text: "SECRET", place } });
  expect(text).toMatch(where);
  expect(text).not.toMatch(elsewhere);
});

/** What a mail program that looks for addresses in plain text finds in it. */
async function linksIn(text: string): Promise<string[]> {
  const source = `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}`;
  const mail: ParsedMail = await simpleParser(source);
  return [...(mail.textAsHtml ?? "").matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href ?? "");
}
