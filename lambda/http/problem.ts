// Every refusal the service knows: its slug, status and what it means to the person who reads it.

export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** What happened and what it means, for the page of the problem. */
  readonly meaning: string;
  /** What to do about it, for the page of the problem. */
  readonly remedy: string;
}

/** In the order in which they answer where several apply. */
export const problemKinds = {
  "not-found": {
    status: 404,
    title: "Not found",
    meaning:
      "There is nothing at this address. Something unknown, expired and deleted answer alike.",
    remedy: "Check the address, the method and the reference. Nothing was changed.",
  },
  "not-signed-in": {
    status: 401,
    title: "Not signed in",
    meaning:
      "The request has no valid access token: it is missing, expired, for another service, or an ID token.",
    remedy: "Sign in again and send the access token as “Authorization: Bearer …”.",
  },
  "not-permitted": {
    status: 403,
    title: "Not permitted",
    meaning: "Your role does not include this operation.",
    remedy: "Ask a colleague whose role does, or your administrator if your role is wrong.",
  },
  "payload-too-large": {
    status: 413,
    title: "Too large",
    meaning: "The request, or the answer it asks for, is larger than the service takes.",
    remedy: "Shorten the text: a request holds at most 256 KiB.",
  },
  "unsupported-media-type": {
    status: 415,
    title: "Not JSON",
    meaning: "The body is not marked as JSON.",
    remedy: "Send JSON with “Content-Type: application/json”.",
  },
  "not-acceptable": {
    status: 406,
    title: "Not available in that form",
    meaning: "The Accept header asks for forms in which this can't be given.",
    remedy: "Ask for one of the forms the API guide names, or leave the header out.",
  },
  "malformed-request": {
    status: 400,
    title: "The request can't be read",
    meaning:
      "The body is not well-formed JSON, is nested too deeply, or holds broken characters; or a date or cursor in the address is not one.",
    remedy: "Correct the request. Use a cursor only as the list gave it, with the same filters.",
  },
  "immediate-risk": {
    status: 422,
    title: "Immediate risk: don't wait for a consultation",
    meaning:
      "A child may be at risk now, so this can't be a no-names consultation. Nothing was stored.",
    remedy: "Follow the direction in the answer at once. In an emergency call 999.",
  },
  "open-case": {
    status: 422,
    title: "The case is open to social care",
    meaning:
      "Social care already works with this child, so a consultation without names is not the way. Nothing was stored.",
    remedy:
      "Follow the direction in the answer. If there is a referral to make, it must still be made.",
  },
  "idempotency-key-missing": {
    status: 400,
    title: "Idempotency-Key missing",
    meaning:
      "Every change needs a key of its own, so that a repeat after a lost answer is not a second change.",
    remedy:
      "Send “Idempotency-Key” with 1 to 255 visible ASCII characters, new for each change, the same for its repeats.",
  },
  "malformed-reference": {
    status: 400,
    title: "That reference can't be right",
    meaning:
      "The check characters of the reference don't agree with the rest: it was mistyped or misheard. Nothing was looked up.",
    remedy: "Compare it with the form or the email, character by character.",
  },
  "idempotency-key-reused": {
    status: 422,
    title: "Idempotency-Key already used",
    meaning: "You used this key before for a different request, whose answer it still stands for.",
    remedy: "Send a new key with a new request; repeat a request unchanged.",
  },
  "no-names-not-offered": {
    status: 422,
    title: "No-names consultations are not offered here",
    meaning: "This authority's procedure does not allow consultations without names.",
    remedy: "Follow the direction in the answer.",
  },
  "validation-failed": {
    status: 422,
    title: "Some of it needs correcting",
    meaning: "One or more fields are missing, wrong or don't go together. Nothing was stored.",
    remedy: "Correct every field named under “errors” and send it again.",
  },
  "safeguarding-lead-first": {
    status: 422,
    title: "Their safeguarding lead comes first",
    meaning:
      "A consultation follows a talk with the caller's own designated safeguarding lead. Nothing was stored.",
    remedy:
      "Ask the caller to talk to their lead first. If the lead can't be reached and they are worried, they call the MASH now.",
  },
  "consent-needed": {
    status: 422,
    title: "Consent is needed",
    meaning:
      "This authority records a consultation only with consent, or where there is significant risk. Nothing was stored.",
    remedy: "Follow the direction in the answer.",
  },
  "unknown-agency": {
    status: 422,
    title: "Agency not registered",
    meaning: "No agency is registered under this id, so the form could not be sent to anyone.",
    remedy: "Check the id, or register the agency first. Then send this again with the same key.",
  },
  "inactive-agency": {
    status: 422,
    title: "Agency deactivated",
    meaning: "The agency was deactivated, so no form may go to its mailbox.",
    remedy:
      "Check with the agency; an administrator can reactivate it. Then send this again with the same key.",
  },
  "identifiers-found": {
    status: 422,
    title: "Something here may identify a person",
    meaning:
      "The text holds what may identify a child, family or professional. Nothing was stored and nothing was logged.",
    remedy:
      "Reword each place under “findings”. A finding marked “possible” that identifies nobody can be confirmed with “confirmedNotIdentifying”.",
  },
  conflict: {
    status: 409,
    title: "It has changed meanwhile",
    meaning: "The thing is no longer in the state this change needs.",
    remedy: "Read the detail, look at the thing as it is now, and decide again.",
  },
  "too-many-misses": {
    status: 429,
    title: "Too many unknown references",
    meaning:
      "You asked for over 20 references within an hour that are unknown or don't agree with their date.",
    remedy:
      "Wait as long as “Retry-After” says (seconds), and check where the references come from.",
  },
  unavailable: {
    status: 503,
    title: "Not available just now",
    meaning:
      "Something the service depends on did not answer. It is not known whether the change was made.",
    remedy:
      "Repeat the request unchanged with the same Idempotency-Key after “Retry-After” seconds: it will not be done twice.",
  },
} as const satisfies Record<string, ProblemKind>;

export type Slug = keyof typeof problemKinds;
export const slugs = Object.keys(problemKinds) as [Slug, ...Slug[]];

/** One field that needs correcting. The message never repeats what was sent. */
export interface FieldError {
  /** A JSON pointer into the body, `""` for the body itself. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** What to do instead, and whom to call. */
export interface Direction {
  readonly text: string;
  readonly contacts: readonly { readonly name: string; readonly phone: string }[];
}

export interface ProblemMembers {
  readonly errors?: readonly FieldError[];
  readonly findings?: readonly unknown[];
  readonly direction?: Direction;
}

/** An expected refusal. The detail says what happened and what to do, and never repeats the input. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly slug: Slug;
  readonly members: ProblemMembers;
  readonly retryAfterSeconds?: number;

  constructor(
    slug: Slug,
    detail: string = problemKinds[slug].remedy,
    members: ProblemMembers = {},
    retryAfterSeconds?: number,
  ) {
    super(detail);
    this.slug = slug;
    this.members = members;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
