// The PDF still works once bundled into one CommonJS file, as Lambda runs it, with only the fonts beside it.

import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "bundled-pdf-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const root = join(import.meta.dirname, "../..");

test("a bundle draws a PDF without node_modules", async () => {
  const bundle = join(folder, "index.js");
  await build({
    stdin: {
      contents: `
        import { letterPdf } from "./lambda/letters/letter-pdf.ts";
        const letter = { title: "T", from: "F", blocks: [] };
        letterPdf(letter, { createdAt: new Date(0) }).then((pdf) => process.stdout.write(pdf.subarray(0, 8)));`,
      resolveDir: root,
    },
    outfile: bundle,
    bundle: true,
    platform: "node",
    target: "node24",
    format: "cjs",
    mainFields: ["module", "main"],
    // pdfkit's ESM asks for import.meta.url when it loads; CommonJS has none.
    alias: { pdfkit: createRequire(import.meta.url).resolve("pdfkit") },
    logOverride: { "empty-import-meta": "silent" },
    logLevel: "error",
  });
  const fonts = join(folder, "fonts");
  cpSync(join(root, "lambda/letters/fonts"), fonts, { recursive: true });
  const env = { ...process.env, FONTS_DIR: fonts };
  const written = execFileSync(process.execPath, [bundle], { cwd: folder, env, encoding: "utf8" });
  expect(written).toBe("%PDF-1.7");
});
