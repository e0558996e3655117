// The function behind statistics: it counts closed months and reads no document.
import { type HttpFunction, httpFunction } from "../http/http-function.ts";
import { procedureFrom } from "../procedures/load-procedure.ts";
import type { StatisticsEffects } from "../statistics/freeze-month.ts";
import { readStatistics } from "../statistics/read-statistics.ts";
import { openDatabase, tableNameFrom } from "../tables/open-database.ts";

interface Effects extends StatisticsEffects {
  readonly clock: () => Date;
}

export const statistics = ({
  clock = () => new Date(),
  database = openDatabase({ nameOf: tableNameFrom(process.env) }),
  procedure = procedureFrom(process.env),
}: Partial<Effects> = {}): HttpFunction =>
  httpFunction([readStatistics({ database, procedure })], { clock, database });

export const handler = statistics();
