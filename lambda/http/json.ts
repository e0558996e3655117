// Reading JSON from outside: bounded in size and depth, well-formed throughout; and its canonical form.

/** 256 KiB: ten times the longest consultation, far below what Lambda takes. */
export const MAX_BODY_BYTES = 256 * 1024;
/** Our deepest body has five levels; hostile nesting is refused before anything walks it. */
export const MAX_DEPTH = 20;

/** Whether all strings are well-formed and nothing is nested deeper than `MAX_DEPTH`. */
export function isSound(value: unknown, depth = 1): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isSound(item, depth + 1));
  return Object.entries(value).every(
    ([key, item]) => key.isWellFormed() && isSound(item, depth + 1),
  );
}

/** The same text for the same JSON, whatever the order of its keys and its spacing. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  const fields: Record<string, unknown> = { ...value };
  const names = Object.keys(fields).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(fields[name])}`).join()}}`;
}
