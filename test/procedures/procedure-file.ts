// Procedure files for tests: Oxfordshire's profile with something changed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type ProcedureInForce, procedureInForce } from "../../lambda/procedures/in-force.ts";
import { loadProcedure, profileFile } from "../../lambda/procedures/load-procedure.ts";
import { type Procedure, parseProcedure } from "../../lambda/procedures/procedure.ts";

/** Takes a field away. */
export const nothing = undefined;

/** The data of a profile's own file, with fields changed by JSON pointer. */
export function fileWith(
  changes: Readonly<Record<string, unknown>> = {},
  profile = "oxfordshire",
): unknown {
  const data: unknown = JSON.parse(readFileSync(profileFile(profile), "utf8"));
  for (const [pointer, value] of Object.entries(changes)) change(data, pointer, value);
  return data;
}

export const procedureWith = (
  changes: Readonly<Record<string, unknown>> = {},
  profile?: string,
): Procedure => parseProcedure(fileWith(changes, profile));

/** A profile as it is applied. */
export const profileInForce = (name: string): ProcedureInForce =>
  procedureInForce(loadProcedure(profileFile(name)));

/** Writes a procedure file into a folder of its own that goes when the test ends. */
export function written(data: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), "no-names-procedure-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "procedure.json");
  writeFileSync(file, typeof data === "string" ? data : JSON.stringify(data));
  return file;
}

function change(data: unknown, pointer: string, value: unknown): void {
  const path = pointer.split("/").slice(1);
  const last = path.pop() ?? "";
  const at = path.reduce<unknown>((inner, step) => objectAt(inner)[step], data);
  const target = objectAt(at);
  if (value === nothing) delete target[last];
  else target[last] = value;
}

function objectAt(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new Error("There is nothing to change.");
  return value as Record<string, unknown>;
}
