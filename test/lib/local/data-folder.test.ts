import { mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { takeDataFolder } from "../../../lib/local/data-folder.ts";
import { temporaryFolders } from "./temporary-folder.ts";

const newFolder = temporaryFolders();

const addresses = {
  pid: process.pid,
  api: "http://127.0.0.1:4000",
  inbox: "http://127.0.0.1:4001",
  dynamodb: "http://127.0.0.1:4002",
  control: "http://127.0.0.1:4003",
  issuer: "http://127.0.0.1:4003",
  audience: "no-names",
  tokens: {
    "link-social-worker": "a",
    mash: "b",
    manager: "c",
    administrator: "d",
    auditor: "e",
  },
};

/** Locks a folder for a process that is gone, whose number another process has now. */
async function lockOfTheDead(folder: string): Promise<void> {
  const lock = { pid: process.pid, startedAt: "long ago" };
  await writeFile(join(folder, "lock-7.json"), JSON.stringify(lock));
}

describe("a data folder", () => {
  it("is made where there is none, for its owner only", async () => {
    const path = join(await newFolder(), "a", "b");
    await (await takeDataFolder(path, false)).release();
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  it("is used by one process at a time", async () => {
    const path = await newFolder();
    const first = await takeDataFolder(path, false);
    await first.announce(addresses);
    await expect(takeDataFolder(path, false)).rejects.toThrow(
      /already using.*http:\/\/127\.0\.0\.1:4000.*--data/s,
    );
    await expect(takeDataFolder(path, true)).rejects.toThrow(/already using/);
    await first.release();
    await (await takeDataFolder(path, false)).release();
  });

  it("goes to one of many that ask at once", async () => {
    const path = await newFolder();
    await (await takeDataFolder(path, false)).release();
    await lockOfTheDead(path);
    const asked = await Promise.allSettled(
      Array.from({ length: 8 }, () => takeDataFolder(path, false)),
    );
    const got = asked.filter(({ status }) => status === "fulfilled");
    expect(got).toHaveLength(1);
  });

  it("is taken over from a process that is gone, though its number is used again", async () => {
    const path = await newFolder();
    const before = await takeDataFolder(path, false);
    await before.announce(addresses);
    await lockOfTheDead(path);
    const after = await takeDataFolder(path, false);
    // The stale announcement leads nobody astray while the new service starts.
    expect(await readdir(path)).not.toContain("service.json");
    await after.announce(addresses);
    // Whoever lost the folder does not take the other's announcement away.
    await before.release();
    expect(await readdir(path)).toContain("service.json");
    await after.release();
    expect(await readdir(path)).not.toContain("service.json");
  });

  it("announces the service to its owner only, whole", async () => {
    const path = await newFolder();
    const folder = await takeDataFolder(path, false);
    await folder.announce(addresses);
    expect((await stat(join(path, "service.json"))).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(join(path, "service.json"), "utf8"))).toEqual(addresses);
    await folder.release();
  });

  it("that is a file, or stands where one can't be made, is refused in plain words", async () => {
    const file = join(await newFolder(), "file");
    await writeFile(file, "");
    await expect(takeDataFolder(file, false)).rejects.toThrow(/can't be made.*--data/);
    await expect(takeDataFolder(join(file, "under"), false)).rejects.toThrow(/can't be made/);
  });
});

describe("--fresh", () => {
  it("empties the service's own folder, but touches nothing else in it", async () => {
    const path = await newFolder();
    const first = await takeDataFolder(path, false);
    await mkdir(first.fileOf("inbox"));
    await writeFile(join(first.fileOf("inbox"), "mail"), "");
    await writeFile(first.fileOf("clock"), "");
    await writeFile(join(path, "my notes"), "");
    await first.release();
    const fresh = await takeDataFolder(path, true);
    await fresh.empty();
    const left = (await readdir(path)).filter((name) => !name.startsWith("lock-"));
    expect(left.sort()).toEqual(["my notes", "no-names-data.json"]);
    expect(fresh.id).not.toBe(first.id);
    await fresh.release();
  });

  it("takes an absent or empty folder for its own", async () => {
    const path = await newFolder();
    await (await takeDataFolder(path, true)).release();
    await (await takeDataFolder(join(path, "absent"), true)).release();
  });

  it("refuses a folder of somebody else and deletes nothing", async () => {
    const path = await newFolder();
    await writeFile(join(path, "thesis.txt"), "years of work");
    await expect(takeDataFolder(path, true)).rejects.toThrow(/Nothing was deleted.*--data/);
    expect(await readdir(path)).toEqual(["thesis.txt"]);
  });

  it("follows no link out of the folder", async () => {
    const elsewhere = await newFolder();
    await writeFile(join(elsewhere, "thesis.txt"), "years of work");
    const path = await newFolder();
    const folder = await takeDataFolder(path, true);
    await symlink(elsewhere, folder.fileOf("inbox"));
    await folder.empty();
    expect(await readdir(elsewhere)).toEqual(["thesis.txt"]);
    await folder.release();
  });
});

describe("a folder without a mark", () => {
  it("that holds other things may be used, for nothing of them is touched", async () => {
    const path = await newFolder();
    await writeFile(join(path, "out.log"), "");
    await (await takeDataFolder(path, false)).release();
    expect(await readdir(path)).toContain("out.log");
  });

  it("that holds what looks like the service's is refused", async () => {
    const path = await newFolder();
    await writeFile(join(path, "clock.json"), "{}");
    await expect(takeDataFolder(path, false)).rejects.toThrow(/clock\.json.*missing or damaged/s);
    expect(await readdir(path)).toEqual(["clock.json"]);
  });
});
