// Something for every operation to find: an agency, a consultation, its mail and its link.
import type { Operation } from "../../lambda/http/contract.ts";
import { enterAgency, record, untilFormIs } from "./consulting.ts";
import type { ServiceClient } from "./service-client.ts";

/** By the name that they have in paths. */
export type Parameters = Readonly<Record<string, string>>;

/** A consultation of an agency of its own, whose form came back: so it can be sent again. */
export async function somethingThere(
  client: ServiceClient,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Parameters> {
  const mailbox = "bounce@there.example.org";
  const agencyId = await enterAgency(client, mailbox);
  const { reference, form } = await record(client, { ...changes, agencyId });
  await untilFormIs(client, reference, "bounced");
  const { text } = await client.mail(mailbox, reference);
  const token = /\/filings\/(\S+)/.exec(text)?.[1] ?? "";
  const { messageId } = form;
  return {
    agencyId,
    reference,
    messageId,
    token,
    area: "north",
    slug: "conflict",
    file: "start.js",
  };
}

/** The address of an operation with these in its path. */
export function addressOf({ path }: Operation, parameters: Parameters): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`There is no “${name}” for ${path}.`);
    return encodeURIComponent(value);
  });
  return `/v1${filled}`;
}
