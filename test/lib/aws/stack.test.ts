// The stack holds what the contracts and the table definitions say, protected as the data needs.
import { readdirSync, readFileSync } from "node:fs";
import { App, Stack } from "aws-cdk-lib";
import { beforeAll, describe, expect, it, test } from "vitest";
import * as z from "zod";
import { allOperations } from "../../../lambda/all-operations.ts";
import { allTables } from "../../../lambda/all-tables.ts";
import { roles } from "../../../lambda/http/roles.ts";
import { routeKeys } from "../../../lambda/http/sign-in.ts";
import { defineTable } from "../../../lambda/tables/definition.ts";
import { Keys } from "../../../lib/aws/keys.ts";
import { permissions } from "../../../lib/aws/permissions.ts";
import { settingsFrom } from "../../../lib/aws/settings.ts";
import { Tables } from "../../../lib/aws/tables.ts";
import { inWords, type Resource, type Synthesized, synthesize } from "./synthesize.ts";

let stack: Synthesized;
beforeAll(() => {
  // Throws when AWS Solutions finds anything that nobody gave a reason for.
  stack = synthesize({ checked: true });
});

describe("routes", () => {
  const routes = () =>
    stack
      .ofType("AWS::ApiGatewayV2::Route")
      .map(({ Properties }) =>
        z
          .object({ RouteKey: z.string(), AuthorizationType: z.string(), Target: z.unknown() })
          .parse(Properties),
      );

  it("are the operations, and one for all else", () => {
    expect(
      routes()
        .map(({ RouteKey }) => RouteKey)
        .sort(),
    ).toEqual([...allOperations.flatMap(routeKeys), "$default"].sort());
  });

  it("need a token, but for the operations that are public", () => {
    const open = routes().filter(({ AuthorizationType }) => AuthorizationType !== "JWT");
    expect(new Set(open.map(({ RouteKey }) => RouteKey))).toEqual(
      new Set(allOperations.filter(({ roles: who }) => who === "public").flatMap(routeKeys)),
    );
  });

  it("lead each to the function of its operation, and all else to pages", () => {
    const functionOf = new Map(
      stack
        .ofType("AWS::ApiGatewayV2::Integration")
        .map(({ path, Properties }) => [path, stack.placeOf(Properties.IntegrationUri)]),
    );
    const led = new Map(
      routes().map(({ RouteKey, Target }) => [
        RouteKey,
        functionOf.get(inWords(stack, Target).replace(/^integrations\//, "")),
      ]),
    );
    for (const operation of allOperations) {
      for (const key of routeKeys(operation)) {
        expect([key, led.get(key)]).toEqual([
          key,
          `Functions/${operation.runsIn}/Function/Resource`,
        ]);
      }
    }
    expect(led.get("$default")).toBe("Functions/pages/Function/Resource");
  });

  it("are throttled, and logged without path, query, person or address", () => {
    const { Properties } = stack.at("Gateway/Stage/Resource");
    expect(Properties.DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: 50,
      ThrottlingBurstLimit: 100,
    });
    const { Format } = z.object({ Format: z.string() }).parse(Properties.AccessLogSettings);
    const logged = [...Format.matchAll(/\$context\.([\w.]+)/g)].map(([, name]) => name);
    expect(logged).toContain("routeKey");
    for (const name of logged) expect(name).not.toMatch(/path|identity|authorizer|claims|message/i);
  });
});

describe("tables", () => {
  const replica = z.object({
    DeletionProtectionEnabled: z.boolean(),
    PointInTimeRecoverySpecification: z.unknown(),
    SSESpecification: z.object({ KMSMasterKeyId: z.unknown() }),
  });

  it("are those that are defined, and no other", () => {
    expect(stack.ofType("AWS::DynamoDB::GlobalTable").map(({ path }) => path)).toEqual(
      allTables.map(({ name }) => `Tables/${name}/Resource`),
    );
  });

  it.each(allTables.map((table) => [table.name, table] as const))(
    "%s has the keys, indexes, expiry and stream of its definition",
    (name, { key, indexes, expiry, stream }) => {
      const { Properties } = stack.at(`Tables/${name}/Resource`);
      const keySchema = (partition: string, sort?: string) => [
        { AttributeName: partition, KeyType: "HASH" },
        ...(sort ? [{ AttributeName: sort, KeyType: "RANGE" }] : []),
      ];
      expect(Properties.KeySchema).toEqual(keySchema(key.partition, key.sort));
      const projections = { keys: "KEYS_ONLY", everything: "ALL" } as const;
      expect(Properties.GlobalSecondaryIndexes ?? []).toEqual(
        Object.entries(indexes).map(([IndexName, { partition, sort, carries }]) => ({
          IndexName,
          KeySchema: keySchema(partition, sort),
          Projection:
            carries === "keys" || carries === "everything"
              ? { ProjectionType: projections[carries] }
              : { ProjectionType: "INCLUDE", NonKeyAttributes: carries },
        })),
      );
      expect(Properties.TimeToLiveSpecification).toEqual(
        expiry && { AttributeName: expiry, Enabled: true },
      );
      expect(Properties.StreamSpecification).toEqual(stream && { StreamViewType: "NEW_IMAGE" });
    },
  );

  it.each(allTables.map(({ name, encryption }) => [name, encryption] as const))(
    "%s is encrypted with our %s key, recoverable for 35 days, and kept",
    (name, encryption) => {
      const key = encryption === "own" ? name : "Shared";
      const table = stack.at(`Tables/${name}/Resource`);
      const [only, ...others] = z.array(replica).parse(table.Properties.Replicas);
      expect(others).toEqual([]);
      expect(stack.placeOf(only?.SSESpecification.KMSMasterKeyId)).toBe(`Keys/${key}/Resource`);
      expect(only?.DeletionProtectionEnabled).toBe(true);
      expect(only?.PointInTimeRecoverySpecification).toEqual({
        PointInTimeRecoveryEnabled: true,
        RecoveryPeriodInDays: 35,
      });
      expect([table.DeletionPolicy, table.UpdateReplacePolicy]).toEqual(["Retain", "Retain"]);
    },
  );

  it("have a key of their own where their definition says so", () => {
    const links = defineTable({
      name: "Links",
      key: { partition: "id" },
      indexes: {},
      encryption: "own",
    });
    const own = synthesize({
      build: (app) => {
        const inner = new Stack(app, "Own", { env: { region: "eu-west-2" } });
        new Tables(inner, "Tables", { definitions: [links], keys: new Keys(inner, "Keys") });
        return inner;
      },
    });
    const { Properties } = own.at("Tables/Links/Resource");
    const [only] = z.array(replica).parse(Properties.Replicas);
    expect(own.placeOf(only?.SSESpecification.KMSMasterKeyId)).toBe("Keys/Links/Resource");
  });
});

test("keys rotate and outlive the stack", () => {
  for (const key of stack.ofType("AWS::KMS::Key")) {
    expect(key.Properties.EnableKeyRotation).toBe(true);
    expect(key.DeletionPolicy).toBe("Retain");
  }
});

describe("functions", () => {
  const ids = Object.keys(permissions);
  const variablesOf = ({ Properties }: Resource): Record<string, unknown> =>
    z
      .object({ Variables: z.record(z.string(), z.unknown()) })
      .default({ Variables: {} })
      .parse(Properties.Environment).Variables;

  it("are the files of lambda/functions", () => {
    const files = readdirSync("lambda/functions").map((file) => file.replace(/\.ts$/, ""));
    expect(files.filter((file) => file !== "settings").sort()).toEqual([...ids].sort());
    expect(stack.ofType("AWS::Lambda::Function").map(({ path }) => path)).toEqual(
      ids.map((id) => `Functions/${id}/Function/Resource`),
    );
  });

  it.each(ids)("%s runs on Node 24 on arm64, encrypts its settings and keeps its log", (id) => {
    const { Properties } = stack.at(`Functions/${id}/Function/Resource`);
    expect(Properties).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"] });
    expect(stack.placeOf(Properties.KmsKeyArn)).toBe("Keys/Shared/Resource");
    const { LogGroup, LogFormat } = z
      .object({ LogGroup: z.unknown(), LogFormat: z.string() })
      .parse(Properties.LoggingConfig);
    expect(LogFormat).toBe("JSON");
    const log = stack.at(stack.placeOf(LogGroup));
    expect(log.path).toBe(`Functions/${id}/Log/Resource`);
    expect(log.Properties.RetentionInDays).toBe(365);
  });

  it.each(ids)("%s answers before the gateway gives up, unless no gateway waits", (id) => {
    const { Timeout } = stack.at(`Functions/${id}/Function/Resource`).Properties;
    const isSweep = ["mail", "chasers", "retention"].includes(id);
    if (!isSweep) expect(Timeout).toBeLessThan(29);
  });

  it.each(ids)("%s is told what its file asks for and no more", (id) => {
    const code = readFileSync(`lambda/functions/${id}.ts`, "utf8");
    const asked = [
      ...(code.includes("sealFrom(") ? ["SEALING_SECRET"] : []),
      ...(code.includes("procedureFrom(") ? ["PROCEDURE_FILE"] : []),
      ...(code.includes("docsFolderFrom(") ? ["DOCS_DIR"] : []),
      ...[...code.matchAll(/setting\("(\w+)"\)/g)].map(([, name]) => name),
      // The form and the mail are the only ones that draw a PDF.
      ...(/read-form|sesMail/.test(code) ? ["FONTS_DIR"] : []),
    ];
    const told = Object.keys(variablesOf(stack.at(`Functions/${id}/Function/Resource`)));
    expect(told.filter((name) => !name.endsWith("_TABLE")).sort()).toEqual(asked.sort());
    expect(told.some((name) => name.endsWith("_TABLE"))).toBe(code.includes("openDatabase("));
  });

  it("get the sealing secret when they are deployed: the template holds none", () => {
    const { Properties } = stack.at("SealingSecret/Secret/Resource");
    expect(Properties.GenerateSecretString).toMatchObject({ PasswordLength: 64 });
    const { SEALING_SECRET } = variablesOf(stack.at("Functions/filings/Function/Resource"));
    expect(inWords(stack, SEALING_SECRET)).toBe(
      "{{resolve:secretsmanager:SealingSecret/Secret/Resource:SecretString:::}}",
    );
  });
});

test("staff are entered by an administrator, with a second factor, in the groups of the five roles", () => {
  const [pool] = stack.ofType("AWS::Cognito::UserPool");
  expect(pool?.Properties).toMatchObject({
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    MfaConfiguration: "ON",
    EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
    DeletionProtection: "ACTIVE",
  });
  const groups = stack.ofType("AWS::Cognito::UserPoolGroup");
  expect(groups.map(({ Properties }) => Properties.GroupName)).toEqual([...roles]);
});

describe("settings", () => {
  const settings = (context: Record<string, unknown>) => settingsFrom(new App({ context }).node);

  it("let the authority's own sign-in take the place of the user pool", () => {
    const own = synthesize({
      context: { issuer: "https://login.example.gov.uk/tenant", audience: "api://no-names" },
    });
    expect(own.ofType("AWS::Cognito::UserPool")).toEqual([]);
    expect(own.ofType("AWS::ApiGatewayV2::Authorizer").map((one) => one.Properties)).toMatchObject([
      {
        JwtConfiguration: {
          Issuer: "https://login.example.gov.uk/tenant",
          Audience: ["api://no-names"],
        },
      },
    ]);
  });

  it("are the sample of an authority where none are given", () => {
    const { procedureFile, mailFrom, publicAddress, signIn } = settings({});
    expect(procedureFile).toMatch(/profiles[\\/]oxfordshire\.json$/);
    expect(mailFrom).toMatchObject({ address: "no-names@example.gov.uk", isSample: true });
    expect([publicAddress, signIn]).toEqual([undefined, undefined]);
  });

  it.each([
    [{ procedure: "atlantis" }, /“atlantis” isn't available/],
    [{ procedure: "./package.json" }, /package\.json/],
    [{ procedure: "./not-there.json" }, /can't be read/],
    [{ publicAddress: "http://no-names.example.gov.uk" }, /publicAddress/],
    [{ mailFrom: "nobody" }, /mailFrom/],
    [{ mailFrom: "A <a@b.example>\r\nBcc: c@d.example" }, /mailFrom/],
    [{ issuer: "https://login.example.gov.uk" }, /“issuer” and “audience” together/],
  ])("stop the synthesis when they are wrong: %j", (context, message) => {
    expect(() => settings(context)).toThrow(message);
  });

  it("reach the functions", () => {
    const own = synthesize({
      context: {
        publicAddress: "https://no-names.example.gov.uk/",
        mailFrom: "Consultations <forms@council.gov.uk>",
      },
    });
    const { Properties } = own.at("Functions/mail/Function/Resource");
    expect(Properties.Environment).toMatchObject({
      Variables: {
        PUBLIC_ADDRESS: "https://no-names.example.gov.uk",
        MAIL_FROM: "Consultations <forms@council.gov.uk>",
      },
    });
  });
});
