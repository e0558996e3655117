import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { type DataFolder, takeDataFolder } from "../../../lib/local/data-folder.ts";
import {
  type Engine,
  endEngineLeftBehind,
  engineAt,
  startEngine,
} from "../../../lib/local/engine.ts";
import { findEngine } from "../../../lib/local/engine-binary.ts";
import { keep } from "../../../lib/local/kept-file.ts";
import { openTables } from "../../../lib/local/open-tables.ts";
import { runningProcess } from "../../../lib/local/process-identity.ts";
import { temporaryFolders } from "./temporary-folder.ts";

const newFolder = temporaryFolders();
const started: Engine[] = [];
const taken: DataFolder[] = [];

async function newDataFolder(): Promise<DataFolder> {
  const folder = await takeDataFolder(await newFolder(), false);
  taken.push(folder);
  return folder;
}

async function start(folder: DataFolder): Promise<Engine> {
  const engine = await startEngine(folder);
  started.push(engine);
  return engine;
}

async function pidOf(folder: DataFolder): Promise<number> {
  const text = await readFile(folder.fileOf("engine"), "utf8");
  return z.object({ pid: z.int() }).parse(JSON.parse(text)).pid;
}

afterEach(async () => {
  for (const engine of started.splice(0)) await engine.stop();
  for (const folder of taken.splice(0)) await folder.release();
});

describe("the engine", () => {
  it("keeps the tables of its folder between starts", async () => {
    const folder = await newDataFolder();
    const first = await start(folder);
    const { client } = await openTables(folder, first.endpoint, false);
    client.destroy();
    const size = (await readFile(`${folder.fileOf("tables")}/dynamodb.sqlite`)).length;
    await first.stop();
    const second = await start(folder);
    const again = await openTables(folder, second.endpoint, false);
    again.client.destroy();
    expect(size).toBeGreaterThan(0);
  });

  it("ends when it is stopped, and once more at no harm", async () => {
    const folder = await newDataFolder();
    const engine = await start(folder);
    const pid = await pidOf(folder);
    await engine.stop();
    expect(await runningProcess(pid)).toBeUndefined();
    await engine.stop();
  });

  it("is noticed when it dies, in words for a person", async () => {
    const folder = await newDataFolder();
    const engine = await start(folder);
    process.kill(await pidOf(folder), "SIGKILL");
    expect((await engine.died).message).toMatch(/ended by itself.*Start the service again/);
  });

  it("refuses a damaged folder in plain words and leaves it as it is", async () => {
    const folder = await newDataFolder();
    await (await start(folder)).stop();
    const database = `${folder.fileOf("tables")}/dynamodb.sqlite`;
    await writeFile(database, "this is no database");
    await expect(startEngine(folder)).rejects.toThrow(
      /could not open.*Nothing was deleted.*--fresh/,
    );
    expect(await readFile(database, "utf8")).toBe("this is no database");
  });
});

describe("an engine that a killed service left behind", () => {
  it("is found and ended though the service was killed before it noted its number", async () => {
    const folder = await newDataFolder();
    await start(folder);
    const pid = await pidOf(folder);
    await rm(folder.fileOf("engine"));
    await endEngineLeftBehind(folder);
    expect(await runningProcess(pid)).toBeUndefined();
  });

  it("is ended before the next one starts", async () => {
    const folder = await newDataFolder();
    await start(folder);
    const pid = await pidOf(folder);
    await endEngineLeftBehind(folder);
    expect(await runningProcess(pid)).toBeUndefined();
  });

  it("is told from another process that has its number now", async () => {
    const folder = await newDataFolder();
    const other = spawn("sleep", ["60"]);
    await keep(folder.fileOf("engine"), JSON.stringify({ pid: other.pid, port: 1 }));
    await endEngineLeftBehind(folder);
    expect(await runningProcess(other.pid ?? 0)).toBeDefined();
    other.kill();
  });

  it("of another folder is left alone", async () => {
    const [folder, other] = [await newDataFolder(), await newDataFolder()];
    await start(other);
    await keep(folder.fileOf("engine"), JSON.stringify({ pid: await pidOf(other), port: 1 }));
    await endEngineLeftBehind(folder);
    expect(await runningProcess(await pidOf(other))).toBeDefined();
  });

  it("does no harm when its note is damaged", async () => {
    const folder = await newDataFolder();
    await keep(folder.fileOf("engine"), "{");
    await endEngineLeftBehind(folder);
  });
});

describe("an engine that runs already", () => {
  it("is used and not ended", async () => {
    const own = await start(await newDataFolder());
    const engine = await engineAt(own.endpoint);
    await engine.stop();
    await engineAt(own.endpoint);
  });

  it("that is not there, or no address at all, is refused in plain words", async () => {
    await expect(engineAt("http://127.0.0.1:1")).rejects.toThrow(
      /Nothing answers.*DYNAMODB_ENDPOINT/,
    );
    await expect(engineAt("dynamo")).rejects.toThrow(/not an address/);
  });

  it("gives each of two folders tables of its own", async () => {
    const { endpoint } = await start(await newDataFolder());
    const folders = [await newDataFolder(), await newDataFolder()];
    const names = await Promise.all(
      folders.map(async (folder) => {
        const { client, nameOf } = await openTables(folder, endpoint, true);
        client.destroy();
        return nameOf({ name: "Messages", key: { partition: "" }, indexes: {}, encryption: "own" });
      }),
    );
    expect(new Set(names).size).toBe(2);
    expect(names).toContain("Messages");
  });
});

describe("finding the engine", () => {
  const nowhere = {
    platform: "freebsd",
    arch: "riscv64",
    searchPath: "/nowhere:",
    resolve: () => {
      throw new Error("not installed");
    },
  } as const;

  it("says how to get one where there is none for the machine", async () => {
    await expect(findEngine(nowhere)).rejects.toThrow(
      /freebsd, riscv64.*@dynoxide\/freebsd-riscv64.*DYNAMODB_ENDPOINT/s,
    );
  });

  it("takes the package of the platform, else a program on the search path", async () => {
    const folder = await newFolder();
    const packaged = `${folder}/packaged`;
    await writeFile(packaged, "", { mode: 0o755 });
    await writeFile(`${folder}/dynoxide`, "", { mode: 0o755 });
    const here = { ...nowhere, searchPath: `/nowhere:${folder}` };
    expect(await findEngine(here)).toBe(`${folder}/dynoxide`);
    expect(await findEngine({ ...here, resolve: () => packaged })).toBe(packaged);
  });
});
