// The five roles people sign in with, and what the service knows of a person: nothing but these.

export const roles = ["link-social-worker", "mash", "manager", "administrator", "auditor"] as const;

export type Role = (typeof roles)[number];

/** Who is asking. The subject is the identity provider's opaque staff id. */
export interface Person {
  readonly issuer: string;
  readonly subject: string;
  readonly roles: readonly Role[];
}

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

/**
 * The roles of a token's claims: `roles`, else `cognito:groups`; each an array, or the string
 * `"[a b]"` that API Gateway's HTTP API makes of one. Unknown roles are passed over.
 */
export function rolesFrom(claims: Readonly<Record<string, unknown>>): readonly Role[] {
  const claim = claims.roles ?? claims["cognito:groups"];
  if (Array.isArray(claim)) return claim.filter((item) => typeof item === "string").filter(isRole);
  if (typeof claim !== "string") return [];
  return claim
    .replace(/^\[|\]$/g, "")
    .split(/[\s,]+/)
    .filter(isRole);
}

/** The role in which a person does something: the first that permits it. */
export function actingRole(person: Person, permitted: readonly Role[]): Role {
  const role = permitted.find((one) => person.roles.includes(one));
  if (role === undefined) throw new Error("This person was let in without a role that permits it.");
  return role;
}
