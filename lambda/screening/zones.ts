// The parts of a text around certain marks, so that a search need not read all of it.

/** A part of a text, by its offsets. */
export interface Zone {
  readonly start: number;
  readonly end: number;
}

/** The parts within `reach` units of a match of `mark`, drawn together where they touch and widened to whole words. */
export function zonesAround(text: string, mark: RegExp, reach: number): Zone[] {
  return zonesAt(
    text,
    Array.from(text.matchAll(mark), ({ index }) => ({ start: index, end: index + 1 })),
    reach,
  );
}

/** The same around places already known, given in order. */
export function zonesAt(text: string, places: Iterable<Zone>, reach: number): Zone[] {
  const zones: { start: number; end: number }[] = [];
  for (const place of places) {
    const last = zones.at(-1);
    const end = Math.min(text.length, place.end + reach);
    if (last && place.start - reach <= last.end) last.end = end;
    else zones.push({ start: Math.max(0, place.start - reach), end });
  }
  for (const zone of zones) {
    zone.start = blankBefore(text, zone.start, reach);
    zone.end = blankAfter(text, zone.end, reach);
  }
  return zones;
}

function blankBefore(text: string, from: number, reach: number): number {
  for (let at = from; at > 0 && from - at < reach; at--)
    if (isBlank(text.charCodeAt(at - 1))) return at;
  return from;
}

function blankAfter(text: string, from: number, reach: number): number {
  for (let at = from; at < text.length && at - from < reach; at++)
    if (isBlank(text.charCodeAt(at))) return at;
  return from;
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a;
}
