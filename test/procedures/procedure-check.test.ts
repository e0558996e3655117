// `npm run procedure:check FILE`, as somebody at a terminal meets it.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileWith, written } from "./procedure-file.ts";

const script = join(import.meta.dirname, "../../bin/procedure-check.ts");

function check(...args: string[]): Promise<{ code: unknown; out: string; errors: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], (error, out, errors) =>
      resolve({ code: error === null ? 0 : error.code, out, errors }),
    );
  });
}

test("says what a procedure does, what is to be confirmed, and what is odd", async () => {
  const file = written(fileWith({ "/effectiveFrom": "2999-01-01" }));
  const { code, out } = await check(file);
  expect(code).toBe(0);
  expect(out).toContain("- Consent is not needed for a no-names consultation.");
  expect(out).toContain("- The office hours: to be confirmed by the authority.");
  expect(out).toContain("- It takes effect on 1 January 2999, which is ahead");
});

test("names every mistake and fails", async () => {
  const { code, errors } = await check(written(fileWith({ "/nation": "wales", "/name": "X" })));
  expect(code).toBe(1);
  expect(errors).toContain("has 2 mistakes");
  expect(errors).toContain("  /name: ");
  expect(errors).toContain("  /nation: ");
});

test("says how it is called", async () => {
  const { code, errors } = await check();
  expect(code).toBe(2);
  expect(errors).toContain("npm run procedure:check FILE");
});
