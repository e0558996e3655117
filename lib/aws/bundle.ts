// How a function becomes one file of code, with the files it needs beside it.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BundlingOptions, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";
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
    esbuildArgs: {
      // Code that asks for its own folder does so only where no variable names one.
      "--log-override:empty-import-meta": "silent",
      ...(needs.includes("fonts") && { "--alias:pdfkit": require.resolve("pdfkit") }),
    },
    commandHooks: {
      beforeBundling: () => [],
      beforeInstall: () => [],
      afterBundling: (_, folder) => copyCommands(needs, procedureFile, folder),
    },
  };
}

function copiesOf(needs: readonly Need[]): readonly Copy[] {
  const explorer = dirname(require.resolve("swagger-ui-dist/package.json"));
  return [
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

/** The commands run in a shell: every path is quoted, and Node copies alike on every system. */
function copyCommands(needs: readonly Need[], procedureFile: string, folder: string): string[] {
  const node = `"${process.execPath}"`;
  const script = "require('node:fs').cpSync(process.argv[1], process.argv[2], {recursive: true})";
  const copyProcedure = join(projectRoot, "lib/aws/copy-procedure.ts");
  return [
    ...(needs.includes("procedure")
      ? [`${node} "${copyProcedure}" "${procedureFile}" "${join(folder, "procedure.json")}"`]
      : []),
    ...copiesOf(needs).map(
      ({ from, to }) => `${node} -e "${script}" "${from}" "${join(folder, to)}"`,
    ),
  ];
}
