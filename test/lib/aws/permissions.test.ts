// Least privilege: each function's policy says what `permissions` says, word for word, and nothing else.
import { beforeAll, describe, expect, it, test } from "vitest";
import * as z from "zod";
import { allTables } from "../../../lambda/all-tables.ts";
import { referralsTable } from "../../../lambda/referrals/table.ts";
import { type FunctionId, permissions } from "../../../lib/aws/permissions.ts";
import { inWords, type Synthesized, synthesize } from "./synthesize.ts";

const oneOrMany = <S extends z.ZodType>(schema: S) =>
  z.union([z.array(schema), schema.transform((one) => [one])]);
const policySchema = z.object({
  PolicyDocument: z.object({
    Statement: z.array(
      z.object({
        Effect: z.literal("Allow"),
        Action: oneOrMany(z.string()),
        Resource: oneOrMany(z.unknown()),
        Condition: z.unknown().optional(),
      }),
    ),
  }),
});

let stack: Synthesized;
beforeAll(() => {
  stack = synthesize();
});

/** What a role may do, e.g. `dynamodb:Query on Tables/Messages/Resource/index/about`. */
function grants(place: string) {
  return stack
    .ofType("AWS::IAM::Policy")
    .filter(({ path }) => path.startsWith(`${place}/DefaultPolicy/`))
    .flatMap(({ Properties }) => policySchema.parse(Properties).PolicyDocument.Statement)
    .flatMap(({ Action, Resource, Condition }) =>
      Action.flatMap((action) =>
        Resource.map((resource) => ({
          grant: `${action} on ${inWords(stack, resource)}`,
          condition: JSON.stringify(Condition),
        })),
      ),
    );
}

const grantsOf = (id: FunctionId): readonly string[] =>
  grants(`Functions/${id}/Role`).map(({ grant }) => grant);

const ids = Object.keys(permissions) as FunctionId[];
const READ_KEY = ["Decrypt", "DescribeKey"];
const WRITE_KEY = [...READ_KEY, "Encrypt", "GenerateDataKey", "ReEncryptFrom", "ReEncryptTo"];
const queue = (name: string) =>
  ["GetQueueAttributes", "GetQueueUrl", "SendMessage"].map(
    (action) => `sqs:${action} on ${name}/Resource`,
  );
const ses = 'arn:aws:ses:eu-west-2:{"Ref":"AWS::AccountId"}';

/** What functions are permitted beside the tables. */
const besides: Partial<Record<FunctionId, readonly string[]>> = {
  chasers: queue("Sweeps/Chasers/Failures"),
  retention: queue("Sweeps/Retention/Failures"),
  mail: [
    "dynamodb:DescribeStream on Tables/Messages/Resource",
    "dynamodb:GetRecords on Tables/Messages/Resource",
    "dynamodb:GetShardIterator on Tables/Messages/Resource",
    "dynamodb:ListStreams on Tables/Messages/Resource/stream/*",
    `ses:SendRawEmail on ${ses}:identity/example.gov.uk`,
    `ses:SendRawEmail on ${ses}:identity/no-names@example.gov.uk`,
    `ses:SendRawEmail on ${ses}:configuration-set/MailService/Forms/Resource`,
    ...queue("MailDelivery/StreamFailures"),
    ...queue("MailDelivery/SweepFailures"),
  ],
  "mail-events": queue("MailDelivery/ReportFailures"),
};

test.each(ids)("%s may do what it is permitted and nothing else", (id) => {
  const onTables = permissions[id].flatMap(({ table: { name }, actions, queries = [] }) => [
    ...actions.map((action) => `dynamodb:${action} on Tables/${name}/Resource`),
    ...queries.map((index) => `dynamodb:Query on Tables/${name}/Resource/index/${index}`),
  ]);
  const onKeys = (["shared", "own"] as const).flatMap((encryption) => {
    const ofKey = permissions[id].filter(({ table }) => table.encryption === encryption);
    const actions = ofKey.flatMap((permission) => permission.actions);
    const writes = actions.some((one) => /Put|Upd|Del/.test(one));
    const key = encryption === "shared" ? "Shared" : "Referrals";
    const onKey = ofKey.length === 0 ? [] : writes ? WRITE_KEY : READ_KEY;
    return onKey.map((action) => `kms:${action} on Keys/${key}/Resource`);
  });
  const log = `Functions/${id}/Log/Resource`;
  expect([...new Set(grantsOf(id))].sort()).toEqual(
    [
      `logs:CreateLogStream on ${log}`,
      `logs:PutLogEvents on ${log}`,
      ...onTables,
      ...onKeys,
      ...(besides[id] ?? []),
    ].sort(),
  );
});

test.each(ids)("%s uses the key of a table through DynamoDB alone", (id) => {
  const onKeys = grants(`Functions/${id}/Role`).filter(({ grant }) => grant.startsWith("kms:"));
  for (const { condition } of onKeys) {
    expect(condition).toContain('{"StringEquals":{"kms:ViaService":');
    expect(condition).toContain("dynamodb.eu-west-2.");
  }
});

test("mail is sent from the one address alone", () => {
  const sending = grants("Functions/mail/Role").filter(({ grant }) => grant.startsWith("ses:"));
  expect(sending).toHaveLength(3);
  for (const { condition } of sending) {
    expect(condition).toBe('{"StringEquals":{"ses:FromAddress":"no-names@example.gov.uk"}}');
  }
});

test.each([
  ["MailDelivery/SweepRole", "mail"],
  ["Sweeps/Chasers/Role", "chasers"],
  ["Sweeps/Retention/Role", "retention"],
])("the schedule of %s may start the function %s, and no other version of it", (role, id) => {
  expect(grants(role).map(({ grant }) => grant)).toEqual([
    `lambda:InvokeFunction on Functions/${id}/Function/Resource`,
  ]);
});

test("no policy has a wildcard but the one with a written reason", () => {
  const wild = stack
    .ofType("AWS::IAM::Policy")
    .flatMap(({ path }) => grants(path.replace(/\/DefaultPolicy\/.*$/, "")))
    .map(({ grant }) => grant)
    .filter((grant) => grant.includes("*"));
  expect(wild).toEqual(["dynamodb:ListStreams on Tables/Messages/Resource/stream/*"]);
  for (const { Properties } of stack.ofType("AWS::IAM::Role")) {
    expect(Properties.ManagedPolicyArns).toBeUndefined();
    expect(Properties.Policies).toBeUndefined();
  }
});

describe("what the design forbids", () => {
  it("lets the public reach nothing but the record of a filing", () => {
    expect(permissions.filings.map(({ table }) => table.name)).toEqual(["Consultations"]);
    expect(permissions.pages).toEqual([]);
  });

  it("lets the guard touch nothing", () => {
    expect(permissions.screening).toEqual([]);
  });

  it("lets whoever records consultations add a referral, and never read or change one (R13)", () => {
    const onReferrals = permissions.consultations.filter(({ table }) => table === referralsTable);
    expect(onReferrals).toEqual([{ table: referralsTable, actions: ["PutItem"] }]);
  });

  it("lets retention alone delete", () => {
    const deleting = ids.filter((id) =>
      permissions[id].some(({ actions }) => actions.includes("DeleteItem")),
    );
    expect(deleting).toEqual(["retention"]);
  });

  it("names only tables and indexes there are", () => {
    for (const { table, queries = [] } of Object.values(permissions).flat()) {
      expect(allTables).toContain(table);
      for (const index of queries) expect(Object.keys(table.indexes)).toContain(index);
    }
  });
});
