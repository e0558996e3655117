// What the function itself does for one recorded consultation: everything but the SDK, the network
// and the guard, which has a budget of its own. The database answers at once.
import type { Context } from "aws-lambda";
import { recordRequestSchema } from "../lambda/consultations/consultation.ts";
import { consultationOperations } from "../lambda/consultations/contract.ts";
import { recordExample } from "../lambda/consultations/examples.ts";
import { procedureInForce } from "../lambda/procedures/in-force.ts";
import { loadProcedure, profileFile } from "../lambda/procedures/load-procedure.ts";
import { guardBody } from "../lambda/screening/guard-body.ts";
import { guardedPaths } from "../lambda/screening/guarded-text.ts";
import type { Database } from "../lambda/tables/database.ts";
import { sealWith } from "../lambda/tables/seal.ts";
import { eventOf } from "../test/call-function.ts";
import { exampleAgency } from "./example-agency.ts";

const MOST_MICROSECONDS = 25;
const ROUNDS = 9;
const TIMES_A_ROUND = 5_000;

const { consultations } = await import("../lambda/functions/consultations.ts");
const procedure = procedureInForce(loadProcedure(profileFile("oxfordshire")));
const atOnce: Database = {
  readTogether: async (reads) =>
    reads.map(({ key }) => (key.kind === "agency" ? exampleAgency : undefined)),
  query: async () => ({ items: [] }),
  write: async () => ({ done: true }),
};
const fn = consultations({
  clock: () => new Date("2026-11-23T10:30:00Z"),
  database: atOnce,
  procedure,
  seal: sealWith("a secret for benchmarks that is long enough"),
});
const event = eventOf(consultationOperations, "POST", "/consultations", {
  as: "link-social-worker",
  body: recordExample,
});
const paths = guardedPaths(recordRequestSchema);

/** Processor time, so that other work on the machine counts less. */
async function microsecondsFor(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  for (let time = 0; time < TIMES_A_ROUND; time++) await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / TIMES_A_ROUND;
}

const print = console.log;
console.info = () => {};
const record = () => fn(event, {} as Context);
const guard = async () => guardBody(recordExample, paths, [], { known: procedure.known });
await microsecondsFor(record);
await microsecondsFor(guard);
const rounds: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  rounds.push((await microsecondsFor(record)) - (await microsecondsFor(guard)));
}
const median = rounds.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
const kept = median <= MOST_MICROSECONDS;
print(
  `${kept ? "ok  " : "MISS"} the function's own work for a recorded consultation: ${median.toFixed(0)} µs of processor time (at most ${MOST_MICROSECONDS})`,
);
if (!kept) process.exitCode = 1;
