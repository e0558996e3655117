import { describe, expect, it } from "vitest";
import { readFlags } from "../../../lib/local/flags.ts";

const read = (...args: string[]) =>
  readFlags(args, { from: "/home/ana", project: "/srv/no-names" });

describe("the flags of npm start", () => {
  it("are all optional", () => {
    expect(read()).toEqual({
      help: false,
      port: 4000,
      data: "/srv/no-names/.no-names",
      fresh: false,
      procedure: "oxfordshire",
      clock: undefined,
    });
  });

  it("name paths as seen from where the command was given", () => {
    expect(read("--data", "x", "--procedure", "./mine.json")).toMatchObject({
      data: "/home/ana/x",
      procedure: "/home/ana/mine.json",
    });
    expect(read("--procedure", "norfolk")).toMatchObject({ procedure: "norfolk" });
  });

  it("take an instant with its zone", () => {
    expect(read("--clock", "2026-06-01T10:00:00+01:00").clock).toEqual(
      new Date("2026-06-01T09:00:00Z"),
    );
  });

  it.each([
    [["--port", "http"], /--port is a number from 0 to 65535/],
    [["--port", "65536"], /--port is a number/],
    [["--port", "-1"], /--port/],
    [["--port"], /--port/],
    [["--clock", "2026-11-23"], /--clock is an instant/],
    [["--clock", "2026-13-23T09:00:00Z"], /--clock is an instant/],
    [["--clock", "yesterday"], /--clock is an instant/],
    [["--data", ""], /--data needs a value/],
    [["--procedure", ""], /--procedure needs a value/],
    [["--prot", "4000"], /--prot.*--port 4000/s],
    [["4000"], /4000.*--port 4000/s],
  ])("that are wrong are named: %j", (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });
});
