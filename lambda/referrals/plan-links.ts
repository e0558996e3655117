// Which consultations a referral is linked to: those rightly quoted, those they quoted, and so on (R12, R27).

import { checkQuotations, isMiss, type Quotation } from "../consultations/quoted-consultations.ts";
import { type Keeping, keepingRead, parseKeeping } from "../consultations/table.ts";
import type { Database } from "../tables/database.ts";
import type { Link, LinkAnswer, WantedLink } from "./link.ts";

/** More consultations than are ever about one child, given and quoted together. */
export const MAX_LINKED = 100;
/** As many items as the database reads in one request. */
const READ_TOGETHER = 100;

export interface LinkPlan {
  /** In the order given; what came by quotation follows. */
  readonly results: readonly LinkAnswer[];
  readonly wanted: readonly WantedLink[];
  /** How many of those given were unknown, or given with a wrong date. */
  readonly misses: number;
}

interface Asked {
  readonly quotations: readonly Quotation[];
  /** Whether the references of this person are not checked any more. */
  readonly tooManyMisses: boolean;
  readonly existing: readonly Link[];
  readonly at: Date;
}

/** Checks what was given against what is kept, and follows the quotations from there. Only reads. */
export async function planLinks(
  database: Database,
  { quotations, tooManyMisses, existing, at }: Asked,
): Promise<LinkPlan> {
  const references = [...new Set(quotations.flatMap(({ reference }) => reference ?? []))];
  const found = tooManyMisses ? undefined : await keepingsOf(database, references, at);
  const checked = checkQuotations(quotations, found);
  const links = new Map(existing.map((link) => [link.reference, link]));
  const linkedAt = at.toISOString();
  const given = new Map<string, { readonly keeping: Keeping; readonly place: number }>();
  const results = checked.map(({ reference, result }, place): LinkAnswer => {
    if (result !== "known") return { reference, result };
    const keeping = found?.get(reference ?? "");
    const link = links.get(reference ?? "");
    if (keeping === undefined || given.has(keeping.reference) || link?.state === "linked") {
      return { reference, result: "already-linked", ...(link && { linkedAt: link.linkedAt }) };
    }
    given.set(keeping.reference, { keeping, place });
    return { reference, result: "linked", linkedAt };
  });
  const keepings = [...given.values()].map(({ keeping }) => keeping);
  const wanted = [...given].map(([reference, { place }]) => ({ reference, place }));
  const quoted = await quotedBehind(database, keepings, new Set(links.keys()), at);
  return {
    results: [
      ...results,
      ...quoted.map(({ reference, quotedBy }) => ({
        ...{ reference, quotedBy, linkedAt },
        result: "linked" as const,
      })),
    ],
    wanted: [...wanted, ...quoted],
    misses: checked.filter(isMiss).length,
  };
}

/**
 * What some consultations rightly quoted, and what those quoted, each once, nearest first. Circles end
 * by themselves; what the referral has, or had, a link to already is not followed.
 */
export async function quotedBehind(
  database: Database,
  keepings: readonly Keeping[],
  known: ReadonlySet<string>,
  at: Date,
): Promise<readonly WantedLink[]> {
  const seen = new Set([...known, ...keepings.map(({ reference }) => reference)]);
  const behind: WantedLink[] = [];
  let nearest = keepings;
  // Each round adds at least one consultation, or ends.
  for (let round = 0; round < MAX_LINKED && nearest.length > 0; round++) {
    const next = new Map<string, string>();
    for (const { reference: quotedBy, quoted } of nearest) {
      for (const reference of quoted) {
        const isFull = keepings.length + behind.length + next.size >= MAX_LINKED;
        if (seen.has(reference) || isFull) continue;
        seen.add(reference);
        next.set(reference, quotedBy);
      }
    }
    const found = await keepingsOf(database, [...next.keys()], at);
    for (const [reference, quotedBy] of next) {
      if (!found.has(reference)) continue;
      behind.push({ reference, quotedBy, place: keepings.length + behind.length });
    }
    nearest = [...found.values()];
  }
  return behind;
}

/** The small entries of consultations that are there and within their time, by reference. */
export async function keepingsOf(
  database: Database,
  references: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, Keeping>> {
  const found = new Map<string, Keeping>();
  for (let start = 0; start < references.length; start += READ_TOGETHER) {
    const items = await database.readTogether(
      references.slice(start, start + READ_TOGETHER).map(keepingRead),
    );
    for (const item of items) {
      const keeping = parseKeeping(item, at);
      if (keeping) found.set(keeping.reference, keeping);
    }
  }
  return found;
}
