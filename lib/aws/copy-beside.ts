// Copies files beside the code of a bundle. Usage: node lib/aws/copy-beside.ts FOLDER [FROM TO]…
// A procedure is written whole, put over what it extends: beside the code there is no other.
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { procedureData } from "../../lambda/procedures/load-procedure.ts";

const [folder = "", ...paths] = process.argv.slice(2);
for (let index = 0; index < paths.length; index += 2) {
  const [from = "", to = ""] = paths.slice(index, index + 2);
  if (to === "procedure.json") writeFileSync(join(folder, to), JSON.stringify(procedureData(from)));
  else cpSync(from, join(folder, to), { recursive: true });
}
