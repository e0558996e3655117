import { readFile, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openClock } from "../../../lib/local/clock.ts";
import { type DataFolder, type Kept, takeDataFolder } from "../../../lib/local/data-folder.ts";
import { sealingSecret } from "../../../lib/local/environment.ts";
import { openIssuer } from "../../../lib/local/issuer.ts";
import { listenBeside } from "../../../lib/local/kept-ports.ts";
import { temporaryFolders } from "./temporary-folder.ts";

const newFolder = temporaryFolders();
let folder: DataFolder;
beforeEach(async () => {
  folder = await takeDataFolder(await newFolder(), false);
});
afterEach(() => folder.release());

const answers = { control: async () => {}, inbox: async () => {} };

describe("what is kept", () => {
  it.each<[Kept, () => Promise<unknown>]>([
    ["issuer", () => openIssuer(folder, "http://127.0.0.1:4003")],
    ["sealingSecret", () => sealingSecret(folder)],
    ["clock", () => openClock(folder.fileOf("clock"))],
    ["ports", () => listenBeside(folder, answers)],
  ])("and damaged is refused in plain words and left alone: %s", async (kept, open) => {
    for (const garbage of ["", "garbage", "{}", "\0\0\0"]) {
      await writeFile(folder.fileOf(kept), garbage);
      await expect(open()).rejects.toThrow(/damaged.*Nothing was deleted.*--fresh/);
      expect(await readFile(folder.fileOf(kept), "utf8")).toBe(garbage);
    }
  });

  it("is the same secret at every start", async () => {
    expect(await sealingSecret(folder)).toBe(await sealingSecret(folder));
  });

  it("is the same port at every start, or another where that is taken", async () => {
    const first = await listenBeside(folder, answers);
    const second = await listenBeside(folder, answers);
    expect(second.control.port).not.toBe(first.control.port);
    for (const server of Object.values({ ...second })) await server.close(0);
    const third = await listenBeside(folder, answers);
    expect(third.control.port).toBe(second.control.port);
    for (const server of [...Object.values(first), ...Object.values(third)]) await server.close(0);
  });
});
