// Whom a caller from an agency should ring for a no-names consultation, and whom instead (R2).
import * as z from "zod";
import type { Agency, Area, LinkSocialWorker } from "./agency.ts";

export const contactSchema = z.object({
  name: z.string().optional(),
  role: z.string(),
  phone: z.string().optional(),
  hours: z.string().optional(),
});
export type Contact = z.output<typeof contactSchema>;

export const consultationContactSchema = z.object({
  basis: z.enum(["agency", "area", "mash"]).meta({
    description:
      "Whose link social worker it is, or that there is none and the MASH takes the call.",
  }),
  contact: contactSchema,
  instead: contactSchema.optional().meta({
    description: "Whom to call when the link social worker can't be reached.",
  }),
  notes: z.array(z.string()).meta({ description: "What to tell the caller beside the number." }),
});
type ConsultationContact = z.output<typeof consultationContactSchema>;

/** The line the procedure has for consultations where there is no link social worker. */
export interface Hub {
  readonly name: string;
  readonly phone: string;
  /** What to ask for or press. */
  readonly note?: string;
}

const besideLinkSocialWorker = [
  "Don't leave a message on the link social worker's answerphone.",
  "The link social worker is not an emergency service.",
  "The link social worker does not supervise practitioners.",
] as const;

const INACTIVE =
  "This agency is not active in the register, so no consultation can be recorded for it until an administrator enters it again.";

/**
 * The agency's link social worker; for an agency without one the area's; the MASH where neither is
 * known, and otherwise only when the link social worker can't be reached: never first (R2). The
 * notes on link social workers stand beside their numbers only, never beside one for urgent calls.
 */
export function consultationContact(
  agency: Agency,
  area: Area | undefined,
  hub: Hub,
): ConsultationContact {
  const inactive = agency.active ? [] : [INACTIVE];
  const mash = { name: hub.name, role: "multi-agency safeguarding hub (MASH)", phone: hub.phone };
  const asked = hub.note === undefined ? [] : [`${hub.name}: ${hub.note}.`];
  const own = agency.linkSocialWorker;
  const worker = own ?? area?.linkSocialWorker ?? undefined;
  if (worker === undefined) return { basis: "mash", contact: mash, notes: [...asked, ...inactive] };
  return {
    basis: own === undefined ? "area" : "agency",
    contact: linkContact(worker),
    instead: mash,
    notes: [...besideLinkSocialWorker, ...asked, ...inactive],
  };
}

const linkContact = ({ name, phone, hours }: LinkSocialWorker): Contact => ({
  name,
  role: "link social worker",
  phone,
  ...(hours !== undefined && { hours }),
});
