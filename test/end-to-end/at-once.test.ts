// Many at the same moment: one key has one effect, and different ones are not in each other's way.
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { recordedSchema } from "../../lambda/consultations/contract.ts";
import {
  consultation,
  deliveries,
  enterAgency,
  history,
  record,
  untilFormIs,
} from "./consulting.ts";
import type { Answer, CallOptions } from "./service-client.ts";
import { everythingStored } from "./stored.ts";
import { until } from "./until.ts";
import { useService } from "./use-service.ts";

const FIFTY = Array.from({ length: 50 }, (_, index) => index);

const running = useService();
const { client } = running;

const post = (address: string, options: CallOptions) =>
  client.call("POST", address, { as: "link-social-worker", ...options });
const referenceIn = ({ body }: Answer) => recordedSchema.parse(body).reference;
const statuses = (answers: readonly Answer[]) => [...new Set(answers.map(({ status }) => status))];

/** How many documents and messages there are for an agency. */
async function kept(agencyId: string): Promise<{ documents: number; messages: number }> {
  const stored = await everythingStored(running.service);
  const ofAgency = stored.filter(({ item }) => item.agencyId === agencyId);
  const count = (wanted: string) => ofAgency.filter(({ table }) => table === wanted).length;
  return { documents: count("Consultations"), messages: count("Messages") };
}

test("fifty requests with one key record one consultation, and all learn its reference", async () => {
  const mailbox = "one@at-once.example.org";
  const agencyId = await enterAgency(client, mailbox);
  const key = randomUUID();
  const body = consultation({ agencyId });
  const answers = await Promise.all(FIFTY.map(() => post("/v1/consultations", { key, body })));
  expect(statuses(answers)).toEqual([201]);
  const references = new Set(answers.map(referenceIn));
  expect(references.size).toBe(1);
  expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
  const first = answers.filter(({ headers }) => headers["idempotent-replayed"] === undefined);
  expect(first).toHaveLength(1);

  const [reference = ""] = references;
  await untilFormIs(client, reference, "delivered");
  await client.moveClock("P1D");
  expect(await kept(agencyId)).toEqual({ documents: 1, messages: 1 });
  expect(await client.mails(mailbox)).toHaveLength(1);
});

test("fifty different requests with one key record the one that came first", async () => {
  const agencyId = await enterAgency(client, "mixed@at-once.example.org");
  const key = randomUUID();
  const answers = await Promise.all(
    FIFTY.map((index) => {
      const concern = `A child has been late on ${index + 2} days in this half term.`;
      return post("/v1/consultations", { key, body: consultation({ agencyId, concern }) });
    }),
  );
  const problems = answers.filter(({ status }) => status !== 201).map(({ body }) => body?.type);
  expect(new Set(problems)).toEqual(new Set(["/problems/idempotency-key-reused"]));
  expect(problems).toHaveLength(49);
  expect((await kept(agencyId)).documents).toBe(1);
});

test("fifty requests with keys of their own record fifty, and every form arrives once", async () => {
  const mailbox = "fifty@at-once.example.org";
  const agencyId = await enterAgency(client, mailbox);
  const body = consultation({ agencyId });
  const answers = await Promise.all(FIFTY.map(() => post("/v1/consultations", { body })));
  expect(statuses(answers)).toEqual([201]);
  const references = answers.map(referenceIn).sort();
  expect(new Set(references).size).toBe(50);

  await client.moveClock("P1D");
  const mails = await client.mails(mailbox);
  const subjects = mails.map(({ subject }) => subject.replace(/^.*consultation /, "")).sort();
  expect(subjects).toEqual(references);
  expect(await kept(agencyId)).toEqual({ documents: 50, messages: 50 });
});

test("the same key of different people, and of another operation, is another key", async () => {
  const key = randomUUID();
  const body = consultation();
  const { reference } = await record(client, {}, { key });
  const ofMash = await post("/v1/consultations", { as: "mash", key, body });
  expect(ofMash.headers["idempotent-replayed"]).toBeUndefined();
  expect(referenceIn(ofMash)).not.toBe(reference);
  const other = await post(`/v1/consultations/${reference}/form-deliveries`, {
    key,
    body: { reason: "It did not arrive." },
  });
  expect(other.body?.type).toBe("/problems/idempotency-key-reused");
});

test("ten who send the form again at once send one copy", async () => {
  const agencyId = await enterAgency(client, "bounce@again-at-once.example.org");
  const { reference } = await record(client, { agencyId });
  await untilFormIs(client, reference, "bounced");
  const body = { reason: "The mailbox was full; it is empty now." };
  const address = `/v1/consultations/${reference}/form-deliveries`;
  const answers = await Promise.all(FIFTY.slice(0, 10).map(() => post(address, { body })));
  const accepted = answers.filter(({ status }) => status === 202);
  expect(accepted).toHaveLength(1);
  expect(statuses(answers).sort()).toEqual([202, 409]);
  await until("the copy to bounce too", async () => {
    const states = (await deliveries(client, reference)).map(({ state }) => state);
    return states.length === 2 && states.every((state) => state === "bounced");
  });
});

test("ten who press the button of the filing page at once file once", async () => {
  const mailbox = "filing@at-once.example.org";
  const agencyId = await enterAgency(client, mailbox);
  const { reference } = await record(client, { agencyId });
  const { text } = await client.mail(mailbox, reference);
  const link = /\/filings\/\S+/.exec(text)?.[0] ?? "";
  const pressed = FIFTY.slice(0, 10).map(() => client.call("POST", link, { key: null }));
  expect(statuses(await Promise.all(pressed))).toEqual([200]);
  const filed = (await history(client, reference)).filter((what) => what === "filed");
  expect(filed).toHaveLength(1);
});

test("an agency that ten administrators change at once is as one of them was told", async () => {
  const agencyId = await enterAgency(client, "first@register.example.org");
  const details = { name: "Sample School", type: "primary-school", area: "north" };
  const answers = await Promise.all(
    FIFTY.slice(0, 10).map((index) =>
      client.call("PUT", `/v1/agencies/${agencyId}`, {
        as: "administrator",
        body: { ...details, email: `number-${index}@register.example.org` },
      }),
    ),
  );
  // Who had to try too often in such a crowd is told so.
  expect([200, 409]).toEqual(expect.arrayContaining(statuses(answers)));
  const told = answers.filter(({ status }) => status === 200).map(({ body }) => body?.email);
  const entry = await client.call("GET", `/v1/agencies/${agencyId}`, { as: "auditor" });
  expect(told).toContain(entry.body?.email);
});
