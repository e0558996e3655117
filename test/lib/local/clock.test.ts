import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openClock } from "../../../lib/local/clock.ts";
import { temporaryFolders } from "./temporary-folder.ts";

const newFolder = temporaryFolders();
const NINE = Date.parse("2026-11-23T09:00:00Z");
const at = (text: string) => new Date(`2026-11-${text}Z`);

describe("the service's clock", () => {
  it("says the machine's time until it is moved, and runs on from there", async () => {
    let machine = NINE;
    const clock = await openClock(join(await newFolder(), "clock"), undefined, () => machine);
    expect(clock.now()).toEqual(at("23T09:00:00"));
    await clock.moveOnTo(at("25T12:00:00"));
    machine += 60_000;
    expect(clock.now()).toEqual(at("25T12:01:00"));
  });

  it("never goes back", async () => {
    const clock = await openClock(join(await newFolder(), "clock"), undefined, () => NINE);
    await clock.moveOnTo(at("22T09:00:00"));
    expect(clock.now()).toEqual(at("23T09:00:00"));
  });

  it("is as far ahead after a new start, unless it is set at the start", async () => {
    const path = join(await newFolder(), "clock");
    await (await openClock(path, undefined, () => NINE)).moveOnTo(at("24T09:00:00"));
    const later = () => NINE + 60_000;
    expect((await openClock(path, undefined, later)).now()).toEqual(at("24T09:01:00"));
    expect((await openClock(path, at("01T08:00:00"), later)).now()).toEqual(at("01T08:00:00"));
    expect((await openClock(path, undefined, later)).now()).toEqual(at("01T08:00:00"));
  });

  it("refuses to start on a damaged file, and leaves the file alone", async () => {
    const path = join(await newFolder(), "clock");
    await writeFile(path, "{");
    await expect(openClock(path)).rejects.toThrow(/damaged.*Nothing was deleted.*--fresh/s);
  });
});
