// What the API's function weighs and how long it takes to load, against the bare DynamoDB client.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { asDeployed, bundled, exporting, folder, project, withoutGuard } from "./bundled.ts";
import { median } from "./rounds.ts";

const ROUNDS = 15;
const MOST_BYTES = 1.5;
const MOST_IMPORT = 1.25;

const procedureFile = join(project, "lambda/procedures/profiles/oxfordshire.json");
const environment = {
  ...process.env,
  PROCEDURE_FILE: procedureFile,
  SEALING_SECRET: "a secret for benchmarks that is long enough",
  AWS_REGION: "eu-west-2",
};

function loadMilliseconds(file: string): number {
  const script = `const t=performance.now();require(${JSON.stringify(file)});process.stdout.write(String(performance.now()-t))`;
  return Number(
    execFileSync(process.execPath, ["-e", script], { env: environment, encoding: "utf8" }),
  );
}

const bare = await bundled(
  "bare",
  `import { BatchGetItemCommand, DynamoDBClient, QueryCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
   export const commands = [BatchGetItemCommand, QueryCommand, TransactWriteItemsCommand];
   export const client = new DynamoDBClient({});`,
);
const api = await bundled("api", exporting("handler", "lambda/functions/consultations.ts"), [
  withoutGuard,
  asDeployed,
]);
const loads = { bare: [] as number[], api: [] as number[] };
loadMilliseconds(bare.file);
loadMilliseconds(api.file);
for (let round = 0; round < ROUNDS; round++) {
  loads.bare.push(loadMilliseconds(bare.file));
  loads.api.push(loadMilliseconds(api.file));
}
rmSync(folder, { recursive: true });

function verdict(what: string, ratio: number, most: number, figures: string): void {
  console.log(
    `${ratio <= most ? "ok  " : "MISS"} ${what}: ${figures}, ${ratio.toFixed(2)} times the bare client's (at most ${most})`,
  );
  if (ratio > most) process.exitCode = 1;
}
verdict(
  "the API's bundle",
  api.bytes / bare.bytes,
  MOST_BYTES,
  `${Math.round(api.bytes / 1024)} KB against ${Math.round(bare.bytes / 1024)} KB`,
);
verdict(
  "loading the API's bundle",
  median(loads.api) / median(loads.bare),
  MOST_IMPORT,
  `${median(loads.api).toFixed(0)} ms against ${median(loads.bare).toFixed(0)} ms`,
);
