// What clocks on the wall show in a time zone, whatever zone the process runs in.

import { DAY_MS } from "./civil-days.ts";

/** Years within which a zone is asked; the offsets of each are kept, so this bounds them too. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2199;

/** No zone has changed its clocks twice within a week in living memory; Morocco does within five. */
const LOOK_EVERY_MS = 7 * DAY_MS;
/** Clock changes fall on whole minutes. */
const PRECISION_MS = 60 * 1000;

/** `offset` (milliseconds east of UTC) holds from one instant up to another. */
type Spell = { readonly from: number; readonly to: number; readonly offset: number };

/** "Wall" is what the wall shows, as the instant at which UTC's would show it. */
export type Zone = {
  /** @throws RangeError outside the years 1900 to 2199, as all of them */
  wallAt(instant: number): number;
  /**
   * When the wall shows this. A time left out by a clock change is read with the offset before it; one that happens
   * twice is the one with `preferredOffset`, otherwise the earlier.
   */
  instantAt(wall: number, preferredOffset?: number): number;
  /** Milliseconds east of UTC. */
  offsetAt(instant: number): number;
  /** The instants after `from` up to `to` at which the clocks change, in their order. */
  changesBetween(from: number, to: number): readonly number[];
};

/**
 * A time zone by its IANA name. The platform's time zone data is read when it is first asked, which takes a moment.
 *
 * @throws RangeError, when first asked, for a name that no zone has
 */
export function zoneNamed(name: string): Zone {
  const years = new Map<number, readonly Spell[]>();
  let ask: ((instant: number) => number) | undefined;
  let latest: Spell = { from: 0, to: 0, offset: 0 };

  function spellsOf(year: number): readonly Spell[] {
    const known = years.get(year);
    if (known !== undefined) return known;
    if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) {
      throw new RangeError(
        `Dates from the year ${FIRST_YEAR} to ${LAST_YEAR} can be counted; this is not one.`,
      );
    }
    ask ??= askFor(name);
    const found = findSpells(ask, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));
    years.set(year, found);
    return found;
  }

  function offsetAt(instant: number): number {
    if (instant < latest.from || instant >= latest.to) {
      const spells = spellsOf(new Date(instant).getUTCFullYear());
      latest = spells.find(({ to }) => instant < to) ?? latest;
    }
    return latest.offset;
  }

  function instantAt(wall: number, preferredOffset?: number): number {
    const before = offsetAt(wall - DAY_MS);
    const after = offsetAt(wall + DAY_MS);
    if (before === after) return wall - before;
    const shown = [before, after].filter((offset) => offsetAt(wall - offset) === offset);
    return wall - (shown.find((offset) => offset === preferredOffset) ?? shown[0] ?? before);
  }

  function changesBetween(from: number, to: number): number[] {
    const changes: number[] = [];
    const lastYear = new Date(to).getUTCFullYear();
    for (let year = new Date(from).getUTCFullYear(); year <= lastYear; year++) {
      changes.push(
        ...spellsOf(year)
          .slice(1)
          .map((spell) => spell.from),
      );
    }
    return changes.filter((at) => at > from && at <= to);
  }

  return { wallAt: (instant) => instant + offsetAt(instant), instantAt, offsetAt, changesBetween };
}

/** Looks at the zone's offset week by week, and halves the week in which it changed. */
function findSpells(ask: (instant: number) => number, start: number, end: number): Spell[] {
  const spells: Spell[] = [];
  let from = start;
  let offset = ask(start);
  for (let seen = start; seen < end; seen += LOOK_EVERY_MS) {
    const next = Math.min(seen + LOOK_EVERY_MS, end - PRECISION_MS);
    if (ask(next) === offset) continue;
    const changed = firstOther(ask, seen, next);
    spells.push({ from, to: changed, offset });
    from = changed;
    offset = ask(changed);
  }
  return [...spells, { from, to: end, offset }];
}

/** The first minute after `seen`, up to `changed`, with another offset. */
function firstOther(ask: (instant: number) => number, seen: number, changed: number): number {
  const offset = ask(seen);
  let old = seen;
  let other = changed;
  while (other - old > PRECISION_MS) {
    const middle = old + Math.floor((other - old) / 2 / PRECISION_MS) * PRECISION_MS;
    if (ask(middle) === offset) old = middle;
    else other = middle;
  }
  return other;
}

/** Asks the platform's time zone data for the offset at an instant. */
function askFor(name: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: name,
    hourCycle: "h23",
    ...({ year: "numeric", month: "numeric", day: "numeric" } as const),
    ...({ hour: "numeric", minute: "numeric", second: "numeric" } as const),
  });
  return (instant) => {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
      format.format(instant).match(/\d+/g) ?? []
    ).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
  };
}
