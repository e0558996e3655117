// The project's own files and what each imports, read as text: the rules are about what is written.
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";

export interface Import {
  /** A path from the project's root, or the name of a package or of one of Node's modules. */
  readonly target: string;
  readonly isOwnFile: boolean;
  /** It is gone when the code runs. */
  readonly isTypeOnly: boolean;
}

export interface SourceFile {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** All TypeScript files below some folders. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`))
    .map((found) => found.replaceAll("\\", "/"))
    .sort()
    .map((path) => {
      const text = readFileSync(path, "utf8");
      return { path, text, imports: importsOf(path, text) };
    });
}

/** `import … from "x"`, `export … from "x"`, `import "x"` and `import("x")`. */
const IMPORT =
  /^(?:import|export)\s+(type\s)?(?:[^;"']*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;

/** `import { type A, type B } from` is as gone as `import type` is. */
const ONLY_TYPES = /^(?:import|export)\s+\{\s*(?:type\s[^,}]+,?\s*)+\}/;

function importsOf(path: string, text: string): readonly Import[] {
  return [...text.matchAll(IMPORT)].map(([statement, type, from, dynamic]) => {
    const name = from ?? dynamic ?? "";
    const isOwnFile = name.startsWith(".");
    return {
      target: isOwnFile ? normalize(join(dirname(path), name)) : name,
      isOwnFile,
      isTypeOnly: type !== undefined || ONLY_TYPES.test(statement),
    };
  });
}

/** Everything that is loaded when a file is: own files and packages, itself included. */
export function loadedWith(path: string, files: readonly SourceFile[]): ReadonlySet<string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const loaded = new Set<string>();
  const waiting = [path];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (loaded.has(next)) continue;
    loaded.add(next);
    const { imports = [] } = byPath.get(next) ?? {};
    waiting.push(...imports.filter(({ isTypeOnly }) => !isTypeOnly).map(({ target }) => target));
  }
  return loaded;
}
