// Who may do what: every operation against every role, from the one list of operations.
import type { Context } from "aws-lambda";
import { expect, test } from "vitest";
import { allOperations } from "../../lambda/all-operations.ts";
import type { Operation } from "../../lambda/http/contract.ts";
import { httpFunction } from "../../lambda/http/http-function.ts";
import { type HttpEvent, implement } from "../../lambda/http/request.ts";
import { roles } from "../../lambda/http/roles.ts";
import { routeKeys } from "../../lambda/http/sign-in.ts";

type Claims = Record<string, string | number | boolean | string[]>;

/** The sign-in of an operation alone: whoever passes it is let in, whatever they send. */
const doorOf = ({ id, method, path, atRoot, roles: permitted }: Operation): Operation => ({
  ...{ id, method, path, runsIn: "pages", tag: "", summary: "", description: "" },
  ...(atRoot && { atRoot }),
  roles: permitted,
  answers: { 204: { description: "" } },
  problems: [],
});

const service = httpFunction(
  allOperations.map((operation) =>
    implement({ operation: doorOf(operation), handle: async () => ({ status: 204 }) }),
  ),
  { clock: () => new Date("2026-11-23T10:00:00Z") },
);

/** The status for a caller with these claims; undefined is a caller without a token. */
async function statusFor(routeKey: string, claims: Claims | undefined): Promise<number> {
  const scopes: string[] = [];
  const event = {
    version: "2.0",
    routeKey,
    headers: {},
    isBase64Encoded: false,
    requestContext: {
      requestId: "a-request",
      ...(claims && { authorizer: { jwt: { claims, scopes } } }),
    },
  };
  const { statusCode } = await service(event as HttpEvent, {} as Context);
  return statusCode ?? 0;
}

const person = { iss: "https://issuer.test", sub: "staff-1" };
const routes = allOperations.flatMap((operation) =>
  routeKeys(operation).map((routeKey) => [routeKey, operation.roles] as const),
);

test.each(routes)("%s lets in exactly the roles it names", async (routeKey, permitted) => {
  for (const role of roles) {
    const letIn = permitted === "public" || permitted.some((one) => one === role);
    const status = letIn ? 204 : 403;
    expect([role, await statusFor(routeKey, { ...person, roles: [role] })]).toEqual([role, status]);
  }
});

test.each(routes)(
  "%s lets in nobody without a role or an access token",
  async (routeKey, permitted) => {
    const refusedWith = (status: number) => (permitted === "public" ? 204 : status);
    const everyRole = `[${roles.join(" ")}]`;
    expect(await statusFor(routeKey, undefined)).toBe(refusedWith(401));
    expect(await statusFor(routeKey, {})).toBe(refusedWith(401));
    expect(await statusFor(routeKey, { ...person, sub: "", roles: everyRole })).toBe(
      refusedWith(401),
    );
    expect(await statusFor(routeKey, { roles: everyRole })).toBe(refusedWith(401));
    const idToken = { ...person, token_use: "id", "cognito:groups": everyRole };
    expect(await statusFor(routeKey, idToken)).toBe(refusedWith(401));
    expect(await statusFor(routeKey, person)).toBe(refusedWith(403));
    expect(await statusFor(routeKey, { ...person, roles: [] })).toBe(refusedWith(403));
    expect(await statusFor(routeKey, { ...person, roles: "[]" })).toBe(refusedWith(403));
    expect(await statusFor(routeKey, { ...person, roles: ["Manager", "admin"] })).toBe(
      refusedWith(403),
    );
  },
);

test.each<Claims>([
  { roles: ["auditor", "manager"] },
  { roles: "[auditor manager]" },
  { roles: "manager" },
  { "cognito:groups": ["manager"] },
  { "cognito:groups": "[manager unheard-of]", token_use: "access" },
])("a manager is a manager, however the token says it: %j", async (claims) => {
  expect(await statusFor("GET /v1/messages", { ...person, ...claims })).toBe(204);
});

test("the claim “roles” counts before the groups of Cognito", async () => {
  const claims = { ...person, roles: ["auditor"], "cognito:groups": ["manager"] };
  expect(await statusFor("GET /v1/messages", claims)).toBe(403);
});

test("a route without an operation is there for nobody", async () => {
  expect(await statusFor("$default", { ...person, roles: [...roles] })).toBe(404);
});
