// Runs what falls due: in real time when its hour comes, and when the clock is moved, at every due
// instant on the way.
import type { Clock } from "./clock.ts";

/** What nobody announces, e.g. a lease that a killed run left, is looked for this often. */
const LOOK_EVERY_MS = 15_000;
/** A sweep takes a page at a time and is due again at the same instant while there is more. */
const RUNS_AT_ONE_INSTANT = 100;
/** A year of chasers and sweeps; a move beyond is cut into several by whoever asks for it. */
const RUNS_IN_ONE_MOVE = 10_000;

export interface Schedule {
  readonly name: string;
  /** When it next has something to do; undefined while there is nothing. */
  nextDueAt(): Promise<Date | undefined>;
  run(at: Date): Promise<void>;
}

export interface Run {
  readonly name: string;
  readonly at: Date;
}

export interface Schedules {
  /**
   * Moves the clock on and runs what falls due on the way, each time after stream, mail and events
   * are quiet. Moves asked for at the same time follow one another. Answers undefined, and does
   * nothing, where the instant has passed by the time it is its turn.
   */
  moveTo(instant: (now: Date) => Date): Promise<readonly Run[] | undefined>;
  stop(): Promise<void>;
}

export interface ScheduleParts {
  readonly clock: Clock;
  readonly schedules: readonly Schedule[];
  /** Waits until nothing is in hand or waiting. */
  readonly quiet: () => Promise<void>;
}

/** A schedule that is still due however often it runs: its sweep can't get past something. */
export class StillDue extends Error {
  override readonly name = "StillDue";
}

/** Starts the schedules. */
export function runSchedules({ clock, schedules, quiet }: ScheduleParts): Schedules {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };
  /** Runs what is due now; answers how long to wait for the next look. */
  const look = async (): Promise<number> => {
    const due = await earliest(schedules);
    if (due === undefined) return LOOK_EVERY_MS;
    const wait = due.at.getTime() - clock.now().getTime();
    if (wait > 0) return Math.min(wait, LOOK_EVERY_MS);
    await due.schedule.run(clock.now());
    const next = await earliest(schedules);
    // A full page leaves some for the next run. What is due as before can't be done yet.
    return next !== undefined && next.at > due.at && next.at <= clock.now() ? 0 : LOOK_EVERY_MS;
  };
  const plan = (milliseconds: number) => {
    if (stopped) return;
    timer = setTimeout(() => {
      inTurn(look).then(plan, (error: unknown) => {
        console.error(error);
        plan(LOOK_EVERY_MS);
      });
    }, milliseconds);
  };
  plan(0);
  return {
    moveTo: (instant) =>
      inTurn(async () => {
        const target = instant(clock.now());
        if (target < clock.now()) return undefined;
        const ran = await runUntil(target, { clock, schedules, quiet });
        await clock.moveOnTo(target);
        return ran;
      }),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await turn;
    },
  };
}

async function runUntil(
  target: Date,
  { clock, schedules, quiet }: ScheduleParts,
): Promise<readonly Run[]> {
  const ran: Run[] = [];
  const timesAt = new Map<string, number>();
  for (;;) {
    await quiet();
    const due = await earliest(schedules);
    if (due === undefined || due.at > target) return ran;
    await clock.moveOnTo(due.at);
    const { name } = due.schedule;
    const key = `${name} ${due.at.toISOString()}`;
    const times = (timesAt.get(key) ?? 0) + 1;
    timesAt.set(key, times);
    if (times > RUNS_AT_ONE_INSTANT || ran.length >= RUNS_IN_ONE_MOVE) {
      throw new StillDue(`“${name}” was run ${times} times and is still due.`);
    }
    await due.schedule.run(clock.now());
    ran.push({ name, at: clock.now() });
  }
}

async function earliest(schedules: readonly Schedule[]) {
  const all = await Promise.all(
    schedules.map(async (schedule) => ({ schedule, at: await schedule.nextDueAt() })),
  );
  return all
    .flatMap(({ schedule, at }) => (at === undefined ? [] : [{ schedule, at }]))
    .sort((a, b) => a.at.getTime() - b.at.getTime())[0];
}
