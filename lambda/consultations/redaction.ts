// Removing a piece of text that slipped through: where it stands, and what the document is without it.
import type { FieldError } from "../http/problem.ts";
import { guardedPaths } from "../screening/guarded-text.ts";
import type { Item } from "../tables/definition.ts";
import { type Consultation, recordRequestSchema } from "./consultation.ts";
import type { Addendum, Redaction } from "./table.ts";

/** What stands in the place of removed text. */
export const REMOVED = "[removed]";

const paths = guardedPaths(recordRequestSchema);

export interface Cut {
  readonly field: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The change that removes a piece of text, from the document or an addendum, and with it what was
 * confirmed about it; or the errors of a cut that is none.
 */
export function redact(
  document: Consultation,
  addenda: readonly Addendum[],
  cut: Cut,
): Redaction | readonly FieldError[] {
  const steps = cut.field.split("/").slice(1);
  if (steps[0] === "addenda") return redactAddendum(addenda, steps, cut);
  const [name = "", ...rest] = steps;
  const known = paths.some(
    (path) =>
      path.length === steps.length && path.every((step, at) => step === "*" || step === steps[at]),
  );
  const value = known ? Reflect.get(document, name) : undefined;
  const text = textIn(value, rest);
  if (text === undefined) return [unknownField];
  const errors = cutErrors(text, cut);
  if (errors.length > 0) return errors;
  const removed = text.slice(cut.start, cut.end);
  const confirmed = document.confirmedNotIdentifying;
  const kept = confirmed?.filter(
    (one) => one.field !== cut.field || !(removed.includes(one.text) || one.text.includes(removed)),
  );
  return {
    entry: "document",
    before: { [name]: value },
    after: {
      [name]: withText(value, rest, without(text, cut)),
      confirmedNotIdentifying: kept?.length ? kept : undefined,
    },
  };
}

function redactAddendum(
  addenda: readonly Addendum[],
  [, place = "", field]: readonly string[],
  cut: Cut,
): Redaction | readonly FieldError[] {
  const addendum = /^\d{1,3}$/.test(place) && field === "text" ? addenda[Number(place)] : undefined;
  if (addendum === undefined) return [unknownField];
  const errors = cutErrors(addendum.text, cut);
  if (errors.length > 0) return errors;
  return {
    entry: addendum.entry,
    before: { text: addendum.text },
    after: { text: without(addendum.text, cut) },
  };
}

const without = (text: string, { start, end }: Cut): string =>
  `${text.slice(0, start)}${REMOVED}${text.slice(end)}`;

const unknownField: FieldError = {
  pointer: "/field",
  code: "not-a-choice",
  message:
    "This is not a text of the document. Give its JSON pointer, such as /concern or /addenda/0/text.",
};

/** Half of a character left behind would still be part of it. */
function cutErrors(text: string, { start, end }: Cut): readonly FieldError[] {
  if (start >= end || end > text.length) {
    return [
      {
        pointer: "/end",
        code: "out-of-range",
        message:
          "The place is not within the text. Read the consultation again: it may have changed.",
      },
    ];
  }
  const halves = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  return halves.every((half) => half.isWellFormed())
    ? []
    : [
        {
          pointer: "/start",
          code: "out-of-range",
          message: "The place starts or ends within a character. Take the whole of it.",
        },
      ];
}

function textIn(value: unknown, steps: readonly string[]): string | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return typeof value === "string" ? value : undefined;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
  return textIn(Reflect.get(value, step), rest);
}

function withText(value: unknown, steps: readonly string[], text: string): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return text;
  if (Array.isArray(value)) {
    return value.map((entry, at) => (String(at) === step ? withText(entry, rest, text) : entry));
  }
  const fields: Item = { ...(value as Item) };
  return { ...fields, [step]: withText(fields[step], rest, text) };
}
