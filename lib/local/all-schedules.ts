// What EventBridge Scheduler does on AWS: every scheduled function, and when it next has something to do.
import { nextActionDue } from "../../lambda/messages/table.ts";
import type { Database } from "../../lambda/tables/database.ts";
import type { eventFunctions } from "./functions.ts";
import type { Schedule } from "./schedules.ts";

interface ScheduledFunctions {
  readonly database: Database;
  readonly mail: Awaited<ReturnType<typeof eventFunctions>>["mail"];
}

export const allSchedules = ({ database, mail }: ScheduledFunctions): readonly Schedule[] => [
  {
    name: "mail",
    nextDueAt: () => nextActionDue(database),
    run: async () => {
      await mail({ sweep: "mail" });
    },
  },
];
