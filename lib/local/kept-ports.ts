// The same ports at every start where they are free, so that open pages and noted addresses stay right.
import * as z from "zod";
import { CannotStart } from "./cannot-start.ts";
import type { DataFolder } from "./data-folder.ts";
import { keep, readKept } from "./kept-file.ts";
import { type Answerer, type LocalServer, listen } from "./local-server.ts";

const port = z.int().min(1).max(65_535);
const keptSchema = z.object({ control: port, inbox: port });

export interface SideServers {
  readonly control: LocalServer;
  readonly inbox: LocalServer;
}

/** Listens for the control and the inbox, on the ports of the last start or any free ones. */
export async function listenBeside(
  folder: DataFolder,
  answers: { readonly control: Answerer; readonly inbox: Answerer },
): Promise<SideServers> {
  const path = folder.fileOf("ports");
  const kept = await readKept(path, keptSchema);
  const control = await listenPreferably(kept?.control, answers.control);
  const inbox = await listenPreferably(kept?.inbox, answers.inbox);
  await keep(path, JSON.stringify({ control: control.port, inbox: inbox.port }));
  return { control, inbox };
}

async function listenPreferably(
  preferred: number | undefined,
  answer: Answerer,
): Promise<LocalServer> {
  try {
    return await listen(preferred ?? 0, answer);
  } catch (error) {
    if (preferred === undefined || !(error instanceof CannotStart)) throw error;
    return listen(0, answer);
  }
}
