// Files that survive a power cut: written whole, beside the old one, and then put in its place.
import { randomUUID } from "node:crypto";
import { open, readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type * as z from "zod";
import { CannotStart } from "./cannot-start.ts";

/** For the owner only: these files hold keys, tokens and mail. */
const OWNER_ONLY = 0o600;

/** Writes a file that does not exist yet, and returns once it is on disk. */
export async function writeNew(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, "wx", OWNER_ONLY);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes or replaces a file; whoever reads it, whenever, finds the old content or the new. */
export async function keep(path: string, content: string | Uint8Array): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  await writeNew(beside, content);
  await rename(beside, path);
  await syncFolder(dirname(path));
}

/** As `keep`, but the last few may be lost in a power cut: for what can be found out again. */
export async function replace(path: string, content: string): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
  await writeFile(beside, content, { flag: "wx", mode: OWNER_ONLY });
  await rename(beside, path);
}

/** Makes sure that what was made or renamed in a folder is found there after a power cut. */
export async function syncFolder(path: string): Promise<void> {
  // Windows has no such thing for folders.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The content of a file, or undefined where there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Reads a kept JSON file, or undefined where there is none.
 * @throws CannotStart when it is damaged. It is left as it is.
 */
export async function readKept<S extends z.ZodType>(
  path: string,
  schema: S,
): Promise<z.output<S> | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const result = schema.safeParse(jsonOrNothing(text));
  if (result.success) return result.data;
  throw new CannotStart(
    `The file ${path} is damaged, so the service can't go on with this data folder. Nothing was deleted. Put the file back from a copy, or start with --fresh to empty the folder and begin again, or name another folder with --data.`,
  );
}

/** What the JSON says, or undefined where it is none or there is none. */
export function jsonOrNothing(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
