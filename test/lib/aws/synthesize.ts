// Synthesizes the stack as `cdk synth` does, without bundling, and finds its way about the template.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, type Stack, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import * as z from "zod";
import cdkJson from "../../../cdk.json" with { type: "json" };
import { NoNamesStack } from "../../../lib/aws/no-names-stack.ts";
import { settingsFrom } from "../../../lib/aws/settings.ts";

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  Metadata: z.object({ "aws:cdk:path": z.string() }).optional(),
});
const templateSchema = z.object({ Resources: z.record(z.string(), resourceSchema) });

export interface Resource extends z.output<typeof resourceSchema> {
  readonly logicalId: string;
  /** Its place in the stack, e.g. `Tables/Messages/Resource`. */
  readonly path: string;
}

export interface Synthesized {
  readonly resources: readonly Resource[];
  ofType(type: string): readonly Resource[];
  /** The one resource at a place. */
  at(path: string): Resource;
  /** The place of the resource that a reference (`Ref`, `Fn::GetAtt`) names. */
  placeOf(reference: unknown): string;
}

export interface SynthesisOptions {
  /** Beside that of cdk.json. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The service where it is left out. */
  readonly build?: (app: App) => Stack;
  /** Also holds it against AWS Solutions, which takes seconds. */
  readonly checked?: true;
}

/**
 * Synthesizes an app and reads its one template.
 * @throws Error when it is checked and breaks a rule of AWS Solutions that nobody acknowledged
 */
export function synthesize({
  context = {},
  build = service,
  checked,
}: SynthesisOptions = {}): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), "no-names-synth-"));
  try {
    const app = new App({
      outdir,
      context: {
        ...cdkJson.context,
        "aws:cdk:bundling-stacks": [],
        "aws:cdk:enable-path-metadata": true,
        ...context,
      },
    });
    if (checked) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const { stackName } = build(app);
    return read(app.synth().getStackByName(stackName).template);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const service = (app: App): Stack =>
  new NoNamesStack(app, "NoNames", {
    settings: settingsFrom(app.node),
    env: { region: "eu-west-2" },
  });

function read(template: unknown): Synthesized {
  const resources = Object.entries(templateSchema.parse(template).Resources).map(
    ([logicalId, resource]): Resource => ({
      ...resource,
      logicalId,
      path: resource.Metadata?.["aws:cdk:path"].replace(/^[^/]+\//, "") ?? "",
    }),
  );
  const byId = new Map(resources.map((resource) => [resource.logicalId, resource.path]));
  return {
    resources,
    ofType: (type) => resources.filter((resource) => resource.Type === type),
    at(path) {
      const found = resources.filter((resource) => resource.path === path);
      if (found[0] === undefined || found.length > 1) throw new Error(`No one resource at ${path}`);
      return found[0];
    },
    placeOf: (reference) => byId.get(idIn(reference)) ?? "",
  };
}

const referenceSchema = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z
    .object({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) })
    .transform((found) => found["Fn::GetAtt"][0]),
]);
const idIn = (reference: unknown): string => referenceSchema.safeParse(reference).data ?? "";

/** An ARN in words: references become the place of what they name, e.g. `Tables/Messages/Resource/index/about`. */
export function inWords(stack: Synthesized, arn: unknown): string {
  if (typeof arn === "string") return arn;
  const joined = z
    .object({ "Fn::Join": z.tuple([z.string(), z.array(z.unknown())]) })
    .safeParse(arn);
  if (joined.success) {
    const [separator, parts] = joined.data["Fn::Join"];
    return parts.map((part) => inWords(stack, part)).join(separator);
  }
  return stack.placeOf(arn) || JSON.stringify(arn);
}
