// The functions: each from its own file, with its own role, log and exactly what it needs.
import { Duration } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  ApplicationLogLevel,
  Architecture,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { Construct } from "constructs";
import { bundling, fileVariables, projectRoot } from "./bundle.ts";
import { functionNeeds, type Need } from "./function-needs.ts";
import { keptLog } from "./kept-log.ts";
import type { Keys } from "./keys.ts";
import { type FunctionId, permissions, type TablePermission } from "./permissions.ts";
import { tableStatements } from "./table-statements.ts";
import type { Tables } from "./tables.ts";

export interface FunctionsProps {
  readonly tables: Tables;
  readonly keys: Keys;
  readonly procedureFile: string;
  /** What the functions that need it are told. */
  readonly told: {
    readonly publicAddress: string;
    readonly sealingSecret: string;
    readonly mailFrom: string;
    readonly mailConfigurationSet: string;
  };
}

export class Functions extends Construct {
  readonly byId: Readonly<Record<FunctionId, NodejsFunction>>;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    const ids = Object.keys(permissions) as FunctionId[];
    this.byId = Object.fromEntries(ids.map((name) => [name, this.#make(name, props)])) as Record<
      FunctionId,
      NodejsFunction
    >;
  }

  #make(name: FunctionId, props: FunctionsProps): NodejsFunction {
    const { needs, memoryMegabytes, timeoutSeconds } = functionNeeds[name];
    const scope = new Construct(this, name);
    const log = keptLog(scope, "Log");
    const role = new Role(scope, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      description: `No-names: the function ${name}`,
    });
    log.grantWrite(role);
    for (const permission of permissions[name]) {
      for (const statement of tableStatements(permission, props.tables))
        role.addToPolicy(statement);
    }
    return new NodejsFunction(scope, "Function", {
      description: `No-names: ${name}`,
      entry: `${projectRoot}lambda/functions/${name}.ts`,
      projectRoot,
      depsLockFilePath: `${projectRoot}package-lock.json`,
      bundling: bundling(needs, props.procedureFile),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMegabytes,
      timeout: Duration.seconds(timeoutSeconds),
      role,
      logGroup: log,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      environmentEncryption: props.keys.shared,
      environment: {
        ...tableVariables(permissions[name], props.tables),
        ...fileVariables(needs),
        ...toldVariables(needs, props.told),
      },
    });
  }
}

const tableVariables = (permitted: readonly TablePermission[], tables: Tables) =>
  Object.fromEntries(
    permitted.map(({ table }) => [`${table.name.toUpperCase()}_TABLE`, tables.of(table).tableName]),
  );

const toldVariables = (needs: readonly Need[], told: FunctionsProps["told"]) => ({
  ...(needs.includes("seal") && { SEALING_SECRET: told.sealingSecret }),
  ...(needs.includes("public-address") && { PUBLIC_ADDRESS: told.publicAddress }),
  ...(needs.includes("sending") && {
    MAIL_FROM: told.mailFrom,
    MAIL_CONFIGURATION_SET: told.mailConfigurationSet,
  }),
});
