// The HTTP operations of what people read about the service: its description, the explorer, health, problems.
import * as z from "zod";
import { operation } from "../http/contract.ts";
import { problemKinds, slugs } from "../http/problem.ts";

const openApiSchema = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.unknown()),
});

export const readOpenapi = operation({
  id: "read-openapi",
  method: "GET",
  path: "/openapi.json",
  atRoot: true,
  roles: "public",
  runsIn: "pages",
  tag: "About the service",
  summary: "Read the description of the API",
  description: "Every operation of the service in OpenAPI 3.1, as it is in force here.",
  answers: {
    200: {
      description: "The OpenAPI document.",
      schema: openApiSchema,
      example: {
        openapi: "3.1.0",
        info: { title: "No-names consultations", version: "1.0.0" },
        paths: {},
      },
    },
  },
  problems: [],
});

export const readDocs = operation({
  id: "read-docs",
  method: "GET",
  path: "/docs",
  atRoot: true,
  roles: "public",
  runsIn: "pages",
  tag: "About the service",
  summary: "Explore the API in a browser",
  description:
    "A page on which every operation can be read and tried out. It loads nothing from elsewhere.",
  answers: { 200: { description: "The page.", mediaTypes: ["text/html"] } },
  problems: [],
});

/** The files of the explorer that a browser needs, and what they are. */
export const docsFiles = {
  "start.js": "text/javascript",
  "swagger-ui-bundle.js": "text/javascript",
  "swagger-ui.css": "text/css",
  "favicon-32x32.png": "image/png",
} as const;
export type DocsFile = keyof typeof docsFiles;

export const readDocsFile = operation({
  id: "read-docs-file",
  method: "GET",
  path: "/docs/{file}",
  atRoot: true,
  roles: "public",
  runsIn: "pages",
  tag: "About the service",
  summary: "Load a file of the explorer",
  description: "Scripts, styles and the icon of the page on which the API is explored.",
  parameters: z.object({
    file: z
      .enum(Object.keys(docsFiles) as [DocsFile, ...DocsFile[]])
      .meta({ description: "The name of the file." }),
  }),
  answers: {
    200: {
      description: "The file.",
      mediaTypes: ["text/javascript", "text/css", "image/png"],
    },
  },
  problems: [],
});

const healthSchema = z.strictObject({ status: z.literal("ok"), version: z.string() });

export const readHealth = operation({
  id: "read-health",
  method: "GET",
  path: "/health",
  atRoot: true,
  roles: "public",
  runsIn: "pages",
  tag: "About the service",
  summary: "See whether the service answers",
  description: "Answers from the code alone: no table is read, so it says nothing of those.",
  answers: {
    200: {
      description: "The service answers.",
      schema: healthSchema,
      example: { status: "ok", version: "1.0.0" },
    },
  },
  problems: [],
});

const problemKindSchema = z.strictObject({
  type: z.string().meta({ description: "The address of this page, as problems give it." }),
  title: z.string(),
  status: z.int(),
  meaning: z.string().meta({ description: "What happened and what it means." }),
  remedy: z.string().meta({ description: "What to do about it." }),
});

const exampleSlug = "consent-needed";
const { status, title, meaning, remedy } = problemKinds[exampleSlug];

export const readProblem = operation({
  id: "read-problem",
  method: "GET",
  path: "/problems/{slug}",
  atRoot: true,
  roles: "public",
  runsIn: "pages",
  tag: "About the service",
  summary: "Read what a problem means",
  description:
    "The page that the `type` of a problem leads to: what happened, what it means, what to do.",
  parameters: z.object({
    slug: z.enum(slugs).meta({ description: "The last part of the problem's `type`." }),
  }),
  answers: {
    200: {
      description: "The explanation, as a page or as JSON.",
      schema: problemKindSchema,
      mediaTypes: ["text/html", "application/json"],
      example: { type: `/problems/${exampleSlug}`, title, status, meaning, remedy },
    },
  },
  problems: [],
});

export const pageOperations = [
  readOpenapi,
  readDocs,
  readDocsFile,
  readHealth,
  readProblem,
] as const;
