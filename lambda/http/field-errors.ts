// Turns a schema's issues into plain sentences that point at the field and never repeat the input.
import type * as z from "zod";
import type { FieldError } from "./problem.ts";

type Issue = z.core.$ZodIssue;

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
};

const formats: Readonly<Record<string, string>> = {
  date: "Give a real date as YYYY-MM-DD, for example 2026-11-23.",
  datetime: "Give a date and time in UTC with a Z at the end, for example 2026-11-23T10:15:00Z.",
  uuid: "Give the id exactly as the service gave it.",
};

const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

function size(issue: Issue & { code: "too_big" | "too_small" }): string {
  const limit = issue.code === "too_big" ? issue.maximum : issue.minimum;
  const bound = issue.code === "too_big" ? "at most" : "at least";
  if (issue.origin === "string") return `Use ${bound} ${limit} ${plural(limit, "character")}.`;
  if (issue.origin === "array")
    return `Give ${bound} ${limit} ${plural(limit, "entry", "entries")}.`;
  return `This has to be ${bound} ${limit}.`;
}

const plural = (count: number | bigint, one: string, many = `${one}s`): string =>
  Number(count) === 1 ? one : many;

function fieldError(issue: Issue): FieldError {
  const pointer = pointerTo(issue.path);
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? { pointer, code: "required", message: "This is required." }
        : {
            pointer,
            code: "wrong-type",
            message: `This has to be ${kinds[issue.expected] ?? issue.expected}.`,
          };
    case "unrecognized_keys":
      return {
        pointer,
        code: "unknown-field",
        message:
          "There is a field here that this operation does not know. Check the spelling of the field names.",
      };
    case "too_big":
      return { pointer, code: "too-long", message: size(issue) };
    case "too_small":
      return { pointer, code: "too-short", message: size(issue) };
    case "invalid_value":
      return {
        pointer,
        code: issue.input === undefined ? "required" : "not-a-choice",
        message: `This has to be one of: ${issue.values.map(String).join(", ")}.`,
      };
    case "invalid_union":
      return {
        pointer,
        code: "not-a-choice",
        message: "This has none of the forms that are allowed here.",
      };
    case "invalid_format":
      return { pointer, code: "wrong-format", message: formats[issue.format] ?? issue.message };
    case "custom":
      return { pointer, code: String(issue.params?.code ?? "not-valid"), message: issue.message };
    default:
      return { pointer, code: "wrong-format", message: issue.message };
  }
}

/** The field errors of a failed parse, one a field and reason. */
export function fieldErrors(error: z.core.$ZodError): readonly FieldError[] {
  return error.issues.map(fieldError);
}
