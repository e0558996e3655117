// Finds the program that keeps the tables on this machine.
import { access, constants } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { CannotStart } from "./cannot-start.ts";

export interface Platform {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly searchPath: string;
  /** The file of an installed package. @throws when it is not installed. */
  readonly resolve: (file: string) => string;
}

const thisPlatform = (): Platform => ({
  platform: process.platform,
  arch: process.arch,
  searchPath: process.env.PATH ?? "",
  resolve: createRequire(import.meta.url).resolve,
});

/**
 * The path of Dynoxide: the package for this platform, else `dynoxide` on the search path.
 * @throws CannotStart, saying how to get one.
 */
export async function findEngine(on: Platform = thisPlatform()): Promise<string> {
  const program = on.platform === "win32" ? "dynoxide.exe" : "dynoxide";
  const packageName = `@dynoxide/${on.platform}-${on.arch}`;
  const candidates = [
    packagedAt(on, `${packageName}/${program}`),
    ...on.searchPath
      .split(delimiter)
      .filter((folder) => folder !== "")
      .map((folder) => join(folder, program)),
  ];
  for (const candidate of candidates) {
    if (candidate !== undefined && (await isProgram(candidate))) return candidate;
  }
  throw new CannotStart(
    [
      `There is no DynamoDB engine for this machine (${on.platform}, ${on.arch}). The service keeps its tables in one. Get it in one of these ways:`,
      `  npm install --no-save ${packageName}     the packaged Dynoxide, where it exists for this platform`,
      "  install Dynoxide (https://github.com/nubo-db/dynoxide) so that “dynoxide” is on your PATH",
      "  DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start     with DynamoDB Local or another engine running there",
    ].join("\n"),
  );
}

function packagedAt(on: Platform, file: string): string | undefined {
  try {
    return on.resolve(file);
  } catch {
    return undefined;
  }
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
