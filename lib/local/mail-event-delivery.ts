// Brings what SES reports to the function that settles messages: in order, again until it is taken.
import { setTimeout as wait } from "node:timers/promises";
import type { MailStore, PendingEvent } from "./mail-store.ts";

/** A pause for what fails in passing; after these an event is given up, as EventBridge does in the end. */
const PAUSES_MS = [100, 400, 1_600];
/** SES reports after the sender has its answer, never before. */
const AFTER_SENDING_MS = 20;

export interface MailEventDelivery {
  /** Takes up the events of a mail that was just kept. */
  add(id: string): void;
  /** Waits until nothing is left to bring; true where there was something. */
  settle(): Promise<boolean>;
  /** Ends after the event in hand; what is left is brought after the next start. */
  stop(): Promise<void>;
}

/**
 * Starts with what an earlier run left. An event counts as brought when `take` returns, and is struck
 * off only then: after a kill it may come twice.
 */
export function deliverMailEvents(
  store: MailStore,
  take: (event: PendingEvent) => Promise<void>,
): MailEventDelivery {
  const waiting = store.all().map(({ id }) => id);
  let running: Promise<void> | undefined;
  let stopped = false;
  const run = async () => {
    for (let id = waiting[0]; id !== undefined && !stopped; id = waiting[0]) {
      await bringAll(id);
      if (!stopped) waiting.shift();
    }
  };
  const bringAll = async (id: string) => {
    let left = await store.pendingEvents(id);
    for (let event = left[0]; event !== undefined && !stopped; event = left[0]) {
      await bring(event);
      left = left.slice(1);
      await store.keepPending(id, left);
    }
  };
  const bring = async (event: PendingEvent) => {
    for (const pause of [...PAUSES_MS, undefined]) {
      try {
        return await take(event);
      } catch (error) {
        console.error(error);
        if (pause === undefined) console.error("An event of the mail service was given up.");
        else await wait(pause);
      }
    }
  };
  const start = () => {
    running ??= run()
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        running = undefined;
      });
  };
  start();
  return {
    add(id) {
      waiting.push(id);
      setTimeout(start, AFTER_SENDING_MS);
    },
    async settle() {
      if (waiting.length === 0) return false;
      start();
      await running;
      return true;
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
