// The HTTP operations of the consultation form: download, send again, what became of it, filing. No behaviour.
import * as z from "zod";
import { operation } from "../http/contract.ts";
import { requestsTable } from "../http/idempotency.ts";
import { messageAnswerSchema, messageExample } from "../messages/contract.ts";
import { confirmedNotIdentifyingSchema } from "../screening/guard-body.ts";
import { guardedText } from "../screening/guarded-text.ts";
import { contentLocationHeader, referenceParameter } from "./contract.ts";

export const formMediaTypes = ["application/pdf", "text/html", "text/plain"] as const;

export const readForm = operation({
  id: "read-form",
  method: "GET",
  path: "/consultations/{reference}/form",
  roles: ["link-social-worker", "mash", "manager"],
  runsIn: "documents",
  tag: "Forms",
  summary: "Download the form",
  description:
    "The consultation form as PDF, HTML or plain text, by the Accept header; PDF by default. Reading is written into the history.",
  parameters: referenceParameter,
  answers: {
    200: {
      description: "The form.",
      mediaTypes: formMediaTypes,
      headers: { ...contentLocationHeader, "Content-Disposition": "The name of the file to save." },
    },
  },
  problems: ["too-many-misses"],
});

export const deliverForm = operation({
  id: "deliver-form",
  method: "POST",
  path: "/consultations/{reference}/form-deliveries",
  roles: ["link-social-worker", "mash"],
  runsIn: "consultations",
  tag: "Forms",
  summary: "Send the form again",
  description:
    "Owes the agency another copy, to the mailbox that stands in the register when it is sent. Not while one is on its way by itself, and not where the form is withheld.",
  parameters: referenceParameter,
  body: z.strictObject({
    reason: guardedText(500),
    confirmedNotIdentifying: confirmedNotIdentifyingSchema.optional(),
  }),
  bodyExample: { reason: "The mailbox was full; the agency has asked for it again." },
  rememberedIn: requestsTable,
  answers: {
    202: {
      description: "Another copy is owed.",
      schema: messageAnswerSchema,
      example: messageExample,
    },
  },
  problems: ["inactive-agency", "identifiers-found", "conflict", "too-many-misses"],
});

export const listFormDeliveries = operation({
  id: "list-form-deliveries",
  method: "GET",
  path: "/consultations/{reference}/form-deliveries",
  roles: ["link-social-worker", "mash", "manager"],
  runsIn: "consultations",
  tag: "Forms",
  summary: "See what became of the form",
  description: "Every message that carries the form, newest first, with its state.",
  parameters: referenceParameter,
  answers: {
    200: {
      description: "The messages.",
      schema: z.object({ items: z.array(messageAnswerSchema) }),
      example: { items: [messageExample] },
    },
  },
  problems: ["too-many-misses"],
});

/** Sealed text is URL-safe base64. */
const filingParameters = z.object({
  token: z
    .string()
    .regex(/^[A-Za-z0-9_-]{20,400}$/)
    .meta({ description: "The sealed end of the link in the form." }),
});

export const readFiling = operation({
  id: "read-filing",
  method: "GET",
  path: "/filings/{token}",
  atRoot: true,
  roles: "public",
  runsIn: "filings",
  tag: "Filing",
  summary: "The page with the button that confirms filing",
  description: "Changes nothing: mail scanners follow links.",
  parameters: filingParameters,
  answers: {
    200: { description: "A page with one button.", mediaTypes: ["text/html"] },
    404: {
      description: "A page that says the link is unknown, or too old.",
      mediaTypes: ["text/html"],
    },
  },
  problems: ["unavailable"],
});

export const fileForm = operation({
  id: "file-form",
  method: "POST",
  path: "/filings/{token}",
  atRoot: true,
  roles: "public",
  runsIn: "filings",
  tag: "Filing",
  summary: "Confirm that the form is filed",
  description: "Notes once that the agency filed the form; again, it answers the same.",
  parameters: filingParameters,
  takesForm: true,
  answers: {
    200: { description: "A page that thanks for it.", mediaTypes: ["text/html"] },
    404: {
      description: "A page that says the link is unknown, or too old.",
      mediaTypes: ["text/html"],
    },
  },
  problems: ["unavailable"],
});

export const formOperations = [
  readForm,
  deliverForm,
  listFormDeliveries,
  readFiling,
  fileForm,
] as const;
