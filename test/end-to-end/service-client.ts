// Speaks to a running service as a program outside it would: HTTP, its control and its inbox.
import { randomUUID } from "node:crypto";
import * as z from "zod";
import { allOperations } from "../../lambda/all-operations.ts";
import type { Operation } from "../../lambda/http/contract.ts";
import type { Role } from "../../lambda/http/roles.ts";
import { routeKeys } from "../../lambda/http/sign-in.ts";
import { assertMatchesContract } from "../answers-match.ts";
import type { RunningService } from "./running-service.ts";
import { until } from "./until.ts";

export interface CallOptions {
  /** The token of this role. */
  readonly as?: Role;
  /** Any other token. */
  readonly token?: string;
  /** Sent as JSON; text and bytes are sent as they are. */
  readonly body?: unknown;
  /** The Idempotency-Key; a new one where left out, `null` for none. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON, where the answer is JSON. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  readonly bytes: Buffer;
  readonly text: string;
}

const mailSchema = z.strictObject({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  attachments: z.array(
    z.strictObject({
      filename: z.string(),
      contentType: z.string(),
      size: z.number(),
      url: z.url(),
    }),
  ),
  headers: z.record(z.string(), z.string()),
  at: z.iso.datetime(),
});
export type Mail = z.output<typeof mailSchema>;

const movedSchema = z.strictObject({
  now: z.iso.datetime(),
  ran: z.array(z.strictObject({ name: z.string(), at: z.iso.datetime() })),
});

export interface ServiceClient {
  /** Calls an address such as `/v1/health`, and holds the answer against the operation's contract. */
  call(method: string, address: string, options?: CallOptions): Promise<Answer>;
  /** A token with what is wished for in it, defective where that is wished. */
  token(wish: Readonly<Record<string, unknown>>): Promise<string>;
  /** Moves the service's clock on, by a duration such as `PT1H`, and answers what ran on the way. */
  moveClock(by: string): Promise<z.output<typeof movedSchema>>;
  /** All mails to an address, or all there are, newest first. */
  mails(to?: string): Promise<Mail[]>;
  /** The newest mail to an address whose subject holds these words, as soon as it is there. */
  mail(to: string, words: string): Promise<Mail>;
}

export function clientOf(service: Pick<RunningService, "addresses">): ServiceClient {
  const ask = async (address: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(address, {
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
      headers: { "content-type": "application/json" },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${address} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  const mails = async (to = "") => {
    const address = `${service.addresses.inbox}/messages?to=${encodeURIComponent(to)}`;
    return z.array(mailSchema).parse(await ask(address));
  };
  return {
    async call(method, address, options = {}) {
      const answer = await send(service, method, address, options);
      const operation = operationAt(method, address);
      if (operation) assertMatchesContract(operation, answer);
      return answer;
    },
    async token(wish) {
      const made = await ask(`${service.addresses.control}/tokens`, wish);
      return z.strictObject({ token: z.string() }).parse(made).token;
    },
    async moveClock(by) {
      return movedSchema.parse(await ask(`${service.addresses.control}/clock`, { by }));
    },
    mails,
    mail: (to, words) =>
      until(`a mail to ${to} about “${words}”`, async () =>
        (await mails(to)).find(({ subject }) => subject.includes(words)),
      ),
  };
}

async function send(
  { addresses }: Pick<RunningService, "addresses">,
  method: string,
  address: string,
  { as, token = as && addresses.tokens[as], body, key = randomUUID(), headers }: CallOptions,
): Promise<Answer> {
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const response = await fetch(new URL(address, addresses.api), {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(key !== null && { "idempotency-key": key }),
      ...headers,
    },
    body: body === undefined ? null : isRaw ? Buffer.from(body) : JSON.stringify(body),
    redirect: "manual",
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return answerOf(response.status, Object.fromEntries(response.headers), bytes);
}

/** What came back, its JSON parsed. */
export function answerOf(
  status: number,
  headers: Readonly<Record<string, string>>,
  bytes: Buffer,
): Answer {
  const text = bytes.toString("utf8");
  const isJson = /\bjson\b/.test(headers["content-type"] ?? "") && bytes.length > 0;
  const body = isJson ? z.record(z.string(), z.unknown()).parse(JSON.parse(text)) : undefined;
  return { status, headers, body, bytes, text };
}

/** The operation that an address belongs to, if any. */
export function operationAt(method: string, address: string): Operation | undefined {
  const segments = address.split("?")[0]?.split("/") ?? [];
  const fits = (routeKey: string) => {
    const [routeMethod, path = ""] = routeKey.split(" ");
    const words = path.split("/");
    return (
      routeMethod === method &&
      words.length === segments.length &&
      words.every((word, at) =>
        word.startsWith("{") ? segments[at] !== "" : word === segments[at],
      )
    );
  };
  return allOperations.find((operation) => routeKeys(operation).some(fits));
}
