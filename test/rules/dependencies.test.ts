// Who may know whom: the arrows between the folders, and what must never be loaded with what.
import { describe, expect, it, test } from "vitest";
import { loadedWith, type SourceFile, sourceFiles } from "./source-files.ts";

/**
 * What each folder of lambda/ may use of the others. A new folder is entered here, above those that
 * use it.
 */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  log: [],
  references: [],
  "working-time": [],
  letters: [],
  tables: ["log"],
  http: ["log", "tables"],
  procedures: ["working-time", "http"],
  screening: ["http", "references"],
  messages: ["references", "tables", "http"],
  agencies: ["tables", "http", "procedures", "screening", "messages"],
  consultations: [
    ...["log", "references", "working-time", "letters", "tables", "http"],
    ...["procedures", "screening", "messages", "agencies"],
  ],
  referrals: [
    ...["log", "references", "working-time", "letters", "tables", "http"],
    ...["procedures", "screening", "messages", "agencies", "consultations"],
  ],
  chasers: [
    ...["log", "references", "working-time", "letters", "tables", "http"],
    ...["procedures", "screening", "messages", "agencies", "consultations", "referrals"],
  ],
  statistics: [
    ...["log", "references", "working-time", "letters", "tables", "http"],
    ...["procedures", "screening", "messages", "agencies", "consultations", "referrals"],
  ],
  retention: [
    ...["log", "references", "working-time", "letters", "tables", "http"],
    ...["procedures", "screening", "messages", "agencies", "consultations", "referrals"],
  ],
  mail: [
    ...["log", "references", "working-time", "letters", "tables", "http"],
    ...["procedures", "screening", "messages", "agencies", "consultations", "referrals"],
  ],
  pages: ["letters", "http", "screening"],
};

const files = sourceFiles("lambda", "lib", "bin");
const lambda = files.filter(({ path }) => path.startsWith("lambda/"));
const folderOf = (path: string): string => path.split("/")[1] ?? "";

/** Imports that `allowed` does not allow, as `from → to`. */
const broken = (
  from: readonly SourceFile[],
  allowed: (file: SourceFile, target: string) => boolean,
): readonly string[] =>
  from.flatMap((file) =>
    file.imports
      .filter(({ isOwnFile, target }) => isOwnFile && !allowed(file, target))
      .map(({ target }) => `${file.path} → ${target}`),
  );

describe("the folders of lambda/", () => {
  const domains = lambda.filter(
    ({ path }) => path.split("/").length > 2 && folderOf(path) !== "functions",
  );

  it("are all known here", () => {
    expect(Object.keys(mayUse).sort()).toEqual(
      [...new Set(domains.map((one) => folderOf(one.path)))].sort(),
    );
  });

  it.each(Object.keys(mayUse))("%s uses only what it may know", (folder) => {
    const own = domains.filter(({ path }) => folderOf(path) === folder);
    const known = new Set([folder, ...(mayUse[folder] ?? [])]);
    expect(
      broken(own, (_, target) => target.startsWith("lambda/") && known.has(folderOf(target))),
    ).toEqual([]);
  });

  it("have no arrows that go round", () => {
    const order = Object.keys(mayUse);
    for (const [folder, used] of Object.entries(mayUse)) {
      for (const one of used) expect(order.indexOf(one)).toBeLessThan(order.indexOf(folder));
    }
  });
});

test("functions only wire: nothing in lambda/ knows them", () => {
  expect(
    broken(
      lambda.filter(({ path }) => !path.startsWith("lambda/functions/")),
      (_, target) => !target.startsWith("lambda/functions/"),
    ),
  ).toEqual([]);
});

test("lambda/ knows nothing of what runs it", () => {
  const outside = (target: string) => !target.startsWith("lambda/") && target !== "package.json";
  expect(broken(lambda, (_, target) => !outside(target))).toEqual([]);
});

test("the lists of all operations and all tables hold contracts and tables", () => {
  expect(
    broken(
      lambda.filter(({ path }) => /^lambda\/all-/.test(path)),
      (_, target) => /\/(?:(?:[\w-]+-)?contract|table|definition|idempotency)\.ts$/.test(target),
    ),
  ).toEqual([]);
});

describe("the stack on AWS", () => {
  const aws = files.filter(({ path }) => path.startsWith("lib/aws/"));

  it("knows contracts, tables and procedures of the code it deploys, and no behaviour", () => {
    const known =
      /^lambda\/(?:all-operations|all-tables|[\w-]+\/(?:(?:[\w-]+-)?contract|table)|tables\/definition|http\/(?:idempotency|roles|sign-in)|procedures\/load-procedure)\.ts$/;
    expect(broken(aws, (_, target) => target.startsWith("lib/aws/") || known.test(target))).toEqual(
      [],
    );
  });

  it("is known to nobody but the CDK app", () => {
    const others = files.filter(
      ({ path }) => !path.startsWith("lib/aws/") && path !== "bin/no-names.ts",
    );
    expect(broken(others, (_, target) => !target.startsWith("lib/aws/"))).toEqual([]);
  });
});

const isSdk = (name: string) => /^@(?:aws-sdk|smithy)\//.test(name);
const packagesWith = (path: string): readonly string[] =>
  [...loadedWith(path, files)].filter((name) => !name.endsWith(".ts") && !name.endsWith(".json"));

test.each(
  lambda
    .map(({ path }) => path)
    .filter((path) => /[/-]contract\.ts$|\/table\.ts$|\/all-/.test(path)),
)("%s is data: the SDK is not loaded with it", (path) => {
  expect(packagesWith(path).filter(isSdk)).toEqual([]);
});

test.each([
  "lambda/references/reference.ts",
  "lambda/screening/screen.ts",
  "lambda/working-time/working-time.ts",
])("%s runs alone: it loads no package", (path) => {
  expect(lambda.map((file) => file.path)).toContain(path);
  expect(packagesWith(path).filter((name) => !name.startsWith("node:"))).toEqual([]);
});

test("only what draws PDFs loads the library for it", () => {
  const functions = lambda
    .map(({ path }) => path)
    .filter((path) => path.startsWith("lambda/functions/"));
  const drawing = functions.filter((path) => packagesWith(path).includes("pdfkit"));
  expect(drawing).toEqual(["lambda/functions/documents.ts", "lambda/functions/mail.ts"]);
});

test("the guard's function loads nothing of AWS: it may touch nothing", () => {
  expect(packagesWith("lambda/functions/screening.ts").filter(isSdk)).toEqual([]);
});
