// Earlier consultations that an agency quotes: which are right, and what they add up to (R12).
import { parseReference } from "../references/reference.ts";
import type { Database } from "../tables/database.ts";
import type { Chain, Quoted, RecordRequest } from "./consultation.ts";
import { type Keeping, keepingRead, parseKeeping } from "./table.ts";

/** A worsening situation is told in a handful of consultations; beyond this the figures say enough. */
const MAX_IN_CHAIN = 100;

type Given = NonNullable<RecordRequest["previousConsultations"]>[number];

/** A quoted reference as it was given, canonical where it is a consultation's. */
export interface Quotation {
  readonly consultedOn?: string;
  readonly reference?: string;
}

/** Reads what was given kindly; of one that can't be read only its place and date are kept. */
export function readQuotations(given: readonly Given[] = []): readonly Quotation[] {
  return given.map(({ reference, consultedOn }) => {
    const reading = parseReference(reference);
    const known = reading.ok && reading.kind === "consultation";
    return { consultedOn, ...(known && { reference: reading.reference }) };
  });
}

/**
 * What each quotation comes to. `found` holds the entries of the readable ones by reference; it is
 * undefined where this person's references are not checked any more.
 */
export function checkQuotations(
  quotations: readonly Quotation[],
  found: ReadonlyMap<string, Keeping> | undefined,
): readonly Quoted[] {
  return quotations.map(({ reference, consultedOn }) => {
    const given = { reference: reference ?? null, ...(consultedOn && { consultedOn }) };
    if (reference === undefined) return { ...given, result: "malformed" };
    if (found === undefined) return { ...given, result: "not-checked" };
    const keeping = found.get(reference);
    if (keeping === undefined) return { ...given, result: "not-found" };
    return { ...given, result: keeping.consultedOn === consultedOn ? "known" : "date-mismatch" };
  });
}

/** Whether a result counts as a miss of the person who gave the reference. */
export const isMiss = ({ result }: Quoted): boolean =>
  result === "not-found" || result === "date-mismatch";

/**
 * Sums up the rightly quoted consultations and those they quoted in turn, each once, so that the
 * third consultation about a worsening situation is seen while it is nameless. Figures only: the
 * references stand nowhere together.
 */
export async function sumUpChain(
  database: Database,
  known: readonly Keeping[],
  at: Date,
): Promise<Chain> {
  const chain = new Map(known.map((keeping) => [keeping.reference, keeping]));
  let next = referencesBehind(known, chain);
  // Each round adds at least one consultation, or ends.
  for (let round = 0; round < MAX_IN_CHAIN && next.length > 0; round++) {
    const items = await database.readTogether(next.map(keepingRead));
    const found = items.flatMap((item) => parseKeeping(item, at) ?? []);
    for (const keeping of found) chain.set(keeping.reference, keeping);
    next = referencesBehind(found, chain);
  }
  const dates = [...chain.values()].sort((a, b) => (a.consultedOn < b.consultedOn ? -1 : 1));
  return {
    consultations: dates.length,
    since: dates[0]?.consultedOn ?? null,
    outcomes: dates.map(({ outcome }) => outcome),
  };
}

function referencesBehind(
  keepings: readonly Keeping[],
  chain: ReadonlyMap<string, Keeping>,
): readonly string[] {
  const behind = new Set(keepings.flatMap(({ quoted }) => quoted).filter((one) => !chain.has(one)));
  return [...behind].slice(0, Math.max(0, MAX_IN_CHAIN - chain.size));
}
