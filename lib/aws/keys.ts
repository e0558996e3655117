// The keys that tables are encrypted with: one for Referrals and its links, one for everything else.
import { RemovalPolicy } from "aws-cdk-lib";
import { Key } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import type { TableDefinition } from "../../lambda/tables/definition.ts";

/** Keys rotate each year and are never deleted with the stack: without them the tables are noise. */
export class Keys extends Construct {
  readonly shared: Key;
  readonly #own = new Map<string, Key>();

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.shared = this.#make(
      "Shared",
      "No-names: tables, settings of functions, the sealing secret",
    );
  }

  /** The key of a table. One that has its own makes it here, the first time it is asked for. */
  of({ name, encryption }: TableDefinition): Key {
    if (encryption === "shared") return this.shared;
    const key = this.#own.get(name) ?? this.#make(name, `No-names: the table ${name} alone`);
    this.#own.set(name, key);
    return key;
  }

  #make(id: string, description: string): Key {
    return new Key(this, id, {
      description,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
