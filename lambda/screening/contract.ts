// The HTTP operation of the guard: what it finds in a text, before anybody stores it. No behaviour.
import * as z from "zod";
import { operation } from "../http/contract.ts";
import { findingTypes } from "./finding.ts";

/** As long as the longest field of any document; a body is bounded anyway. */
const MAX_TEXT = 100_000;
const MAX_FIELDS = 100;
const MAX_POINTER = 200;

const text = z.string().max(MAX_TEXT);

export const screenText = operation({
  id: "screen-text",
  method: "POST",
  path: "/screenings",
  roles: ["link-social-worker", "mash", "manager", "administrator", "auditor"],
  runsIn: "screening",
  tag: "Screening",
  summary: "See what in a text may identify a person",
  description:
    "Finds what the guard would refuse or ask about, while somebody is still writing. Nothing is stored and nothing of the text is logged. It is a net, not a promise: read the text yourself.",
  body: z.union([
    z.strictObject({ text }),
    z.strictObject({
      fields: z
        .record(z.string().max(MAX_POINTER), text)
        .refine((fields) => Object.keys(fields).length <= MAX_FIELDS, {
          error: `Give at most ${MAX_FIELDS} fields.`,
          params: { code: "too-many" },
        })
        .meta({ description: "Texts by the JSON pointer of their field." }),
    }),
  ]),
  bodyExample: { text: "Jamie's mother, Mrs Okafor, rang from 01632 960 001." },
  query: z.strictObject({
    rewrite: z.enum(["true", "false"]).optional().meta({
      description: "Whether to give the whole text with every finding replaced by its suggestion.",
    }),
  }),
  answers: {
    200: {
      description: "What was found. Offsets are UTF-16 units, as in JavaScript and Java.",
      schema: z.object({
        findings: z.array(
          z.object({
            field: z.string().optional(),
            start: z.int(),
            end: z.int(),
            type: z.enum(findingTypes),
            certainty: z.enum(["certain", "possible"]),
            message: z.string(),
            suggestion: z.string(),
          }),
        ),
        rewritten: z
          .union([z.string(), z.record(z.string(), z.string())])
          .optional()
          .meta({ description: "The text, or the texts by field, with suggestions in place." }),
        warnings: z
          .array(
            z.object({
              field: z.string().optional(),
              kind: z.enum(["harmful-word", "rare-combination"]),
              start: z.int(),
              end: z.int(),
              message: z.string(),
              parts: z.array(z.object({ start: z.int(), end: z.int() })),
            }),
          )
          .optional()
          .meta({
            description:
              "Words that harm, and details that together may tell who it is. Never a reason to refuse.",
          }),
      }),
      example: {
        findings: [
          {
            start: 37,
            end: 50,
            type: "PHONE",
            certainty: "certain",
            message: "This looks like a telephone number.",
            suggestion: "[phone]",
          },
        ],
      },
    },
  },
  problems: [],
});

export const screeningOperations = [screenText] as const;
