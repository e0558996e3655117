// The words of a letter's three forms, without what only lays them out, so that they can be compared.

import type { Letter } from "../../lambda/letters/letter.ts";
import { letterHtml } from "../../lambda/letters/letter-html.ts";
import { letterPdf } from "../../lambda/letters/letter-pdf.ts";
import { letterText } from "../../lambda/letters/letter-text.ts";
import { loadFonts } from "../../lambda/letters/pdf-fonts.ts";
import { Typesetter } from "../../lambda/letters/pdf-typesetting.ts";
import { letterTextOf, readPdf } from "./read-pdf.ts";

export const createdAt = new Date("2026-11-23T10:20:00Z");

export async function wordsOfForms(
  letter: Letter,
): Promise<{ text: string; html: string; pdf: string }> {
  const pdf = letterTextOf(await readPdf(await letterPdf(letter, { createdAt })));
  return {
    text: words(asThePdfShows(letterText(letter))),
    html: words(asThePdfShows(htmlAsText(letterHtml(letter)))),
    pdf: words(pdf.replace(/□ stands for a character\s[\s\S]*?shows\sit\.\s*/, "")),
  };
}

/** Letters, digits, marks and symbols; not spaces, punctuation, bullets or the lines beneath headings. */
export function words(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{M}\p{S}]|=/gu, "");
}

/** With □ for each character that the PDF's fonts lack. */
function asThePdfShows(text: string): string {
  const typesetter = new Typesetter(loadFonts(), () => 0);
  return text
    .split("\n")
    .map((line) => typesetter.showable(line))
    .join("\n");
}

/** What a person reads of a letter's HTML: its body without tags, with the numbers of ordered lists. */
export function htmlAsText(markup: string): string {
  const body = markup.slice(markup.indexOf("<body>"));
  return body
    .replace(/<ol>[\s\S]*?<\/ol>/g, (list) => {
      let number = 0;
      return list.replace(/<li[^>]*>/g, () => {
        number += 1;
        return ` ${number}. `;
      });
    })
    .replace(/<br>|<\/(?:p|h1|h2|h3|li|dd|td|div)>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&");
}
