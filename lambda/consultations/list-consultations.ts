// GET /consultations: references and dates, newest first, of one agency or of all; no content.
import { isSoleProfessional } from "../agencies/agency.ts";
import { agencyRead, parseAgency } from "../agencies/table.ts";
import { type Between, instantsOf, type Page, sealedCursors } from "../http/list.ts";
import { Problem } from "../http/problem.ts";
import { implement } from "../http/request.ts";
import type { Person } from "../http/roles.ts";
import type { Database, Query } from "../tables/database.ts";
import type { Item, Key } from "../tables/definition.ts";
import type { Seal } from "../tables/seal.ts";
import { londonDate } from "./consultation.ts";
import * as contract from "./contract.ts";
import { consultationsTable, keepingRead, parseKeeping } from "./table.ts";

/** A quiet council has months without a consultation; a page looks through two years of them. */
const MAX_READS = 24;
/** Without `from`, the list goes back as far as any consultation without a link is ever kept. */
const YEARS_BACK = 10;

interface Listed {
  readonly reference: string;
  readonly recordedOn: string;
  readonly outcome?: string;
}

interface ListEffects {
  readonly database: Database;
  readonly seal: Seal;
}

export const listConsultations = ({ database, seal }: ListEffects) =>
  implement<typeof contract.listConsultations>({
    operation: contract.listConsultations,

    async handle({ at, person, query }) {
      const { agencyId, from, to, limit, cursor } = query;
      if (agencyId !== undefined) await refuseUnlessListable(database, agencyId, person);
      const days = instantsOf({
        from: from ?? yearsBefore(at),
        to: to ?? londonDate(at.toISOString()),
      });
      const cursors = sealedCursors(seal, contract.listConsultations.id, { agencyId, from, to });
      const page = await readNewestFirst(database, {
        at,
        agencyId,
        days: days ?? ["0", "9"],
        limit,
        place: cursors.open(cursor),
      });
      const seesOutcomes = person.roles.some(
        (role) => role !== "auditor" && role !== "administrator",
      );
      const body: Page<Listed> = {
        items: page.items.map(({ outcome, ...item }) =>
          seesOutcomes ? { ...item, outcome } : item,
        ),
        ...(page.next && { nextCursor: cursors.seal(page.next) }),
      };
      return { status: 200, body };
    },
  });

/** A list of one person's consultations is a list about that person. */
async function refuseUnlessListable(
  database: Database,
  agencyId: string,
  { roles }: Person,
): Promise<void> {
  const [item] = await database.readTogether([agencyRead(agencyId)]);
  const agency = parseAgency(item);
  if (agency && isSoleProfessional(agency) && !roles.includes("manager")) {
    throw new Problem(
      "not-permitted",
      "This agency is one person. Ask a manager for the list of its consultations.",
    );
  }
}

interface Wanted {
  readonly at: Date;
  readonly agencyId: string | undefined;
  readonly days: Between;
  readonly limit: number;
  /** Where the page before ended: the key of an item, or a month alone. */
  readonly place: Key | undefined;
}

/** Reads a page of an agency's partition, or of month after month, each from its newest. */
async function readNewestFirst(
  database: Database,
  { at, agencyId, days, limit, place }: Wanted,
): Promise<{ items: Listed[]; next?: Key }> {
  const items: Listed[] = [];
  const firstMonth = days[0].slice(0, 7);
  let month = place?.month ?? londonDate(days[1]).slice(0, 7);
  let after = place?.reference === undefined ? undefined : place;
  for (let reads = 0; reads < MAX_READS; reads++) {
    const query: Query = {
      table: consultationsTable,
      ...(agencyId === undefined
        ? { index: "byMonth", partition: month }
        : { index: "byAgency", partition: agencyId }),
      sort: { between: days },
      newestFirst: true,
      // One more than is wanted tells whether there is a next page.
      limit: limit - items.length + 1,
      after,
    };
    const found = await database.query(query);
    const wanted = found.items.slice(0, limit - items.length);
    items.push(...(await stillKept(database, wanted, at)));
    const last = wanted.at(-1);
    if (wanted.length < found.items.length) {
      return { items, next: last ? keyOf(last) : (query.after ?? { month }) };
    }
    after = found.next;
    if (after === undefined) {
      if (agencyId !== undefined || month <= firstMonth) return { items };
      month = monthBefore(month);
    }
  }
  return { items, next: after ?? { month } };
}

/** Leaves out what is past its time but not yet deleted. */
async function stillKept(database: Database, found: readonly Item[], at: Date): Promise<Listed[]> {
  if (found.length === 0) return [];
  const entries = await database.readTogether(
    found.map(({ reference }) => keepingRead(String(reference))),
  );
  return found.flatMap(({ reference, recordedAt, outcome }, index) =>
    parseKeeping(entries[index], at) === undefined
      ? []
      : [
          {
            reference: String(reference),
            recordedOn: londonDate(String(recordedAt)),
            outcome: String(outcome),
          },
        ],
  );
}

/** The key from which either index goes on after an item. */
function keyOf({ reference, entry, recordedAt, month, agencyId }: Item): Key {
  const key = { reference, entry, recordedAt, ...(month === undefined ? { agencyId } : { month }) };
  return Object.fromEntries(Object.entries(key).map(([name, value]) => [name, String(value)]));
}

function monthBefore(month: string): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() - 1);
  return first.toISOString().slice(0, 7);
}

const yearsBefore = (at: Date): string => `${at.getUTCFullYear() - YEARS_BACK}-01-01`;
