// Writes a procedure, put over what it extends, where a bundle is made: beside the code there is no other.
// Usage: node lib/aws/copy-procedure.ts FROM TO
import { writeFileSync } from "node:fs";
import { procedureData } from "../../lambda/procedures/load-procedure.ts";

const [, , from = "", to = ""] = process.argv;
writeFileSync(to, JSON.stringify(procedureData(from)));
