// Puts sample agencies into the register of a first start.
import { writeAgency, writeArea } from "../../lambda/agencies/table.ts";
import type { Database } from "../../lambda/tables/database.ts";
import { transact } from "../../lambda/tables/transact.ts";
import type { DataFolder } from "./data-folder.ts";
import { keep, readIfThere } from "./kept-file.ts";
import { sampleAgencies, sampleAreas } from "./sample-register.ts";

/** Once a folder; an entry that is there already stays as it is, so a start cut short is made good. */
export async function seedRegister(folder: DataFolder, database: Database): Promise<void> {
  const noted = folder.fileOf("register");
  if ((await readIfThere(noted)) !== undefined) return;
  const entries = [
    ...sampleAreas.map((area) => writeArea(area, undefined)),
    ...sampleAgencies.map((agency) => writeAgency(agency, undefined)),
  ];
  await Promise.all(entries.map((entry) => transact(database, [entry])));
  await keep(noted, JSON.stringify({ agencies: sampleAgencies.length }));
}
