// Refuses instants from before the list of bank holidays begins: sums would pass over them without a word.
import type { FieldError } from "../http/problem.ts";
import { bankHolidaysOf } from "../working-time/bank-holidays.ts";
import type { ProcedureInForce } from "./in-force.ts";
import { dayInWords } from "./procedure-words.ts";

/** One error for each instant of a body, by the name of its field, that is too early; often a slip in the year. */
export function beforeCalendarErrors(
  instants: Readonly<Record<string, string | undefined>>,
  { procedure }: Pick<ProcedureInForce, "procedure">,
): readonly FieldError[] {
  const { dates } = bankHolidaysOf(procedure.nation);
  const from = `${dates[0]?.slice(0, 4)}-01-01`;
  return Object.entries(instants).flatMap(([field, given]) =>
    given !== undefined && Date.parse(given) < Date.parse(from)
      ? [
          {
            pointer: `/${field}`,
            code: "before-calendar",
            message: `Bank holidays are known here from ${dayInWords(from)} on. Give a later date.`,
          },
        ]
      : [],
  );
}
