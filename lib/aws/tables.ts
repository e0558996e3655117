// The tables on AWS, from the same definitions as the tables on one machine.
import { RemovalPolicy } from "aws-cdk-lib";
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";
import type { IndexDefinition, TableDefinition } from "../../lambda/tables/definition.ts";
import type { Keys } from "./keys.ts";

/** The longest that DynamoDB offers. */
const RECOVERY_DAYS = 35;

export interface TablesProps {
  readonly definitions: readonly TableDefinition[];
  readonly keys: Keys;
}

/** Every table: encrypted with a key of ours, recoverable to any second, kept whatever happens to the stack. */
export class Tables extends Construct {
  readonly #tables: ReadonlyMap<string, TableV2>;

  constructor(scope: Construct, id: string, { definitions, keys }: TablesProps) {
    super(scope, id);
    this.#tables = new Map(
      definitions.map((definition) => [definition.name, this.#make(definition, keys)]),
    );
  }

  /** @throws Error for a table that is not in the stack */
  of({ name }: TableDefinition): TableV2 {
    const table = this.#tables.get(name);
    if (table === undefined) throw new Error(`The stack has no table ${name}.`);
    return table;
  }

  #make(definition: TableDefinition, keys: Keys): TableV2 {
    const { name, key, indexes, expiry, stream } = definition;
    return new TableV2(this, name, {
      partitionKey: text(key.partition),
      ...(key.sort && { sortKey: text(key.sort) }),
      globalSecondaryIndexes: Object.entries(indexes).map(([indexName, index]) => ({
        indexName,
        partitionKey: text(index.partition),
        sortKey: text(index.sort),
        ...projection(index.carries),
      })),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(keys.of(definition)),
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: RECOVERY_DAYS,
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(expiry && { timeToLiveAttribute: expiry }),
      ...(stream && { dynamoStream: StreamViewType.NEW_IMAGE }),
    });
  }
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

function projection(carries: IndexDefinition["carries"]) {
  if (carries === "keys") return { projectionType: ProjectionType.KEYS_ONLY };
  if (carries === "everything") return { projectionType: ProjectionType.ALL };
  return { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...carries] };
}
