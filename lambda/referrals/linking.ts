// The mark of linking under way: what a crash leaves behind, so that the sweep can finish it.
import * as z from "zod";
import { roles } from "../http/roles.ts";

const instant = z.iso.datetime();

export const linkingSchema = z.object({
  referralId: z.string(),
  linkingId: z.string(),
  at: instant,
  /** In whose name it is done. */
  by: z.enum(roles),
  subject: z.string(),
  wanted: z.array(
    z.object({ reference: z.string(), quotedBy: z.string().optional(), place: z.int() }),
  ),
  /** When the sweep may take it for left behind. */
  nextActionAt: instant,
});
export type Linking = z.infer<typeof linkingSchema>;

/** Far longer than linking a hundred consultations takes, or than a function may run. */
const LINKING_LEASE_MS = 5 * 60 * 1000;

/** The mark of linking that begins at an instant. */
export const newLinking = (begun: Omit<Linking, "nextActionAt">): Linking => ({
  ...begun,
  nextActionAt: new Date(Date.parse(begun.at) + LINKING_LEASE_MS).toISOString(),
});
