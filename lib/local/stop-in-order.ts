// Stops what was started, in the opposite order, each within its time: whatever hangs, all of it ends.
import { setTimeout as wait } from "node:timers/promises";

export interface Started {
  readonly what: string;
  readonly withinMilliseconds: number;
  stop(): Promise<void>;
}

export interface StopList {
  add(started: Started): void;
  /** Stops all; a second call waits for the first. */
  stopAll(): Promise<void>;
}

export function stopList(): StopList {
  const started: Started[] = [];
  let stopping: Promise<void> | undefined;
  const stopEach = async () => {
    for (const each of started.toReversed()) {
      const { what, withinMilliseconds } = each;
      const inTime = await Promise.race([
        each.stop().then(
          () => true,
          (error: unknown) => {
            console.error(error);
            return true;
          },
        ),
        wait(withinMilliseconds, false, { ref: false }),
      ]);
      if (!inTime) console.error(`Stopping did not wait longer for ${what}.`);
    }
  };
  return {
    add: (each) => started.push(each),
    stopAll() {
      stopping ??= stopEach();
      return stopping;
    },
  };
}
