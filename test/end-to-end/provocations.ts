// What makes an operation of a kind refuse, and with which problem.
import type { Operation } from "../../lambda/http/contract.ts";
import type { Slug } from "../../lambda/http/problem.ts";
import { type Role, roles } from "../../lambda/http/roles.ts";
import { issueReference } from "../../lambda/references/reference.ts";
import type { CallOptions } from "./service-client.ts";
import type { Parameters } from "./something-there.ts";

export interface Provocation {
  readonly slug: Slug;
  /** Whether the operation can be provoked so. */
  readonly concerns: (operation: Operation) => boolean;
  readonly options?: (operation: Operation) => CallOptions;
  readonly parameters?: Parameters;
  readonly query?: Readonly<Record<string, string>>;
}

const takesJson = ({ body, takesForm }: Operation) => body !== undefined && !takesForm;
const isPublic = ({ roles: named }: Operation) => named === "public";
const outsiderOf = ({ roles: named }: Operation): Role | undefined =>
  roles.find((role) => named !== "public" && !named.some((one) => one === role));
const isAt = (parameter: string) => (operation: Operation) =>
  operation.path.includes(`{${parameter}}`);

/** What every operation of a kind refuses alike. */
export const provocations: readonly Provocation[] = [
  {
    slug: "not-signed-in",
    concerns: (operation) => !isPublic(operation),
    options: () => ({ as: undefined, token: "" }),
  },
  {
    slug: "not-permitted",
    concerns: (operation) => outsiderOf(operation) !== undefined,
    options: (operation) => ({ as: outsiderOf(operation) }),
  },
  {
    slug: "payload-too-large",
    concerns: takesJson,
    options: () => ({ body: " ".repeat(300 * 1024) }),
  },
  {
    slug: "unsupported-media-type",
    concerns: takesJson,
    options: () => ({ headers: { "content-type": "text/plain" } }),
  },
  {
    slug: "not-acceptable",
    concerns: () => true,
    options: () => ({ headers: { accept: "audio/midi" } }),
  },
  { slug: "malformed-request", concerns: takesJson, options: () => ({ body: "{" }) },
  {
    slug: "malformed-request",
    concerns: ({ query }) => query !== undefined,
    query: { "nobody-knows": "this" },
  },
  {
    slug: "idempotency-key-missing",
    concerns: ({ rememberedIn }) => rememberedIn !== undefined,
    options: () => ({ key: null }),
  },
  {
    slug: "malformed-reference",
    concerns: isAt("reference"),
    parameters: { reference: "NNC-73CF-2K9M-0HMH" },
  },
  { slug: "validation-failed", concerns: takesJson, options: () => ({ body: [] }) },
  {
    slug: "not-found",
    concerns: isAt("reference"),
    parameters: { reference: "NNC-73CF-2K9M-0HMJ" },
  },
  {
    slug: "malformed-reference",
    concerns: isAt("referralId"),
    parameters: { referralId: "NNC-73CF-2K9M-0HMJ" },
  },
  {
    slug: "not-found",
    concerns: isAt("referralId"),
    parameters: { referralId: issueReference("referral") },
  },
  {
    slug: "not-found",
    concerns: isAt("taskId"),
    parameters: { taskId: "0f0f6c0e-6f0a-4c53-9f2b-2d1f7a0c7c11" },
  },
  {
    slug: "not-found",
    concerns: isAt("messageId"),
    parameters: { messageId: "0f0f6c0e-6f0a-4c53-9f2b-2d1f7a0c7c11" },
  },
  {
    slug: "not-found",
    concerns: (operation) => isAt("agencyId")(operation) && operation.method !== "PUT",
    parameters: { agencyId: "nobody-entered-this" },
  },
  { slug: "not-found", concerns: isAt("slug"), parameters: { slug: "no-such-problem" } },
  { slug: "not-found", concerns: isAt("file"), parameters: { file: "no-such-file.js" } },
];
