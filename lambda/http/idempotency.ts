// One effect for one request, however often it is sent: the entry that remembers its answer.
import { hash } from "node:crypto";
import * as z from "zod";
import { absentOrBelow } from "../tables/condition.ts";
import { defineTable, type Item, type Key, type TableDefinition } from "../tables/definition.ts";
import type { TransactItem } from "../tables/transact.ts";
import { put } from "../tables/write.ts";
import { canonicalJson } from "./json.ts";
import { Problem } from "./problem.ts";
import { AnsweredBefore, type Reply } from "./reply.ts";
import type { Person } from "./roles.ts";

/** Longer than any outbox keeps a request it could not deliver. */
export const REMEMBERED_DAYS = 35;
const REMEMBERED_SECONDS = REMEMBERED_DAYS * 24 * 60 * 60;

/** Answers of changes, and the counters of misses. Referrals' answers are in their own table. */
export const requestsTable = defineTable({
  name: "Requests",
  key: { partition: "key" },
  indexes: {},
  expiry: "expiresAt",
  encryption: "shared",
});

const entrySchema = z.object({
  fingerprint: z.string(),
  expiresAt: z.number(),
  answer: z.object({
    status: z.number(),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** Where a request's answer is remembered, and what tells the request from another with its key. */
export interface RequestEntry {
  readonly table: TableDefinition;
  readonly key: Key;
  readonly fingerprint: string;
}

export interface RequestToRemember {
  readonly person: Person;
  readonly idempotencyKey: string;
  readonly operation: string;
  readonly parameters: unknown;
  readonly body: unknown;
}

/**
 * The entry of a request. Its key is a hash of issuer, subject and Idempotency-Key. Its fingerprint
 * is keyed with the Idempotency-Key, which is stored nowhere, so the entry says nothing of the body
 * even to somebody who guesses it.
 */
export function requestEntry(table: TableDefinition, request: RequestToRemember): RequestEntry {
  const { person, idempotencyKey, operation, parameters, body } = request;
  const { partition, sort } = table.key;
  const id = `request#${digest([person.issuer, person.subject, idempotencyKey])}`;
  return {
    table,
    key: { [partition]: id, ...(sort && { [sort]: id }) },
    fingerprint: digest([idempotencyKey, operation, parameters, body]),
  };
}

const digest = (parts: readonly unknown[]): string =>
  hash("sha256", canonicalJson(parts), "base64url");

/** The item to write beside an operation's own, so that its answer is remembered if it is done. */
export function remember(
  entry: RequestEntry,
  reply: Reply,
  at: Date,
): TransactItem<"answered-before"> {
  const now = Math.floor(at.getTime() / 1000);
  return {
    refusedAs: "answered-before",
    write: put(
      entry.table,
      {
        ...entry.key,
        fingerprint: entry.fingerprint,
        answer: { status: reply.status, headers: reply.headers, body: reply.body },
        expiresAt: now + REMEMBERED_SECONDS,
      },
      [absentOrBelow("expiresAt", now)],
    ),
  };
}

/**
 * Ends the request where its key was used before.
 * @throws AnsweredBefore with the first answer, when it is the same request.
 * @throws Problem `idempotency-key-reused`, when it is another.
 */
export function endIfAnswered(entry: RequestEntry, found: Item | undefined, at: Date): void {
  if (found === undefined) return;
  const { fingerprint, answer, expiresAt } = entrySchema.parse(found);
  // DynamoDB deletes expired items late.
  if (expiresAt < Math.floor(at.getTime() / 1000)) return;
  if (fingerprint !== entry.fingerprint) throw new Problem("idempotency-key-reused");
  throw new AnsweredBefore({
    ...answer,
    headers: { ...answer.headers, "Idempotent-Replayed": "true" },
  });
}
