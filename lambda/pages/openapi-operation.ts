// One operation in OpenAPI 3.1: who may, what is sent, and everything that can come back.
import * as z from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiRequestBodyObject } from "zod-openapi";
import type { Operation } from "../http/contract.ts";
import type { Role } from "../http/roles.ts";
import { describeAnswers } from "./openapi-answers.ts";

/** Describes an operation. Everything follows from its contract. */
export function describeOperation(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, roles, rememberedIn } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: `${operation.description}\n\n${whoMay(roles)}`,
    "x-roles": roles === "public" ? [] : [...roles],
    ...(roles === "public" && { security: [] }),
    requestParams: {
      ...(operation.parameters && { path: operation.parameters }),
      ...(operation.query && { query: operation.query }),
      ...(rememberedIn && { header: idempotencyKey }),
    },
    ...requestBody(operation),
    responses: describeAnswers(operation),
  };
}

const roleWords: Readonly<Record<Role, string>> = {
  "link-social-worker": "link social workers",
  mash: "the MASH",
  manager: "managers",
  administrator: "administrators",
  auditor: "auditors",
};

function whoMay(roles: Operation["roles"]): string {
  if (roles === "public") return "**Who may:** everybody, without signing in.";
  return `**Who may:** ${roles.map((role) => roleWords[role]).join(", ")}.`;
}

const idempotencyKey = z.object({
  "Idempotency-Key": z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .meta({
      description:
        "1 to 255 visible ASCII characters: new for each change, the same for its repeats.",
      examples: ["5f0d7a0e-4f0b-4a53-8f61-2f1c7f1f7d1a"],
    }),
});

function requestBody(operation: Operation): { requestBody?: ZodOpenApiRequestBodyObject } {
  const { body, bodyExample, takesForm } = operation;
  if (takesForm) {
    return {
      requestBody: {
        required: false,
        description: "The button of the page. What it sends is passed over.",
        content: { "application/x-www-form-urlencoded": { schema: { type: "object" } } },
      },
    };
  }
  if (body === undefined) return {};
  const example = bodyExample === undefined ? {} : { example: bodyExample };
  return {
    requestBody: { required: true, content: { "application/json": { schema: body, ...example } } },
  };
}
