// The JSON Schema of procedure files, for editors and for whoever writes one: docs/procedure.schema.json.
import * as z from "zod";
import { procedureSchema } from "./procedure.ts";

type JsonSchema = Record<string, unknown>;

/**
 * The schema of a procedure file. One that extends a profile may leave out whatever that has, take a
 * field away with null, and an entry of a list with `removed`.
 */
export function procedureJsonSchema(): JsonSchema {
  const { $schema, $defs, ...whole } = z.toJSONSchema(procedureSchema, {
    io: "input",
    reused: "ref",
  });
  const part = partOf(whole);
  const definitions = Object.entries(fields($defs));
  return {
    $schema,
    title: "A procedure of no-names",
    description: "One authority's rules on consultations and referrals, as data.",
    anyOf: [
      { description: "A procedure that stands by itself.", ...whole },
      {
        description: "A procedure put over a profile.",
        ...part,
        properties: { extends: extendsSchema, ...fields(part.properties) },
        required: ["extends"],
      },
    ],
    $defs: {
      ...Object.fromEntries(definitions),
      ...Object.fromEntries(
        definitions.map(([name, schema]) => [`${name}${PART}`, partOf(fields(schema))]),
      ),
    },
  };
}

const extendsSchema = {
  type: "string",
  description: "The name of the profile this file is put over, such as “oxfordshire”.",
};

/** Marks a definition of which nothing is required. */
const PART = "-part";

/** What a schema allows when nothing is required, at any depth. */
function partOf(schema: JsonSchema): JsonSchema {
  const { required: _, ...rest } = schema;
  return Object.fromEntries(
    Object.entries(rest).map(([keyword, value]) => {
      if (keyword === "properties") return [keyword, removableParts(fields(value))];
      if (keyword === "$ref") return [keyword, `${value}${PART}`];
      if (isSchema(value)) return [keyword, partOf(value)];
      return [keyword, value];
    }),
  );
}

function removableParts(properties: JsonSchema): JsonSchema {
  const parts = Object.entries(properties).map(([name, schema]): [string, unknown] => [
    name,
    orNull(partOf(fields(schema))),
  ]);
  const removed = { const: true, description: "Takes the entry with this code out of the list." };
  return { ...Object.fromEntries(parts), ...("code" in properties && { removed }) };
}

const orNull = (schema: JsonSchema): JsonSchema =>
  typeof schema.type === "string" && schema.enum === undefined
    ? { ...schema, type: [schema.type, "null"] }
    : { anyOf: [schema, { type: "null" }] };

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const fields = (value: unknown): JsonSchema => (isSchema(value) ? value : {});
