// The link by which an agency confirms that it filed a form: it names the consultation to us alone.
import * as z from "zod";
import { isReference, type Reference } from "../references/reference.ts";
import type { Seal } from "../tables/seal.ts";

const PURPOSE = "filing";
const sealedSchema = z.object({ reference: z.custom<Reference>(isReference) });

/** The address of the page with the button, under the service's public address. */
export function filingUrl(publicAddress: string, seal: Seal, reference: string): string {
  return new URL(`/filings/${seal.seal(PURPOSE, { reference })}`, publicAddress).href;
}

/** The reference a token was made for, or nothing where it was not made here. */
export function filedReference(seal: Seal, token: string): Reference | undefined {
  const opened = sealedSchema.safeParse(seal.open(PURPOSE, token));
  return opened.success ? opened.data.reference : undefined;
}
