// Waits for what has to come true soon, and says what did not.
import { setTimeout as wait } from "node:timers/promises";

/** What takes a tenth of a second on an idle machine may take this long on a busy one. */
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 25;

/**
 * Looks until `look` gives something other than undefined or false.
 * @throws Error saying that `what` did not come within half a minute.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await wait(LOOK_EVERY_MS);
  }
  throw new Error(`Waited ${PATIENCE_MS / 1000} seconds in vain for ${what}.`);
}
