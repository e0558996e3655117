// Marks the fields of a contract that hold free text, so that none gets past the guard.
import * as z from "zod";

const guardedFields = z.registry<{ guarded: true }>();

// Tabs and line breaks are how people write; other control characters have no place in a document.
const CONTROL = /(?![\t\n\r])\p{Cc}/u;

/** One check for all fields: schemas are made at every cold start, and there are many such fields. */
const writtenText = z.superRefine<string>((text, { addIssue }) => {
  if (text.trim() === "") {
    addIssue({ code: "custom", message: "Write something here.", params: { code: "required" } });
  }
  if (CONTROL.test(text)) {
    addIssue({
      code: "custom",
      message:
        "This holds a control character, such as NUL. Remove it; tabs and line breaks are fine.",
      params: { code: "control-character" },
    });
  }
});

/** Free text of 1 to `maxCharacters` UTF-16 units that the guard reads before it is stored. */
export function guardedText(maxCharacters: number) {
  return z
    .string()
    .check(z.maxLength(maxCharacters), writtenText)
    .register(guardedFields, { guarded: true });
}

/** A way to fields in a body: names of properties, and `*` for each entry of a list. */
export type FieldPath = readonly string[];

/** Where a contract's body holds guarded text. */
export function guardedPaths(schema: z.ZodType, path: FieldPath = []): readonly FieldPath[] {
  // A described copy of a field is the same field: the registry knows it by its parent.
  if (guardedFields.get(schema) !== undefined) return [path];
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      guardedPaths(field as z.ZodType, [...path, name]),
    );
  }
  if (schema instanceof z.ZodArray)
    return guardedPaths(schema.element as z.ZodType, [...path, "*"]);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return guardedPaths(schema.unwrap() as z.ZodType, path);
  }
  return [];
}

/** The texts a body has at a path, each with its JSON pointer. */
export function textsAt(
  body: unknown,
  path: FieldPath,
  pointer = "",
): readonly { readonly field: string; readonly text: string }[] {
  const [step, ...rest] = path;
  if (step === undefined) return typeof body === "string" ? [{ field: pointer, text: body }] : [];
  if (step === "*") {
    return Array.isArray(body)
      ? body.flatMap((entry, index) => textsAt(entry, rest, `${pointer}/${index}`))
      : [];
  }
  if (typeof body !== "object" || body === null) return [];
  return textsAt((body as Record<string, unknown>)[step], rest, `${pointer}/${step}`);
}
