// Issues access tokens on this machine, as the authority's identity provider does on AWS.
import { createPublicKey, generateKeyPair, type JsonWebKey, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { importPKCS8, type JSONWebKeySet, SignJWT } from "jose";
import * as z from "zod";
import { type Role, roles } from "../../lambda/http/roles.ts";
import type { DataFolder } from "./data-folder.ts";
import { keep, readKept } from "./kept-file.ts";

export const AUDIENCE = "no-names";

/** Tokens printed at the start serve for as long as anyone leaves the service running. */
const LIFETIME_SECONDS = 365 * 24 * 60 * 60;
const EXPIRED_AGO_SECONDS = 60 * 60;
const KEY_BITS = 2048;

const newKey = promisify(generateKeyPair);

const keptSchema = z.object({
  /** Who signs; people are told apart by it, so it stays the same for as long as the folder lives. */
  issuer: z.url(),
  keyId: z.string(),
  privateKey: z.string(),
});

/** What a token is to say. Nothing is checked: defective tokens are what tests ask for. */
export interface TokenWish {
  readonly sub?: unknown;
  readonly roles?: unknown;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly expired?: unknown;
  readonly audience?: unknown;
  readonly issuer?: unknown;
  /** Any text here has a key of its own, which is not the issuer's. */
  readonly key?: unknown;
}

export interface Issuer {
  readonly issuer: string;
  readonly keys: JSONWebKeySet;
  token(wish: TokenWish): Promise<string>;
  /** A token for each role, each for a member of staff of its own, the same at every start. */
  tokensByRole(): Promise<Record<Role, string>>;
}

/**
 * The issuer whose key is kept in the folder, made at the first start. `address` is the name it takes
 * then: people are remembered by issuer and subject, so a later start on other ports keeps the first.
 * @throws CannotStart when the kept key is damaged.
 */
export async function openIssuer(folder: DataFolder, address: string): Promise<Issuer> {
  const path = folder.fileOf("issuer");
  const kept = (await readKept(path, keptSchema)) ?? (await makeKept(path, address));
  const { issuer, keyId } = kept;
  const publicKey = createPublicKey(kept.privateKey).export({ format: "jwk" });
  const own = await importPKCS8(kept.privateKey, "RS256");
  const foreign = new Map<string, ReturnType<typeof importPKCS8>>();
  const foreignKey = (name: string) => {
    const key = foreign.get(name) ?? makePem().then((pem) => importPKCS8(pem, "RS256"));
    foreign.set(name, key);
    return key;
  };
  const token = async (wish: TokenWish) => {
    const key = typeof wish.key === "string" ? await foreignKey(wish.key) : own;
    // A foreign key claims to be ours, as a forger's would.
    const header = { alg: "RS256", kid: keyId, typ: "JWT" };
    return new SignJWT(claimsFor(wish, issuer)).setProtectedHeader(header).sign(key);
  };
  return {
    issuer,
    keys: { keys: [asSigningKey(publicKey, keyId)] },
    token,
    async tokensByRole() {
      const made = roles.map(
        async (role) => [role, await token({ sub: `local-${role}`, roles: [role] })] as const,
      );
      return Object.fromEntries(await Promise.all(made)) as Record<Role, string>;
    },
  };
}

/** What a client reads to find the keys (OpenID Connect Discovery 1.0, section 3). */
export function discovery(issuer: string, keysAt: string): Record<string, unknown> {
  return {
    issuer,
    jwks_uri: keysAt,
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["token"],
    subject_types_supported: ["public"],
  };
}

function claimsFor(wish: TokenWish, issuer: string): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  const times = wish.expired
    ? { iat: now - 2 * EXPIRED_AGO_SECONDS, exp: now - EXPIRED_AGO_SECONDS }
    : { iat: now, exp: now + LIFETIME_SECONDS };
  return {
    iss: wish.issuer ?? issuer,
    aud: wish.audience ?? AUDIENCE,
    sub: wish.sub,
    roles: wish.roles,
    token_use: "access",
    ...times,
    ...wish.claims,
  };
}

async function makeKept(path: string, issuer: string): Promise<z.output<typeof keptSchema>> {
  const kept = { issuer, keyId: randomUUID(), privateKey: await makePem() };
  await keep(path, JSON.stringify(kept));
  return kept;
}

async function makePem(): Promise<string> {
  const { privateKey } = await newKey("rsa", { modulusLength: KEY_BITS });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

const asSigningKey = (key: JsonWebKey, keyId: string) => ({
  kty: "RSA",
  n: key.n,
  e: key.e,
  kid: keyId,
  alg: "RS256",
  use: "sig",
});
