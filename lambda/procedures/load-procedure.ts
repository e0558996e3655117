// Finds and reads procedure files. Bad ones fail here, before anything starts, with every mistake named.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { extendProcedure } from "./extend-procedure.ts";
import { type ProcedureInForce, procedureInForce } from "./in-force.ts";
import { type Procedure, parseProcedure } from "./procedure.ts";
import { ProcedureErrors } from "./procedure-errors.ts";

/** The profile where none is named, on this machine. */
const DEFAULT_PROFILE = "oxfordshire";
/** Authority on county on region, and to spare; more is a circle. */
const MOST_EXTENDED = 5;
const PROFILE_NAME = /^[a-z][a-z0-9-]*$/;

/**
 * The path of a procedure: of the profile with that name, or the path as given.
 * @throws Error, in one line, when there is no profile of that name
 */
export function profileFile(nameOrFile: string): string {
  if (!PROFILE_NAME.test(nameOrFile)) return resolve(nameOrFile);
  const profile = profilePath(nameOrFile);
  if (profile !== undefined) return profile;
  throw new Error(
    `The procedure “${nameOrFile}” isn't available. Available: ${availableInWords()}. To use a file of your own give its path, such as ./${nameOrFile}.json.`,
  );
}

/** The names of the profiles there are, in alphabetical order. */
export function profileNames(): readonly string[] {
  const folder = profilesFolder();
  if (folder === undefined) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
}

/**
 * Reads and checks a procedure file.
 * @throws ProcedureErrors naming every mistake, one a line; Error when the file can't be read
 */
export function loadProcedure(file: string): Procedure {
  const data = procedureData(file);
  try {
    return parseProcedure(data);
  } catch (error) {
    throw error instanceof ProcedureErrors ? new ProcedureErrors(error.errors, file) : error;
  }
}

/**
 * The data of a procedure file, put over what it extends and not yet checked. A copy of it beside the
 * code needs no other file.
 * @throws ProcedureErrors when a file is not JSON or extends what is not there
 */
export function procedureData(file: string): unknown {
  return dataOf(file, []);
}

function dataOf(file: string, extendedBy: readonly string[]): unknown {
  const data = json(file);
  if (typeof data !== "object" || data === null || !("extends" in data)) return data;
  const { extends: name, ...own } = data;
  return extendProcedure(dataOf(extendedFile(name, file, extendedBy), [...extendedBy, file]), own);
}

function extendedFile(name: unknown, file: string, extendedBy: readonly string[]): string {
  const mistake = (message: string) =>
    new ProcedureErrors([{ pointer: "/extends", message }], file);
  if (typeof name !== "string" || !PROFILE_NAME.test(name)) {
    throw mistake("This has to be the name of a profile, such as “oxfordshire”.");
  }
  if (extendedBy.length >= MOST_EXTENDED) {
    throw mistake("These procedures extend one another in a circle, or too deeply.");
  }
  const profile = profilePath(name);
  if (profile === undefined) {
    throw mistake(`The profile “${name}” isn't available. Available: ${availableInWords()}.`);
  }
  return profile;
}

function profilePath(name: string): string | undefined {
  const folder = profilesFolder();
  return folder !== undefined && profileNames().includes(name)
    ? join(folder, `${name}.json`)
    : undefined;
}

const availableInWords = (): string => profileNames().join(", ") || "none";

function json(file: string): unknown {
  const text = textOf(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = `This is not JSON. ${error instanceof Error ? error.message : ""}`;
    throw new ProcedureErrors([{ pointer: "", message }], file);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? ` (${cause.code})` : "";
    throw new Error(`The procedure file ${file} can't be read${reason}. Check its path.`, {
      cause,
    });
  }
}

/** Bundled code has no profiles beside it, and no need of them: its file stands by itself. */
function profilesFolder(): string | undefined {
  const beside = import.meta.dirname;
  const folder = beside === undefined ? undefined : join(beside, "profiles");
  return folder !== undefined && existsSync(folder) ? folder : undefined;
}

/**
 * The procedure in force for a function: the file `PROCEDURE_FILE` names, or in a checkout, where it is
 * not set, Oxfordshire's.
 * @throws as `loadProcedure`, so that a function with a bad procedure doesn't start
 */
export function procedureFrom(environment: NodeJS.ProcessEnv): ProcedureInForce {
  const file = environment.PROCEDURE_FILE || profilePath(DEFAULT_PROFILE);
  if (file === undefined) {
    throw new Error("PROCEDURE_FILE isn't set: it names the file of the authority's procedure.");
  }
  return procedureInForce(loadProcedure(file));
}
