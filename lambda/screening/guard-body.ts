// Screens every guarded field of a body, and lets a person confirm what only may be an identifier.
import * as z from "zod";
import { Problem } from "../http/problem.ts";
import type { Finding, FindingType } from "./finding.ts";
import { type FieldPath, textsAt } from "./guarded-text.ts";
import { screen } from "./screen.ts";

/** A document has about ten texts; more confirmations than this is somebody switching the guard off. */
const MAX_CONFIRMED = 50;
const MAX_CONFIRMED_CHARACTERS = 200;

/** Soft findings a person has looked at: the field, and exactly the words that were found. */
export const confirmedNotIdentifyingSchema = z
  .array(
    z.strictObject({
      field: z.string().max(200),
      text: z.string().max(MAX_CONFIRMED_CHARACTERS),
    }),
  )
  .max(MAX_CONFIRMED)
  .meta({
    description:
      "Findings marked “possible” that a person has looked at and that identify nobody: the field's JSON pointer and exactly the words found.",
  });
export type Confirmed = z.infer<typeof confirmedNotIdentifyingSchema>[number];

export interface FieldFinding extends Finding {
  /** The JSON pointer of the field. */
  readonly field: string;
}

export interface GuardRules {
  /** Texts to let through: contacts and known services of the procedure. */
  readonly known?: readonly string[];
  /** Fields in which a number or address to contact is part of the advice, so only possible. */
  readonly contactsAllowedIn?: readonly FieldPath[];
}

const contactTypes: ReadonlySet<FindingType> = new Set(["PHONE", "EMAIL", "URL"]);

/**
 * Refuses a body whose guarded texts may identify a person (R7).
 * @returns the confirmations that were needed, for the history; others are dropped unread.
 * @throws Problem `identifiers-found` with every finding that nobody confirmed or could confirm.
 */
export function guardBody(
  body: unknown,
  paths: readonly FieldPath[],
  confirmed: readonly Confirmed[] = [],
  { known, contactsAllowedIn = [] }: GuardRules = {},
): readonly Confirmed[] {
  const used: Confirmed[] = [];
  const findings: FieldFinding[] = [];
  for (const path of paths) {
    const lenient = contactsAllowedIn.includes(path);
    for (const { field, text } of textsAt(body, path)) {
      for (const found of screen(text, { known })) {
        const finding =
          lenient && contactTypes.has(found.type)
            ? { ...found, certainty: "possible" as const }
            : found;
        const words = text.slice(finding.start, finding.end);
        const confirmation =
          finding.certainty === "possible"
            ? confirmed.find((one) => one.field === field && one.text === words)
            : undefined;
        if (confirmation) used.push(confirmation);
        else findings.push({ field, ...finding });
      }
    }
  }
  if (findings.length > 0) throw new Problem("identifiers-found", undefined, { findings });
  return used;
}
