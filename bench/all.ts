// npm run bench: every benchmark, each in a process of its own, one after the other.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Parts of benchmarks, and the measure of the guard, which wants a folder of texts. */
const parts = ["all.ts", "bundled.ts", "guard.ts", "example-agency.ts", "floor.ts", "rounds.ts"];

const environment = {
  ...process.env,
  AWS_REGION: "eu-west-2",
  SEALING_SECRET: "a secret for benchmarks that is long enough",
};
const files = readdirSync(import.meta.dirname).filter(
  (file) => file.endsWith(".ts") && !parts.includes(file),
);
for (const file of files) {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, file)], {
    stdio: "inherit",
    env: environment,
  });
  if (status !== 0) process.exitCode = 1;
}
