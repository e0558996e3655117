// What the receipt of a referral and the first contact before it can't be, given as RFC 3339 instants.
import type { FieldError } from "../http/problem.ts";
import { bankHolidaysOf } from "../working-time/bank-holidays.ts";
import type { ProcedureInForce } from "./in-force.ts";
import { dayInWords } from "./procedure-words.ts";

/** The error of a first contact that is later than the receipt it led to. */
export function firstContactErrors(
  { firstContactAt }: { readonly firstContactAt?: string | undefined },
  { receivedAt }: { readonly receivedAt: string },
): readonly FieldError[] {
  if (firstContactAt === undefined || Date.parse(firstContactAt) <= Date.parse(receivedAt))
    return [];
  const message = "The first contact can't be later than the receipt. Correct one of them.";
  return [{ pointer: "/firstContactAt", code: "after-receipt", message }];
}

/**
 * One error for each instant of a body, by the name of its field, from before the list of bank holidays
 * begins: sums would pass over them without a word. It is often a slip in the year.
 */
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
