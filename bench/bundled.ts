// Bundles as the stack does, so that what is measured is what is deployed.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

export const project = join(import.meta.dirname, "..");
export const folder = mkdtempSync(join(tmpdir(), "no-names-bench-"));

/** The guard has a budget of its own. */
export const withoutGuard: Plugin = {
  name: "without-guard",
  setup({ onLoad }) {
    onLoad({ filter: /lambda\/screening\/screen\.ts$/ }, () => ({
      contents: "export const screen = () => [];",
      loader: "ts",
    }));
  },
};

/** On Lambda credentials are in the environment. */
export const asDeployed: Plugin = {
  name: "as-deployed",
  setup({ onResolve }) {
    const path = join(project, "lib/aws/environment-credentials.ts");
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({ path }));
  },
};

const options: BuildOptions = {
  bundle: true,
  minify: true,
  platform: "node",
  target: "node24",
  format: "cjs",
  mainFields: ["module", "main"],
  define: { "import.meta.dirname": "__dirname" },
  absWorkingDir: project,
  logLevel: "error",
  metafile: true,
  nodePaths: [join(project, "node_modules")],
};

/** Bundles source text; file names in it are absolute. */
export async function bundled(
  name: string,
  entry: string,
  plugins: Plugin[] = [],
): Promise<{ file: string; bytes: number }> {
  const source = join(folder, `${name}.ts`);
  writeFileSync(source, entry);
  const file = join(folder, `${name}.cjs`);
  const { metafile } = await build({ ...options, entryPoints: [source], outfile: file, plugins });
  return { file, bytes: Object.values(metafile?.outputs ?? {})[0]?.bytes ?? 0 };
}

/** Source text that exports something of the project. */
export const exporting = (names: string, path: string): string =>
  `export { ${names} } from ${JSON.stringify(join(project, path))};\n`;
