// A real DynamoDB engine for tests: Dynoxide on a free port, or the one DYNAMODB_ENDPOINT names.
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  DeleteTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
} from "@aws-sdk/client-dynamodb";
import type { Database } from "../lambda/tables/database.ts";
import type { TableDefinition } from "../lambda/tables/definition.ts";
import { dynamoDBClient, openDatabase } from "../lambda/tables/open-database.ts";
import { createTables } from "../lib/local/create-tables.ts";

export interface Engine {
  readonly database: Database;
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  /** The physical name of a table in this engine. */
  readonly nameOf: (definition: TableDefinition) => string;
  stop(): Promise<void>;
}

/** Ready takes 30 ms; a busy machine gets a hundred times that. */
const READY_TRIES = 150;
const READY_PAUSE_MS = 20;
/** Between finding a free port and taking it somebody else may be faster. */
const PORT_TRIES = 5;

/**
 * Starts an engine with empty tables as defined. Each call has tables of its own: call it once in
 * `beforeAll` and `stop` it in `afterAll`.
 */
export async function startEngine(definitions: readonly TableDefinition[]): Promise<Engine> {
  const given = process.env.DYNAMODB_ENDPOINT;
  const own = given ? undefined : await startDynoxide();
  const endpoint = given ?? own?.endpoint ?? "";
  const client = clientOf(endpoint);
  const prefix = own ? "" : `t${randomUUID().slice(0, 8)}-`;
  const nameOf = (definition: TableDefinition) => `${prefix}${definition.name}`;
  await createTables(client, definitions, nameOf);
  return {
    database: openDatabase({ nameOf, client }),
    client,
    endpoint,
    nameOf,
    async stop() {
      if (!own) {
        for (const definition of definitions) {
          await client.send(new DeleteTableCommand({ TableName: nameOf(definition) }));
        }
      }
      client.destroy();
      await own?.stop();
    },
  };
}

const clientOf = (endpoint: string): DynamoDBClient =>
  dynamoDBClient({
    endpoint,
    region: "eu-west-2",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });

/**
 * Runs the engine `$0` on port `$1` for as long as standard input is open: the pipe closes with the
 * test's process however that ends, killed by its runner too, and no engine is left behind.
 */
const TIED_TO_US = `
exec 3<&0
"$0" --port "$1" </dev/null 3<&- & engine=$!
(cat <&3 >/dev/null; kill -9 $engine 2>/dev/null) &
exec 3<&-
wait $engine`;

async function startDynoxide(): Promise<{ endpoint: string; stop(): Promise<void> }> {
  const binary = fileURLToPath(
    import.meta.resolve(`@dynoxide/${process.platform}-${process.arch}/dynoxide`),
  );
  for (let tries = 1; ; tries++) {
    const port = await freePort();
    const child = spawn("sh", ["-c", TIED_TO_US, binary, String(port)], {
      stdio: ["pipe", "ignore", "ignore"],
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const stop = async () => {
      child.stdin.end();
      await ended;
    };
    const endpoint = `http://127.0.0.1:${port}`;
    if (await becomesReady(endpoint, child)) return { endpoint, stop };
    await stop();
    if (tries === PORT_TRIES) throw new Error(`Dynoxide did not start (${binary}).`);
  }
}

async function becomesReady(endpoint: string, child: ChildProcess): Promise<boolean> {
  const client = clientOf(endpoint);
  try {
    for (let tries = 0; tries < READY_TRIES && child.exitCode === null; tries++) {
      try {
        await client.send(new ListTablesCommand({}));
        // Another process may answer on the port that this one failed to take.
        return child.exitCode === null;
      } catch {
        await wait(READY_PAUSE_MS);
      }
    }
    return false;
  } finally {
    client.destroy();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
