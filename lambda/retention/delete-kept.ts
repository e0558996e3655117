// Deletes one consultation or referral that is past its time: its messages, its entries, and last what says so.
import { messagesTable } from "../messages/table.ts";
import { atMost } from "../tables/condition.ts";
import type { Database } from "../tables/database.ts";
import type { Item, Key } from "../tables/definition.ts";
import { type TransactItem, transact } from "../tables/transact.ts";
import { check, remove, type Write } from "../tables/write.ts";
import { entriesOf, type Kept } from "./past-their-time.ts";

/** An addendum may be long; this many of the longest stay below what a transaction may touch. */
const TOGETHER = 25;
/** 2,500 entries or messages of one number: more is left to the next run. */
const MAX_ROUNDS = 100;

/**
 * Deletes in small transactions, each on the condition that its time is over: a link that came in the
 * last moment, and with it a longer time, ends the deleting before anything is lost. Killed at any point,
 * the next run goes on.
 * @returns whether this call took the last of it
 */
export async function deleteKept(
  database: Database,
  kept: Kept,
  number: string,
  at: Date,
): Promise<boolean> {
  const { table, lastEntry } = kept;
  const key: Key = { [kept.number]: number, entry: lastEntry };
  const isOver = [atMost("keepUntil", at.toISOString())];
  const deleteTogether = (writes: readonly Write[]) =>
    transact(database, [over(check(table, key, isOver)), ...writes.map(over)]);
  if (!(await deleteMessages(database, number, deleteTogether))) return false;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { items } = await entriesOf(database, kept, number, TOGETHER + 1);
    const others = items.filter(({ entry }) => entry !== lastEntry).slice(0, TOGETHER);
    // Somebody else deletes the same: that is as good.
    if (items.length === 0) return false;
    if (others.length === 0) {
      return (await transact(database, [over(remove(table, key, isOver))])).done;
    }
    const writes = others.map((item) => remove(table, keyOf(kept, item), []));
    if (!(await deleteTogether(writes)).done) return false;
  }
  return false;
}

const over = (write: Write): TransactItem<"kept-longer"> => ({ write, refusedAs: "kept-longer" });

const keyOf = ({ number }: Kept, item: Item): Key => ({
  [number]: String(item[number]),
  entry: String(item.entry),
});

/** Every message about a number; false where its time turns out not to be over. */
async function deleteMessages(
  database: Database,
  about: string,
  deleteTogether: (writes: readonly Write[]) => Promise<{ readonly done: boolean }>,
): Promise<boolean> {
  let after: Key | undefined;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { items, next } = await database.query({
      ...{ table: messagesTable, index: "about", partition: about, limit: TOGETHER, after },
    });
    if (items.length > 0) {
      const writes = items.map(({ messageId }) =>
        remove(messagesTable, { messageId: String(messageId) }, []),
      );
      if (!(await deleteTogether(writes)).done) return false;
    }
    if (next === undefined) return true;
    after = next;
  }
  return false;
}
