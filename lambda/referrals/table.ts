// The table of referrals: the referral, its deadlines, links and history, and the answers of its operations.
import type { Confirmed } from "../screening/guard-body.ts";
import { absent, equals } from "../tables/condition.ts";
import type { Database, Read } from "../tables/database.ts";
import { defineTable, type Item } from "../tables/definition.ts";
import type { TransactItem } from "../tables/transact.ts";
import { put } from "../tables/write.ts";
import { type Deadline, deadlineSchema, runs } from "./deadline.ts";
import { eventSchema, type ReferralEvent } from "./history.ts";
import { type Link, linkSchema } from "./link.ts";
import { type Linking, linkingSchema } from "./linking.ts";
import { type Referral, referralSchema } from "./referral.ts";
import { type Change, clausesOf } from "./transitions.ts";

export const referralsTable = defineTable({
  name: "Referrals",
  key: { partition: "referralId", sort: "entry" },
  indexes: {
    /** What the sweep has to do and when: stages of deadlines, and linking to be finished. Sparse. */
    due: { partition: "due", sort: "nextActionAt", carries: "everything" },
    /** Deadlines that still run, for the recomputation when rules or calendar change. Sparse. */
    open: { partition: "open", sort: "dueAt", carries: "everything" },
    byStatus: {
      partition: "status",
      sort: "listedAs",
      carries: ["receivedAt", "nextDue", "keepUntil"],
    },
    /** When a referral is past its time, for the daily sweep that deletes it. */
    keepUntil: { partition: "kept", sort: "keepUntil", carries: "keys" },
    /** Which referrals a consultation is linked to. Sparse: only while it is. */
    linksByReference: { partition: "linkedReference", sort: "linkedAt", carries: "keys" },
  },
  expiry: "expiresAt",
  encryption: "own",
});

/** The partitions of the sparse indexes: one authority has a few thousand deadlines running at most. */
export const DUE_DEADLINES = "deadline";
export const DUE_LINKING = "linking";
export const OPEN_DEADLINES = "deadline";
/** The one partition of `keepUntil`: the daily sweep reads a council's few due referrals from it. */
export const KEPT = "kept";

/** A referral changes a hundred times at most; ten times that is counted in order. */
const EVENT_DIGITS = 6;
/** One page of a partition: a referral has a few hundred entries at most. */
const PAGE = 1_000;
/** 10,000 entries of one referral: more is no referral but a fault. */
const MAX_PAGES = 10;

export const referralRead = (referralId: string): Read => ({
  table: referralsTable,
  key: { referralId, entry: "referral" },
});

/** The referral, or nothing where there is none or its time is over: readers treat both alike. */
export function parseReferral(item: Item | undefined, at: Date): Referral | undefined {
  if (item === undefined) return undefined;
  const referral = referralSchema.parse(item);
  return referral.keepUntil > at.toISOString() ? referral : undefined;
}

/** Everything that stands under one referral's number. */
export interface WholeReferral {
  readonly referral: Referral;
  readonly deadlines: readonly Deadline[];
  readonly links: readonly Link[];
  readonly events: readonly ReferralEvent[];
  /** Linking that was begun and is not finished. */
  readonly linkings: readonly Linking[];
}

/** Reads a referral whole and consistently; nothing where there is none or its time is over. */
export async function readWhole(
  database: Database,
  referralId: string,
  at: Date,
): Promise<WholeReferral | undefined> {
  const items: Item[] = [];
  let after: Record<string, string> | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const found = await database.query({
      table: referralsTable,
      partition: referralId,
      limit: PAGE,
      after,
    });
    items.push(...found.items);
    after = found.next;
    if (after === undefined) break;
  }
  const referral = parseReferral(
    items.find(({ entry }) => entry === "referral"),
    at,
  );
  if (referral === undefined) return undefined;
  const entries = (kind: string) => items.filter(({ entry }) => String(entry).startsWith(kind));
  return {
    referral,
    deadlines: entries("deadline#").map((item) => deadlineSchema.parse(item)),
    links: entries("link#").map((item) => linkSchema.parse(item)),
    events: entries("event#").map((item) => eventSchema.parse(item)),
    linkings: entries("linking#")
      .filter(({ due }) => due === DUE_LINKING)
      .map((item) => linkingSchema.parse(item)),
  };
}

const itemOf = (referral: Referral): Item => ({
  ...referral,
  entry: "referral",
  kept: KEPT,
  listedAs: `${referral.receivedAt}#${referral.referralId}`,
});

/** The id of the event that made a version of the referral. */
export const eventIdOf = ({ version }: Pick<Referral, "version">): string =>
  String(version).padStart(EVENT_DIGITS, "0");

/** Writes a new referral; a number that is taken is refused. */
export const addReferral = (referral: Referral): TransactItem<"referral-taken"> => ({
  write: put(referralsTable, itemOf(referral), [absent("referralId")]),
  refusedAs: "referral-taken",
});

/**
 * Writes the next version of a referral, under the condition that it is as it was read and in a state
 * from which the change may start.
 */
export const changeReferralItem = (
  referral: Referral,
  change: Change,
): TransactItem<"referral-changed"> => ({
  write: put(referralsTable, itemOf({ ...referral, version: referral.version + 1 }), [
    equals("version", referral.version),
    ...clausesOf(change),
  ]),
  refusedAs: "referral-changed",
});

/** Writes a deadline: a new one, or the next version of the one that was read. */
export const writeDeadline = (deadline: Deadline): TransactItem<"deadline-changed"> => ({
  write: put(
    referralsTable,
    {
      ...deadline,
      entry: `deadline#${deadline.code}`,
      ...(deadline.nextActionAt && { due: DUE_DEADLINES }),
      ...(runs(deadline) && { open: OPEN_DEADLINES }),
    },
    [deadline.version === 1 ? absent("referralId") : equals("version", deadline.version - 1)],
  ),
  refusedAs: "deadline-changed",
});

export const deadlineRead = (referralId: string, code: string): Read => ({
  table: referralsTable,
  key: { referralId, entry: `deadline#${code}` },
});

export const parseDeadline = (item: Item | undefined): Deadline | undefined =>
  item && deadlineSchema.parse(item);

export interface NewEvent extends ReferralEvent {
  /** The member of staff, kept for an inquiry and never shown. */
  readonly subject?: string;
  /** Soft findings of the guard that the member of staff looked at; never shown either. */
  readonly confirmed?: readonly Confirmed[];
}

/** Adds an event to the history. `id` makes it unique within its instant, and orders it there. */
export const addEvent = (
  referralId: string,
  event: NewEvent,
  id: string,
): TransactItem<"event-exists"> => ({
  write: put(referralsTable, { referralId, entry: `event#${event.at}#${id}`, ...event }, [
    absent("referralId"),
  ]),
  refusedAs: "event-exists",
});

const linkEntry = (reference: string) => `link#${reference}`;

export const linkRead = (referralId: string, reference: string): Read => ({
  table: referralsTable,
  key: { referralId, entry: linkEntry(reference) },
});

export const parseLink = (item: Item | undefined): Link | undefined =>
  item && linkSchema.parse(item);

/** Writes a link as it now is, in the place of what was read (nothing: there was none). */
export const writeLink = (link: Link, before: Link | undefined): TransactItem<"link-changed"> => ({
  write: put(
    referralsTable,
    {
      ...link,
      entry: linkEntry(link.reference),
      ...(link.state === "linked" && { linkedReference: link.reference }),
    },
    [before === undefined ? absent("referralId") : equals("events", before.events)],
  ),
  refusedAs: "link-changed",
});

/** Marks that links are to be written, before the first of them is. */
export const beginLinking = (linking: Linking): TransactItem<"linking-exists"> => ({
  write: put(
    referralsTable,
    { ...linking, entry: `linking#${linking.linkingId}`, due: DUE_LINKING },
    [absent("referralId")],
  ),
  refusedAs: "linking-exists",
});

/** Links are written once for all; the mark is of no use a day later. */
const ENDED_SECONDS = 24 * 60 * 60;

/** Ends linking, after the last link: its mark leaves the index, and the table by itself. */
export const endLinking = (linking: Linking, at: Date): TransactItem<"linking-ended"> => {
  const { nextActionAt: _, ...ended } = linking;
  const expiresAt = Math.floor(at.getTime() / 1000) + ENDED_SECONDS;
  const item = { ...ended, entry: `linking#${linking.linkingId}`, expiresAt };
  return { write: put(referralsTable, item, []), refusedAs: "linking-ended" };
};
