// The frame of pages that stand alone.

import { describe, expect, test } from "vitest";
import { html } from "../../lambda/letters/html.ts";
import { PAGE_SECURITY_POLICY, page } from "../../lambda/letters/page.ts";

const shown = page({ title: "File <this> form", body: html`<p>Body</p>` });

describe("a page", () => {
  test("has one h1, the title of the window says it too, and neither can be markup", () => {
    expect(shown.match(/<h1>.*<\/h1>/g)).toEqual(["<h1>File &lt;this&gt; form</h1>"]);
    expect(shown).toContain("<title>File &lt;this&gt; form – No-names consultations</title>");
  });

  test("can be skipped to its content", () => {
    expect(shown).toContain('<a class="skip" href="#content">');
    expect(shown).toContain('<main id="content"');
  });

  test("says what has been done in a box of its own", () => {
    const done = page({ title: "Filed", done: "On 23 November 2026", body: html`` });
    expect(done).toMatch(/<div class="done"><h1>Filed<\/h1>\s*<p>On 23 November 2026<\/p><\/div>/);
  });

  test("names the service it belongs to", () => {
    expect(page({ title: "x", body: html``, service: "Oxfordshire" })).toContain(
      "<p>Oxfordshire</p>",
    );
  });

  test("has a policy that allows its style sheet and forms of its own, and nothing else", async () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(shown)?.[1] ?? "";
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
    expect(PAGE_SECURITY_POLICY.split("; ")).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${Buffer.from(digest).toString("base64")}'`,
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(shown).not.toMatch(/<script|\sstyle=|\son\w+=|<link/i);
  });
});
