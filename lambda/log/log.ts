// Writes one line of JSON for an entry of the catalogue, for CloudWatch and for the terminal alike.
import { type Code, catalogue, type Entry, type FieldsOf } from "./catalogue.ts";

/** Receives finished log lines; the default writes them to the console stream of their level. */
export type LogWriter = (level: Entry["level"], line: string) => void;

const toConsole: LogWriter = (level, line) => console[level](line);

/**
 * Logs an entry of the catalogue. Only the fields the catalogue allows are written, whatever is
 * passed at run time: types are not a border, and a log is read by more people than a document.
 */
export function log<C extends Code>(
  code: C,
  fields: FieldsOf<C> = {},
  write: LogWriter = toConsole,
): void {
  const entry: Entry = catalogue[code];
  const given: Record<string, unknown> = fields;
  const allowed = entry.fields.map((name) => [name, given[name]] as const);
  write(
    entry.level,
    JSON.stringify({
      level: entry.level,
      code,
      message: entry.says,
      ...Object.fromEntries(allowed),
    }),
  );
}
