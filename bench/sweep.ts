// What a sweep costs while a million deadlines are open: requests follow what is due, never what is open.
import { BatchWriteItemCommand, type WriteRequest } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { allTables } from "../lambda/all-tables.ts";
import { sweepChasers } from "../lambda/chasers/sweep-chasers.ts";
import { procedureInForce } from "../lambda/procedures/in-force.ts";
import { loadProcedure, profileFile } from "../lambda/procedures/load-procedure.ts";
import { referralsTable } from "../lambda/referrals/table.ts";
import { dyingDatabase } from "../test/chasers/failing-database.ts";
import { registrationOf } from "../test/chasers/registered.ts";
import { startEngine } from "../test/engine.ts";

/** Each referral has three deadlines running. */
const DEADLINES_EACH = 3;
/** The default fills within a minute; `OPEN_DEADLINES=1000000` is what `docs/benchmarks.md` reports. */
const MANY = Number(process.env.OPEN_DEADLINES ?? 100_000);
const sizes = [
  { open: 1_000, monday: "2026-11-23" },
  { open: MANY, monday: "2026-12-07" },
] as const;
const DUE = 20;
/** What BatchWriteItem takes at once, and how many of them are under way. */
const BATCH = 25;
const IN_FLIGHT = 16;

const engine = await startEngine(allTables);
const TableName = engine.nameOf(referralsTable);
const procedure = procedureInForce(loadProcedure(profileFile("oxfordshire")));

async function fill(from: number, to: number, receivedAt: string, prefix: string): Promise<void> {
  const model = registrationOf("model", receivedAt, procedure).flatMap((write) =>
    write.kind === "put" ? [marshall(write.item, { removeUndefinedValues: true })] : [],
  );
  let next = from;
  const worker = async () => {
    while (next < to) {
      const requests: WriteRequest[] = [];
      while (requests.length + model.length <= BATCH && next < to) {
        const referralId = { S: `${prefix}${next++}` };
        for (const item of model) requests.push({ PutRequest: { Item: { ...item, referralId } } });
      }
      await engine.client.send(
        new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }),
      );
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

interface Cost {
  readonly sent: number;
  readonly requests: number;
  readonly milliseconds: number;
}

async function sweepAt(instant: string): Promise<Cost> {
  const database = dyingDatabase(engine.database);
  const start = performance.now();
  const report = await sweepChasers({ database, procedure, clock: () => new Date(instant) });
  return { sent: report.sent, requests: database.calls(), milliseconds: performance.now() - start };
}

const print = console.log;
console.info = () => {};
// The first sweep under these rules looks once at every running deadline.
await sweepAt("2026-11-20T09:00:00Z");
const costs: { readonly due: Cost; readonly nothing: Cost }[] = [];
let referrals = 0;
for (const { open, monday } of sizes) {
  const wanted = Math.ceil(open / DEADLINES_EACH);
  await fill(referrals, wanted, "2027-02-01T10:00:00Z", "open-");
  referrals = wanted;
  while ((await sweepAt(`${monday}T09:00:00Z`)).sent > 0);
  await fill(0, DUE, `${monday}T09:30:00Z`, `due-${monday}-`);
  const cost = {
    due: await sweepAt(`${monday}T15:30:00Z`),
    nothing: await sweepAt(`${monday}T15:45:00Z`),
  };
  costs.push(cost);
  print(
    `     ${open.toLocaleString("en-GB")} deadlines open: ${cost.nothing.requests} requests in ${cost.nothing.milliseconds.toFixed(0)} ms to see that nothing is due, ${cost.due.requests} in ${cost.due.milliseconds.toFixed(0)} ms to send ${cost.due.sent}`,
  );
}
await engine.stop();

const [few, many] = costs;
const flat =
  few?.due.sent === DUE &&
  many?.due.sent === DUE &&
  few.due.requests === many.due.requests &&
  few.nothing.requests === many.nothing.requests;
print(`${flat ? "ok  " : "MISS"} a sweep costs as many requests however much is open`);
if (!flat) process.exitCode = 1;
