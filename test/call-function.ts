// Calls an HTTP function as API Gateway would: route key, path parameters, claims, headers.
import { randomUUID } from "node:crypto";
import type { Context } from "aws-lambda";
import type { Operation } from "../lambda/http/contract.ts";
import type { HttpFunction } from "../lambda/http/http-function.ts";
import type { HttpEvent } from "../lambda/http/request.ts";
import type { Role } from "../lambda/http/roles.ts";
import { routeKeys } from "../lambda/http/sign-in.ts";
import { assertMatchesContract } from "./answers-match.ts";

export interface CallOptions {
  /** The signed-in person's roles; left out, nobody is signed in. */
  readonly as?: Role | readonly Role[];
  /** The signed-in person; where left out, one person for each set of roles. */
  readonly sub?: string;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  /** The Idempotency-Key; a new one where left out. `null` sends none. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON, where the answer is JSON. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** The body as it was sent; base64 where it is not text. */
  readonly sent: string | undefined;
}

/** Calls one address, e.g. `call("GET", "/agencies?area=north", { as: "auditor" })`, below `/v1`. */
export type Call = (
  method: Operation["method"],
  address: string,
  options?: CallOptions,
) => Promise<Answer>;

/**
 * Makes a `Call` for a function and the operations that are routed to it. Every answer is held
 * against its contract, whatever a test looks at.
 */
export function callsTo(fn: HttpFunction, operations: readonly Operation[]): Call {
  return async (method, address, options = {}) => {
    const event = eventOf(operations, method, address, options);
    const { statusCode = 0, headers = {}, body } = await fn(event, {} as Context);
    const answer: Answer = {
      status: statusCode,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, String(value)]),
      ),
      body: /\bjson\b/.test(String(headers["Content-Type"])) ? JSON.parse(body ?? "") : undefined,
      sent: body,
    };
    const operation = operations.find((one) => routeKeys(one).includes(event.routeKey));
    if (operation) assertMatchesContract(operation, answer);
    return answer;
  };
}

export function eventOf(
  operations: readonly Operation[],
  method: string,
  address: string,
  { as, sub, body, key, headers = {} }: CallOptions,
): HttpEvent {
  const url = new URL(`http://api.test/v1${address}`);
  const route = routeOf(operations, method, url.pathname);
  const sent = typeof body === "string" ? body : JSON.stringify(body);
  return {
    version: "2.0",
    routeKey: route.key,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: {
      host: url.host,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(key !== null && { "idempotency-key": key ?? randomUUID() }),
      ...headers,
    },
    pathParameters: route.parameters,
    ...(url.search !== "" && { queryStringParameters: queryOf(url) }),
    requestContext: {
      accountId: "000000000000",
      apiId: "test",
      authorizer: {
        principalId: "",
        integrationLatency: 0,
        jwt: {
          claims: as === undefined ? {} : claimsOf([as].flat(), sub),
          scopes: [],
        },
      },
      domainName: url.host,
      domainPrefix: "api",
      http: {
        method,
        path: url.pathname,
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: "test",
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: "$default",
      time: "",
      timeEpoch: 0,
    },
    body: sent,
    isBase64Encoded: false,
  };
}

const claimsOf = (roles: readonly Role[], sub = `staff-${roles.join("-")}`) => ({
  iss: "https://issuer.test",
  sub,
  roles: `[${roles.join(" ")}]`,
});

function routeOf(operations: readonly Operation[], method: string, path: string) {
  const steps = path.split("/");
  for (const operation of operations) {
    const pattern = `/v1${operation.path}`.split("/");
    const fits =
      operation.method === method &&
      pattern.length === steps.length &&
      pattern.every((step, index) => step.startsWith("{") || step === steps[index]);
    if (!fits) continue;
    const parameters = pattern.flatMap((step, index) =>
      step.startsWith("{") ? [[step.slice(1, -1), decodeURIComponent(steps[index] ?? "")]] : [],
    );
    return {
      key: `${method} /v1${operation.path}`,
      parameters: Object.fromEntries(parameters) as Record<string, string>,
    };
  }
  return { key: "$default", parameters: {} };
}

/** API Gateway joins a parameter that is given twice with a comma. */
function queryOf(url: URL): Record<string, string> {
  const names = new Set(url.searchParams.keys());
  return Object.fromEntries(
    [...names].map((name) => [name, url.searchParams.getAll(name).join(",")]),
  );
}
