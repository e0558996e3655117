// Every place in the body of an operation, from its contract, and bodies with something put there.
import * as z from "zod";
import type { Operation } from "../../lambda/http/contract.ts";

interface Node {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: boolean | Node;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

export interface Place {
  /** A JSON pointer. */
  readonly pointer: string;
  /** Whether any text fits in: then it is for the guard to read it. */
  readonly isFreeText: boolean;
  /** The operation's example with `value` at this place; what it needs around it is there too. */
  bodyWith(value: unknown): unknown;
}

/** Names a field that no contract knows, for the object at this pointer. */
type NameUnknown = (pointer: string) => string;

/** Each field of each form of the body, and in each object one more field. */
export function placesIn({ body, bodyExample }: Operation, nameUnknown: NameUnknown): Place[] {
  if (body === undefined) return [];
  const root: Node = JSON.parse(
    JSON.stringify(z.toJSONSchema(body, { io: "input", unrepresentable: "any" })),
  );
  return (root.anyOf ?? [root]).flatMap((form, index) => {
    const base = index === 0 ? bodyExample : filled(form);
    return waysIn(form, nameUnknown).map((way) => ({
      pointer: way.map((step) => `/${step}`).join(""),
      isFreeText: isFreeText(way.reduce<Node | undefined>(nodeAt, form)),
      bodyWith: (value) => withAt(base, form, way, value),
    }));
  });
}

const isFreeText = (node: Node | undefined): boolean =>
  node?.type === "string" &&
  [node.pattern, node.enum, node.const].every((one) => one === undefined);

type Way = readonly (string | number)[];

function waysIn(node: Node, nameUnknown: NameUnknown, pointer = ""): Way[] {
  const below = (step: string | number, inner: Node) =>
    waysIn(inner, nameUnknown, `${pointer}/${step}`).map((way) => [step, ...way]);
  const unknown = () => [nameUnknown(pointer)];
  if (node.properties !== undefined) {
    const known = Object.entries(node.properties).flatMap(([name, inner]) => below(name, inner));
    return [...known, unknown()];
  }
  if (typeof node.additionalProperties === "object") {
    return [...below("concern", node.additionalProperties), unknown()];
  }
  if (node.items !== undefined) return below(0, node.items);
  // An object in one of several forms has its fields in each of them.
  const objects = node.anyOf?.filter(({ type }) => type === "object" || type === "array") ?? [];
  if (objects.length > 0) return objects.flatMap((inner) => waysIn(inner, nameUnknown, pointer));
  return [[]];
}

/** A body with the value at the way's end; what is missing on the way is filled in. */
function withAt(
  base: unknown,
  node: Node | undefined,
  [step, ...rest]: Way,
  value: unknown,
): unknown {
  if (step === undefined) return value;
  const around = base ?? (node && filled(node));
  const inner = nodeAt(node, step);
  if (typeof step === "number") {
    const list = Array.isArray(around) ? around : [];
    return [withAt(list[step], inner, rest, value), ...list.slice(1)];
  }
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(around);
  return { ...fields, [step]: withAt(fields[step], inner, rest, value) };
}

function nodeAt(node: Node | undefined, step: string | number): Node | undefined {
  const object = node?.anyOf?.find(({ type }) => type === "object") ?? node;
  if (typeof step === "number") return object?.items;
  const others = object?.additionalProperties;
  return object?.properties?.[step] ?? (typeof others === "object" ? others : undefined);
}

/** Texts that some pattern of a contract may ask for. */
const formed = [
  "2026-11-20",
  "2026-11-20T10:15:00Z",
  "st-example-primary",
  "01632 960111",
  "safeguarding@filled.example.org",
  "0f0f6c0e-6f0a-4c53-9f2b-2d1f7a0c7c11",
];

/** Something that the node allows, with every field that it knows. */
function filled(node: Node): unknown {
  if (node.const !== undefined) return node.const;
  if (node.enum !== undefined) return node.enum[0];
  if (node.anyOf !== undefined) return filled(node.anyOf[0] ?? {});
  switch (node.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(node.properties ?? {}).map(([name, inner]) => [name, filled(inner)]),
      );
    case "array":
      return node.items === undefined ? [] : [filled(node.items)];
    case "boolean":
      return false;
    case "integer":
    case "number":
      return node.minimum ?? 0;
    default: {
      const pattern = new RegExp(node.pattern ?? "");
      return node.pattern === undefined ? "Something." : formed.find((text) => pattern.test(text));
    }
  }
}
