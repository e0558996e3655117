// The bundles as Lambda gets them: each starts from its own folder, with its own environment, and nothing else.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import cdkJson from "../../../cdk.json" with { type: "json" };
import { loadProcedure } from "../../../lambda/procedures/load-procedure.ts";
import { NoNamesStack } from "../../../lib/aws/no-names-stack.ts";
import { type FunctionId, permissions } from "../../../lib/aws/permissions.ts";
import { settingsFrom } from "../../../lib/aws/settings.ts";

/** Ten bundles take some seconds on a small machine. */
const BUNDLING_MS = 120_000;

const functionSchema = z.object({
  Properties: z.object({
    Description: z.string(),
    Environment: z
      .object({ Variables: z.record(z.string(), z.unknown()) })
      .default({ Variables: {} }),
  }),
  Metadata: z.object({ "aws:asset:path": z.string() }),
});

interface Bundle {
  readonly folder: string;
  readonly environment: Record<string, string>;
}

let outdir: string;
let bundles: ReadonlyMap<string, Bundle>;

beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), "no-names-bundles-"));
  const app = new App({
    outdir,
    context: { ...cdkJson.context, "aws:cdk:enable-asset-metadata": true },
  });
  new NoNamesStack(app, "NoNames", {
    settings: settingsFrom(app.node),
    env: { region: "eu-west-2" },
  });
  const template: unknown = app.synth().getStackByName("NoNames").template;
  const { Resources } = z
    .object({ Resources: z.record(z.string(), z.looseObject({ Type: z.string() })) })
    .parse(template);
  bundles = new Map(
    Object.values(Resources)
      .filter(({ Type }) => Type === "AWS::Lambda::Function")
      .map((resource) => {
        const { Properties, Metadata } = functionSchema.parse(resource);
        const folder = join(outdir, Metadata["aws:asset:path"]);
        const environment = environmentOf(Properties.Environment.Variables, folder);
        return [Properties.Description.replace("No-names: ", ""), { folder, environment }];
      }),
  );
}, BUNDLING_MS);
afterAll(() => rmSync(outdir, { recursive: true }));

/** What is known only on AWS, as it may look there; and the folder of the code, which is another here. */
const environmentOf = (variables: Record<string, unknown>, folder: string) =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      if (typeof value === "string") return [name, value.replace("/var/task", folder)];
      return [
        name,
        name === "PUBLIC_ADDRESS" ? "https://api.test" : `made-by-aws-${name}-0123456789`,
      ];
    }),
  );

const run = ({ folder, environment }: Bundle, script: string): unknown =>
  JSON.parse(
    execFileSync(process.execPath, ["-e", script], {
      cwd: folder,
      env: { ...environment, AWS_REGION: "eu-west-2", PATH: process.env.PATH },
      encoding: "utf8",
    }),
  );

const bundleOf = (id: FunctionId): Bundle => {
  const bundle = bundles.get(id);
  if (bundle === undefined) throw new Error(`There is no bundle of ${id}.`);
  return bundle;
};

test.each(Object.keys(permissions) as FunctionId[])("%s starts", (id) => {
  expect(
    run(bundleOf(id), 'console.log(JSON.stringify(typeof require("./index.js").handler))'),
  ).toBe("function");
});

test("files stand beside the code that names them", () => {
  for (const [id, { environment }] of bundles) {
    for (const name of ["PROCEDURE_FILE", "FONTS_DIR", "DOCS_DIR"]) {
      const file = environment[name];
      if (file !== undefined) expect([id, name, existsSync(file)]).toEqual([id, name, true]);
    }
  }
  const { PROCEDURE_FILE = "", FONTS_DIR = "" } = bundleOf("documents").environment;
  expect(loadProcedure(PROCEDURE_FILE).name).toBe("oxfordshire");
  expect(existsSync(join(FONTS_DIR, "OFL.txt"))).toBe(true);
});

test("the explorer answers from its bundle", () => {
  const event = {
    routeKey: "GET /docs/{file}",
    headers: {},
    pathParameters: { file: "swagger-ui.css" },
    requestContext: { requestId: "r" },
  };
  const { DOCS_DIR = "" } = bundleOf("pages").environment;
  const answered = run(
    bundleOf("pages"),
    `console.info = () => {};
    require("./index.js").handler(${JSON.stringify(event)}, {})
      .then(({ statusCode, body }) => console.log(JSON.stringify([statusCode, body.length])));`,
  );
  expect(answered).toEqual([200, readFileSync(join(DOCS_DIR, "swagger-ui.css"), "utf8").length]);
});
