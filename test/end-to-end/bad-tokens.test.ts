// Who is let in: every token that is not one of ours is refused, and roles count however a token says them.
import { createHmac, createPublicKey, type JsonWebKey } from "node:crypto";
import { UnsecuredJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { expectProblem, MARK, storedTexts, testNothingIsLeft } from "./nothing-left.ts";
import { head, sendRaw } from "./raw-http.ts";
import { useService } from "./use-service.ts";

const running = useService();
const { client } = running;
let before: string[] = [];
beforeAll(async () => {
  before = await storedTexts(running);
});

/** A manager whose name the identity provider put into the token. */
const manager = { sub: "staff-1", roles: ["manager"], claims: { name: MARK, email: MARK } };
const withToken = (token: string) => client.call("GET", "/v1/messages", { token });
const minted = async (wish: object) => withToken(await client.token({ ...manager, ...wish }));

const base64url = (text: string): string => Buffer.from(text).toString("base64url");
const withHeader = (token: string, header: object): string =>
  [base64url(JSON.stringify(header)), ...token.split(".").slice(1)].join(".");

const keysSchema = z.object({ keys: z.tuple([z.looseObject({ kid: z.string() })]) });

/** The issuer's public key, as anybody can read it. */
async function publicKey(): Promise<JsonWebKey & { kid: string }> {
  const response = await fetch(`${running.service.addresses.control}/.well-known/jwks.json`);
  return keysSchema.parse(await response.json()).keys[0];
}

it("lets in a manager with a token of the issuer", async () => {
  expect((await minted({})).status).toBe(200);
});

it("takes Cognito's access tokens, which name the audience as their client", async () => {
  const { audience } = running.service.addresses;
  const ofCognito = (client_id: string) => minted({ claims: { aud: null, client_id } });
  expect((await ofCognito(audience)).status).toBe(200);
  expectProblem(await ofCognito(MARK), "not-signed-in");
});

describe("a token is not valid", () => {
  const hour = 60 * 60;
  const now = () => Math.floor(Date.now() / 1000);

  it.each<[string, () => object]>([
    ["once it has expired", () => ({ expired: true })],
    ["without an end", () => ({ claims: { exp: null } })],
    ["before its time", () => ({ claims: { nbf: now() + hour } })],
    ["when it says that it comes from the future", () => ({ claims: { iat: now() + hour } })],
    ["for another audience", () => ({ audience: MARK })],
    ["for no audience", () => ({ claims: { aud: null } })],
    ["from another issuer", () => ({ issuer: `https://${MARK}.example.org` })],
    ["signed by somebody else", () => ({ key: MARK })],
    ["as an ID token", () => ({ claims: { token_use: "id", name: MARK } })],
    ["without a subject", () => ({ sub: undefined })],
    ["with an empty subject", () => ({ sub: "" })],
  ])("%s", async (_, wish) => {
    expectProblem(await minted(wish()), "not-signed-in");
  });

  it("with the algorithm none", async () => {
    const { issuer, audience } = running.service.addresses;
    const claims = { ...manager.claims, iss: issuer, aud: audience, roles: manager.roles };
    const unsecured = new UnsecuredJWT({ ...claims, sub: "staff-1", exp: now() + hour }).encode();
    expectProblem(await withToken(unsecured), "not-signed-in");
    const signed = await client.token(manager);
    for (const alg of ["none", "None", "NONE", ""]) {
      const { kid } = await publicKey();
      expectProblem(await withToken(withHeader(signed, { alg, kid })), "not-signed-in");
    }
  });

  it("signed by HS256 with the public key for a secret", async () => {
    const key = await publicKey();
    const ours = createPublicKey({ key, format: "jwk" });
    const secrets = [
      ours.export({ type: "spki", format: "pem" }),
      ours.export({ type: "pkcs1", format: "pem" }),
      ours.export({ type: "spki", format: "der" }),
      Buffer.from(String(key.n), "base64url"),
      JSON.stringify(key),
    ];
    const [, claims] = (await client.token(manager)).split(".");
    for (const secret of secrets) {
      const signed = `${base64url(JSON.stringify({ alg: "HS256", kid: key.kid }))}.${claims}`;
      const signature = createHmac("sha256", secret).update(signed).digest("base64url");
      expectProblem(await withToken(`${signed}.${signature}`), "not-signed-in");
    }
  });

  it("whose claims were changed after it was signed", async () => {
    const [header, , signature] = (await client.token(manager)).split(".");
    const { issuer: iss, audience: aud } = running.service.addresses;
    const claims = { iss, aud, sub: MARK, roles: ["administrator"], exp: now() + hour };
    const forged = [header, base64url(JSON.stringify(claims)), signature].join(".");
    expectProblem(await withToken(forged), "not-signed-in");
  });

  it.each([
    ["another kind of sign-in", `Basic ${base64url(`${MARK}:${MARK}`)}`],
    ["no token", "Bearer"],
    ["no token but a space", "Bearer "],
    ["what is no token", `Bearer ${MARK}`],
    ["three parts that are nothing", `Bearer ${MARK}.${MARK}.${MARK}`],
    ["two tokens", `Bearer ${MARK} ${MARK}`],
    ["a token of 12,000 characters", `Bearer ${MARK.repeat(1_000)}`],
  ])("as %s", async (_, authorization) => {
    const answer = await client.call("GET", "/v1/messages", { headers: { authorization } });
    expectProblem(answer, "not-signed-in");
    expect(answer.headers["www-authenticate"]).toBe("Bearer");
  });

  it("where two headers each have one", async () => {
    const token = await client.token(manager);
    const lines = [`Authorization: Bearer ${MARK}`, `Authorization: Bearer ${token}`];
    const [answer] = await sendRaw(running.service, [head("GET /v1/messages", lines)]);
    expect(answer?.status).toBe(401);
  });
});

describe("a role", () => {
  it.each<[string, unknown]>([
    ["an array", ["manager"]],
    ["an array with others", ["unheard-of", "manager"]],
    ["the string API Gateway makes of an array", "[manager]"],
    ["such a string of several", "[link-social-worker manager]"],
    ["a string", "manager"],
  ])("counts in the claim “roles” as %s", async (_, roles) => {
    expect((await minted({ roles })).status).toBe(200);
    const groups = { roles: undefined, claims: { "cognito:groups": roles } };
    expect((await minted(groups)).status).toBe(200);
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["an empty array", []],
    ["an empty string", ""],
    ["API Gateway's empty string", "[]"],
    ["roles nobody has here", [MARK, "superuser"]],
    ["another case", ["Manager", "MANAGER"]],
    ["a part of a word", ["managers", "man"]],
    ["a number", 1],
    ["an object", { manager: true }],
    ["arrays in an array", [["manager"]]],
  ])("does not come of %s", async (_, roles) => {
    expectProblem(await minted({ roles }), "not-permitted");
  });

  it("is that of “roles”, whatever the groups of Cognito say", async () => {
    const claims = { "cognito:groups": ["manager"] };
    expectProblem(await minted({ roles: ["auditor"], claims }), "not-permitted");
  });
});

testNothingIsLeft(running, () => before);
