// What each function may do to which table, and nothing beyond. The tests hold both sides against it:
// the policies of the stack, and what the functions really ask of the database.
import { registerTable } from "../../lambda/agencies/table.ts";
import { consultationsTable } from "../../lambda/consultations/table.ts";
import type { FunctionName } from "../../lambda/http/contract.ts";
import { requestsTable } from "../../lambda/http/idempotency.ts";
import { messagesTable } from "../../lambda/messages/table.ts";
import { referralsTable } from "../../lambda/referrals/table.ts";
import { statisticsTable } from "../../lambda/statistics/table.ts";
import type { TableDefinition } from "../../lambda/tables/definition.ts";

/** Every function: those behind the gateway, and those that events start. */
export type FunctionId = FunctionName | "chasers" | "mail" | "mail-events" | "retention";

/** A transaction needs the permission of each of its writes; a check is one of its own. */
export type TableAction =
  | "BatchGetItem"
  | "ConditionCheckItem"
  | "PutItem"
  | "Query"
  | "UpdateItem"
  | "DeleteItem";

export interface TablePermission {
  readonly table: TableDefinition;
  readonly actions: readonly TableAction[];
  /** The indexes that may be queried. */
  readonly queries?: readonly string[];
}

/** Looks for an earlier answer, and keeps this one. */
const remember: TablePermission = { table: requestsTable, actions: ["BatchGetItem", "PutItem"] };

/** The same, and counts references that were not found. */
const rememberAndCountMisses: TablePermission = {
  table: requestsTable,
  actions: ["BatchGetItem", "PutItem", "UpdateItem"],
};

/** Counts a month, and freezes it. */
const count: readonly TablePermission[] = [
  { table: statisticsTable, actions: ["BatchGetItem", "PutItem"] },
  { table: registerTable, actions: ["BatchGetItem"] },
];

export const permissions: Readonly<Record<FunctionId, readonly TablePermission[]>> = {
  agencies: [
    { table: registerTable, actions: ["BatchGetItem", "Query", "PutItem"] },
    { table: messagesTable, actions: ["UpdateItem"], queries: ["held"] },
    remember,
  ],
  consultations: [
    {
      table: consultationsTable,
      actions: ["BatchGetItem", "Query", "PutItem", "UpdateItem"],
      queries: ["byAgency", "byMonth"],
    },
    {
      table: messagesTable,
      actions: ["BatchGetItem", "ConditionCheckItem", "PutItem", "UpdateItem"],
      queries: ["about"],
    },
    { table: registerTable, actions: ["BatchGetItem", "ConditionCheckItem"] },
    // R13: a consultation that becomes a referral adds it. It never reads or changes one.
    { table: referralsTable, actions: ["PutItem"] },
    rememberAndCountMisses,
  ],
  documents: [
    { table: consultationsTable, actions: ["BatchGetItem", "Query", "PutItem"] },
    { table: registerTable, actions: ["BatchGetItem"] },
    { table: referralsTable, actions: ["Query"] },
    rememberAndCountMisses,
  ],
  filings: [{ table: consultationsTable, actions: ["BatchGetItem", "PutItem"] }],
  messages: [
    {
      table: messagesTable,
      actions: ["BatchGetItem", "PutItem", "UpdateItem"],
      queries: ["byState"],
    },
    remember,
  ],
  pages: [],
  procedures: [],
  referrals: [
    {
      table: referralsTable,
      actions: ["BatchGetItem", "Query", "PutItem"],
      queries: ["byStatus"],
    },
    { table: consultationsTable, actions: ["BatchGetItem", "UpdateItem"] },
    { table: messagesTable, actions: ["PutItem"], queries: ["about"] },
    { table: registerTable, actions: ["BatchGetItem"] },
    rememberAndCountMisses,
  ],
  screening: [],
  statistics: [
    { table: consultationsTable, actions: [], queries: ["byMonth"] },
    { table: referralsTable, actions: ["BatchGetItem"], queries: ["byStatus"] },
    ...count,
  ],
  chasers: [
    {
      table: referralsTable,
      actions: ["BatchGetItem", "Query", "PutItem"],
      queries: ["due", "open"],
    },
    {
      table: consultationsTable,
      actions: ["BatchGetItem", "UpdateItem"],
      queries: ["followUp"],
    },
    { table: messagesTable, actions: ["PutItem"] },
    { table: registerTable, actions: ["BatchGetItem"] },
  ],
  mail: [
    { table: messagesTable, actions: ["UpdateItem"], queries: ["unsettled"] },
    { table: consultationsTable, actions: ["BatchGetItem", "Query"] },
    { table: registerTable, actions: ["BatchGetItem"] },
    { table: referralsTable, actions: ["Query"] },
  ],
  "mail-events": [{ table: messagesTable, actions: ["BatchGetItem", "UpdateItem"] }],
  // It alone deletes, and only on the condition that the time is over, which it checks in the same write.
  retention: [
    {
      table: consultationsTable,
      actions: ["BatchGetItem", "ConditionCheckItem", "Query", "DeleteItem"],
      queries: ["keepUntil", "byMonth"],
    },
    {
      table: referralsTable,
      actions: ["BatchGetItem", "ConditionCheckItem", "Query", "DeleteItem"],
      queries: ["keepUntil", "byStatus"],
    },
    { table: messagesTable, actions: ["DeleteItem"], queries: ["about"] },
    ...count,
  ],
};
