// The function that chases: started every 15 minutes, it owes the messages that deadlines ask for.
import { type ChaserReport, type SweepEffects, sweepChasers } from "../chasers/sweep-chasers.ts";
import { procedureFrom } from "../procedures/load-procedure.ts";
import { openDatabase, tableNameFrom } from "../tables/open-database.ts";

interface ChasersEvent {
  readonly source: "no-names.schedule";
  readonly sweep: "chasers";
}

export const chasers = ({
  clock = () => new Date(),
  database = openDatabase({ nameOf: tableNameFrom(process.env) }),
  procedure = procedureFrom(process.env),
}: Partial<SweepEffects> = {}): ((event: ChasersEvent) => Promise<ChaserReport>) => {
  const effects = { clock, database, procedure };
  return () => sweepChasers(effects);
};

export const handler = chasers();
