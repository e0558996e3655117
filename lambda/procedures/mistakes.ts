// Finds every mistake of a procedure file, in plain words, each with its place in the file.
import type * as z from "zod";
import { contradictionsIn } from "./contradictions.ts";
import type { Mistake } from "./procedure-errors.ts";

/** What is wrong with the data of a procedure file: its shape, then what contradicts itself. */
export function mistakesIn(data: unknown, shape: z.core.$ZodError | undefined): readonly Mistake[] {
  return [...(shape?.issues ?? []).flatMap(mistakesOf), ...contradictionsIn(data)];
}

const kinds: Readonly<Record<string, string>> = {
  string: "text in quotation marks",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object, { … }",
  record: "an object, { … }",
  array: "a list, [ … ]",
  tuple: "a list, [ … ]",
};

const pointerTo = (...path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

function mistakesOf(issue: z.core.$ZodIssue): Mistake[] {
  const pointer = pointerTo(...issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointerTo(...issue.path, key),
      message: "There is no such field in a procedure. Check its spelling and its place.",
    }));
  }
  if (issue.code === "invalid_key") {
    const message = issue.issues[0]?.message ?? "This name can't be used.";
    return [{ pointer, message }];
  }
  return [{ pointer, message: issue.input === undefined ? "This is missing." : inWords(issue) }];
}

function inWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return isOurs(issue)
        ? issue.message
        : `This has to be ${kinds[issue.expected] ?? issue.expected}.`;
    case "invalid_value":
      return `This has to be one of: ${issue.values.map(String).join(", ")}.`;
    case "too_big":
      return isOurs(issue) ? issue.message : `This has to be at most ${issue.maximum}.`;
    case "too_small":
      return isOurs(issue) ? issue.message : `This has to be at least ${issue.minimum}.`;
    default:
      return issue.message;
  }
}

/** Zod's own sentences begin so; ours stand in the schema and are kept. */
const isOurs = ({ message }: z.core.$ZodIssue): boolean =>
  !/^(Invalid input|Too big|Too small)/.test(message);
