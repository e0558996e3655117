// The description of the API is what its tools expect: OpenAPI 3.1, and JSON Schema 2020-12 within.
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import * as z from "zod";
import { allOperations } from "../../lambda/all-operations.ts";
import { openApiDocument } from "../../lambda/pages/openapi.ts";

const document = openApiDocument(allOperations, { version: "1.2.3" });

test("is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const result = await validator.validate({ ...document });
  expect(result).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
});

test("holds nothing but valid JSON Schema of 2020-12", () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false });
  ajv.addVocabulary(["components", "example"]);
  const schemas: unknown[] = [];
  JSON.stringify(document, (key, value) => {
    if (key === "schema") schemas.push(value);
    return value;
  });
  expect(schemas.length).toBeGreaterThan(allOperations.length);
  for (const schema of schemas) {
    ajv.compile({
      ...z.record(z.string(), z.unknown()).parse(schema),
      components: document.components,
    });
  }
});
