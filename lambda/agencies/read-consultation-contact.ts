// GET /agencies/{agencyId}/consultation-contact: whom a caller from this agency should ring (R2).
import { Problem } from "../http/problem.ts";
import { implement } from "../http/request.ts";
import { consultationContact, type Hub } from "./consultation-contact.ts";
import * as contract from "./contract.ts";
import { agencyRead, areaRead, parseAgency, parseArea } from "./table.ts";

/** `hub` gives the procedure's line for consultations in an area. */
export const readConsultationContact = ({ hub }: { readonly hub: (area: string) => Hub }) =>
  implement({
    operation: contract.readConsultationContact,
    async handle(request) {
      const [agencyItem] = await request.read([agencyRead(request.parameters.agencyId)]);
      const agency = parseAgency(agencyItem);
      if (agency === undefined) throw new Problem("not-found");
      const [areaItem] = await request.read([areaRead(agency.area)]);
      return {
        status: 200,
        body: consultationContact(agency, parseArea(areaItem), hub(agency.area)),
      };
    },
  });
