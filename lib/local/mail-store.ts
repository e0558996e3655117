// Keeps every mail the service handed over, on disk before anyone is told that it was taken.
import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { jsonOrNothing, keep, readIfThere, syncFolder, writeNew } from "./kept-file.ts";

const keptSchema = z.object({
  messageId: z.string(),
  /** By the service's clock. */
  at: z.iso.datetime(),
  source: z.string(),
  recipients: z.array(z.string()).readonly(),
  configurationSet: z.string().optional(),
  tags: z.record(z.string(), z.string()).readonly(),
});

const eventsSchema = z.array(z.record(z.string(), z.unknown()));

/** A mail as it was handed over; its content is read with `rawMail`. */
export type KeptMail = z.output<typeof keptSchema> & {
  /** The name of its folder; later ones sort after earlier ones. */
  readonly id: string;
};

export type PendingEvent = z.output<typeof eventsSchema>[number];

export interface MailStore {
  /** Oldest first. */
  all(): readonly KeptMail[];
  find(id: string): KeptMail | undefined;
  rawMail(id: string): Promise<Buffer>;
  /** Keeps a mail and what is to be reported of it, all or nothing. */
  add(
    mail: Omit<KeptMail, "id">,
    raw: Uint8Array,
    events: readonly PendingEvent[],
  ): Promise<KeptMail>;
  /** What is still to be reported of a mail, in order. */
  pendingEvents(id: string): Promise<readonly PendingEvent[]>;
  /** Replaces what is still to be reported. */
  keepPending(id: string, events: readonly PendingEvent[]): Promise<void>;
}

const MAIL = "mail.eml";
const ABOUT = "about.json";
const EVENTS = "pending-events.json";
const UNFINISHED = ".unfinished-";
/** Wide enough for all of time, so that names sort as numbers do. */
const ORDER_DIGITS = 8;

/** Opens the store in a folder. A mail that can't be read is left where it is and passed over, with a word. */
export async function openMailStore(path: string): Promise<MailStore> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const mails = await readMails(path);
  let order = Math.max(0, ...[...mails.keys()].map((id) => Number(id.split("-")[0])));
  return {
    all: () => [...mails.values()],
    find: (id) => mails.get(id),
    rawMail: (id) => readFile(join(path, id, MAIL)),
    async add(mail, raw, events) {
      order += 1;
      const id = `${String(order).padStart(ORDER_DIGITS, "0")}-${mail.messageId}`;
      const unfinished = join(path, `${UNFINISHED}${randomUUID()}`);
      await mkdir(unfinished, { mode: 0o700 });
      await writeNew(join(unfinished, MAIL), raw);
      await writeNew(join(unfinished, ABOUT), JSON.stringify(mail));
      if (events.length > 0) await writeNew(join(unfinished, EVENTS), JSON.stringify(events));
      await syncFolder(unfinished);
      await rename(unfinished, join(path, id));
      await syncFolder(path);
      const kept = { ...mail, id };
      mails.set(id, kept);
      return kept;
    },
    async pendingEvents(id) {
      const text = await readIfThere(join(path, id, EVENTS));
      if (text === undefined) return [];
      const events = eventsSchema.safeParse(jsonOrNothing(text));
      if (!events.success) console.error(`The file ${join(path, id, EVENTS)} is damaged.`);
      return events.data ?? [];
    },
    async keepPending(id, events) {
      if (events.length === 0) await rm(join(path, id, EVENTS), { force: true });
      else await keep(join(path, id, EVENTS), JSON.stringify(events));
    },
  };
}

async function readMails(path: string): Promise<Map<string, KeptMail>> {
  const mails = new Map<string, KeptMail>();
  for (const id of (await readdir(path)).sort()) {
    if (id.startsWith(UNFINISHED)) {
      await rm(join(path, id), { recursive: true, force: true });
      continue;
    }
    try {
      const about = await readFile(join(path, id, ABOUT), "utf8");
      mails.set(id, { ...keptSchema.parse(JSON.parse(about)), id });
    } catch {
      console.error(`The mail kept in ${join(path, id)} can't be read. It is left as it is.`);
    }
  }
  return mails;
}
