// The table of consultations: the document, the small entry beside it, and the events of its history.
import * as z from "zod";
import { roles } from "../http/roles.ts";
import { absent, type Change, type Condition, equals, present } from "../tables/condition.ts";
import type { Database, Read } from "../tables/database.ts";
import { defineTable, type Item } from "../tables/definition.ts";
import type { TransactItem } from "../tables/transact.ts";
import { put, update } from "../tables/write.ts";
import { type Consultation, consultationSchema, londonDate } from "./consultation.ts";

export const consultationsTable = defineTable({
  name: "Consultations",
  key: { partition: "reference", sort: "entry" },
  indexes: {
    byAgency: { partition: "agencyId", sort: "recordedAt", carries: ["outcome"] },
    byMonth: { partition: "month", sort: "recordedAt", carries: ["outcome", "agencyId"] },
    keepUntil: { partition: "kept", sort: "keepUntil", carries: "keys" },
    /** Where a referral was advised and none is linked, while nobody was asked about it. Sparse. */
    followUp: { partition: "followUp", sort: "followUpAt", carries: "keys" },
  },
  encryption: "shared",
});

/** The one partition of `keepUntil`: the daily sweep reads a council's few due entries from it. */
export const KEPT = "kept";
/** The one partition of `followUp`: a council has a few dozen that wait. */
export const AWAITING_REFERRAL = "referral";
/** A consultation has a handful of events; one that was read every day for its two years has 730. */
const MAX_EVENTS = 1_000;

const date = z.iso.date();
const instant = z.iso.datetime();

/**
 * What must be known of a consultation without its text: how long it is kept, what it is recognised
 * by, what it rightly quoted, and which message first carried its form.
 */
export const keepingSchema = z.object({
  reference: z.string(),
  keepUntil: instant,
  links: z.int(),
  consultedOn: date,
  outcome: z.string(),
  quoted: z.array(z.string()),
  formMessageId: z.string(),
  /** Where a referral was advised: when the agency is asked about it, unless one is linked by then. */
  followUpAt: instant.optional(),
  /** When that was done. */
  followedUpAt: instant.optional(),
  /** While it is linked: until when it is kept once the last link has gone. */
  unlinkedKeepUntil: instant.optional(),
  /** When it was linked and unlinked, and in which role: never to which referral. */
  linkEvents: z
    .array(z.object({ what: z.enum(["linked", "unlinked"]), at: instant, by: z.enum(roles) }))
    .optional(),
});
export type Keeping = z.infer<typeof keepingSchema>;

export const eventKinds = ["read", "filed", "resent", "redacted"] as const;
export const eventSchema = z.object({
  what: z.enum(eventKinds),
  at: instant,
  /** The role that did it; the subject stands in the item alone. */
  by: z.string().optional(),
  why: z.string().optional(),
});
export type ConsultationEvent = z.infer<typeof eventSchema>;

/** Whether a referral was advised, none is linked, and nobody was asked about it yet. */
export const awaitsReferral = ({ followUpAt, followedUpAt, links }: Keeping): boolean =>
  followUpAt !== undefined && followedUpAt === undefined && links === 0;

export const documentRead = (reference: string): Read => ({
  table: consultationsTable,
  key: { reference, entry: "document" },
});
export const keepingRead = (reference: string): Read => ({
  table: consultationsTable,
  key: { reference, entry: "keeping" },
});

/** The entry, or nothing where there is none or its time is over: readers treat both alike. */
export function parseKeeping(item: Item | undefined, at: Date): Keeping | undefined {
  if (item === undefined) return undefined;
  const keeping = keepingSchema.parse(item);
  return keeping.keepUntil > at.toISOString() ? keeping : undefined;
}

export const parseDocument = (item: Item | undefined): Consultation | undefined =>
  item === undefined ? undefined : consultationSchema.parse(item);

/** Writes a new document and the entry beside it. A reference that is taken is refused (R7). */
export function recordItems(
  document: Consultation,
  keeping: Keeping,
): readonly TransactItem<"reference-taken">[] {
  const { reference } = document;
  const item = {
    ...document,
    entry: "document",
    month: londonDate(document.recordedAt).slice(0, 7),
  };
  return [
    {
      write: put(consultationsTable, item, [absent("reference")]),
      refusedAs: "reference-taken",
    },
    {
      write: put(
        consultationsTable,
        {
          ...keeping,
          ...{ reference, entry: "keeping", kept: KEPT },
          ...(awaitsReferral(keeping) && { followUp: AWAITING_REFERRAL }),
        },
        [absent("reference")],
      ),
      refusedAs: "reference-taken",
    },
  ];
}

export interface NewEvent extends ConsultationEvent {
  /** The member of staff, kept for an inquiry and never shown. */
  readonly subject?: string;
}

/** Adds an event to the history. `id` makes it unique within its instant. */
export const addEvent = (
  reference: string,
  event: NewEvent,
  id: string,
): TransactItem<"event-exists"> => ({
  write: put(consultationsTable, { reference, entry: `event#${event.at}#${id}`, ...event }, [
    absent("reference"),
  ]),
  refusedAs: "event-exists",
});

/** A correction or a later fact. Who added it stands in the item, and is never shown. */
export const addendumEntrySchema = z.object({
  entry: z.string(),
  at: instant,
  by: z.enum(roles),
  text: z.string(),
});
export type Addendum = z.infer<typeof addendumEntrySchema>;

/** Each is a few lines; whoever needs more than this needs another consultation. */
export const MAX_ADDENDA = 50;

export const addAddendumItem = (
  reference: string,
  { at, by, text, subject, id }: Omit<Addendum, "entry"> & { subject: string; id: string },
): TransactItem<"addendum-exists"> => ({
  write: put(
    consultationsTable,
    { reference, entry: `addendum#${at}#${id}`, at, by, text, subject },
    [absent("reference")],
  ),
  refusedAs: "addendum-exists",
});

/** What was added, oldest first. */
export async function addendaOf(
  database: Database,
  reference: string,
): Promise<readonly Addendum[]> {
  const { items } = await database.query({
    table: consultationsTable,
    partition: reference,
    sort: { beginsWith: "addendum#" },
    limit: MAX_ADDENDA,
  });
  return items.map((item) => addendumEntrySchema.parse(item));
}

/** The attributes of one entry that change, as they were and as they will be. */
export interface Redaction {
  readonly entry: string;
  readonly before: Item;
  readonly after: Item;
}

/** Removes text from an entry, unless it changed since it was read, and notes on the document when. */
export function redactItems(
  reference: string,
  { entry, before, after }: Redaction,
  at: Date,
): readonly TransactItem<"text-changed">[] {
  const redactedAt = at.toISOString();
  const gone = Object.keys(after).filter((name) => after[name] === undefined);
  const asRead = Object.entries(before).map(([name, value]) => equals(name, value));
  const inDocument = entry === "document";
  const set = inDocument ? { ...after, redactedAt } : after;
  const change = (of: string, writes: Change, condition: Condition) => ({
    write: update(consultationsTable, { reference, entry: of }, writes, condition),
    refusedAs: "text-changed" as const,
  });
  return [
    change(entry, { set, remove: gone }, asRead),
    ...(inDocument ? [] : [change("document", { set: { redactedAt } }, [present("reference")])]),
  ];
}

/** Notes that the agency filed the form; refused where that is noted already. */
export const addFiled = (reference: string, at: Date): TransactItem<"filed-before"> => ({
  write: put(
    consultationsTable,
    { reference, entry: "event#filed", what: "filed", at: at.toISOString() },
    [absent("reference")],
  ),
  refusedAs: "filed-before",
});

/** The events that are written, oldest first. */
export async function eventsOf(
  database: Database,
  reference: string,
): Promise<readonly ConsultationEvent[]> {
  const { items } = await database.query({
    table: consultationsTable,
    partition: reference,
    sort: { beginsWith: "event#" },
    newestFirst: true,
    limit: MAX_EVENTS,
  });
  return items.map((item) => eventSchema.parse(item)).reverse();
}
