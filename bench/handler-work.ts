// What the function itself does for one recorded consultation: everything but the SDK, the network
// and the guard, which has a budget of its own. The database answers at once.
import { rmSync } from "node:fs";
import type { Context } from "aws-lambda";
import { consultationOperations } from "../lambda/consultations/contract.ts";
import { recordExample } from "../lambda/consultations/examples.ts";
import { profileFile } from "../lambda/procedures/load-procedure.ts";
import type { Database } from "../lambda/tables/database.ts";
import { sealWith } from "../lambda/tables/seal.ts";
import { eventOf } from "../test/call-function.ts";
import { asDeployed, bundled, exporting, folder, withoutGuard } from "./bundled.ts";
import { exampleAgency } from "./example-agency.ts";
import { median } from "./rounds.ts";

const MOST_MICROSECONDS = 25;
const ROUNDS = 9;
const TIMES_A_ROUND = 10_000;

process.env.PROCEDURE_FILE = profileFile("oxfordshire");
const { file } = await bundled(
  "work",
  exporting("consultations", "lambda/functions/consultations.ts"),
  [withoutGuard, asDeployed],
);
const { consultations }: typeof import("../lambda/functions/consultations.ts") = await import(file);
rmSync(folder, { recursive: true });

const atOnce: Database = {
  readTogether: async (reads) =>
    reads.map(({ key }) => (key.kind === "agency" ? exampleAgency : undefined)),
  query: async () => ({ items: [] }),
  write: async () => ({ done: true }),
};
const fn = consultations({
  clock: () => new Date("2026-11-23T10:30:00Z"),
  database: atOnce,
  seal: sealWith("a secret for benchmarks that is long enough"),
});
const event = eventOf(consultationOperations, "POST", "/consultations", {
  as: "link-social-worker",
  body: recordExample,
});

/** Processor time, so that other work on the machine counts less. */
async function microsecondsEach(): Promise<number> {
  const start = process.cpuUsage();
  for (let time = 0; time < TIMES_A_ROUND; time++) await fn(event, {} as Context);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / TIMES_A_ROUND;
}

console.info = () => {};
await microsecondsEach();
const rounds: number[] = [];
for (let round = 0; round < ROUNDS; round++) rounds.push(await microsecondsEach());
const middle = median(rounds);
const kept = middle <= MOST_MICROSECONDS;
console.log(
  `${kept ? "ok  " : "MISS"} the function's own work for a recorded consultation: ${middle.toFixed(0)} µs of processor time (at most ${MOST_MICROSECONDS})`,
);
if (!kept) process.exitCode = 1;
