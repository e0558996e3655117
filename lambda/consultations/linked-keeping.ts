// What links do to a consultation's small entry: how long it is kept, and whether a referral is still awaited.
import type { Role } from "../http/roles.ts";
import { equals } from "../tables/condition.ts";
import type { TransactItem } from "../tables/transact.ts";
import { update } from "../tables/write.ts";
import { AWAITING_REFERRAL, awaitsReferral, consultationsTable, type Keeping } from "./table.ts";

interface LinkedBy {
  readonly at: Date;
  readonly by: Role;
}

/** What the entry becomes with one link more: kept as long as the referral, if that is longer. */
export function linkedKeeping(keeping: Keeping, keepUntil: string, { at, by }: LinkedBy): Keeping {
  const { links, linkEvents = [], unlinkedKeepUntil = keeping.keepUntil } = keeping;
  return {
    ...keeping,
    links: links + 1,
    keepUntil: keepUntil > keeping.keepUntil ? keepUntil : keeping.keepUntil,
    unlinkedKeepUntil,
    linkEvents: [...linkEvents, { what: "linked", at: at.toISOString(), by }],
  };
}

/** What the entry becomes with one link less: with the last one its own time is restored. */
export function unlinkedKeeping(keeping: Keeping, { at, by }: LinkedBy): Keeping {
  const { links, linkEvents = [], unlinkedKeepUntil = keeping.keepUntil } = keeping;
  return {
    ...keeping,
    links: links - 1,
    keepUntil: links === 1 ? unlinkedKeepUntil : keeping.keepUntil,
    linkEvents: [...linkEvents, { what: "unlinked", at: at.toISOString(), by }],
  };
}

/** Writes what links did to the entry, unless another link came or went since it was read. */
export function writeLinks(after: Keeping, before: Keeping): TransactItem<"keeping-changed"> {
  const { links, keepUntil, unlinkedKeepUntil, linkEvents } = after;
  const awaits = awaitsReferral(after);
  return {
    write: update(
      consultationsTable,
      { reference: before.reference, entry: "keeping" },
      {
        set: {
          ...{ links, keepUntil, unlinkedKeepUntil, linkEvents },
          followUp: awaits ? AWAITING_REFERRAL : undefined,
        },
        remove: awaits ? [] : ["followUp"],
      },
      [equals("links", before.links), equals("keepUntil", before.keepUntil)],
    ),
    refusedAs: "keeping-changed",
  };
}
