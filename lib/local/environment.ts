// What the functions are told by their environment, as the stack tells them on AWS.
import { randomBytes } from "node:crypto";
import { devNull } from "node:os";
import type { TableDefinition } from "../../lambda/tables/definition.ts";
import { CannotStart } from "./cannot-start.ts";
import type { DataFolder } from "./data-folder.ts";
import { keep, readIfThere } from "./kept-file.ts";

export const REGION = "eu-west-2";
export const CONFIGURATION_SET = "no-names-local";
const MAIL_FROM = "No-names consultations <no-names@authority.example>";

/** Whoever knows it can make cursors and filing links. */
const SECRET_BYTES = 32;

/** DynamoDB Local takes only letters and digits, and keeps apart what has different ones. */
export const credentials = { accessKeyId: "local", secretAccessKey: "local" } as const;

export interface FunctionSettings {
  readonly tables: readonly TableDefinition[];
  readonly nameOf: (table: TableDefinition) => string;
  readonly procedureFile: string;
  readonly sealingSecret: string;
  readonly publicAddress: string;
  readonly dynamodb: string;
  readonly mailService: string;
}

/**
 * Sets this process's environment for the functions. Whatever it says of AWS otherwise is taken away:
 * nothing on this machine is to reach a real account, or to depend on somebody's settings.
 */
export function setEnvironment(settings: FunctionSettings): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith("AWS_")) delete process.env[name];
  }
  const tableNames = settings.tables.map((table) => [
    `${table.name.toUpperCase()}_TABLE`,
    settings.nameOf(table),
  ]);
  Object.assign(process.env, {
    ...Object.fromEntries(tableNames),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_REGION: REGION,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_ENDPOINT_URL_DYNAMODB: settings.dynamodb,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: settings.dynamodb,
    AWS_ENDPOINT_URL_SES: settings.mailService,
    PROCEDURE_FILE: settings.procedureFile,
    SEALING_SECRET: settings.sealingSecret,
    PUBLIC_ADDRESS: settings.publicAddress,
    MAIL_FROM,
    MAIL_CONFIGURATION_SET: CONFIGURATION_SET,
  });
}

/**
 * The secret kept in the folder, made at the first start.
 * @throws CannotStart when it is damaged: with another one, links already sent would be dead.
 */
export async function sealingSecret(folder: DataFolder): Promise<string> {
  const path = folder.fileOf("sealingSecret");
  const kept = await readIfThere(path);
  if (kept === undefined) {
    const secret = randomBytes(SECRET_BYTES).toString("base64url");
    await keep(path, secret);
    return secret;
  }
  if (/^[\w-]{43}$/.test(kept)) return kept;
  throw new CannotStart(
    `The file ${path} is damaged, so links in mails already sent can't be read. Nothing was deleted. Put the file back from a copy, or start with --fresh to empty the folder and begin again.`,
  );
}
