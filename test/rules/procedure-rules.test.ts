// The table of procedure rules names tests; each of them exists.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const project = join(import.meta.dirname, "../..");
const table = readFileSync(join(project, "docs/procedure-rules.md"), "utf8");
const rows = table.split("\n").filter((line) => /^\| R\d+ \|/.test(line));

describe("the table of procedure rules", () => {
  it("has each rule of consultations once", () => {
    const named = rows.map((row) => /R\d+/.exec(row)?.[0]);
    const consultations = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 32].map((rule) => `R${rule}`);
    for (const rule of consultations) expect(named.filter((one) => one === rule)).toEqual([rule]);
  });

  it("has each rule of referrals once", () => {
    const named = rows.map((row) => /R\d+/.exec(row)?.[0]);
    const referrals = [13, ...Array.from({ length: 17 }, (_, index) => 15 + index)];
    for (const rule of referrals.map((one) => `R${one}`)) {
      expect(named.filter((one) => one === rule)).toEqual([rule]);
    }
  });

  it.each(rows.map((row) => [/R\d+/.exec(row)?.[0] ?? "", row]))(
    "%s is proved by tests that exist",
    (_, row) => {
      const proofs =
        row
          .split("|")
          .at(-2)
          ?.trim()
          .split("; `")
          .map((proof) => proof.replace(/^`?/, "`")) ?? [];
      expect(proofs.length).toBeGreaterThan(0);
      for (const proof of proofs) {
        const [, file, title = ""] = /^`([^`]+)`(?:: (.*))?$/.exec(proof.trim()) ?? [];
        expect(file, `a file in “${proof}”`).toBeDefined();
        expect(readFileSync(join(project, file ?? ""), "utf8")).toContain(title);
      }
    },
  );
});
