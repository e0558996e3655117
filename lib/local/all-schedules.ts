// What EventBridge Scheduler does on AWS: every scheduled function, and when it next has something to do.
import { nextChaserDue } from "../../lambda/chasers/sweep-chasers.ts";
import { nextActionDue } from "../../lambda/messages/table.ts";
import type { ProcedureInForce } from "../../lambda/procedures/in-force.ts";
import { nextRetentionDue } from "../../lambda/retention/sweep-retention.ts";
import type { Database } from "../../lambda/tables/database.ts";
import type { eventFunctions } from "./functions.ts";
import type { Schedule } from "./schedules.ts";

type Functions = Awaited<ReturnType<typeof eventFunctions>>;

interface ScheduledFunctions extends Pick<Functions, "mail" | "chasers" | "retention"> {
  readonly database: Database;
  readonly procedure: ProcedureInForce;
}

/** On AWS they come by the clock, every minute, quarter of an hour and day; here when something is due. */
export const allSchedules = ({
  database,
  procedure,
  mail,
  chasers,
  retention,
}: ScheduledFunctions): readonly Schedule[] => [
  {
    name: "mail",
    nextDueAt: () => nextActionDue(database),
    run: async () => {
      await mail({ sweep: "mail" });
    },
  },
  {
    name: "chasers",
    nextDueAt: () => nextChaserDue({ database, procedure }),
    run: async () => {
      await chasers({ source: "no-names.schedule", sweep: "chasers" });
    },
  },
  {
    name: "retention",
    nextDueAt: () => nextRetentionDue(database),
    run: async () => {
      await retention({ source: "no-names.schedule", sweep: "retention" });
    },
  },
];
