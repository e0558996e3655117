import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Clock, openClock } from "../../../lib/local/clock.ts";
import { control } from "../../../lib/local/control.ts";
import { takeDataFolder } from "../../../lib/local/data-folder.ts";
import { openIssuer } from "../../../lib/local/issuer.ts";
import { type LocalServer, listen } from "../../../lib/local/local-server.ts";
import { untilQuiet } from "../../../lib/local/quiet.ts";
import { runSchedules, type Schedule, type Schedules } from "../../../lib/local/schedules.ts";
import { temporaryFolders } from "./temporary-folder.ts";

const newFolder = temporaryFolders();
const NINE = new Date("2026-11-23T09:00:00Z");
const hoursOn = (hours: number) => new Date(NINE.getTime() + hours * 3_600_000);

const started: Schedules[] = [];
const servers: LocalServer[] = [];
afterEach(async () => {
  for (const schedules of started.splice(0)) await schedules.stop();
  for (const server of servers.splice(0)) await server.close(0);
  vi.restoreAllMocks();
});

/** Things due at certain hours after nine o'clock, and a machine whose time stands still. */
async function withDue(name: string, ...hours: number[]) {
  const due = hours.map(hoursOn);
  const runs: Date[] = [];
  const schedule: Schedule = {
    name,
    nextDueAt: async () => due[0],
    run: async (at) => {
      runs.push(at);
      while (due[0] !== undefined && due[0] <= at) due.shift();
    },
  };
  return { schedule, runs, due };
}

async function newClock(): Promise<Clock> {
  return openClock(join(await newFolder(), "clock"), undefined, () => NINE.getTime());
}

function start(clock: Clock, schedules: readonly Schedule[], quiet = async () => {}): Schedules {
  const running = runSchedules({ clock, schedules, quiet });
  started.push(running);
  return running;
}

describe("a move of the clock", () => {
  it("runs what is due on the way, in order, at its instant, and nothing else", async () => {
    const clock = await newClock();
    const [mail, chasers] = [await withDue("mail", 2, 30, 500), await withDue("chasers", 1, 30)];
    const ran = await start(clock, [mail.schedule, chasers.schedule]).moveTo(() => hoursOn(240));
    expect(ran).toEqual([
      { name: "chasers", at: hoursOn(1) },
      { name: "mail", at: hoursOn(2) },
      { name: "mail", at: hoursOn(30) },
      { name: "chasers", at: hoursOn(30) },
    ]);
    expect(mail.runs).toEqual([hoursOn(2), hoursOn(30)]);
    expect(clock.now()).toEqual(hoursOn(240));
  });

  it("waits at each instant until all is quiet, and sees what follows from it", async () => {
    const clock = await newClock();
    const mail = await withDue("mail", 1);
    const quietAt: Date[] = [];
    const schedules = start(clock, [mail.schedule], async () => {
      await wait(1);
      quietAt.push(clock.now());
      // A first mail is answered by a second that is due an hour later.
      if (mail.runs.length === 1 && mail.due.length === 0) mail.due.push(hoursOn(2));
    });
    await schedules.moveTo(() => hoursOn(10));
    expect(mail.runs).toEqual([hoursOn(1), hoursOn(2)]);
    expect(quietAt).toEqual([NINE, hoursOn(1), hoursOn(2)]);
  });

  it("back does nothing", async () => {
    const clock = await newClock();
    expect(await start(clock, []).moveTo(() => hoursOn(-1))).toBeUndefined();
    expect(clock.now()).toEqual(NINE);
  });

  it("follows the one before it, each from where that one left the clock", async () => {
    const clock = await newClock();
    const mail = await withDue("mail", 1);
    const schedules = start(clock, [mail.schedule], () => wait(5));
    const byAnHour = (now: Date) => new Date(now.getTime() + 3_600_000);
    await Promise.all([schedules.moveTo(byAnHour), schedules.moveTo(byAnHour)]);
    expect(clock.now()).toEqual(hoursOn(2));
    expect(mail.runs).toEqual([hoursOn(1)]);
  });

  it("says so instead of running for ever when something stays due", async () => {
    const clock = await newClock();
    const stuck = { name: "mail", nextDueAt: async () => hoursOn(1), run: async () => {} };
    await expect(start(clock, [stuck]).moveTo(() => hoursOn(2))).rejects.toThrow(
      /“mail”.*still due/,
    );
  });
});

describe("in real time", () => {
  it("what is due runs by itself, also what was due before the start", async () => {
    const clock = await newClock();
    const mail = await withDue("mail", -5);
    start(clock, [mail.schedule]);
    await vi.waitFor(() => expect(mail.runs).toHaveLength(1));
  });

  it("a failure does not end the schedule", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const clock = await newClock();
    let asked = 0;
    const failing = {
      name: "mail",
      nextDueAt: async () => {
        if (asked++ === 0) throw new Error("expected by this test");
        return undefined;
      },
      run: async () => {},
    };
    const schedules = start(clock, [failing]);
    await vi.waitFor(() => expect(asked).toBe(1));
    await schedules.moveTo(() => hoursOn(1));
    expect(clock.now()).toEqual(hoursOn(1));
  });
});

describe("quiet", () => {
  it("is when nobody has found anything to do, and still nobody a moment later", async () => {
    const found = [true, false, true, false, false];
    const worker = { settle: async () => found.shift() ?? false };
    await untilQuiet([worker, { settle: async () => false }]);
    expect(found).toEqual([]);
  });
});

describe("the control", () => {
  async function open() {
    const clock = await newClock();
    const mail = await withDue("mail", 1);
    const folder = await takeDataFolder(await newFolder(), false);
    const issuer = await openIssuer(folder, "http://127.0.0.1:4003");
    const schedules = start(clock, [mail.schedule]);
    const server = await listen(0, control({ clock, schedules, issuer }));
    servers.push(server);
    await folder.release();
    const ask = (path: string, body?: unknown, headers = {}) =>
      fetch(`${server.address}${path}`, {
        headers,
        ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
      });
    return { ask, issuer, clock };
  }

  it("tells and moves the clock", async () => {
    const { ask } = await open();
    expect(await (await ask("/clock")).json()).toEqual({ now: NINE.toISOString(), ran: [] });
    expect(await (await ask("/clock", { by: "P1DT2H" })).json()).toEqual({
      now: hoursOn(26).toISOString(),
      ran: [{ name: "mail", at: hoursOn(1).toISOString() }],
    });
    const to = "2026-11-25T09:00:00+01:00";
    expect(await (await ask("/clock", { to })).json()).toMatchObject({
      now: "2026-11-25T08:00:00.000Z",
    });
  });

  it.each([
    [{ to: "2026-11-22T09:00:00Z" }, 409],
    [{ by: "-PT1S" }, 409],
    [{ by: "P1M" }, 400],
    [{ by: 5 }, 400],
    [{ to: "tomorrow" }, 400],
    [{ to: "2026-11-25T09:00:00" }, 400],
    [{ to: "2026-11-25T09:00:00Z", by: "P1D" }, 400],
    [{ by: "P999999999W" }, 400],
    [{}, 400],
    [[], 400],
    [null, 400],
  ])("refuses %j with %i, and the clock stays", async (body, status) => {
    const { ask, clock } = await open();
    expect((await ask("/clock", body)).status).toBe(status);
    expect(clock.now()).toEqual(NINE);
  });

  it("makes tokens as asked, defective ones too", async () => {
    const { ask } = await open();
    const claimsOf = async (wish: object) => {
      const { token } = (await (await ask("/tokens", wish)).json()) as { token: string };
      return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    };
    expect(
      await claimsOf({ sub: "s", roles: "mash", claims: { "cognito:groups": ["a"] } }),
    ).toMatchObject({ sub: "s", roles: "mash", "cognito:groups": ["a"], aud: "no-names" });
    expect(await claimsOf({ issuer: "x", audience: "y" })).toMatchObject({ iss: "x", aud: "y" });
    expect((await claimsOf({ expired: true })).exp).toBeLessThan(Date.now() / 1000);
  });

  it("publishes the issuer's key as OpenID Connect says", async () => {
    const { ask, issuer } = await open();
    const found = (await (await ask("/.well-known/openid-configuration")).json()) as {
      jwks_uri: string;
    };
    expect(found).toMatchObject({ issuer: issuer.issuer });
    expect(await (await fetch(found.jwks_uri)).json()).toEqual(issuer.keys);
  });

  it("answers no other web site", async () => {
    const { ask } = await open();
    const headers = { Origin: "https://evil.example" };
    expect((await ask("/tokens", { sub: "s" }, headers)).status).toBe(403);
  });
});
