// The rules of the house that no other tool holds. Each says what to do instead of what it found.
import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path/posix";
import { describe, expect, test } from "vitest";
import { type SourceFile, sourceFiles } from "./source-files.ts";

const code = sourceFiles("lambda", "lib", "bin");
const all = [...code, ...sourceFiles("test", "bench")];
const tests = all.filter(({ path }) => path.startsWith("test/"));
const lambda = code.filter(({ path }) => path.startsWith("lambda/"));

/** This file names what it forbids. */
const self = "test/rules/tidy.test.ts";

/** The places of a pattern, as `file:line`. */
const placesOf = (files: readonly SourceFile[], pattern: RegExp): readonly string[] =>
  files
    .filter(({ path }) => path !== self)
    .flatMap(({ path, text }) =>
      text
        .split("\n")
        .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
    );

describe("files", () => {
  test("of the service fit a few screens: 250 lines at most; split them by what they know", () => {
    const MAX_LINES = 250;
    const tooLong = code.filter(({ text }) => text.trimEnd().split("\n").length > MAX_LINES);
    expect(tooLong.map(({ path }) => path)).toEqual([]);
  });

  test("say at their top what they are for", () => {
    // A test's own names say what it is for.
    const named = all.filter(({ path }) => !path.endsWith(".test.ts"));
    const silent = named.filter(({ text }) => !/^(?:#!.*\n)?\/\/ \S/.test(text));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  test("are named in kebab case, by what is in them: no drawers for anything", () => {
    const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test)?\.ts$/;
    expect(all.map(({ path }) => path).filter((path) => !kebab.test(basename(path)))).toEqual([]);
    const drawer =
      /(?:^|[/-])(?:utils?|common|helpers?|misc|shared|lib|types|constants)(?:[/-]|\.ts$)/;
    expect(
      all
        .map(({ path }) => path.replace(/^(?:test\/)?lib\//, ""))
        .filter((path) => drawer.test(path)),
    ).toEqual([]);
  });
});

describe("nothing is put off or hidden", () => {
  test("no notes of what is still to do", () => {
    expect(placesOf(all, /\b(?:TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
  });

  test("no test is left out, and none keeps the others from running", () => {
    expect(
      placesOf(
        tests,
        /\b(?:test|it|describe)(?:\.\w+)*\.(?:skip|only|todo|fails|skipIf)\b|\bx(?:it|test|describe)\(/,
      ),
    ).toEqual([]);
  });

  test("no rule is switched off, and no type talked round", () => {
    expect(
      placesOf(all, /biome-ignore|@ts-(?:ignore|expect-error|nocheck)|eslint-disable/),
    ).toEqual([]);
    expect(placesOf(all, /\bas unknown as\b/)).toEqual([]);
  });
});

describe("code", () => {
  test("exports by name", () => {
    expect(placesOf(all, /^export default\b/)).toEqual([]);
  });

  test("has no base classes: what is shared is a function, or a value that is passed", () => {
    const own = all.flatMap(({ text }) =>
      [...text.matchAll(/\bclass (\w+)/g)].map(([, name]) => name),
    );
    expect(placesOf(all, new RegExp(`\\bextends (?:${own.join("|")})\\b(?! ?[?:])`))).toEqual([]);
  });

  test("takes zod as a namespace, which leaves 356 KB out of every bundle", () => {
    expect(placesOf(lambda, /^import (?!\* as z |type ).* from "zod"/)).toEqual([]);
  });

  test("writes to the console only where a log or a terminal is the point", () => {
    const quiet = code.filter(({ path }) => !/^(?:lambda\/log|lib\/local|bin)\//.test(path));
    expect(placesOf(quiet, /\bconsole\b/)).toEqual([]);
  });
});

describe("the clock and the environment come in at the edge", () => {
  const rules = lambda.filter(({ path }) => !path.startsWith("lambda/functions/"));

  test("rules never read the clock: whoever calls them says what time it is", () => {
    // A default of a parameter is the edge: `clock = () => new Date()` without a `const` before it.
    expect(placesOf(rules, /(?<!= \(\) => )\b(?:new Date\(\)|Date\.now\(\))/)).toEqual([]);
    expect(placesOf(rules, /\b(?:const|let) .*\b(?:new Date\(\)|Date\.now\(\))/)).toEqual([]);
  });

  test("functions read the clock at each request, never when they are loaded", () => {
    const functions = lambda.filter(({ path }) => path.startsWith("lambda/functions/"));
    expect(placesOf(functions, /(?<!=> )\b(?:new Date\(\)|Date\.now\(\))/)).toEqual([]);
  });

  test("functions catch nothing: there is one place for what fails", () => {
    const functions = lambda.filter(({ path }) => path.startsWith("lambda/functions/"));
    expect(placesOf(functions, /\b(?:try|catch)\b\s*[({]/)).toEqual([]);
  });
});

test("nothing names a folder of somebody's own machine", () => {
  const written = globSync(["*.md", "*.json", "docs/**/*.md"]).map((path) => ({
    path,
    text: readFileSync(path, "utf8"),
    imports: [],
  }));
  expect(placesOf([...code, ...written], /(?<![\w.])\/(?:home|Users|root|work)\/\w/)).toEqual([]);
});
