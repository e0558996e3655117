// Finds the operation of a request and lets in only those whose role it names.
import type middy from "@middy/core";
import { Problem } from "./problem.ts";
import type { ExchangeContext, HttpEvent, Implementation } from "./request.ts";
import { rolesFrom } from "./roles.ts";

/** The route key API Gateway gives an operation's requests; both where it answers at the root too. */
export function routeKeys(operation: Implementation["operation"]): readonly string[] {
  const { method, path, atRoot } = operation;
  return [`${method} /v1${path}`, ...(atRoot ? [`${method} ${path}`] : [])];
}

/**
 * Deny by default: no operation for the route is `not-found`; no valid access token `not-signed-in`;
 * no role that the operation names `not-permitted`. The authorizer has checked signature, issuer,
 * audience and expiry; a Cognito ID token passes it, so it is refused here.
 */
export function letIn(
  implementations: readonly Implementation[],
): middy.MiddlewareObj<HttpEvent, unknown, Error, ExchangeContext> {
  const byRoute = new Map(
    implementations.flatMap((implementation) =>
      routeKeys(implementation.operation).map((key) => [key, implementation] as const),
    ),
  );
  return {
    before: ({ event, context: { exchange } }) => {
      const implementation = byRoute.get(event.routeKey);
      if (implementation === undefined) throw new Problem("not-found");
      exchange.implementation = implementation;
      const { roles } = implementation.operation;
      if (roles === "public") return;
      const claims = event.requestContext.authorizer?.jwt?.claims;
      if (claims === undefined || claims.token_use === "id") throw new Problem("not-signed-in");
      const { iss, sub } = claims;
      if (typeof iss !== "string" || typeof sub !== "string" || sub === "") {
        throw new Problem("not-signed-in");
      }
      const person = { issuer: iss, subject: sub, roles: rolesFrom(claims) };
      if (!person.roles.some((role) => roles.includes(role))) throw new Problem("not-permitted");
      exchange.person = person;
    },
  };
}
