// Counts the consultations of one month by outcome and type of agency, from the index alone.
import { agencyRead, parseAgency } from "../agencies/table.ts";
import { consultationsTable } from "../consultations/table.ts";
import type { Database } from "../tables/database.ts";
import type { Key } from "../tables/definition.ts";
import { hideSmall } from "./small-numbers.ts";
import type { FrozenMonth } from "./table.ts";

const PAGE = 1_000;
/** 50,000 consultations a month: no authority has a hundredth of that. */
const MAX_PAGES = 50;
const READ_TOGETHER = 100;
/** An agency that is not in the register any more. */
const NOT_KNOWN = "other";

/**
 * The cells of a month: every type of agency that consulted, with every outcome, small numbers hidden.
 * @param outcomes codes of the procedure in force; others that were recorded follow
 */
export async function countConsultations(
  database: Database,
  month: string,
  outcomes: readonly string[],
): Promise<FrozenMonth["cells"]> {
  const recorded = await consultationsOf(database, month);
  const types = await typesOf(database, [...new Set(recorded.map(({ agencyId }) => agencyId))]);
  const counts = new Map<string, Map<string, number>>();
  for (const { agencyId, outcome } of recorded) {
    const type = types.get(agencyId) ?? NOT_KNOWN;
    const row = counts.get(type) ?? new Map<string, number>();
    counts.set(type, row.set(outcome, (row.get(outcome) ?? 0) + 1));
  }
  const all = [...new Set([...outcomes, ...recorded.map(({ outcome }) => outcome).sort()])];
  return [...counts.keys()].sort().flatMap((agencyType) => {
    const row = counts.get(agencyType);
    const shown = hideSmall(all.map((outcome) => row?.get(outcome) ?? 0));
    return all.map((outcome, place) => ({ outcome, agencyType, consultations: shown[place] ?? 0 }));
  });
}

interface Recorded {
  readonly agencyId: string;
  readonly outcome: string;
}

async function consultationsOf(database: Database, month: string): Promise<readonly Recorded[]> {
  const recorded: Recorded[] = [];
  let after: Key | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { items, next } = await database.query({
      ...{ table: consultationsTable, index: "byMonth", partition: month, limit: PAGE, after },
    });
    for (const { agencyId, outcome } of items) {
      recorded.push({ agencyId: String(agencyId), outcome: String(outcome) });
    }
    if (next === undefined) return recorded;
    after = next;
  }
  throw new Error(`There are more than ${PAGE * MAX_PAGES} consultations in one month.`);
}

async function typesOf(
  database: Database,
  agencyIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const types = new Map<string, string>();
  for (let start = 0; start < agencyIds.length; start += READ_TOGETHER) {
    const some = agencyIds.slice(start, start + READ_TOGETHER);
    for (const item of await database.readTogether(some.map(agencyRead))) {
      const agency = parseAgency(item);
      if (agency) types.set(agency.agencyId, agency.type);
    }
  }
  return types;
}
