// Everything a running service shows or keeps, as bytes, to look for what must not be there.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { letterTextOf, readPdf } from "../letters/read-pdf.ts";
import type { RunningService } from "./running-service.ts";
import type { ServiceClient } from "./service-client.ts";
import { everythingStored } from "./stored.ts";

export interface Surface {
  /** `output`, `file …`, `table …` or `mail …`. */
  readonly where: string;
  readonly bytes: Buffer;
}

/** What it wrote to its terminal, every file of its folder, every stored item and every mail. */
export async function surfacesOf(
  service: RunningService,
  client: ServiceClient,
): Promise<Surface[]> {
  const stored = await everythingStored(service);
  return [
    { where: "output", bytes: Buffer.from(service.output) },
    ...stored.map(({ table, item }) => ({
      where: `table ${table}`,
      bytes: Buffer.from(JSON.stringify(item)),
    })),
    ...(await filesIn(service.folder)),
    ...(await mailsOf(client)),
  ];
}

/** The engine's own files are among them, unless it is one that others use too. */
async function filesIn(folder: string): Promise<Surface[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return { where: `file ${path.slice(folder.length + 1)}`, bytes: await readFile(path) };
    }),
  );
}

/** Each mail as a person reads it, its PDF too: encoded and packed, words are not to be found. */
async function mailsOf(client: ServiceClient): Promise<Surface[]> {
  const surfaces = (await client.mails()).map(async (mail) => {
    const where = `mail ${mail.subject}`;
    const pdfs = mail.attachments.map(async ({ url }) => {
      const response = await fetch(url);
      const pdf = await readPdf(Buffer.from(await response.arrayBuffer()));
      const text = `${letterTextOf(pdf)} ${pdf.title} ${pdf.xmp} ${JSON.stringify(pdf.links)}`;
      return { where, bytes: Buffer.from(text) };
    });
    return [{ where, bytes: Buffer.from(JSON.stringify(mail)) }, ...(await Promise.all(pdfs))];
  });
  return (await Promise.all(surfaces)).flat();
}
