// Tells the story to whoever watches, and stops it where something is not as told.
import { setTimeout as wait } from "node:timers/promises";

/** Long enough to read a line on a terminal. */
const READING_PAUSE_MS = 1_200;
const WIDTH = 92;

export interface Narrator {
  /** Starts a chapter. */
  chapter(title: string): Promise<void>;
  /** Tells what happens. */
  tell(...lines: readonly string[]): Promise<void>;
  /** Says what was seen, and fails the story unless it is so. */
  see(what: string, isSo: boolean): Promise<void>;
}

/** @param slowly whether to pause for a reader, as on a terminal. */
export function narrator(say: (line: string) => void, slowly: boolean): Narrator {
  const pause = () => (slowly ? wait(READING_PAUSE_MS) : Promise.resolve());
  return {
    async chapter(title) {
      say(`\n${title}\n${"-".repeat(Math.min(title.length, WIDTH))}`);
      await pause();
    },
    async tell(...lines) {
      for (const line of lines) say(`  ${line}`);
      await pause();
    },
    async see(what, isSo) {
      say(`  ${isSo ? "✓" : "✗"} ${what}`);
      if (!isSo) throw new Error(`This is not so: ${what}`);
      await pause();
    },
  };
}
