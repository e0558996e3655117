// Every table: the stack on AWS, the service on one machine and the tests build them from this list.
import { registerTable } from "./agencies/table.ts";
import { consultationsTable } from "./consultations/table.ts";
import { requestsTable } from "./http/idempotency.ts";
import { messagesTable } from "./messages/table.ts";
import { referralsTable } from "./referrals/table.ts";
import { statisticsTable } from "./statistics/table.ts";
import type { TableDefinition } from "./tables/definition.ts";

export const allTables: readonly TableDefinition[] = [
  consultationsTable,
  messagesTable,
  referralsTable,
  registerTable,
  requestsTable,
  statisticsTable,
];
