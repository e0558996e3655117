// The description of the API in OpenAPI 3.1, made from the contracts alone.
import {
  createDocument,
  type ZodOpenApiExamplesObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathItemObject,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import type { Operation } from "../http/contract.ts";
import { problemKinds, slugs } from "../http/problem.ts";
import { describeOperation } from "./openapi-operation.ts";
import { problemExample } from "./problem-answer.ts";

export interface DescriptionOptions {
  /** The version of the service. */
  readonly version: string;
}

export type OpenApiDocument = ReturnType<typeof createDocument>;

const about = `Link social workers record **no-names consultations**: advice to a school, nursery or GP about a worrying situation, given without learning who the child is.

**Sign-in.** Send an OAuth 2 access token as \`Authorization: Bearer …\`. Its claim \`roles\` (or \`cognito:groups\`) says what you may do; each operation names the roles it takes.

**Repeats.** Every change by POST or PATCH takes an \`Idempotency-Key\`: repeat a request unchanged with the same key and you get the first answer again, with \`Idempotent-Replayed: true\`, for 35 days. PUT and DELETE can be repeated as they are.

**Lists** are newest first, unless they say otherwise. Go on with \`nextCursor\` while there is one.

**Instants** are RFC 3339 in UTC, **dates** are days in Europe/London. Unknown fields are refused.

**Refusals** are \`application/problem+json\`. Only what the gateway refuses by itself (401, 413, 429, 503) can come in another form.`;

/** All operations below `/v1`; one that also answers at the root says so by its own list of servers. */
export function openApiDocument(
  operations: readonly Operation[],
  { version }: DescriptionOptions,
): OpenApiDocument {
  const document = createDocument(
    {
      openapi: "3.1.0",
      info: { title: "No-names consultations", version, description: about },
      servers: [v1],
      tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
      security: [{ accessToken: [] }],
      paths: pathsOf(operations),
      components: {
        securitySchemes: {
          accessToken: {
            type: "http",
            scheme: "bearer",
            bearerFormat: "JWT",
            description:
              "An access token (RS256) of the authority's sign-in. ID tokens are refused.",
          },
        },
        examples: problemExamples(),
      },
    },
    { override: inFewWords },
  );
  return withoutUndefined(document);
}

/** A format says the same as zod's long pattern for it, but for the Z that every instant ends with. */
const inFewWords: ZodOpenApiOverride = ({ jsonSchema }) => {
  const { format, minimum, maximum } = jsonSchema;
  if (format === "date" || format === "uuid") delete jsonSchema.pattern;
  if (format === "date-time") jsonSchema.pattern = "Z$";
  if (minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

/** Relative to the address of the description itself, so that it is right wherever it is served. */
const v1 = { url: "/v1" };
const root = { url: "/" };

function pathsOf(operations: readonly Operation[]): ZodOpenApiPathsObject {
  const paths: Record<string, ZodOpenApiPathItemObject> = {};
  for (const operation of operations) {
    const { path, atRoot, method } = operation;
    paths[path] = {
      ...(atRoot && { servers: [v1, root] }),
      ...paths[path],
      [method.toLowerCase()]: describeOperation(operation),
    };
  }
  return paths;
}

function problemExamples(): ZodOpenApiExamplesObject {
  return Object.fromEntries(
    slugs.map((slug) => [slug, { summary: problemKinds[slug].title, value: problemExample(slug) }]),
  );
}

/** The document as JSON holds it: examples may leave fields undefined. */
const withoutUndefined = (document: OpenApiDocument): OpenApiDocument =>
  JSON.parse(JSON.stringify(document));
