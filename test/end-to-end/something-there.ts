// Something for every operation to find: an agency, a consultation with its mail and link, a referral.
import * as z from "zod";
import type { Operation } from "../../lambda/http/contract.ts";
import { referralAnswerSchema } from "../../lambda/referrals/answers.ts";
import { enterAgency, record, untilFormIs } from "./consulting.ts";
import type { ServiceClient } from "./service-client.ts";

/** By the name that they have in paths. */
export type Parameters = Readonly<Record<string, string>>;

/**
 * A consultation of an agency of its own, whose form came back, so that it can be sent again; and a
 * referral by phone that it is linked to, with nothing outstanding and a task to settle.
 */
export async function somethingThere(
  client: ServiceClient,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Parameters> {
  const mailbox = "bounce@there.example.org";
  const agencyId = await enterAgency(client, mailbox);
  const { reference, form, recordedAt } = await record(client, {
    ...changes,
    agencyId,
    consultedAt: undefined,
  });
  await untilFormIs(client, reference, "bounced");
  const { text } = await client.mail(mailbox, reference);
  const token = /\/filings\/(\S+)/.exec(text)?.[1] ?? "";
  const consultedOn = recordedAt.slice(0, 10);
  const referral = await refer(client, { kind: "practitioner", agencyId }, [
    { reference, consultedOn },
  ]);
  const fixed = { area: "north", slug: "conflict", file: "start.js" };
  return { ...fixed, ...referral, agencyId, reference, messageId: form.messageId, token };
}

/** A referral of its own, by a member of the public: nothing has happened to it yet. */
export const freshReferral = (client: ServiceClient): Promise<Parameters> =>
  refer(client, { kind: "public", anonymityRequested: false }, []);

async function refer(
  client: ServiceClient,
  referrer: object,
  quoted: readonly object[],
): Promise<Parameters> {
  const { body, text } = await client.call("POST", "/v1/referrals", {
    as: "mash",
    body: {
      receivedAt: "2026-11-24T08:45:00Z",
      channel: "verbal",
      referrer,
      children: [{ caseId: "C-104223", role: "subject" }],
      parentsInformed: { informed: true },
      crimeSuspected: false,
      // What can't be read becomes a task.
      consultations: [...quoted, { reference: "what was on the telephone" }],
    },
  });
  const registered = referralAnswerSchema.safeParse(body);
  if (!registered.success) throw new Error(`The referral was not registered: ${text}`);
  const { referralId, tasks } = registered.data;
  return { referralId, taskId: tasks[0]?.taskId ?? "" };
}

/** The address of an operation with these in its path, and with the query it can't do without. */
export function addressOf({ path, query }: Operation, parameters: Parameters): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`There is no “${name}” for ${path}.`);
    return encodeURIComponent(value);
  });
  const required = Object.entries(query?.shape ?? {}).flatMap(([name, schema]) => {
    const isOptional = schema instanceof z.ZodType && schema.safeParse(undefined).success;
    return isOptional ? [] : [[name, String(z.globalRegistry.get(schema)?.example)]];
  });
  return `/v1${withQuery(filled, Object.fromEntries(required))}`;
}

/** The address with more in its query. */
export function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const [path = "", given = ""] = address.split("?");
  const all = new URLSearchParams(given);
  for (const [name, value] of Object.entries(query)) all.set(name, value);
  return all.size === 0 ? path : `${path}?${all}`;
}
