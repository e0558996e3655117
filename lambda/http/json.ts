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

/**
 * Whether no object names a field twice. Of two JSON.parse keeps the last without a word, and what
 * somebody wrote in the first would be lost. `value` is what the well-formed `text` was parsed to.
 */
export const namesEachFieldOnce = (text: string, value: unknown): boolean =>
  fieldsNamedIn(text) === fieldsOf(value);

/** How many fields well-formed JSON names: the strings that a colon follows. */
function fieldsNamedIn(text: string): number {
  let fields = 0;
  let start = text.indexOf('"');
  while (start >= 0) {
    let end = text.indexOf('"', start + 1);
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
    let next = end + 1;
    while (SPACES.includes(text.charAt(next)) && next < text.length) next++;
    if (text.charAt(next) === ":") fields++;
    start = text.indexOf('"', next);
  }
  return fields;
}

const SPACES = " \t\n\r";

/** A quotation mark behind an odd number of backslashes belongs to its string. */
function isEscaped(text: string, mark: number): boolean {
  let backslashes = 0;
  while (text.charAt(mark - 1 - backslashes) === "\\") backslashes++;
  return backslashes % 2 === 1;
}

function fieldsOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner: readonly unknown[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : inner.length;
  return inner.reduce<number>((sum, item) => sum + fieldsOf(item), own);
}

/** The same text for the same JSON, whatever the order of its keys and its spacing. */
export const canonicalJson = (value: unknown): string => JSON.stringify(inOrder(value)) ?? "null";

function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const fields: Record<string, unknown> = { ...value };
  // fromEntries makes a field of its own of "__proto__" too.
  return Object.fromEntries(
    Object.keys(fields)
      .sort()
      .map((name) => [name, inOrder(fields[name])]),
  );
}
