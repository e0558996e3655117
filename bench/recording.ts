// Recording a consultation through the whole function, against the floor of the same reads and writes.
import { randomUUID } from "node:crypto";
import type { Context } from "aws-lambda";
import { registerTable } from "../lambda/agencies/table.ts";
import { allTables } from "../lambda/all-tables.ts";
import { consultationOperations } from "../lambda/consultations/contract.ts";
import { recordExample } from "../lambda/consultations/examples.ts";
import { consultationsTable } from "../lambda/consultations/table.ts";
import { requestsTable } from "../lambda/http/idempotency.ts";
import { messagesTable } from "../lambda/messages/table.ts";
import { procedureInForce } from "../lambda/procedures/in-force.ts";
import { loadProcedure, profileFile } from "../lambda/procedures/load-procedure.ts";
import { sealWith } from "../lambda/tables/seal.ts";
import { put } from "../lambda/tables/write.ts";
import { eventOf } from "../test/call-function.ts";
import { type Engine, startEngine } from "../test/engine.ts";
import { exampleAgency } from "./example-agency.ts";
import { recordingFloor } from "./floor.ts";
import { median } from "./rounds.ts";

const IN_FLIGHT = 8;
const ROUNDS = 9;
const TIMES_A_ROUND = 800;
/** A machine whose own floor wavers more than this says nothing about anything. */
const STEADY = 1.3;
const LEAST_THROUGHPUT = 0.85;
const MOST_P99 = 1.3;

const { consultations } = await import("../lambda/functions/consultations.ts");

interface Round {
  readonly perSecond: number;
  readonly p99: number;
}

async function round(work: () => Promise<void>): Promise<Round> {
  const milliseconds: number[] = [];
  let left = TIMES_A_ROUND;
  const start = performance.now();
  const worker = async () => {
    while (left-- > 0) {
      const began = performance.now();
      await work();
      milliseconds.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  const seconds = (performance.now() - start) / 1000;
  milliseconds.sort((a, b) => a - b);
  return {
    perSecond: TIMES_A_ROUND / seconds,
    p99: milliseconds[Math.floor(milliseconds.length * 0.99)] ?? Number.NaN,
  };
}

/** What the gateway hands over; making it is not the function's work. */
const event = eventOf(consultationOperations, "POST", "/consultations", {
  as: "link-social-worker",
  body: recordExample,
});
const procedure = procedureInForce(loadProcedure(profileFile("oxfordshire")));

function recordingOn({ database }: Engine): () => Promise<void> {
  const fn = consultations({
    clock: () => new Date("2026-11-23T10:30:00Z"),
    database,
    procedure,
    seal: sealWith("a secret for benchmarks that is long enough"),
  });
  return async () => {
    const headers = { ...event.headers, "idempotency-key": randomUUID() };
    const { statusCode, body } = await fn({ ...event, headers }, {} as Context);
    if (statusCode !== 201) throw new Error(`Not recorded: ${body}`);
  };
}

const floorOn = ({ nameOf, client }: Engine): (() => Promise<void>) =>
  recordingFloor(
    client,
    {
      consultations: nameOf(consultationsTable),
      messages: nameOf(messagesTable),
      register: nameOf(registerTable),
      requests: nameOf(requestsTable),
    },
    recordExample.concern,
    recordExample.advice,
  );

/** On an engine of its own: the engine's tables slow as they fill, four times in a few thousand items. */
async function freshRound(workOn: (engine: Engine) => () => Promise<void>): Promise<Round> {
  const engine = await startEngine(allTables);
  await engine.database.write(
    [put(registerTable, { kind: "agency", id: exampleAgency.agencyId, ...exampleAgency }, [])],
    randomUUID(),
  );
  const result = await round(workOn(engine));
  await engine.stop();
  return result;
}

// Log lines go to a terminal slower than to CloudWatch's pipe; they are not what is measured.
const print = console.log;
console.info = () => {};

await freshRound(recordingOn);
await freshRound(floorOn);
const ours: Round[] = [];
const floors: Round[] = [];
for (let count = 0; count < ROUNDS; count++) {
  floors.push(await freshRound(floorOn));
  ours.push(await freshRound(recordingOn));
}

const floorSpeeds = floors.map(({ perSecond }) => perSecond);
const spread = Math.max(...floorSpeeds) / Math.min(...floorSpeeds);
const throughput = median(ours.map(({ perSecond }) => perSecond)) / median(floorSpeeds);
const p99 = median(ours.map((one) => one.p99)) / median(floors.map((one) => one.p99));
const figures = `${median(ours.map(({ perSecond }) => perSecond)).toFixed(0)}/s, ${throughput.toFixed(2)} times the floor's throughput (at least ${LEAST_THROUGHPUT}), ${p99.toFixed(2)} times its p99 (at most ${MOST_P99})`;
if (spread > STEADY) {
  print(
    `none recording a consultation: no verdict, the floor's own rounds differ ${spread.toFixed(2)} times; ${figures}`,
  );
} else {
  const kept = throughput >= LEAST_THROUGHPUT && p99 <= MOST_P99;
  print(`${kept ? "ok  " : "MISS"} recording a consultation: ${figures}`);
  if (!kept) process.exitCode = 1;
}
