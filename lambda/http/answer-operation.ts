// The innermost step: parses parameters, query and body by the contract, and calls the implementation.
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Database } from "../tables/database.ts";
import { response } from "./answer-problems.ts";
import { fieldErrors } from "./field-errors.ts";
import { type RequestEntry, requestEntry } from "./idempotency.ts";
import { type FieldError, Problem, type Slug, slugs } from "./problem.ts";
import type { Exchange, ExchangeContext, HttpEvent, Implementation, Request } from "./request.ts";
import { writeOnce } from "./write-once.ts";

const KEY = /^[\x21-\x7e]{1,255}$/;

/** Answers a request that was let in. Without a database no operation of the function may need one. */
export function answerOperation(database: Database | undefined) {
  return async (
    event: HttpEvent,
    { exchange }: ExchangeContext,
  ): Promise<APIGatewayProxyStructuredResultV2> => {
    const { implementation } = exchange;
    if (implementation === undefined) throw new Problem("not-found");
    const idempotencyKey = keyOf(event, implementation);
    const parameters = parseParameters(event, implementation);
    const query = parseQuery(event, implementation);
    const entry = entryOf(exchange, implementation, idempotencyKey, parameters);
    const once = writeOnce({ at: exchange.at, entry, implementation, database });
    const body = await parseBody(exchange, implementation, once.read);
    const request = {
      requestId: event.requestContext.requestId,
      at: exchange.at,
      person: exchange.person,
      parameters,
      writtenParameters: event.pathParameters ?? {},
      query,
      body,
      mediaType: exchange.mediaType,
      ...once,
    } as Request;
    return response(await implementation.handle(request));
  };
}

function keyOf(event: HttpEvent, { operation }: Implementation): string | undefined {
  if (operation.rememberedIn === undefined) return undefined;
  const key = event.headers["idempotency-key"];
  if (key === undefined || !KEY.test(key)) throw new Problem("idempotency-key-missing");
  return key;
}

function parseParameters(event: HttpEvent, { operation }: Implementation): unknown {
  if (operation.parameters === undefined) return undefined;
  const result = operation.parameters.safeParse(event.pathParameters ?? {});
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const named = issue?.code === "custom" ? issue.params?.problem : undefined;
  const slug: Slug = slugs.find((known) => known === named) ?? "not-found";
  if (slug === "validation-failed") {
    throw new Problem(slug, undefined, { errors: fieldErrors(result.error) });
  }
  throw new Problem(slug, slug === "not-found" ? undefined : issue?.message);
}

function parseQuery(event: HttpEvent, { operation }: Implementation): unknown {
  if (operation.query === undefined) return undefined;
  const result = operation.query.safeParse(event.queryStringParameters ?? {});
  if (result.success) return result.data;
  const places = fieldErrors(result.error).map(({ pointer, message }) =>
    pointer === "" ? message : `“${pointer.slice(1)}”: ${message}`,
  );
  throw new Problem(
    "malformed-request",
    `The query in the address can't be read. ${places.join(" ")}`,
  );
}

function entryOf(
  { person, body }: Exchange,
  { operation }: Implementation,
  idempotencyKey: string | undefined,
  parameters: unknown,
): RequestEntry | undefined {
  if (
    idempotencyKey === undefined ||
    operation.rememberedIn === undefined ||
    person === undefined
  ) {
    return undefined;
  }
  return requestEntry(operation.rememberedIn, {
    person,
    idempotencyKey,
    operation: operation.id,
    parameters,
    body,
  });
}

async function parseBody(
  { at, body }: Exchange,
  { operation, check }: Implementation,
  read: Request["read"],
): Promise<unknown> {
  if (operation.body === undefined) return undefined;
  const result = operation.body.safeParse(body, { reportInput: true });
  const errors: readonly FieldError[] = [
    ...(result.success ? [] : fieldErrors(result.error)),
    ...(check?.(body, at) ?? []),
  ];
  if (result.success && errors.length === 0) return result.data;
  // A used key answers before a wrong body does.
  if (operation.rememberedIn) await read([]);
  throw new Problem("validation-failed", undefined, { errors });
}
