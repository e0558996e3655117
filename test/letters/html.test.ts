// Templates escape every value; only what is marked as markup is markup.

import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeHtml, html, raw } from "../../lambda/letters/html.ts";

test("values are escaped in text and in quoted attributes", () => {
  const value = `<b title="x">'&'</b>`;
  const shown = "&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;";
  expect(html`<p class="${value}">${value}</p>`.toString()).toBe(
    `<p class="${shown}">${shown}</p>`,
  );
});

test("templates, lists of them and our own constants stay markup within a template", () => {
  const items = ["a", "<b>"].map((item) => html`<li>${item}</li>`);
  expect(html`<ul>${items}</ul>${raw("<hr>")}`.toString()).toBe(
    "<ul><li>a</li><li>&lt;b&gt;</li></ul><hr>",
  );
});

test("nothing is shown for what is absent; 0 is a number", () => {
  expect(html`[${undefined}${null}${false}${0}]`.toString()).toBe("[0]");
});

test("an object that only looks like markup is refused by type, and escaped if it comes all the same", () => {
  const forged = JSON.parse('{"markup":"<script>"}');
  expect(html`${forged}`.toString()).not.toContain("<script>");
});

test("a value in an unquoted attribute is refused", () => {
  expect(() => html`<a href=${"x"}>`).toThrow(/quotes/);
  expect(() => html`<a class="${"x"}" href=${"x"}>`).toThrow(/quotes/);
  expect(html`<p>a = ${"b"}</p>`.toString()).toBe("<p>a = b</p>");
  expect(html`<p>${"a="}${"b"}</p>`.toString()).toBe("<p>a=b</p>");
});

test("no value can leave its place, whatever characters it has", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      const escaped = escapeHtml(value);
      expect(escaped).not.toMatch(/[<>"']|\p{Bidi_Control}|[^\P{Cc}\t\n]/u);
      expect(escaped).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
    }),
  );
});
