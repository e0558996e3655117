// A database of a process that dies: from one call on everything fails, before or after it took effect.
import type { Database } from "../../lambda/tables/database.ts";

export class Killed extends Error {
  override readonly name = "Killed";
}

export interface Counted extends Database {
  /** How many calls were made. */
  calls(): number;
  /** Whether the process died on the way. */
  died(): boolean;
}

interface Death {
  /** The number of the call at which it dies, from 1; left out, it lives. */
  readonly atCall?: number;
  /** Whether that call still takes effect, and only its answer is lost. */
  readonly after?: boolean;
}

/** Counts the calls, and dies at one of them. */
export function dyingDatabase(database: Database, { atCall, after = false }: Death = {}): Counted {
  let calls = 0;
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (atCall === undefined || calls < atCall) return work();
    if (after && calls === atCall) await work();
    throw new Killed("The process is gone.");
  };
  return {
    readTogether: (reads) => call(() => database.readTogether(reads)),
    query: (query) => call(() => database.query(query)),
    write: (writes, token) => call(() => database.write(writes, token)),
    calls: () => calls,
    died: () => atCall !== undefined && calls >= atCall,
  };
}
