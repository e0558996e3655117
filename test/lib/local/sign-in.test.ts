import { createHmac, createPublicKey } from "node:crypto";
import { UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authorizer } from "../../../lib/local/authorizer.ts";
import { type DataFolder, takeDataFolder } from "../../../lib/local/data-folder.ts";
import { AUDIENCE, type Issuer, openIssuer, type TokenWish } from "../../../lib/local/issuer.ts";
import { temporaryFolders } from "./temporary-folder.ts";

const newFolder = temporaryFolders();
let folder: DataFolder;
let issuer: Issuer;
let authorize: ReturnType<typeof authorizer>;

beforeAll(async () => {
  folder = await takeDataFolder(await newFolder(), false);
  issuer = await openIssuer(folder, "http://127.0.0.1:4003");
  authorize = authorizer({ issuer: issuer.issuer, audience: AUDIENCE, keys: issuer.keys });
});
afterAll(() => folder.release());

const asked = async (wish: TokenWish) => authorize(`Bearer ${await issuer.token(wish)}`);
const inAnHour = Math.floor(Date.now() / 1000) + 3600;

describe("an access token", () => {
  it("of the issuer lets its claims through", async () => {
    expect(await asked({ sub: "staff-1", roles: ["mash"] })).toMatchObject({
      claims: { sub: "staff-1", roles: ["mash"], iss: issuer.issuer, token_use: "access" },
    });
  });

  it("names the service as its client where it has no audience, as Cognito's do", async () => {
    const claims = { aud: undefined, client_id: AUDIENCE };
    expect(await asked({ sub: "s", claims })).toHaveProperty("claims");
    expect(await asked({ sub: "s", claims: { ...claims, client_id: "other" } })).toHaveProperty(
      "refusal",
    );
  });

  it("may name several audiences", async () => {
    expect(await asked({ sub: "s", audience: ["other", AUDIENCE] })).toHaveProperty("claims");
  });

  it.each<[string, TokenWish]>([
    ["has expired", { expired: true }],
    ["never expires", { claims: { exp: undefined } }],
    ["is for another audience", { audience: "other" }],
    ["is of another issuer", { issuer: "http://127.0.0.1:9" }],
    ["is signed with a foreign key", { key: "mallory" }],
    ["is of the future", { claims: { iat: inAnHour } }],
    ["is not valid yet", { claims: { nbf: inAnHour } }],
  ])("that %s is refused", async (_, wish) => {
    expect(await asked({ sub: "staff-1", roles: ["mash"], ...wish })).toHaveProperty("refusal");
  });

  it("with the algorithm “none” is refused", async () => {
    const token = new UnsecuredJWT({ sub: "staff-1", roles: ["mash"] })
      .setIssuer(issuer.issuer)
      .setAudience(AUDIENCE)
      .setExpirationTime("1h")
      .encode();
    expect(await authorize(`Bearer ${token}`)).toHaveProperty("refusal");
  });

  it("signed by HS256 with the public key as its secret is refused", async () => {
    const [jwk] = issuer.keys.keys;
    const pem = createPublicKey({ key: { ...jwk }, format: "jwk" }).export({
      type: "spki",
      format: "pem",
    });
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = { sub: "s", iss: issuer.issuer, aud: AUDIENCE, exp: inAnHour };
    const signed = `${part({ alg: "HS256", kid: jwk?.kid })}.${part(claims)}`;
    const signature = createHmac("sha256", pem).update(signed).digest("base64url");
    expect(await authorize(`Bearer ${signed}.${signature}`)).toHaveProperty("refusal");
  });

  it.each([undefined, "", "Bearer", "Bearer ", "Basic c3RhZmY6cGFzcw==", "Bearer a.b.c", "a.b.c"])(
    "is not what %j holds",
    async (header) => {
      expect(await authorize(header)).toHaveProperty("refusal");
    },
  );
});

describe("the issuer", () => {
  it("is the same after a new start on other ports, and so are its tokens", async () => {
    const token = await issuer.token({ sub: "staff-1" });
    const again = await openIssuer(folder, "http://127.0.0.1:5555");
    expect(again.issuer).toBe(issuer.issuer);
    const check = authorizer({ issuer: again.issuer, audience: AUDIENCE, keys: again.keys });
    expect(await check(`Bearer ${token}`)).toHaveProperty("claims");
  });

  it("has a token for each role, each of a member of staff of its own", async () => {
    const tokens = await issuer.tokensByRole();
    const claims = await Promise.all(
      Object.entries(tokens).map(async ([role, token]) => ({
        role,
        ...(await authorize(`Bearer ${token}`)),
      })),
    );
    expect(claims).toHaveLength(5);
    for (const { role, ...authorized } of claims) {
      expect(authorized).toMatchObject({ claims: { roles: [role], sub: `local-${role}` } });
    }
  });

  it("tells nobody its private key", () => {
    expect(Object.keys(issuer.keys.keys[0] ?? {}).sort()).toEqual(
      ["alg", "e", "kid", "kty", "n", "use"].sort(),
    );
  });
});
