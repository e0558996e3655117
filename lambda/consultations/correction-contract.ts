// The HTTP operations that correct a document: addenda and redactions. No behaviour.
import * as z from "zod";
import { operation } from "../http/contract.ts";
import { requestsTable } from "../http/idempotency.ts";
import { confirmedNotIdentifyingSchema } from "../screening/guard-body.ts";
import { guardedText } from "../screening/guarded-text.ts";
import { formStateSchema, referenceParameter } from "./contract.ts";
import { correctedExample } from "./examples.ts";

const correctedSchema = z.object({
  reference: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  form: formStateSchema,
});

export const addAddendum = operation({
  id: "add-addendum",
  method: "POST",
  path: "/consultations/{reference}/addenda",
  roles: ["link-social-worker", "mash"],
  runsIn: "consultations",
  tag: "Consultations",
  summary: "Add a correction or a later fact",
  description:
    "Adds to the document, with role and time, so that nobody needs a second consultation for it. The form is owed again, unless one that will hold the addendum is on its way already, or the form is withheld.",
  parameters: referenceParameter,
  body: z.strictObject({
    text: guardedText(5_000),
    confirmedNotIdentifying: confirmedNotIdentifyingSchema.optional(),
  }),
  bodyExample: { text: "The breakfast club has a place from Monday." },
  rememberedIn: requestsTable,
  answers: {
    201: { description: "It is added.", schema: correctedSchema, example: correctedExample },
  },
  problems: ["identifiers-found", "conflict", "too-many-misses"],
});

export const redactConsultation = operation({
  id: "redact-consultation",
  method: "POST",
  path: "/consultations/{reference}/redactions",
  roles: ["link-social-worker", "mash", "manager"],
  runsIn: "consultations",
  tag: "Consultations",
  summary: "Remove what slipped through",
  description:
    "Puts “[removed]” in the place of a piece of text, in the document and in everything made from it that is not sent yet. The history says when and by which role. The form is owed again, and says that it replaces the earlier copy, which is to be destroyed. Backups hold the text for up to 35 days more.",
  parameters: referenceParameter,
  body: z.strictObject({
    field: z.string().max(200).meta({
      description:
        "The JSON pointer of the text, as reading the consultation shows it, e.g. `/concern` or `/addenda/0/text`.",
    }),
    start: z
      .int()
      .min(0)
      .meta({ description: "Where it starts, in UTF-16 units of the text as it is now." }),
    end: z.int().min(1).meta({ description: "Where it ends; this unit stays." }),
    reason: guardedText(500),
    confirmedNotIdentifying: confirmedNotIdentifyingSchema.optional(),
  }),
  bodyExample: { field: "/concern", start: 2, end: 7, reason: "It was a first name." },
  rememberedIn: requestsTable,
  answers: {
    200: { description: "It is removed.", schema: correctedSchema, example: correctedExample },
  },
  problems: ["identifiers-found", "conflict", "too-many-misses"],
});

export const correctionOperations = [addAddendum, redactConsultation] as const;
