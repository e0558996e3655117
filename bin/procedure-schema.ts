// npm run procedure:schema: writes the JSON Schema of procedure files to docs/procedure.schema.json.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { procedureJsonSchema } from "../lambda/procedures/procedure-json-schema.ts";

const file = join(import.meta.dirname, "../docs/procedure.schema.json");
writeFileSync(file, `${JSON.stringify(procedureJsonSchema(), null, 2)}\n`);
console.log(`Written: ${file}`);
