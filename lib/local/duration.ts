// Reads durations as ISO 8601 writes them, as far as they have a fixed length.

const MS = {
  week: 7 * 24 * 60 * 60 * 1000,
  day: 24 * 60 * 60 * 1000,
  hour: 60 * 60 * 1000,
  minute: 60 * 1000,
  second: 1000,
} as const;

const NUMBER = String.raw`(\d{1,9}(?:[.,]\d{1,9})?)`;
const FORM = new RegExp(
  `^(-)?P(?:${NUMBER}W)?(?:${NUMBER}D)?(?:T(?=\\d)(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?$`,
);

/**
 * The milliseconds of a duration like `P3DT2H`, `PT30M` or `P1W`; a day is 24 hours. A minus in front
 * makes it negative. Undefined for anything else, years and months included: their length varies.
 */
export function durationMilliseconds(text: string): number | undefined {
  const found = FORM.exec(text);
  if (found === null) return undefined;
  const [sign, ...amounts] = found.slice(1);
  if (amounts.every((amount) => amount === undefined)) return undefined;
  const units = Object.values(MS);
  const sum = units.reduce(
    (total, unit, at) => total + unit * Number((amounts[at] ?? "0").replace(",", ".")),
    0,
  );
  return Math.round(sign === "-" ? -sum : sum);
}
