// Reads and writes of one request: a replay is found before anything else, and the answer is kept
// in the same transaction as its effect.
import type { Database } from "../tables/database.ts";
import {
  StillInConflict,
  type TransactItem,
  type TransactOutcome,
  transact,
} from "../tables/transact.ts";
import { endIfAnswered, type RequestEntry, remember } from "./idempotency.ts";
import type { Reply } from "./reply.ts";
import type { Implementation, Request } from "./request.ts";

interface Once {
  readonly at: Date;
  /** Where the answer is remembered; left out for an operation that is idempotent by nature. */
  readonly entry: RequestEntry | undefined;
  readonly implementation: Implementation;
  readonly database: Database | undefined;
}

/** Makes a request's `read` and `commit`. */
export function writeOnce({
  at,
  entry,
  implementation,
  database,
}: Once): Pick<Request, "read" | "commit"> {
  const opened = () => {
    if (database === undefined) throw new Error("This function has no database.");
    return database;
  };
  const endIfAnsweredMeanwhile = async (ofRequest: RequestEntry) => {
    const [answered] = await opened().readTogether([ofRequest]);
    endIfAnswered(ofRequest, answered, at);
  };
  return {
    async read(reads) {
      const found = await opened().readTogether(entry ? [entry, ...reads] : reads);
      if (entry) endIfAnswered(entry, found.shift(), at);
      const refusal = implementation.refuseAll?.(at);
      if (refusal) throw refusal;
      return found;
    },

    async commit<R extends string>(
      reply: Reply,
      items: readonly TransactItem<R>[],
    ): Promise<TransactOutcome<R>> {
      if (entry === undefined) return transact(opened(), items);
      const outcome = await transact<R | "answered-before">(
        opened(),
        [remember(entry, reply, at), ...items],
        { beforeRepeat: () => endIfAnsweredMeanwhile(entry) },
      );
      if (outcome.done) return outcome;
      if (outcome.refusedAs === "answered-before") {
        await endIfAnsweredMeanwhile(entry);
        throw new StillInConflict("The same request was answered and forgotten meanwhile.");
      }
      return { ...outcome, refusedAs: outcome.refusedAs as R };
    },
  };
}
