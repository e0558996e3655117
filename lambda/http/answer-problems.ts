// The outermost middleware: makes responses of replies, problems and failures, and logs the request.
import type middy from "@middy/core";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { log } from "../log/log.ts";
import { Problem, type ProblemKind, problemKinds } from "./problem.ts";
import { AnsweredBefore, Content, type Reply } from "./reply.ts";
import type { ExchangeContext, HttpEvent } from "./request.ts";

/** A person's patience and a client's backoff; DynamoDB's own troubles pass within seconds. */
const RETRY_AFTER_SECONDS = 2;

const alwaysSent = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
} as const;

/** The response for a reply; headers of the reply win over the usual ones. */
export function response(reply: Reply): APIGatewayProxyStructuredResultV2 {
  const { status, headers, body } = reply;
  if (body === undefined) return { statusCode: status, headers: { ...alwaysSent, ...headers } };
  if (!(body instanceof Content)) {
    return {
      statusCode: status,
      headers: { ...alwaysSent, "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    };
  }
  const isText = typeof body.data === "string";
  return {
    statusCode: status,
    headers: { ...alwaysSent, "Content-Type": body.mediaType, ...headers },
    body: isText ? body.data : Buffer.from(body.data).toString("base64"),
    isBase64Encoded: !isText,
  };
}

/** The RFC 9457 form of a problem; `instance` is the request's id. */
export function problemReply(problem: Problem, requestId: string): Reply {
  const kind: ProblemKind = problemKinds[problem.slug];
  return {
    status: kind.status,
    headers: {
      "Content-Type": "application/problem+json",
      ...(problem.slug === "not-signed-in" && { "WWW-Authenticate": "Bearer" }),
      ...(problem.retryAfterSeconds !== undefined && {
        "Retry-After": String(problem.retryAfterSeconds),
      }),
    },
    body: {
      type: `/problems/${problem.slug}`,
      title: kind.title,
      status: kind.status,
      detail: problem.message,
      instance: requestId,
      ...problem.members,
    },
  };
}

type Middleware = middy.MiddlewareObj<
  HttpEvent,
  APIGatewayProxyStructuredResultV2,
  Error,
  ExchangeContext
>;

/**
 * Answers every thrown problem, the answer given before, and, for anything unexpected, 503: what a
 * caller can do is the same, repeat it with its key. The failure's message is not logged, for it may
 * quote what was sent; its name and place are.
 */
export function answerProblems(now: () => number): Middleware {
  return {
    after: (request) => logAnswer(request, now),
    onError: (request) => {
      const { requestId } = request.event.requestContext;
      request.response = response(replyTo(request.error, requestId, request.context));
      logAnswer(request, now);
    },
  };
}

function replyTo(error: unknown, requestId: string, context: ExchangeContext): Reply {
  if (error instanceof AnsweredBefore) return error.reply;
  if (error instanceof Problem) return problemReply(error, requestId);
  log("request-failed", {
    requestId,
    operation: context.exchange?.implementation?.operation.id,
    error: error instanceof Error ? error.name : "unknown",
    at: error instanceof Error ? placeOf(error) : undefined,
  });
  return problemReply(new Problem("unavailable", undefined, {}, RETRY_AFTER_SECONDS), requestId);
}

/** The topmost line of the stack, without the message before it. */
function placeOf(error: Error): string | undefined {
  return error.stack?.match(/\n {1,20}at ([^\n]{1,200})/)?.[1];
}

function logAnswer(
  request: Parameters<NonNullable<Middleware["after"]>>[0],
  now: () => number,
): void {
  const { exchange } = request.context;
  log("request-answered", {
    requestId: request.event.requestContext.requestId,
    operation: exchange?.implementation?.operation.id,
    status: request.response?.statusCode,
    milliseconds: exchange && Math.round(now() - exchange.startedAt),
  });
}
