// What the domains need of a database: reads together, queries by key, and all-or-nothing writes.
import type { Item, Key, TableDefinition } from "./definition.ts";
import type { Write } from "./write.ts";

export interface Read {
  readonly table: TableDefinition;
  readonly key: Key;
}

export interface Query {
  readonly table: TableDefinition;
  /** The table itself where it is left out; then the read is consistent. */
  readonly index?: string;
  readonly partition: string;
  readonly sort?:
    | { readonly beginsWith: string }
    | { readonly atMost: string }
    | { readonly below: string }
    /** Both ends are included. */
    | { readonly between: readonly [string, string] };
  readonly newestFirst?: boolean;
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: Key;
}

export type WriteOutcome =
  | { readonly done: true }
  /** The condition of the write at `index` did not hold; `found` is the item that stood there. */
  | {
      readonly done: false;
      readonly because: "refused";
      readonly index: number;
      readonly found?: Item;
    }
  /** Another transaction touched the same items at the same time; nothing was written. */
  | { readonly done: false; readonly because: "conflict" };

export interface Database {
  /** Reads items by key, consistently, in one request for up to 100; answers stand in the order asked. */
  readTogether(reads: readonly Read[]): Promise<(Item | undefined)[]>;
  query(query: Query): Promise<{ items: Item[]; next?: Key }>;
  /**
   * Writes all or nothing. `token` makes a repeat of the very same call safe for ten minutes, so a
   * lost answer is not a second write.
   */
  write(writes: readonly Write[], token: string): Promise<WriteOutcome>;
}
