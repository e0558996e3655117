// Rules about the instants a caller gives: never ahead, and in the order in which things happen.
import { AHEAD_MS } from "../consultations/recordable.ts";
import type { FieldError } from "../http/problem.ts";

/** Instants of a body by the name of their field; those left out are passed over. */
type Instants = Readonly<Record<string, string | undefined>>;

/** One error for each instant that is more than five minutes ahead. */
export function aheadErrors(instants: Instants, at: Date): readonly FieldError[] {
  return Object.entries(instants).flatMap(([field, given]) =>
    given !== undefined && Date.parse(given) > at.getTime() + AHEAD_MS
      ? [
          {
            pointer: `/${field}`,
            code: "in-the-future",
            message: "This is in the future. Give the time at which it happened.",
          },
        ]
      : [],
  );
}

/** One error for each instant before another that has to come first; `what` names that one. */
export function beforeErrors(
  instants: Instants,
  first: string,
  what: string,
): readonly FieldError[] {
  return Object.entries(instants).flatMap(([field, given]) =>
    given !== undefined && Date.parse(given) < Date.parse(first)
      ? [
          {
            pointer: `/${field}`,
            code: "too-early",
            message: `This is before ${what}. Check both times.`,
          },
        ]
      : [],
  );
}

/** Errors of when something was done: not ahead, and not before the referral was received. */
export const doneErrors = (
  instants: Instants,
  { receivedAt }: { readonly receivedAt: string },
  at: Date,
): readonly FieldError[] => [
  ...aheadErrors(instants, at),
  ...beforeErrors(instants, receivedAt, "the referral was received"),
];

/** A given instant in the one form that is stored, or the moment of the request. */
export const instantOr = (given: string | undefined, at: Date): string =>
  (given === undefined ? at : new Date(given)).toISOString();
