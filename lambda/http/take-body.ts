// Bounds and reads the body, and agrees on the form of the answer, before anyone looks at either.
import type middy from "@middy/core";
import Negotiator from "negotiator";
import type { Operation } from "./contract.ts";
import { isSound, MAX_BODY_BYTES, namesEachFieldOnce } from "./json.ts";
import { Problem } from "./problem.ts";
import type { ExchangeContext, HttpEvent } from "./request.ts";

const JSON_TYPE = /^application\/(?:[a-z0-9.+-]{1,64}\+)?json(?:\s*;|$)/i;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Refusals in this order: 413, 415, 406, 400, then what the operation refuses at once. */
export function takeBody(): middy.MiddlewareObj<HttpEvent, unknown, Error, ExchangeContext> {
  return {
    before: ({ event, context: { exchange } }) => {
      const implementation = exchange.implementation;
      if (implementation === undefined) throw new Problem("not-found");
      const { operation } = implementation;
      const bytes = bodyBytes(event);
      if (bytes > MAX_BODY_BYTES) throw new Problem("payload-too-large");
      const takesJson = operation.body !== undefined && operation.takesForm !== true;
      if (takesJson && !JSON_TYPE.test(event.headers["content-type"] ?? "")) {
        throw new Problem("unsupported-media-type");
      }
      exchange.mediaType = mediaType(operation, event.headers.accept);
      if (!takesJson) return;
      exchange.body = parsed(event);
      const refusal = implementation.refuseAtOnce?.(exchange.body, exchange.at);
      if (refusal) throw refusal;
    },
  };
}

function bodyBytes({ body, isBase64Encoded }: HttpEvent): number {
  return Buffer.byteLength(body ?? "", isBase64Encoded ? "base64" : "utf8");
}

function parsed(event: HttpEvent): unknown {
  const { text, value } = read(event);
  if (!isSound(value)) {
    throw new Problem(
      "malformed-request",
      "The body is nested more than 20 levels deep, or holds half of a character. Correct it and send it again.",
    );
  }
  if (namesEachFieldOnce(text, value)) return value;
  throw new Problem(
    "malformed-request",
    "The body gives one of its fields twice, so it is not clear which of the two counts. Give each once and send it again.",
  );
}

function read({ body = "", isBase64Encoded }: HttpEvent): { text: string; value: unknown } {
  try {
    const text = isBase64Encoded ? utf8.decode(Buffer.from(body, "base64")) : body;
    return { text, value: JSON.parse(text) };
  } catch {
    throw new Problem(
      "malformed-request",
      "The body is not well-formed JSON in UTF-8. Correct it and send it again.",
    );
  }
}

/** The forms an operation answers in, the default first: JSON, unless its contract puts it elsewhere. */
export function mediaTypesOf(operation: Operation): readonly string[] {
  const named = Object.values(operation.answers).flatMap((answer) => answer.mediaTypes ?? []);
  const json = Object.values(operation.answers).some((answer) => answer.schema);
  const jsonFirst = named.length === 0 || (json && !named.includes("application/json"));
  return [...(jsonFirst ? ["application/json"] : []), ...new Set(named)];
}

const mediaTypes = new WeakMap<Operation, readonly string[]>();

/** Worked out once an operation, for it is asked for in each request. */
function availableTypes(operation: Operation): readonly string[] {
  const known = mediaTypes.get(operation);
  if (known) return known;
  const found = mediaTypesOf(operation);
  mediaTypes.set(operation, found);
  return found;
}

function mediaType(operation: Operation, accept: string | undefined): string {
  const available = availableTypes(operation);
  const chosen =
    accept === undefined || accept === "*/*"
      ? available[0]
      : new Negotiator({ headers: { accept } }).mediaType([...available]);
  if (chosen === undefined) throw new Problem("not-acceptable");
  return chosen;
}
