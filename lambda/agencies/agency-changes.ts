// What can happen to an agency in the register, and who may do it. Pure: the clock comes in.
import type { Person } from "../http/roles.ts";
import { type Agency, type AgencyDetails, agencyDetailsSchema } from "./agency.ts";

/** Administrators keep the register; the others who may write to it only add what is missing. */
export const isAdministrator = (person: Pick<Person, "roles">): boolean =>
  person.roles.includes("administrator");

/**
 * A new agency. Entered by an administrator it is verified at once, for the register is theirs;
 * entered by anybody else its forms are held until an administrator has checked the mailbox.
 */
export const registered = (
  agencyId: string,
  details: AgencyDetails,
  byAdministrator: boolean,
  at: Date,
): Agency => ({
  ...details,
  agencyId,
  active: true,
  verified: byAdministrator,
  version: 1,
  updatedAt: at.toISOString(),
});

/** The agency with other details, and active again. Whether it is verified stays as it was. */
export const changed = (agency: Agency, details: AgencyDetails, at: Date): Agency => ({
  ...details,
  agencyId: agency.agencyId,
  active: true,
  verified: agency.verified,
  ...counted(agency, at),
});

/** The agency as one for which no consultation is recorded any more. */
export const deactivated = (agency: Agency, at: Date): Agency => ({
  ...agency,
  active: false,
  ...counted(agency, at),
});

/** The agency with a mailbox that an administrator stands for. */
export const verified = (agency: Agency, at: Date): Agency => ({
  ...agency,
  verified: true,
  ...counted(agency, at),
});

const counted = (agency: Agency, at: Date) => ({
  version: agency.version + 1,
  updatedAt: at.toISOString(),
});

/** Whether the agency is active with exactly these details, so that entering them changes nothing. */
export function isAlready(agency: Agency, details: AgencyDetails): boolean {
  const { linkSocialWorker, ...others } = details;
  const fields = Object.keys(agencyDetailsSchema.shape) as (keyof AgencyDetails)[];
  return (
    agency.active &&
    fields.every((field) => field === "linkSocialWorker" || agency[field] === others[field]) &&
    agency.linkSocialWorker?.name === linkSocialWorker?.name &&
    agency.linkSocialWorker?.phone === linkSocialWorker?.phone &&
    agency.linkSocialWorker?.hours === linkSocialWorker?.hours
  );
}
