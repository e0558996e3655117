// What an HTTP operation is, as data. Gateway routes, the local server, OpenAPI, the roles and their
// tests all follow from it, so that an operation is added in one place.
import type * as z from "zod";
import type { TableDefinition } from "../tables/definition.ts";
import type { Slug } from "./problem.ts";
import type { Role } from "./roles.ts";

export type FunctionName =
  | "agencies"
  | "consultations"
  | "documents"
  | "filings"
  | "messages"
  | "pages"
  | "procedures"
  | "referrals"
  | "screening"
  | "statistics";

/** What an answer of an operation holds. */
export interface AnswerContract {
  readonly description: string;
  /** JSON, by this schema. */
  readonly schema?: z.ZodType;
  /** Other forms, by media type. */
  readonly mediaTypes?: readonly string[];
  /** Headers beside the usual ones: name and what it says. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly example?: unknown;
}

export interface Operation {
  /** The verb and noun that also name the file, the test and the log entry. */
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/v1`, with `{parameters}`. */
  readonly path: string;
  /** Whether it also answers without the `/v1` before it. */
  readonly atRoot?: true;
  readonly roles: readonly [Role, ...Role[]] | "public";
  readonly runsIn: FunctionName;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** An HTML form's body instead of JSON: it is passed over. */
  readonly takesForm?: true;
  readonly bodyExample?: unknown;
  /** Where the answer is remembered under the caller's Idempotency-Key; left out, no key is needed. */
  readonly rememberedIn?: TableDefinition;
  readonly answers: Readonly<Record<number, AnswerContract>>;
  /** Problems beside those that `commonProblems` gives. */
  readonly problems: readonly Slug[];
}

/** Declares an operation, keeping its literal types. */
export function operation<const O extends Operation>(declared: O): O {
  return declared;
}

/** The problems an operation can answer because of what it is, in their order of precedence. */
export function commonProblems(declared: Operation): readonly Slug[] {
  const signedIn = declared.roles !== "public";
  const hasParameters = declared.path.includes("{");
  const hasReference = /\{(?:reference|referralId)\}/.test(declared.path);
  return [
    ...(hasParameters ? (["not-found"] as const) : []),
    ...(signedIn ? (["not-signed-in", "not-permitted"] as const) : []),
    ...(declared.body ? (["payload-too-large", "unsupported-media-type"] as const) : []),
    "not-acceptable",
    // Of a path only broken percent-encoding, which the gateway refuses.
    ...(declared.body || declared.query || hasParameters ? (["malformed-request"] as const) : []),
    ...(declared.rememberedIn
      ? (["idempotency-key-missing", "idempotency-key-reused"] as const)
      : []),
    ...(hasReference ? (["malformed-reference"] as const) : []),
    ...(declared.body && !declared.takesForm ? (["validation-failed"] as const) : []),
    ...(signedIn ? (["unavailable"] as const) : []),
  ];
}
