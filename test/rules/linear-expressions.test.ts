// Every regular expression of the service is proved to take time linear in what it reads, hostile or not.
import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { type AnyNode, parse } from "acorn";
import { checkSync } from "recheck";
import { beforeAll, expect, test } from "vitest";
import { profileFile } from "../../lambda/procedures/load-procedure.ts";

const lambda = join(import.meta.dirname, "../../lambda");
const files = readdirSync(lambda, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ts"),
);

interface Expression {
  readonly source: string;
  readonly flags: string;
}

/** Expressions by how they read, with the file they stand in or come from. */
const found = new Map<string, Expression & { readonly where: string }>();

function note({ source, flags }: Expression, where: string): void {
  const written = `/${source}/${flags}`;
  if (!found.has(written)) found.set(written, { source, flags, where });
}

/** Written ones stand in the source; those put together at load are seen as they are made. */
beforeAll(async () => {
  for (const file of files) noteWritten(file);
  let loading = "";
  const Made = new Proxy(RegExp, {
    construct(target, given: [string | RegExp, string?]) {
      const made = new target(...given);
      note(made, loading);
      return made;
    },
  });
  const before = globalThis.RegExp;
  globalThis.RegExp = Made;
  process.env.PROCEDURE_FILE = profileFile("oxfordshire");
  for (const file of files.filter((one) => !one.startsWith("functions"))) {
    loading = file;
    await import(join(lambda, file));
  }
  const { screen } = await import("../../lambda/screening/screen.ts");
  screen("Call the MASH on 0345 050 7666.", { known: ["0345 050 7666", "Oxford MASH"] });
  globalThis.RegExp = before;
}, 60_000);

function noteWritten(file: string): void {
  const source = stripTypeScriptTypes(readFileSync(join(lambda, file), "utf8"));
  const visit = (node: AnyNode): void => {
    if (node.type === "Literal" && node.regex) {
      note({ source: node.regex.pattern, flags: node.regex.flags }, file);
    }
    for (const inner of Object.values(node).flat()) if (isNode(inner)) visit(inner);
  };
  visit(parse(source, { ecmaVersion: "latest", sourceType: "module" }));
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === "object" && value !== null && "type" in value;

/** The checker knows no look-ahead: what stands at the very start is read by itself, then the rest. */
function parts({ source, flags }: Expression): readonly Expression[] {
  const look = /^\^\(\?[=!]/.exec(source);
  if (!look) return [{ source, flags }];
  let depth = 1;
  let end = look[0].length;
  for (; depth > 0; end++) {
    if (source[end] === "\\") end++;
    else if (source[end] === "[") end = source.indexOf("]", end);
    else if (source[end] === "(") depth++;
    else if (source[end] === ")") depth--;
  }
  const ahead = `^(?:${source.slice(look[0].length, end - 1)})`;
  return [{ source: ahead, flags }, ...parts({ source: `^${source.slice(end)}`, flags })];
}

/** The checker by automata proves; the other one only tries. Bounds are what it counts out. */
const settings = {
  checker: "automaton",
  timeout: 60_000,
  maxNFASize: 200_000,
  maxRepeatCount: 100,
  maxPatternSize: 20_000,
} as const;

test("finds expressions, written and made", () => {
  expect(found.size).toBeGreaterThan(250);
});

test("each is linear", { timeout: 600_000 }, () => {
  const unproved = [...found.values()].flatMap((expression) =>
    parts(expression)
      .map(({ source, flags }) => checkSync(source, flags, settings).status)
      .filter((status) => status !== "safe")
      .map((status) => `${expression.where}: ${status}: /${expression.source}/${expression.flags}`),
  );
  expect(unproved).toEqual([]);
});
