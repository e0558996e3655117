import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  enginePid,
  isGone,
  isRunning,
  type StartedCommand,
  type StartOptions,
  startCommand,
} from "./start-command.ts";
import { temporaryFolders } from "./temporary-folder.ts";

const newFolder = temporaryFolders();
const commands: { command: StartedCommand; data: string }[] = [];

function start(options: StartOptions): StartedCommand {
  const command = startCommand(options);
  commands.push({ command, data: options.data });
  return command;
}

afterEach(async () => {
  for (const { command, data } of commands.splice(0)) {
    for (const pid of [-(command.child.pid ?? 0), await enginePid(data).catch(() => 0)]) {
      try {
        if (pid !== 0) process.kill(pid, "SIGKILL");
      } catch {
        // It has ended already, as it should.
      }
    }
    await command.ended;
  }
});

/** Starts the service, waits until it is ready and has taken a request. */
async function startReady(options: StartOptions) {
  const command = start(options);
  const service = await command.ready();
  expect((await fetch(`${service.api}/v1/health`)).status).toBe(200);
  return { command, service, engine: await enginePid(options.data) };
}

async function agencyNames({ api, tokens }: { api: string; tokens: Record<string, string> }) {
  const response = await fetch(`${api}/v1/agencies`, {
    headers: { Authorization: `Bearer ${tokens.auditor}` },
  });
  const { items } = (await response.json()) as { items: { name: string }[] };
  return items.map(({ name }) => name);
}

const putAgency = async ({ api, tokens }: { api: string; tokens: Record<string, string> }) => {
  const response = await fetch(`${api}/v1/agencies/new-nursery`, {
    method: "PUT",
    headers: {
      Authorization: `Bearer ${tokens.administrator}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify({
      name: "New Nursery",
      type: "nursery",
      area: "north",
      email: "dsl@new-nursery.example.org",
    }),
  });
  expect(response.status).toBe(201);
};

describe("a signal ends the service and everything it started, with exit code 0", () => {
  it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("%s to it", async (signal) => {
    const data = await newFolder();
    const { command, service, engine } = await startReady({ data });
    process.kill(service.pid, signal);
    expect(await command.ended).toBe(0);
    expect(await isRunning(engine)).toBe(false);
    expect(await readdir(data)).not.toContain("service.json");
  });

  it("to its group, sent twice as npm does", async () => {
    const { command, engine } = await startReady({ data: await newFolder() });
    const group = -(command.child.pid ?? 0);
    process.kill(group, "SIGINT");
    process.kill(group, "SIGINT");
    expect(await command.ended).toBe(0);
    expect(await isRunning(engine)).toBe(false);
  });

  it("when the engine is gone already", async () => {
    const { command, service, engine } = await startReady({ data: await newFolder() });
    process.kill(service.pid, "SIGSTOP");
    process.kill(engine, "SIGKILL");
    process.kill(service.pid, "SIGTERM");
    process.kill(service.pid, "SIGCONT");
    // Which of the two it noticed first decides the code; it has to end in either case.
    expect([0, 1]).toContain(await command.ended);
  });

  it("while it is still starting", async () => {
    const data = await newFolder();
    const command = start({ data });
    while (!(await readdir(data)).includes("engine.json")) await new Promise(setImmediate);
    const engine = await enginePid(data).catch(() => undefined);
    command.child.kill("SIGTERM");
    expect([0, null]).toContain(await command.ended);
    if (engine !== undefined) await isGone(engine);
    expect(await readdir(data)).not.toContain("service.json");
  });

  it.each([
    ["npm", (npm: number) => npm],
    ["npm's group", (npm: number) => -npm],
  ])("to %s", async (_, target) => {
    const data = await newFolder();
    const { command, service, engine } = await startReady({ data, throughNpm: true });
    process.kill(target(command.child.pid ?? 0), "SIGTERM");
    await isGone(service.pid);
    await isGone(engine);
    expect(await readdir(data)).not.toContain("service.json");
  });
});

describe("after kill −9", () => {
  it("the next start ends the engine left behind and finds everything that was answered", async () => {
    const data = await newFolder();
    const { service, engine } = await startReady({ data });
    await putAgency(service);
    process.kill(service.pid, "SIGKILL");
    await isGone(service.pid);
    expect(await isRunning(engine)).toBe(true);
    const again = await startReady({ data });
    expect(await isRunning(engine)).toBe(false);
    expect(await agencyNames(again.service)).toContain("New Nursery");
    // Whoever noted an address or a token can go on with it.
    expect(again.service.control).toBe(service.control);
    expect(again.service.inbox).toBe(service.inbox);
    expect(await agencyNames({ api: again.service.api, tokens: service.tokens })).toHaveLength(7);
  });

  it("the clock is where it was moved to", async () => {
    const data = await newFolder();
    const { service } = await startReady({ data, flags: ["--clock", "2026-11-23T09:00:00Z"] });
    await fetch(`${service.control}/clock`, { method: "POST", body: '{"by":"P10D"}' });
    process.kill(service.pid, "SIGKILL");
    await isGone(service.pid);
    const again = await startReady({ data });
    const { now } = (await (await fetch(`${again.service.control}/clock`)).json()) as {
      now: string;
    };
    expect(now).toMatch(/^2026-12-03T09:0/);
  });
});

describe("--fresh", () => {
  it("begins again with the sample agencies alone", async () => {
    const data = await newFolder();
    const { command, service } = await startReady({ data });
    await putAgency(service);
    command.child.kill("SIGTERM");
    await command.ended;
    const again = await startReady({ data, flags: ["--fresh"] });
    expect(await agencyNames(again.service)).toHaveLength(6);
  });

  it("after a kill ends the old engine before it deletes its tables", async () => {
    const data = await newFolder();
    const { service, engine } = await startReady({ data });
    process.kill(service.pid, "SIGKILL");
    await isGone(service.pid);
    await startReady({ data, flags: ["--fresh"] });
    expect(await isRunning(engine)).toBe(false);
  });
});

describe("what can't be started says why, starts nothing and ends with 1", () => {
  const failed = async (options: StartOptions) => {
    const command = start(options);
    expect(await command.ended).toBe(1);
    expect(await readdir(options.data).catch(() => [])).not.toContain("engine.json");
    // A person reads it: no stack.
    expect(command.output()).not.toMatch(/\n\s+at /);
    return command.output();
  };

  it("a port in use", async () => {
    const blocker = createServer().listen(0, "127.0.0.1");
    await once(blocker, "listening");
    const address = blocker.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    expect(await failed({ data: await newFolder(), flags: ["--port", port] })).toMatch(
      `Port ${port} is in use`,
    );
    blocker.close();
  });

  it("a data folder in use, which goes on unharmed", async () => {
    const data = await newFolder();
    const { service } = await startReady({ data });
    for (const flags of [[], ["--fresh"]]) {
      const second = start({ data, flags });
      expect(await second.ended).toBe(1);
      expect(second.output()).toContain(`process ${service.pid}, ${service.api}`);
    }
    expect((await fetch(`${service.api}/v1/health`)).status).toBe(200);
    expect(await readdir(data)).toContain("service.json");
  });

  it("--fresh on a folder of somebody else", async () => {
    const data = await newFolder();
    await writeFile(join(data, "thesis.txt"), "");
    expect(await failed({ data, flags: ["--fresh"] })).toContain("Nothing was deleted");
    expect(await readdir(data)).toEqual(["thesis.txt"]);
  });

  it.each(["tables/dynamodb.sqlite", "issuer.json"])(
    "a damaged folder, which stays as it is: %s",
    async (name) => {
      const data = await newFolder();
      const { command } = await startReady({ data });
      command.child.kill("SIGTERM");
      await command.ended;
      await writeFile(join(data, name), "garbage");
      const again = start({ data });
      expect(await again.ended).toBe(1);
      expect(again.output()).toMatch(/damaged.*Nothing was deleted|Nothing was deleted.*damaged/);
      expect(await readFile(join(data, name), "utf8")).toBe("garbage");
    },
  );

  it("no engine for this machine", async () => {
    const data = await newFolder();
    const elsewhere = {
      NODE_OPTIONS: `--import ${await platformWithoutEngine()}`,
      PATH: "/nowhere",
    };
    expect(await failed({ data, environment: elsewhere })).toMatch(
      /no DynamoDB engine for this machine.*DYNAMODB_ENDPOINT/s,
    );
  });

  async function platformWithoutEngine(): Promise<string> {
    const file = join(await newFolder(), "platform.mjs");
    await writeFile(file, 'Object.defineProperty(process, "arch", { value: "riscv64" });');
    return file;
  }

  it("a procedure that is not there", async () => {
    const flags = ["--procedure", "atlantis"];
    expect(await failed({ data: await newFolder(), flags })).toMatch(/atlantis.*oxfordshire/s);
  });

  it("an engine elsewhere that does not answer", async () => {
    const environment = { DYNAMODB_ENDPOINT: "http://127.0.0.1:1" };
    expect(await failed({ data: await newFolder(), environment })).toContain("DYNAMODB_ENDPOINT");
  });

  it("an unknown flag", async () => {
    expect(await failed({ data: await newFolder(), flags: ["--prot"] })).toMatch(/--prot.*--port/s);
  });
});

describe("a running service", () => {
  it("ends with 1 and says why when its engine dies", async () => {
    const { command, engine } = await startReady({ data: await newFolder() });
    process.kill(engine, "SIGKILL");
    expect(await command.ended).toBe(1);
    expect(command.output()).toContain("engine ended by itself");
  });

  it("goes on when nobody reads its output any more", async () => {
    const { command, service } = await startReady({ data: await newFolder() });
    command.child.stdout?.destroy();
    command.child.stderr?.destroy();
    for (let turn = 0; turn < 3; turn++) {
      expect((await fetch(`${service.api}/v1/health`)).status).toBe(200);
    }
    command.child.kill("SIGTERM");
    expect(await command.ended).toBe(0);
  });

  it("announces itself to its owner only", async () => {
    const data = await newFolder();
    await startReady({ data });
    expect((await stat(join(data, "service.json"))).mode & 0o777).toBe(0o600);
  });

  it("prints curl lines that work as pasted", async () => {
    const { command, service } = await startReady({ data: await newFolder() });
    // It announces itself in its folder a moment before it speaks.
    await vi.waitFor(() => expect(command.output()).toContain("Ctrl-C"), { timeout: 10_000 });
    const lines = command
      .output()
      .split("\n")
      .filter((line) => line.startsWith("curl "));
    const answers: unknown[] = [];
    for (const line of lines) {
      const { stdout } = await promisify(execFile)("sh", ["-c", line]);
      answers.push(JSON.parse(stdout));
    }
    const reference = expect.stringMatching(/^NNC-/);
    expect(answers).toMatchObject([{ reference }, { items: [{ reference }] }, { reference }]);
    expect(service.tokens).toHaveProperty("mash");
  });

  it("is helped by --help without being started", async () => {
    const data = await newFolder();
    await mkdir(join(data, "d"));
    const command = start({ data: join(data, "d"), flags: ["--help"] });
    expect(await command.ended).toBe(0);
    expect(command.output()).toContain("--procedure");
    expect(await readdir(join(data, "d"))).toEqual([]);
  });
});
