// Reads the flags of `npm start`.
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { CannotStart } from "./cannot-start.ts";
import { isWithinReach } from "./clock.ts";

const DEFAULT_PORT = 4000;
const LAST_PORT = 65_535;

export interface Flags {
  readonly help: boolean;
  /** Of the API; 0 is any free one. */
  readonly port: number;
  readonly data: string;
  readonly fresh: boolean;
  /** The name of a profile, or the path of a file; the default profile where it is left out. */
  readonly procedure: string;
  /** What the clock is to say at the start; as it was kept where it is left out. */
  readonly clock?: Date;
}

export const usage = `npm start -- [flags]

  --port 4000        the port of the API; 0 for any free one
  --data .no-names   the folder that keeps tables, mail and clock between starts
  --fresh            empty that folder first, if it is the service's own
  --procedure NAME   the authority's procedure: a profile (oxfordshire unless you say otherwise) or a file
  --clock INSTANT    what the service's clock says at the start, like 2026-11-23T09:00:00Z
  --help             these lines

DYNAMODB_ENDPOINT names a DynamoDB engine that runs already; without it the service starts its own.`;

export interface FlagsContext {
  /** Where the command was given: paths are seen from there. */
  readonly from: string;
  /** The folder of the project, which holds the data where no other is named. */
  readonly project: string;
}

/** @throws CannotStart saying which flag is wrong and how it is written. */
export function readFlags(args: readonly string[], { from, project }: FlagsContext): Flags {
  const { port, data, fresh, procedure, clock, help } = parsed(args);
  return {
    help: help === true,
    port: port === undefined ? DEFAULT_PORT : portFrom(port),
    data: data === undefined ? join(project, ".no-names") : resolve(from, given("--data", data)),
    fresh: fresh === true,
    procedure: procedureFrom(procedure, from),
    clock: clock === undefined ? undefined : instantFrom(clock),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        data: { type: "string" },
        fresh: { type: "boolean" },
        procedure: { type: "string" },
        clock: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (cause) {
    // The first sentence names the flag; the rest is about the parser.
    const why = cause instanceof Error ? cause.message.split(". ")[0] : "";
    throw new CannotStart(`${why}.\n\n${usage}`, { cause });
  }
}

function given(flag: string, value: string): string {
  if (value !== "") return value;
  throw new CannotStart(`${flag} needs a value.\n\n${usage}`);
}

function portFrom(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= LAST_PORT) return port;
  throw new CannotStart(
    `--port is a number from 0 to ${LAST_PORT}, like --port 4000; 0 is any free port.`,
  );
}

/** A name stays a name; anything else is a path. */
function procedureFrom(text: string | undefined, from: string): string {
  const nameOrFile = given("--procedure", text ?? "oxfordshire");
  return /^[a-z][a-z0-9-]*$/.test(nameOrFile) ? nameOrFile : resolve(from, nameOrFile);
}

function instantFrom(text: string): Date {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;
  const instant = new Date(form.test(text) ? text : Number.NaN);
  if (isWithinReach(instant)) return instant;
  throw new CannotStart(
    "--clock is an instant with its zone, like --clock 2026-11-23T09:00:00Z or 2026-06-01T10:00:00+01:00.",
  );
}
