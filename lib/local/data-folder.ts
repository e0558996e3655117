// The folder that holds everything the service on this machine keeps: whose it is, and who is using it.
import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { CannotStart } from "./cannot-start.ts";
import { type FolderLock, isLockFile, lockFolder } from "./folder-lock.ts";
import { jsonOrNothing, keep, readIfThere } from "./kept-file.ts";
import type { ServiceAddresses } from "./service-addresses.ts";

const FOR_THE_OWNER_ONLY = 0o700;

/** What the service keeps, by what it is; nothing else in the folder is ever deleted. */
const names = {
  marker: "no-names-data.json",
  service: "service.json",
  engine: "engine.json",
  engineLog: "engine.log",
  tables: "tables",
  tableNames: "table-names.json",
  inbox: "inbox",
  clock: "clock.json",
  ports: "ports.json",
  stream: "stream.json",
  issuer: "issuer.json",
  sealingSecret: "sealing-secret",
  register: "sample-register.json",
} as const;

export type Kept = keyof typeof names;

const markerSchema = z.object({
  service: z.literal("no-names"),
  format: z.literal(1),
  /** Tells this folder's tables from those of others on a shared engine. */
  id: z.string().regex(/^[0-9a-f]{8}$/),
});

export interface DataFolder {
  readonly path: string;
  /** Eight hexadecimal digits, new with the folder and each time it is emptied. */
  readonly id: string;
  fileOf(kept: Kept): string;
  /** Deletes what the service keeps; the folder stays taken. For a folder whose engine has ended. */
  empty(): Promise<void>;
  /** Tells other programs where the service is; only the owner may read it, for it holds tokens. */
  announce(addresses: ServiceAddresses): Promise<void>;
  /** Takes the announcement back and leaves the folder to the next service. */
  release(): Promise<void>;
}

/**
 * Takes a folder for this process, making it where there is none. An earlier announcement is removed.
 * @throws CannotStart when a service is using it, when it can't be written to, or when it holds what
 * could be mistaken for the service's own; with `fresh`, also when it is not the service's and not empty.
 */
export async function takeDataFolder(path: string, fresh: boolean): Promise<DataFolder> {
  try {
    return await take(path, fresh);
  } catch (cause) {
    if (cause instanceof CannotStart) throw cause;
    throw new CannotStart(
      `The data folder ${path} can't be made, read or written to. Check that it is a folder, that it is yours and that the disk is not full, or name another folder with --data.`,
      { cause },
    );
  }
}

async function take(path: string, fresh: boolean): Promise<DataFolder> {
  const fileOf = (kept: Kept) => join(path, names[kept]);
  let id = await ownFolder(path, fresh, fileOf("marker"));
  const lock = await lockFolder(path, await addressOfService(fileOf("service")));
  await rm(fileOf("service"), { force: true });
  await removeUnfinished(path);
  return {
    path,
    get id() {
      return id;
    },
    fileOf,
    async empty() {
      for (const kept of Object.keys(names) as Kept[]) {
        if (kept !== "marker") {
          await rm(fileOf(kept), { recursive: true, force: true });
        }
      }
      id = await mark(fileOf("marker"));
    },
    async announce(addresses) {
      await keep(fileOf("service"), `${JSON.stringify(addresses, null, 2)}\n`);
    },
    release: () => release(fileOf("service"), lock),
  };
}

async function release(servicePath: string, lock: FolderLock): Promise<void> {
  // Whoever took the folder meanwhile has announced itself there.
  if (!(await lock.isHeld())) return;
  await rm(servicePath, { force: true });
  await lock.release();
}

/** Makes the folder, or finds out that it may be used; returns its id. */
async function ownFolder(path: string, fresh: boolean, markerPath: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: FOR_THE_OWNER_ONLY });
  const entries = await readdir(path);
  const marker = markerSchema.safeParse(jsonOrNothing(await readIfThere(markerPath)));
  if (marker.success) return marker.data.id;
  if (entries.length > 0 && fresh) {
    throw new CannotStart(
      `--fresh would empty ${path}, but that folder holds things the service did not make. Nothing was deleted. Name an empty or new folder with --data.`,
    );
  }
  const ours: readonly string[] = Object.values(names);
  const mistakable = entries.find((entry) => ours.includes(entry) || isLockFile(entry));
  if (mistakable !== undefined) {
    throw new CannotStart(
      `The folder ${path} holds “${mistakable}”, but its mark as a data folder of this service is missing or damaged. Nothing was changed. Put ${names.marker} back from a copy, or name an empty or new folder with --data.`,
    );
  }
  return mark(markerPath);
}

async function mark(markerPath: string): Promise<string> {
  const id = randomUUID().slice(0, 8);
  await keep(markerPath, JSON.stringify({ service: "no-names", format: 1, id }));
  return id;
}

/** Files that were being written when an earlier process was killed; none of them took effect. */
async function removeUnfinished(path: string): Promise<void> {
  for (const entry of await readdir(path)) {
    const name = /^\.(.+)\.[0-9a-f]{8}-[0-9a-f-]{27}$/.exec(entry)?.[1];
    if (name === undefined || !Object.values<string>(names).includes(name)) continue;
    await rm(join(path, entry), { force: true });
  }
}

async function addressOfService(servicePath: string): Promise<string | undefined> {
  const service = z
    .object({ api: z.string() })
    .safeParse(jsonOrNothing(await readIfThere(servicePath).catch(() => undefined)));
  return service.data?.api;
}
