// Every free text that an operation takes goes through the guard, or stands here with the reason why not.
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { allOperations } from "../../lambda/all-operations.ts";
import { guardedPaths } from "../../lambda/screening/guarded-text.ts";

/** Where text is taken that the guard does not read as it reads the others, and why. */
const exceptions: Readonly<Record<string, string>> = {
  "/confirmedNotIdentifying/*/field": "only compared with the fields that were found in",
  "/confirmedNotIdentifying/*/text": "kept only where exactly this was found in a guarded field",
  "/outcome": "a code: only one of the procedure's is taken",
  "/field": "a pointer: only one to a text of the document is taken",
  "/previousConsultations/*/reference": "kept only where it is a reference",
  "/consultations/*/reference": "kept only where it is a reference",
  "/text": "the screening itself: nothing is stored",
  "/name": "the register keeps the names of agencies",
  "/linkSocialWorker/name": "the register keeps the names of link social workers",
  "/linkSocialWorker/hours": "when the number of a named worker is answered, in the register alone",
};

/** The ways to text of no fixed form: neither a choice nor a pattern. */
function freeTexts(schema: z.ZodType, path: readonly string[] = []): readonly string[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      freeTexts(field as z.ZodType, [...path, name]),
    );
  }
  if (schema instanceof z.ZodArray) return freeTexts(schema.element as z.ZodType, [...path, "*"]);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodNullable
  ) {
    return freeTexts(schema.unwrap() as z.ZodType, path);
  }
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option) => freeTexts(option as z.ZodType, path));
  }
  const hasForm = schema._zod.def.checks?.some(({ _zod }) => _zod.def.check === "string_format");
  const isFree = schema instanceof z.ZodString && !hasForm;
  return isFree ? [`/${path.join("/")}`] : [];
}

describe("every free text of every operation", () => {
  it.each(allOperations.flatMap(({ id, body }) => (body ? [[id, body] as const] : [])))(
    "of %s is guarded, or has its reason not to be",
    (_, body) => {
      const guarded = new Set(guardedPaths(body).map((path) => `/${path.join("/")}`));
      const unguarded = [...new Set(freeTexts(body))].filter((path) => !guarded.has(path));
      expect(unguarded.filter((path) => exceptions[path] === undefined)).toEqual([]);
    },
  );
});
