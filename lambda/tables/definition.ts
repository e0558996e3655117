// What a table is, as plain data. The stack on AWS and the tables on this machine are both built from it.

export interface IndexDefinition {
  /** Attribute names; both are strings. An item without them is not in the index. */
  readonly partition: string;
  readonly sort: string;
  /** What an entry of the index carries beside the keys. */
  readonly carries: "keys" | "everything" | readonly string[];
}

export interface TableDefinition {
  readonly name: string;
  /** Attribute names; all key attributes are strings. */
  readonly key: { readonly partition: string; readonly sort?: string };
  readonly indexes: Readonly<Record<string, IndexDefinition>>;
  /** The attribute holding the second (Unix time) after which DynamoDB may delete the item. */
  readonly expiry?: string;
  /** Whether changes are streamed, as keys and new images. */
  readonly stream?: true;
  /** Referrals and its links have a key of their own; the others share one. */
  readonly encryption: "shared" | "own";
}

/** Makes a definition, keeping the literal types so that index names are checked where they are used. */
export function defineTable<const D extends TableDefinition>(definition: D): D {
  return definition;
}

/** An item as DynamoDB holds it, unmarshalled. It is parsed by its domain before anyone uses it. */
export type Item = Record<string, unknown>;

/** A primary key, e.g. `{ reference: "NNC-…", entry: "document" }`. */
export type Key = Record<string, string>;
