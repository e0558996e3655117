// A link: the record that a referral concerns the child of an earlier consultation.
import * as z from "zod";
import { roles } from "../http/roles.ts";

const instant = z.iso.datetime();

/** What a quoted consultation comes to. The last four become tasks. */
export const linkResults = [
  "linked",
  "already-linked",
  "removed",
  "date-mismatch",
  "not-found",
  "malformed",
  "not-checked",
] as const;
type LinkResult = (typeof linkResults)[number];

export const linkEventSchema = z.object({
  what: z.enum(["linked", "unlinked"]),
  at: instant,
  by: z.enum(roles),
  why: z.string().optional(),
  subject: z.string(),
});
type LinkEvent = z.infer<typeof linkEventSchema>;

/** The link as it is stored, with the referral. Undone it stays, so that both events can be seen. */
export const linkSchema = z.object({
  referralId: z.string(),
  reference: z.string(),
  state: z.enum(["linked", "removed"]),
  linkedAt: instant,
  /** The consultation that quoted it, where nobody named it to us (R12). */
  quotedBy: z.string().optional(),
  /** Its place in the order given; what came by quotation follows. */
  place: z.int(),
  events: z.array(linkEventSchema),
});
export type Link = z.infer<typeof linkSchema>;

/** A link that is wanted. */
export interface WantedLink {
  readonly reference: string;
  readonly quotedBy?: string;
  readonly place: number;
}

/** As a referral is shown: a consultation and what it came to. */
export const linkAnswerSchema = z.object({
  /** Null for a malformed one: it may be a name. */
  reference: z.string().nullable(),
  result: z.enum(linkResults),
  linkedAt: instant.optional(),
  quotedBy: z.string().optional(),
});
export type LinkAnswer = z.infer<typeof linkAnswerSchema>;
