// What people do with the service again and again, through its API.
import { randomInt } from "node:crypto";
import * as z from "zod";
import {
  type Recorded,
  readSchema,
  recordConsultation,
  recordedSchema,
} from "../../lambda/consultations/contract.ts";
import { type MessageAnswer, messageAnswerSchema } from "../../lambda/messages/contract.ts";
import type { Answer, CallOptions, ServiceClient } from "./service-client.ts";
import { until } from "./until.ts";

/** A consultation as the contract shows it, with changes; one that is undefined is left out. */
export const consultation = (changes: Readonly<Record<string, unknown>> = {}) => ({
  ...recordConsultation.bodyExample,
  ...changes,
});

/** Records a consultation and answers what came back. @throws Error where it was refused. */
export async function record(
  client: ServiceClient,
  changes: Readonly<Record<string, unknown>> = {},
  options: CallOptions = {},
): Promise<Recorded> {
  const body = consultation(changes);
  const answer = await client.call("POST", "/v1/consultations", {
    as: "link-social-worker",
    body,
    ...options,
  });
  return expected(201, answer, recordedSchema);
}

/** The document and its history. */
export async function read(
  client: ServiceClient,
  reference: string,
): Promise<z.output<typeof readSchema>> {
  const answer = await client.call("GET", `/v1/consultations/${reference}`, { as: "manager" });
  return expected(200, answer, readSchema);
}

/** What happened to a consultation, in order. */
export async function history(client: ServiceClient, reference: string): Promise<string[]> {
  const document = await read(client, reference);
  return document.history.map(({ what }) => what);
}

const deliveriesSchema = z.strictObject({ items: z.array(messageAnswerSchema) });

/** The messages that carry a form, newest first. */
export async function deliveries(
  client: ServiceClient,
  reference: string,
): Promise<MessageAnswer[]> {
  const answer = await client.call("GET", `/v1/consultations/${reference}/form-deliveries`, {
    as: "manager",
  });
  return expected(200, answer, deliveriesSchema).items;
}

/** Waits until the newest message with a form is in a state. */
export async function untilFormIs(
  client: ServiceClient,
  reference: string,
  state: MessageAnswer["state"],
): Promise<MessageAnswer> {
  return until(`the form of ${reference} to be ${state}`, async () => {
    const [newest] = await deliveries(client, reference);
    return newest?.state === state && newest;
  });
}

/** Enters a school with this mailbox, verified where an administrator does it; answers its id. */
export async function enterAgency(
  client: ServiceClient,
  email: string,
  as: "administrator" | "link-social-worker" = "administrator",
): Promise<string> {
  // Digits alone: in letters, even in hexadecimal ones, the guard may read a name.
  const agencyId = `school-${randomInt(2 ** 40)}`;
  const body = { name: "Sample School", type: "primary-school", area: "north", email };
  const answer = await client.call("PUT", `/v1/agencies/${agencyId}`, { as, body });
  if (answer.status !== 201) throw new Error(`The agency was not entered: ${answer.text}`);
  return agencyId;
}

function expected<S extends z.ZodType>(status: number, answer: Answer, schema: S): z.output<S> {
  if (answer.status !== status) {
    throw new Error(`Expected ${status}, but got ${answer.status}: ${answer.text}`);
  }
  return schema.parse(answer.body);
}
