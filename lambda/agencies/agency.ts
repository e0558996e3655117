// An agency that asks for advice, an area, and a link social worker: what the register knows of them.
import * as z from "zod";

/** The kinds of setting; consultations use the same codes for the settings a child attends. */
export const agencyTypes = [
  "primary-school",
  "secondary-school",
  "special-school",
  "nursery",
  "childminder",
  "college",
  "gp-practice",
  "health-visiting",
  "hospital",
  "mental-health",
  "dentist",
  "police",
  "probation",
  "housing",
  "youth-service",
  "charity",
  "faith-group",
  "sports-club",
  "other",
] as const;

export const agencyTypeSchema = z.enum(agencyTypes);
export type AgencyType = z.output<typeof agencyTypeSchema>;

const ID = /^[a-z0-9-]{1,64}$/;
const ID_MESSAGE = "Use 1 to 64 characters: small letters a to z, digits and hyphens.";

/** The id of an agency: 1–64 of `a–z 0–9 -`. */
export const agencyIdSchema = z.string().regex(ID, ID_MESSAGE);

/** The id of an area: 1–64 of `a–z 0–9 -`. */
export const areaSchema = z.string().regex(ID, ID_MESSAGE);

/** Long enough for the longest real name of a school or a trust. */
const MAX_NAME = 200;
const MAX_HOURS = 200;
/** Characters that break a line or turn the reading direction: a name with one is not what it looks. */
const BREAKS_THE_LINE = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !BREAKS_THE_LINE.test(text), {
      message: "Use one line of plain text.",
      params: { code: "wrong-format" },
    });

/** A telephone number as people write it, with an extension where there is one. */
export const phoneSchema = z
  .string()
  .trim()
  .regex(
    /^(?=(?:\D*\d){3})\+?[0-9 ()-]{3,30}(?: ?(?:ext\.?|x) ?[0-9]{1,6})?$/,
    "Give a telephone number, for example 01632 960 001 ext 12.",
  );

/** RFC 5321, section 4.5.3.1: a path has 256 octets with its brackets, a local part 64. */
const MAX_MAILBOX = 254;
/** RFC 1035, section 2.3.4. */
const MAX_LABEL = 63;
const MAILBOX =
  /^(?=[^@]{1,64}@)(?![^@]*@(?:[^@]*\.)?-)(?![^@]*@[^@]*-\.)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9-]+\.)+(?:[A-Za-z]{2,}|[Xx][Nn]--[A-Za-z0-9-]+)$/;

const NO_MAILBOX =
  "Give one email address such as safeguarding@school.example.org, without a name or brackets. Write an international domain in its xn-- form.";

const hasShortLabels = (address: string): boolean =>
  address
    .slice(address.indexOf("@") + 1)
    .split(".")
    .every((label) => label.length <= MAX_LABEL);

/**
 * One bare mailbox, as the form's only recipient: no display name, no list, no quoting, no address
 * of a machine, nothing that could start a second header. ASCII only, so that two addresses that
 * look alike are alike; an international domain is given in its `xn--` form.
 */
export const mailboxSchema = z
  .string()
  .max(MAX_MAILBOX)
  .regex(MAILBOX, NO_MAILBOX)
  .refine(hasShortLabels, { error: NO_MAILBOX, params: { code: "wrong-format" } });

/** The children's social care worker attached to an agency or an area. Staff's personal data. */
export const linkSocialWorkerSchema = z.strictObject({
  name: oneLine(MAX_NAME).meta({ description: "The worker's name, shown to callers." }),
  phone: phoneSchema,
  hours: oneLine(MAX_HOURS)
    .optional()
    .meta({ description: "When the number is answered, in words." }),
});
export type LinkSocialWorker = z.output<typeof linkSocialWorkerSchema>;

/** What a person enters about an agency. */
export const agencyDetailsSchema = z.strictObject({
  name: oneLine(MAX_NAME),
  type: agencyTypeSchema,
  area: areaSchema,
  email: mailboxSchema.meta({
    description: "The agency's one safeguarding mailbox. Consultation forms go there.",
  }),
  phone: phoneSchema.optional(),
  linkSocialWorker: linkSocialWorkerSchema.optional(),
  soleProfessional: z.boolean().optional().meta({
    description:
      "Whether the agency is one person (a childminder, a single-handed GP): then its id must say nothing about them.",
  }),
});
export type AgencyDetails = z.output<typeof agencyDetailsSchema>;

/** An agency as the register holds it. `version` counts its changes; instants are RFC 3339 UTC. */
export const agencySchema = z.object({
  ...agencyDetailsSchema.shape,
  agencyId: agencyIdSchema,
  /** Consultations are recorded for active agencies only. */
  active: z.boolean(),
  /** Whether an administrator stands for the mailbox; until then forms are held. */
  verified: z.boolean(),
  version: z.int().positive(),
  updatedAt: z.iso.datetime(),
});
export type Agency = z.output<typeof agencySchema>;

/** An area as the register holds it; without a link social worker its contact is the MASH. */
export const areaEntrySchema = z.object({
  area: areaSchema,
  linkSocialWorker: linkSocialWorkerSchema.nullable(),
  version: z.int().positive(),
  updatedAt: z.iso.datetime(),
});
export type Area = z.output<typeof areaEntrySchema>;

/**
 * Whether the agency is one person, so that a list of its consultations is a list about that
 * person: such lists need a manager.
 */
export function isSoleProfessional(agency: Pick<Agency, "soleProfessional">): boolean {
  return agency.soleProfessional === true;
}
