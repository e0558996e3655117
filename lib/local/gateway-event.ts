// Makes of an HTTP request the event that API Gateway's HTTP API gives a function (payload format 2.0).
import type { IncomingMessage } from "node:http";
import type { HttpEvent } from "../../lambda/http/request.ts";
import type { FoundRoute } from "./gateway-routes.ts";

/** What the authorizer found out; nothing for a public route. */
export type Claims = Readonly<Record<string, unknown>>;

export interface RequestParts {
  readonly route: FoundRoute;
  readonly requestId: string;
  readonly at: Date;
  /** Decoded, as API Gateway gives it. */
  readonly path: string;
  readonly rawQuery: string;
  readonly body: Buffer;
  readonly claims: Claims | undefined;
}

/** They concern the connection and not the request. */
const hopByHop: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The types that API Gateway takes for text; the body of any other, or of none, comes as base64. */
const TEXT = /^\s*(?:text\/|application\/(?:json|javascript|xml)\s*(?:;|$))/i;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function gatewayEvent(request: IncomingMessage, parts: RequestParts): HttpEvent {
  const { route, requestId, at, path, rawQuery, claims } = parts;
  const { cookie, ...headers } = headersOf(request);
  const query = queryOf(rawQuery);
  const sourceIp = request.socket.remoteAddress ?? "127.0.0.1";
  return {
    version: "2.0",
    routeKey: route.routeKey,
    rawPath: path,
    rawQueryString: rawQuery,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers: {
      ...headers,
      "x-amzn-trace-id": `Root=1-${seconds(at).toString(16)}-${requestId.replaceAll("-", "").slice(0, 24)}`,
      "x-forwarded-for": [headers["x-forwarded-for"], sourceIp].filter(Boolean).join(", "),
      "x-forwarded-port": String(request.socket.localPort ?? ""),
      "x-forwarded-proto": "http",
    },
    ...(query && { queryStringParameters: query }),
    ...(Object.keys(route.pathParameters).length > 0 && { pathParameters: route.pathParameters }),
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      // Functions behind public routes get no authorizer at all; the type knows only the others.
      ...(claims && { authorizer: authorizerOf(claims) }),
      domainName: headers.host ?? "",
      domainPrefix: "local",
      http: {
        method: request.method ?? "",
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId,
      routeKey: route.routeKey,
      stage: "$default",
      time: commonLogTime(at),
      timeEpoch: at.getTime(),
    } as HttpEvent["requestContext"],
    ...bodyOf(parts.body, headers["content-type"]),
  };
}

/** Lower case; those sent more than once joined by commas. */
function headersOf(request: IncomingMessage): Record<string, string> {
  const kept = Object.entries(request.headersDistinct).filter(([name]) => !hopByHop.has(name));
  return Object.fromEntries(
    kept.map(([name, values = []]) => [name, values.join(name === "cookie" ? "; " : ",")]),
  );
}

/** Decoded; those given more than once joined by commas. */
function queryOf(rawQuery: string): Record<string, string> | undefined {
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    const before = query.get(name);
    query.set(name, before === undefined ? value : `${before},${value}`);
  }
  return query.size > 0 ? Object.fromEntries(query) : undefined;
}

function bodyOf(body: Buffer, type: string | undefined) {
  if (body.length === 0) return { isBase64Encoded: false };
  const text = TEXT.test(type ?? "") ? decoded(body) : undefined;
  return text === undefined
    ? { body: body.toString("base64"), isBase64Encoded: true }
    : { body: text, isBase64Encoded: false };
}

function decoded(body: Buffer): string | undefined {
  try {
    return utf8.decode(body);
  } catch {
    return undefined;
  }
}

/** Every claim becomes a string: numbers and booleans as written, lists as `[a b]`. */
function authorizerOf(claims: Claims): HttpEvent["requestContext"]["authorizer"] {
  const written = Object.entries(claims).map(([name, value]) => [name, asText(value)]);
  return {
    jwt: {
      claims: Object.fromEntries(written),
      // No route of ours asks for one.
      scopes: null,
    },
  };
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asText).join(" ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).map(([name, inner]) => `${name}:${asText(inner)}`);
  return `map[${entries.join(" ")}]`;
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** `24/Nov/2026:10:15:00 +0000`. */
function commonLogTime(at: Date): string {
  const [, day, month, year, time] = at.toUTCString().split(" ");
  return `${day}/${month}/${year}:${time} +0000`;
}
