// Checks access tokens as API Gateway's JWT authorizer does.
import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from "jose";
import type { Claims } from "./gateway-event.ts";

/** Keys of hostile length aren't worth a look: API Gateway takes no header this long. */
const MAX_TOKEN_CHARACTERS = 10_240;

export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JSONWebKeySet;
  /** The machine's own clock, whatever time the service has. */
  readonly now?: () => Date;
}

export type Authorized =
  | { readonly claims: Claims }
  /** Why not, as a sentence that repeats nothing of the token. */
  | { readonly refusal: string };

/**
 * Makes the check of an Authorization header. A token counts when it is signed with RS256 by a key of
 * the issuer, names issuer and audience (`aud`, or `client_id` where there is no `aud`), and is
 * neither expired nor of the future. No other algorithm counts, `none` and HS256 included.
 */
export function authorizer({ issuer, audience, keys, now = () => new Date() }: TokenRules) {
  const keyOf = createLocalJWKSet(keys);
  return async (header: string | undefined): Promise<Authorized> => {
    const token = /^Bearer +(\S+)$/i.exec(header ?? "")?.[1];
    if (header === undefined) return { refusal: "There is no access token in the request." };
    if (token === undefined || token.length > MAX_TOKEN_CHARACTERS) {
      return { refusal: "The Authorization header is not of the form “Bearer” and a token." };
    }
    const at = now();
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        algorithms: ["RS256"],
        issuer,
        requiredClaims: ["exp"],
        currentDate: at,
      });
      if (!isFor(payload, audience)) return { refusal: "The access token is for another service." };
      if ((payload.iat ?? 0) > at.getTime() / 1000) {
        return { refusal: "The access token says that it was issued in the future." };
      }
      return { claims: payload };
    } catch (error) {
      return { refusal: refusalFor(error) };
    }
  };
}

function isFor(claims: Claims, audience: string): boolean {
  const named = claims.aud ?? claims.client_id;
  return Array.isArray(named) ? named.includes(audience) : named === audience;
}

function refusalFor(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "The access token has expired.";
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "iss") {
    return "The access token was issued by somebody else.";
  }
  return "The access token is not valid.";
}
