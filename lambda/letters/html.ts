// HTML that is escaped by construction: values go into a template, and only templates are markup.

import { createHash } from "node:crypto";

/** Markup known to be safe. Only `html` and `raw` make it; strings are never taken for it. */
export class Html {
  readonly #markup: string;
  constructor(markup: string) {
    this.#markup = markup;
  }
  toString(): string {
    return this.#markup;
  }
}

/** Nothing is shown for `undefined`, `null` and `false`; lists are shown one item after the other. */
export type HtmlValue = string | number | Html | undefined | null | false | readonly HtmlValue[];

/**
 * A template whose values are escaped, unless they are `Html` themselves. Values may stand in text and in
 * quoted attributes.
 * @throws TypeError for a value in an unquoted attribute, where escaping doesn't help.
 */
export function html(template: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let markup = template[0] ?? "";
  values.forEach((value, index) => {
    if (endsInUnquotedAttribute(template.slice(0, index + 1))) {
      throw new TypeError("A value in an attribute needs quotes around it");
    }
    markup += markupOf(value) + (template[index + 1] ?? "");
  });
  return new Html(markup);
}

function endsInUnquotedAttribute(pieces: readonly string[]): boolean {
  if (!/=\s*$/.test(pieces.at(-1) ?? "")) return false;
  const before = pieces.join("");
  return before.lastIndexOf("<") > before.lastIndexOf(">");
}

/** Markup from a constant of ours. Never give it anything that came from outside. */
export function raw(markup: string): Html {
  return new Html(markup);
}

function markupOf(value: HtmlValue): string {
  if (value === undefined || value === null || value === false) return "";
  if (value instanceof Html) return value.toString();
  if (Array.isArray(value)) return value.map(markupOf).join("");
  return escapeHtml(String(value));
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const CONTROLS = /[^\P{Cc}\t\n]/gu;
const BIDIRECTIONAL_CONTROLS = /\p{Bidi_Control}/gu;

/** Also drops control characters, and those that would reorder the words around them. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(CONTROLS, "")
    .replace(BIDIRECTIONAL_CONTROLS, "")
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

/**
 * The Content-Security-Policy of a document whose only style is this one `<style>` element: nothing else
 * may be loaded, run or framed.
 * @param forms whether the document may send a form to its own origin
 */
export function contentSecurityPolicy(style: string, forms: "no-forms" | "own-forms"): string {
  const hash = createHash("sha256").update(style, "utf8").digest("base64");
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    `form-action ${forms === "own-forms" ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
