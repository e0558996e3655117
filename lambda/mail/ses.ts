// The mail service: exactly one request for each mail, and an honest word on what came of it.
import { SESClient, type SESClientConfig, SendRawEmailCommand } from "@aws-sdk/client-ses";
import * as z from "zod";
import type { SendMail } from "./deliver-message.ts";
import { mimeMail } from "./mime-mail.ts";

/** Well within the first half of a lease. */
const REQUEST_TIMEOUT_MS = 15_000;
const CONNECTION_TIMEOUT_MS = 3_000;

/** The SES client: the SDK's own repeats would send one mail up to three times. */
export const sesClient = (config: SESClientConfig = {}): SESClient =>
  new SESClient({
    maxAttempts: 1,
    requestHandler: {
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
    ...config,
  });

export interface SesOptions {
  readonly from: string;
  readonly configurationSet: string;
  readonly client?: SESClient;
}

/** Sends through SES, with the message and the attempt as tags, so that its reports find them. */
export function sesMail({ from, configurationSet, client = sesClient() }: SesOptions): SendMail {
  return async (mail, tags, at) => {
    const Data = await mimeMail(mail, { from, at });
    try {
      await client.send(
        new SendRawEmailCommand({
          Source: from,
          Destinations: [mail.to],
          RawMessage: { Data },
          ConfigurationSetName: configurationSet,
          Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
        }),
      );
      return { outcome: "accepted" };
    } catch (error) {
      return { outcome: wasRefused(error) ? "refused" : "unknown", error: nameOf(error) };
    }
  };
}

/** The request never left: nothing can have been sent. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "CredentialsProviderError",
]);

const failureSchema = z.object({
  name: z.string().optional(),
  code: z.string().optional(),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional(),
});

/** Whether the service said no (an answer of 4xx), or was never asked. */
function wasRefused(error: unknown): boolean {
  const { data: { name = "", code = "", $metadata } = {} } = failureSchema.safeParse(error);
  const status = $metadata?.httpStatusCode ?? 0;
  return (status >= 400 && status < 500) || NEVER_SENT.has(code) || NEVER_SENT.has(name);
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
