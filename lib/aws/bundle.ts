// How a function becomes one file of code, with the files it needs beside it.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BundlingOptions, LogLevel, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";
import { docsFiles } from "../../lambda/pages/contract.ts";
import type { Need } from "./function-needs.ts";

export const projectRoot = fileURLToPath(new URL("../../", import.meta.url));

/** Where Lambda puts the code. */
const BESIDE_THE_CODE = "/var/task";

const require = createRequire(import.meta.url);

/** A file or folder that is copied beside the code. */
interface Copy {
  readonly from: string;
  readonly to: string;
}

/** The variables that name the files a function has beside its code. */
export function fileVariables(needs: readonly Need[]): Record<string, string> {
  return {
    ...(needs.includes("procedure") && { PROCEDURE_FILE: `${BESIDE_THE_CODE}/procedure.json` }),
    ...(needs.includes("fonts") && { FONTS_DIR: `${BESIDE_THE_CODE}/fonts` }),
    ...(needs.includes("explorer") && { DOCS_DIR: `${BESIDE_THE_CODE}/docs` }),
  };
}

/**
 * The options of esbuild. The SDK is bundled: pinned, and faster to load than Lambda's own. CommonJS
 * starts faster than an ES module; so PDFs are drawn with pdfkit's CommonJS code, for its other code
 * asks for its own address, which a bundle has none of.
 */
export function bundling(needs: readonly Need[], procedureFile: string): BundlingOptions {
  return {
    format: OutputFormat.CJS,
    target: "node24",
    mainFields: ["module", "main"],
    externalModules: [],
    minify: true,
    logLevel: LogLevel.WARNING,
    esbuildArgs: {
      // Code that asks for its own folder does so only where no variable names one.
      "--log-override:empty-import-meta": "silent",
      "--alias:@aws-sdk/credential-provider-node": join(
        projectRoot,
        "lib/aws/environment-credentials.ts",
      ),
      ...(needs.includes("fonts") && { "--alias:pdfkit": require.resolve("pdfkit") }),
    },
    commandHooks: {
      beforeBundling: () => [],
      beforeInstall: () => [],
      afterBundling: (_, folder) => copyCommands(copiesOf(needs, procedureFile), folder),
    },
  };
}

function copiesOf(needs: readonly Need[], procedureFile: string): readonly Copy[] {
  const explorer = dirname(require.resolve("swagger-ui-dist/package.json"));
  return [
    ...(needs.includes("procedure") ? [{ from: procedureFile, to: "procedure.json" }] : []),
    ...(needs.includes("fonts")
      ? [{ from: join(projectRoot, "lambda/letters/fonts"), to: "fonts" }]
      : []),
    ...(needs.includes("explorer")
      ? explorerFiles.map((file) => ({ from: join(explorer, file), to: `docs/${file}` }))
      : []),
  ];
}

/** What a browser loads, and the licences under which we pass it on. */
const explorerFiles: readonly string[] = [
  ...Object.keys(docsFiles).filter((file) => file !== "start.js"),
  "LICENSE",
  "NOTICE",
  "swagger-ui-bundle.js.LICENSE.txt",
];

/** One command for all of them, in which every path is quoted: it runs in a shell. */
function copyCommands(copies: readonly Copy[], folder: string): string[] {
  if (copies.length === 0) return [];
  const words = [
    process.execPath,
    join(projectRoot, "lib/aws/copy-beside.ts"),
    folder,
    ...copies.flatMap(({ from, to }) => [from, to]),
  ];
  return [words.map((word) => `"${word}"`).join(" ")];
}
