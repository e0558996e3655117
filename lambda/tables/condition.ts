// Conditions and changes of an item, built of named clauses instead of hand-written expressions.

/** One clause of a condition; all clauses of a condition must hold. */
export type Clause =
  | { readonly clause: "absent" | "present"; readonly attribute: string }
  | { readonly clause: "equals"; readonly attribute: string; readonly value: unknown }
  | { readonly clause: "oneOf"; readonly attribute: string; readonly values: readonly unknown[] }
  | { readonly clause: "atMost"; readonly attribute: string; readonly value: string | number }
  | { readonly clause: "absentOrBelow"; readonly attribute: string; readonly value: number };

export type Condition = readonly Clause[];

export const absent = (attribute: string): Clause => ({ clause: "absent", attribute });
export const present = (attribute: string): Clause => ({ clause: "present", attribute });
export const equals = (attribute: string, value: unknown): Clause => ({
  clause: "equals",
  attribute,
  value,
});
export const oneOf = (attribute: string, values: readonly unknown[]): Clause => ({
  clause: "oneOf",
  attribute,
  values,
});
export const atMost = (attribute: string, value: string | number): Clause => ({
  clause: "atMost",
  attribute,
  value,
});
/** Holds where the attribute is missing or smaller: for entries that count as gone once expired. */
export const absentOrBelow = (attribute: string, value: number): Clause => ({
  clause: "absentOrBelow",
  attribute,
  value,
});

/** What an update does to an item. */
export interface Change {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  /** Numbers to add; a missing attribute counts as 0. */
  readonly add?: Readonly<Record<string, number>>;
  /** Values to put at the end of a list; a missing list counts as empty. */
  readonly append?: Readonly<Record<string, readonly unknown[]>>;
}

export interface Expression {
  readonly text: string;
  readonly names: Record<string, string>;
  readonly values: Record<string, unknown>;
}

class Placeholders {
  readonly names: Record<string, string> = {};
  readonly values: Record<string, unknown> = {};
  readonly #prefix: string;
  #count = 0;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  name(attribute: string): string {
    const placeholder = `#${attribute}`;
    this.names[placeholder] = attribute;
    return placeholder;
  }

  value(value: unknown): string {
    const placeholder = `:${this.#prefix}${this.#count++}`;
    this.values[placeholder] = value;
    return placeholder;
  }
}

function clauseText(clause: Clause, use: Placeholders): string {
  const name = use.name(clause.attribute);
  switch (clause.clause) {
    case "absent":
      return `attribute_not_exists(${name})`;
    case "present":
      return `attribute_exists(${name})`;
    case "equals":
      return `${name} = ${use.value(clause.value)}`;
    case "oneOf":
      return `${name} IN (${clause.values.map((value) => use.value(value)).join(", ")})`;
    case "atMost":
      return `${name} <= ${use.value(clause.value)}`;
    case "absentOrBelow":
      return `(attribute_not_exists(${name}) OR ${name} < ${use.value(clause.value)})`;
  }
}

/** The condition as DynamoDB wants it, or undefined where there is none. */
export function conditionExpression(condition: Condition): Expression | undefined {
  if (condition.length === 0) return undefined;
  const use = new Placeholders("c");
  const text = condition.map((clause) => clauseText(clause, use)).join(" AND ");
  return { text, names: use.names, values: use.values };
}

/** The change as DynamoDB wants it. Undefined values in `set` are left alone. */
export function updateExpression(change: Change): Expression {
  const use = new Placeholders("u");
  const given = Object.entries(change.set ?? {}).filter(([, value]) => value !== undefined);
  const sets = [
    ...given.map(([attribute, value]) => `${use.name(attribute)} = ${use.value(value)}`),
    ...Object.entries(change.append ?? {}).map(([attribute, values]) => {
      const name = use.name(attribute);
      return `${name} = list_append(if_not_exists(${name}, ${use.value([])}), ${use.value(values)})`;
    }),
  ];
  const removes = (change.remove ?? []).map((attribute) => use.name(attribute));
  const adds = Object.entries(change.add ?? {}).map(
    ([attribute, amount]) => `${use.name(attribute)} ${use.value(amount)}`,
  );
  const text = [
    sets.length > 0 ? `SET ${sets.join(", ")}` : "",
    removes.length > 0 ? `REMOVE ${removes.join(", ")}` : "",
    adds.length > 0 ? `ADD ${adds.join(", ")}` : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
  return { text, names: use.names, values: use.values };
}
