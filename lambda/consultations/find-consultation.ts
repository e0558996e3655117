// Finds a consultation by the reference in the path, and counts the misses of whoever asks.
import { missesRead, recentMisses, recordMisses, refuseTooManyMisses } from "../http/misses.ts";
import { Problem } from "../http/problem.ts";
import type { Request } from "../http/request.ts";
import type { Person } from "../http/roles.ts";
import type { Database } from "../tables/database.ts";
import type { Consultation } from "./consultation.ts";
import { documentRead, type Keeping, keepingRead, parseDocument, parseKeeping } from "./table.ts";

export interface Found {
  readonly document: Consultation;
  readonly keeping: Keeping;
}

interface ByReference {
  readonly at: Date;
  readonly person: Person;
  readonly parameters: { readonly reference: string };
  readonly read: Request["read"];
}

/**
 * The document and the entry beside it.
 * @throws Problem `too-many-misses` after over 20 misses in an hour; `not-found` for an unknown one
 * and for one whose time is over, alike, which counts as a miss.
 */
export async function findConsultation(
  { at, person, parameters: { reference }, read }: ByReference,
  database: Database,
): Promise<Found> {
  const [counter, item, entry] = await read([
    missesRead(person),
    documentRead(reference),
    keepingRead(reference),
  ]);
  refuseTooManyMisses(recentMisses(counter, at), at);
  const keeping = parseKeeping(entry, at);
  const document = keeping && parseDocument(item);
  if (keeping && document) return { document, keeping };
  await recordMisses(database, person, counter, 1, at);
  throw new Problem(
    "not-found",
    "No consultation has this reference. It may be unknown, or deleted after its time. Check it against the form.",
  );
}

/** Tells the canonical address where the reference was written in another form. */
export function contentLocation(
  { reference }: { readonly reference: string },
  written: Readonly<Record<string, string>>,
  rest = "",
): Readonly<Record<string, string>> {
  return written.reference === reference
    ? {}
    : { "Content-Location": `/v1/consultations/${reference}${rest}` };
}
