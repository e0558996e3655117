// How a procedure file that extends another one is put over it.
/**
 * Puts a file's data over that of the one it extends.
 * - Objects are put over one another field by field; `null` takes a field away.
 * - Lists whose entries have codes are joined: an entry with the code (and `appliesTo`) of an earlier one
 *   is put over it, others are added at the end, `{"code": …, "removed": true}` takes one away.
 * - Everything else, other lists too, is replaced.
 */
export function extendProcedure(base: unknown, over: unknown): unknown {
  if (isObject(base) && isObject(over)) return extendObject(base, over);
  if (isCodedList(base) && isCodedList(over)) return extendList(base, over);
  return over;
}

type Fields = Readonly<Record<string, unknown>>;
type Coded = Fields & { readonly code: string };

function extendObject(base: Fields, over: Fields): Fields {
  const joined = new Map(Object.entries(base));
  for (const [name, value] of Object.entries(over)) {
    if (value === null) joined.delete(name);
    else joined.set(name, joined.has(name) ? extendProcedure(joined.get(name), value) : value);
  }
  return Object.fromEntries(joined);
}

/** The red and the amber rule of checks share a code; what they apply to tells them apart. */
const identity = ({ code, appliesTo }: Coded): string => JSON.stringify([code, appliesTo]);

function extendList(base: readonly Coded[], over: readonly Coded[]): readonly unknown[] {
  const joined = new Map<string, unknown>(base.map((entry) => [identity(entry), entry]));
  const twice: Coded[] = [];
  const met = new Set<string>();
  for (const entry of over) {
    const key = identity(entry);
    if (met.has(key)) twice.push(entry);
    else if (entry.removed === true) joined.delete(key);
    else joined.set(key, extendProcedure(joined.get(key), entry));
    met.add(key);
  }
  // Kept, so that it is named as a mistake and not swallowed.
  return [...joined.values(), ...twice];
}

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isCodedList = (value: unknown): value is readonly Coded[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((entry) => isObject(entry) && typeof entry.code === "string");
