// npm start: the service on this machine.
import "./require-node-24.mjs";
import { enableCompileCache } from "node:module";

enableCompileCache();
const { runFromCommandLine } = await import("../lib/local/command-line.ts");
process.exitCode = await runFromCommandLine(process.argv.slice(2));
// Idle connections would keep the process; what was said last goes out first.
process.stdout.write("", () => process.exit());
