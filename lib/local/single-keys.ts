// Single keys at the terminal: open a page, move the clock on, quit.
import { spawn } from "node:child_process";
import type { ReadStream } from "node:tty";
import type { Service } from "./service.ts";

const CTRL_C = "\u0003";
const HOURS_OF_A_WORKING_DAY = 24;

export interface SingleKeys {
  readonly service: Service;
  readonly quit: () => void;
  readonly say: (line: string) => void;
}

/** Listens for keys until the returned function is called, which gives the terminal back as it was. */
export function listenForKeys(
  terminal: ReadStream,
  { service, quit, say }: SingleKeys,
): () => void {
  const actions: Readonly<Record<string, () => void>> = {
    o: () => openPage(`${service.addresses.api}/docs`, say),
    i: () => openPage(`${service.addresses.inbox}/`, say),
    c: () => {
      nextWorkingDay(service).then(say, (error: unknown) => say(String(error)));
    },
    q: quit,
    [CTRL_C]: quit,
  };
  const onKeys = (keys: Buffer) => {
    for (const key of keys.toString("utf8").toLowerCase()) actions[key]?.();
  };
  terminal.setRawMode(true).resume().on("data", onKeys);
  return () => {
    terminal.off("data", onKeys).setRawMode(false).pause();
  };
}

/** The same time of day on the next working day, and everything that falls due until then. */
async function nextWorkingDay({ schedules, clock, procedure }: Service): Promise<string> {
  const ran = await schedules.moveTo((now) =>
    procedure.workingTime.add(now, HOURS_OF_A_WORKING_DAY, "working-day-hours"),
  );
  const runs = (ran ?? []).map(({ name, at }) => `  ${at.toISOString()} ${name}`);
  return [`The clock says ${clock.now().toISOString()}.`, ...runs].join("\n");
}

function openPage(address: string, say: (line: string) => void): void {
  const [command, ...args] = (
    {
      darwin: ["open", address],
      win32: ["cmd", "/c", "start", "", address],
    } as Partial<Record<NodeJS.Platform, readonly string[]>>
  )[process.platform] ?? ["xdg-open", address];
  const opener = spawn(command ?? "", args, { stdio: "ignore", detached: true });
  opener.once("error", () => say(`No browser could be opened. The address is ${address}`));
  opener.unref();
}
