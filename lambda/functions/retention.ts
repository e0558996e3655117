// The function that deletes what is past its time: started once a day. What is counted is counted first.
import { procedureFrom } from "../procedures/load-procedure.ts";
import {
  type RetentionEffects,
  type RetentionReport,
  sweepRetention,
} from "../retention/sweep-retention.ts";
import { freezeBefore } from "../statistics/freeze-month.ts";
import { openDatabase, tableNameFrom } from "../tables/open-database.ts";

interface RetentionEvent {
  readonly source: "no-names.schedule";
  readonly sweep: "retention";
}

interface Effects extends RetentionEffects {
  readonly procedure: ReturnType<typeof procedureFrom>;
}

export const retention = ({
  clock = () => new Date(),
  database = openDatabase({ nameOf: tableNameFrom(process.env) }),
  procedure = procedureFrom(process.env),
  beforeDeleting = freezeBefore({ database, procedure, clock }),
}: Partial<Effects> = {}): ((event: RetentionEvent) => Promise<RetentionReport>) => {
  const effects = { clock, database, beforeDeleting };
  return () => sweepRetention(effects);
};

export const handler = retention();
