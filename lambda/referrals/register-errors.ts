// Rules between the fields of a new referral that its schema can't say (R15, R20).
import type { FieldError } from "../http/problem.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { beforeCalendarErrors, firstContactErrors } from "../procedures/receipt-errors.ts";
import { aheadErrors } from "./instants.ts";

/** Errors of a body of any shape: no instant ahead or out of order, no practitioner without an agency or its kind. */
export function registerErrors(
  body: unknown,
  at: Date,
  procedure: ProcedureInForce,
): readonly FieldError[] {
  if (typeof body !== "object" || body === null) return [];
  const fields: Record<string, unknown> = { ...body };
  const instants = ["receivedAt", "firstContactAt", "policeInformedAt", "recordsCheckedAt"];
  const given = Object.fromEntries(
    instants.flatMap((field) => {
      const value = fields[field];
      return typeof value === "string" ? [[field, value] as const] : [];
    }),
  );
  const { receivedAt, firstContactAt } = given;
  return [
    ...aheadErrors(given, at),
    ...beforeCalendarErrors({ receivedAt, firstContactAt }, procedure),
    ...(receivedAt === undefined ? [] : firstContactErrors(given, { receivedAt })),
    ...referrerErrors(fields.referrer),
  ];
}

/** R15: a practitioner is never anonymous. */
export function referrerErrors(referrer: unknown): readonly FieldError[] {
  if (typeof referrer !== "object" || referrer === null) return [];
  const fields: Record<string, unknown> = { ...referrer };
  if (fields.kind !== "practitioner") return [];
  if (fields.agencyId !== undefined || fields.agencyType !== undefined) return [];
  return [
    {
      pointer: "/referrer",
      code: "required",
      message:
        "A practitioner is never anonymous. Give their agency's id, or the kind of agency where it is not registered.",
    },
  ];
}
