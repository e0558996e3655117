// Repeats a change of the register that somebody else's change came before, on a fresh reading.
import { Problem } from "../http/problem.ts";
import type { Reply } from "../http/reply.ts";

/** An entry is changed by hand a few times a year; more rivals in a row than this is a broken script. */
const MAX_TRIES = 5;

/**
 * Tries until `attempt` answers; it answers nothing where the entry changed after it was read.
 * @throws Problem `conflict` after the last try.
 */
export async function keepTrying(
  what: "agency" | "area",
  attempt: () => Promise<Reply | undefined>,
): Promise<Reply> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const reply = await attempt();
    if (reply) return reply;
  }
  throw new Problem(
    "conflict",
    `Others kept changing this ${what} at the same time, and your change was not made. Look at the ${what} as it is now, and send your change again if it is still right.`,
  );
}
