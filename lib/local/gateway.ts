// API Gateway's HTTP API on this machine: the routes of the contracts, sign-in, and the functions behind.
import { randomUUID } from "node:crypto";
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { problemReply, response as responseOf } from "../../lambda/http/answer-problems.ts";
import type { FunctionName, Operation } from "../../lambda/http/contract.ts";
import type { HttpFunction } from "../../lambda/http/http-function.ts";
import { Problem } from "../../lambda/http/problem.ts";
import type { Authorized } from "./authorizer.ts";
import { gatewayEvent } from "./gateway-event.ts";
import { routesOf, segmentsOf } from "./gateway-routes.ts";
import { lambdaContext } from "./lambda-context.ts";
import { type Answerer, readBody } from "./local-server.ts";

/** API Gateway takes no more, whatever the function would. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** API Gateway's longest wait for a function. */
const FUNCTION_TIMEOUT_MS = 30_000;
const RETRY_AFTER_SECONDS = 2;

export interface GatewayParts {
  readonly operations: readonly Operation[];
  readonly functions: Readonly<Record<FunctionName, HttpFunction>>;
  readonly authorize: (header: string | undefined) => Promise<Authorized>;
  readonly clock: () => Date;
  /** Called when a function has answered: it may have left work for others. */
  readonly afterAnswer?: () => void;
}

type Result = APIGatewayProxyStructuredResultV2;

/** Answers requests as API Gateway would, but its own refusals are problems like the functions'. */
export function gateway(parts: GatewayParts): Answerer {
  const findRoute = routesOf(parts.operations);
  return async (request, response) => {
    const requestId = randomUUID();
    const refuse = (problem: Problem) => responseOf(problemReply(problem, requestId));
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === undefined) return send(response, request, requestId, refuse(tooLarge()));
    const [path = "", ...query] = (request.url ?? "").split("?");
    const segments = segmentsOf(path);
    if (segments === undefined) return send(response, request, requestId, refuse(unreadablePath()));
    const route = findRoute(request.method ?? "", segments);
    const signedIn = route.isPublic
      ? undefined
      : await parts.authorize(request.headers.authorization);
    if (signedIn && "refusal" in signedIn) {
      return send(response, request, requestId, refuse(notSignedIn(signedIn.refusal)));
    }
    const event = gatewayEvent(request, {
      route,
      requestId,
      at: parts.clock(),
      path: `/${segments.join("/")}`,
      rawQuery: query.join("?"),
      body,
      claims: signedIn?.claims,
    });
    const answer = parts.functions[route.runsIn](
      event,
      lambdaContext(route.runsIn, FUNCTION_TIMEOUT_MS),
    );
    send(response, request, requestId, await resultOf(answer, refuse));
    parts.afterAnswer?.();
  };
}

/** What API Gateway makes of a function that fails or takes too long. */
async function resultOf(
  answer: Promise<Result>,
  refuse: (problem: Problem) => Result,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Result>((resolve) => {
    timer = setTimeout(() => resolve(refuse(unavailable())), FUNCTION_TIMEOUT_MS);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } catch (error) {
    console.error(error);
    return {
      statusCode: 500,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ message: "Internal Server Error" }),
    };
  } finally {
    clearTimeout(timer);
  }
}

function send(
  response: ServerResponse,
  { method }: IncomingMessage,
  requestId: string,
  { statusCode = 200, headers = {}, cookies = [], body = "", isBase64Encoded }: Result,
): void {
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies.length > 0) response.setHeader("Set-Cookie", cookies);
  response.setHeader("Apigw-Requestid", requestId);
  if (statusCode !== 204 && statusCode !== 304) response.setHeader("Content-Length", bytes.length);
  response.writeHead(statusCode).end(method === "HEAD" ? undefined : bytes);
}

/** The answer to bytes that are no HTTP request, or one that came too slowly; nothing can be routed. */
export function unreadableRequest(status: number): string {
  const problem = new Problem(
    "malformed-request",
    "This is not an HTTP request that the service can read.",
  );
  const reply = problemReply(problem, randomUUID());
  const { headers = {}, body = "" } = responseOf({ ...reply, body: { ...reply.body, status } });
  const lines = Object.entries({
    ...headers,
    "Content-Length": Buffer.byteLength(body),
    Connection: "close",
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n${body}`;
}

const tooLarge = () => new Problem("payload-too-large");

const unreadablePath = () =>
  new Problem(
    "malformed-request",
    "The percent-encoding of the address is broken. Write “%25” for a percent sign.",
  );

const notSignedIn = (refusal: string) =>
  new Problem("not-signed-in", `${refusal} Sign in again and send “Authorization: Bearer …”.`);

const unavailable = () => new Problem("unavailable", undefined, {}, RETRY_AFTER_SECONDS);
