// Finishes linking that a crash left behind; the sweep calls it for what is past its lease.
import { log } from "../log/log.ts";
import type { Database } from "../tables/database.ts";
import { transact } from "../tables/transact.ts";
import { dueLinkings } from "./due-work.ts";
import type { WantedLink } from "./link.ts";
import { keepingsOf, quotedBehind } from "./plan-links.ts";
import { endLinking, readWhole } from "./table.ts";
import { carryOut } from "./write-links.ts";

/** One page of the index; a crash while linking is rare, so one page a run is plenty. */
const PAGE = 25;

/** Finishes everything of one referral that was begun and not finished. Safe at any time, and twice. */
export async function finishLinking(
  database: Database,
  referralId: string,
  at: Date,
): Promise<number> {
  const whole = await readWhole(database, referralId, at);
  if (whole === undefined) return 0;
  let written = 0;
  for (const linking of whole.linkings) {
    const known = new Set(whole.links.map(({ reference }) => reference));
    const given = linking.wanted.map(({ reference }) => reference);
    const keepings = await keepingsOf(database, given, at);
    // A consultation that became a referral itself leaves what it quoted to be followed here (R13).
    const behind = await quotedBehind(database, [...keepings.values()], known, at);
    const wanted = [...linking.wanted, ...placedAfter(linking.wanted, behind)];
    written += await carryOut(database, { ...linking, wanted }, whole.referral.keepUntil, at);
  }
  log("linking-finished", { links: written });
  return written;
}

/** What came by quotation follows what was given. */
function placedAfter(
  given: readonly WantedLink[],
  behind: readonly WantedLink[],
): readonly WantedLink[] {
  const first = Math.max(...given.map(({ place }) => place)) + 1;
  return behind.map((link, index) => ({ ...link, place: first + index }));
}

/** Finishes all linking that is past its lease. Answers how many were left behind. */
export async function finishLinkings(database: Database, at: Date): Promise<number> {
  const left = await dueLinkings(database, at, PAGE);
  for (const linking of left) {
    const whole = await readWhole(database, linking.referralId, at);
    // The referral is past its time: nothing is to be linked to it any more.
    if (whole === undefined) await transact(database, [endLinking(linking, at)]);
    else await finishLinking(database, linking.referralId, at);
  }
  return left.length;
}
