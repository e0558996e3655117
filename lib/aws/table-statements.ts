// The permissions of a function as statements of its policy.
import { Stack } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { TablePermission } from "./permissions.ts";
import type { Tables } from "./tables.ts";

const WRITES: ReadonlySet<string> = new Set(["PutItem", "UpdateItem", "DeleteItem"]);

/** DynamoDB asks for the table's key in the name of whoever reads or writes. */
const KEY_TO_READ = ["kms:Decrypt", "kms:DescribeKey"];
const KEY_TO_WRITE = [
  ...KEY_TO_READ,
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/** The statements for one table: its items, its indexes one by one, and its key through DynamoDB alone. */
export function tableStatements(
  { table: definition, actions, queries = [] }: TablePermission,
  tables: Tables,
): readonly PolicyStatement[] {
  const table = tables.of(definition);
  const key = table.encryptionKey;
  const { region, urlSuffix } = Stack.of(table);
  const missing = queries.filter((index) => definition.indexes[index] === undefined);
  if (missing.length > 0) throw new Error(`${definition.name} has no index ${missing.join()}.`);
  return [
    ...(actions.length > 0
      ? [
          new PolicyStatement({
            actions: actions.map((action) => `dynamodb:${action}`),
            resources: [table.tableArn],
          }),
        ]
      : []),
    ...queries.map(
      (index) =>
        new PolicyStatement({
          actions: ["dynamodb:Query"],
          resources: [`${table.tableArn}/index/${index}`],
        }),
    ),
    ...(key
      ? [
          new PolicyStatement({
            actions: actions.some((action) => WRITES.has(action)) ? KEY_TO_WRITE : KEY_TO_READ,
            resources: [key.keyArn],
            conditions: { StringEquals: { "kms:ViaService": `dynamodb.${region}.${urlSuffix}` } },
          }),
        ]
      : []),
  ];
}
