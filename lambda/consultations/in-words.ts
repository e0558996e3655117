// The codes of a consultation as people read them.
import type { AgencyType } from "../agencies/agency.ts";
import type { Role } from "../http/roles.ts";
import type {
  ageBands,
  channels,
  concernTypes,
  Quoted,
  stepOwners,
  thresholds,
} from "./consultation.ts";

type Words<Codes extends readonly string[]> = Readonly<Record<Codes[number], string>>;

export const channelWords: Words<typeof channels> = {
  telephone: "by telephone",
  surgery: "at a surgery",
  video: "by video",
  "in-person": "in person",
};

export const ageBandWords: Words<typeof ageBands> = {
  unborn: "unborn",
  "under-1": "under 1 year",
  "1-4": "1 to 4 years",
  "5-10": "5 to 10 years",
  "11-15": "11 to 15 years",
  "16-17": "16 or 17 years",
};

export const concernWords: Words<typeof concernTypes> = {
  neglect: "neglect",
  "physical-abuse": "physical abuse",
  "emotional-abuse": "emotional abuse",
  "sexual-abuse": "sexual abuse",
  "domestic-abuse": "domestic abuse",
  exploitation: "exploitation",
  "parental-mental-ill-health": "a parent's mental ill health",
  "parental-substance-misuse": "a parent's substance misuse",
  disability: "disability",
  "harmful-behaviour": "harmful behaviour",
  other: "other",
};

export const stepOwnerWords: Words<typeof stepOwners> = {
  agency: "your agency",
  "social-care": "social care",
  other: "somebody else",
};

export const thresholdWords: Words<typeof thresholds> = {
  s17: "The child may be in need (section 17 of the Children Act 1989).",
  s47: "The child may be suffering, or likely to suffer, significant harm (section 47 of the Children Act 1989).",
};

export const quotedWords: Readonly<Record<Quoted["result"], string>> = {
  known: "found",
  "date-mismatch": "the date does not agree with it, or is missing: check it against the form",
  "not-found": "not found: check it against the form",
  malformed: "could not be read: check it against the form",
  "not-checked": "not checked",
};

export const settingWords: Readonly<Record<AgencyType, string>> = {
  "primary-school": "primary school",
  "secondary-school": "secondary school",
  "special-school": "special school",
  nursery: "nursery",
  childminder: "childminder",
  college: "college",
  "gp-practice": "GP practice",
  "health-visiting": "health visiting",
  hospital: "hospital",
  "mental-health": "mental health service",
  dentist: "dentist",
  police: "police",
  probation: "probation",
  housing: "housing",
  "youth-service": "youth service",
  charity: "charity",
  "faith-group": "faith group",
  "sports-club": "sports club",
  other: "other",
};

export const roleWords: Readonly<Record<Role, string>> = {
  "link-social-worker": "link social worker",
  mash: "social worker of the multi-agency safeguarding hub (MASH)",
  manager: "manager",
  administrator: "administrator",
  auditor: "auditor",
};

const longDate = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", dateStyle: "long" });
/** “23 November 2026”, in Europe/London, of a date or an instant. */
export const dateInWords = (date: string): string => longDate.format(new Date(date));
