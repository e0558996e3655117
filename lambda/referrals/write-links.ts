// Writes the links of a referral in transactions, each link with the count in its consultation's small entry.
import { linkedKeeping, writeLinks } from "../consultations/linked-keeping.ts";
import { keepingRead, parseKeeping } from "../consultations/table.ts";
import { log } from "../log/log.ts";
import type { Database } from "../tables/database.ts";
import { transact } from "../tables/transact.ts";
import type { Link, WantedLink } from "./link.ts";
import type { Linking } from "./linking.ts";
import { endLinking, linkRead, parseLink, writeLink } from "./table.ts";

/** Two writes a pair: well below the hundred a transaction may hold. */
export const PAIRS_TOGETHER = 40;
/** Siblings whose referrals link the same consultations at the same time get past each other in this many tries. */
const TRIES = 8;

/**
 * Writes every wanted link that is not there yet, then takes the mark away. Whoever does the same at
 * the same time, or again after a crash, adds nothing twice. One that was undone after this began stays
 * undone; a consultation that is gone meanwhile is passed over.
 * @returns how many links were written.
 */
export async function carryOut(
  database: Database,
  linking: Linking,
  keepUntil: string,
  at: Date,
): Promise<number> {
  let written = 0;
  for (let start = 0; start < linking.wanted.length; start += PAIRS_TOGETHER) {
    const pairs = linking.wanted.slice(start, start + PAIRS_TOGETHER);
    written += await writePairs(database, linking, pairs, keepUntil, at);
  }
  await transact(database, [endLinking(linking, at)]);
  return written;
}

async function writePairs(
  database: Database,
  linking: Linking,
  pairs: readonly WantedLink[],
  keepUntil: string,
  at: Date,
): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const items = await itemsOf(database, linking, pairs, keepUntil, at);
    if (items.length === 0) return 0;
    const outcome = await transact(database, items);
    if (outcome.done) return items.length / 2;
  }
  throw new Error("Links kept changing while they were being written.");
}

async function itemsOf(
  database: Database,
  linking: Linking,
  pairs: readonly WantedLink[],
  keepUntil: string,
  at: Date,
) {
  const { referralId, by } = linking;
  const found = await database.readTogether([
    ...pairs.map(({ reference }) => linkRead(referralId, reference)),
    ...pairs.map(({ reference }) => keepingRead(reference)),
  ]);
  return pairs.flatMap((pair, index) => {
    const before = parseLink(found[index]);
    const keeping = parseKeeping(found[pairs.length + index], at);
    if (keeping === undefined || isSettled(before, linking)) return [];
    return [
      writeLink(linkOf(pair, before, linking), before),
      writeLinks(linkedKeeping(keeping, keepUntil, { at: new Date(linking.at), by }), keeping),
    ];
  });
}

/** Whether there is nothing to do about a link: it is there, or was undone after this began. */
function isSettled(link: Link | undefined, { at }: Linking): boolean {
  if (link === undefined) return false;
  return link.state === "linked" || (link.events.at(-1)?.at ?? "") >= at;
}

function linkOf(
  { reference, quotedBy, place }: WantedLink,
  before: Link | undefined,
  { referralId, at, by, subject }: Linking,
): Link {
  return {
    ...{ referralId, reference, place, linkedAt: at, state: "linked" },
    ...(quotedBy && { quotedBy }),
    events: [...(before?.events ?? []), { what: "linked", at, by, subject }],
  };
}

/**
 * Carries linking out where there is any. It was asked for and is marked, so a failure here is no
 * failure of the request: the sweep finishes it.
 */
export async function carryOutOrLeave(
  database: Database,
  linking: Linking | undefined,
  keepUntil: string,
  { at, requestId }: { readonly at: Date; readonly requestId: string },
): Promise<void> {
  if (linking === undefined) return;
  try {
    await carryOut(database, linking, keepUntil, at);
  } catch (error) {
    log("linking-left", { requestId, error: error instanceof Error ? error.name : "unknown" });
  }
}
