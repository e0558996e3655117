// The HTTP operations of the register of agencies and areas: what is sent, what comes back, who may.
import * as z from "zod";
import { operation } from "../http/contract.ts";
import { requestsTable } from "../http/idempotency.ts";
import { listQuery, listSchema } from "../http/list.ts";
import { roles } from "../http/roles.ts";
import {
  agencyDetailsSchema,
  agencyIdSchema,
  agencySchema,
  areaEntrySchema,
  areaSchema,
  linkSocialWorkerSchema,
} from "./agency.ts";
import { consultationContactSchema } from "./consultation-contact.ts";

/** An id in the path of a PUT is what the caller wants it to be, so a bad one is theirs to correct. */
const chosenId = (schema: z.ZodString, description: string) =>
  z
    .string()
    .refine((id) => schema.safeParse(id).success, {
      message: "Use 1 to 64 characters: small letters a to z, digits and hyphens.",
      params: { problem: "validation-failed", code: "wrong-format" },
    })
    .meta({ description: `${description}: 1 to 64 of a to z, 0 to 9 and hyphens.` });

/** Where an id is looked up, one that can't be an id is one that isn't there. */
const ofAgency = z.object({
  agencyId: agencyIdSchema.meta({ description: "The id of the agency." }),
});

/** An agency as the register answers it. */
const agencyAnswerSchema = agencySchema.omit({ version: true });
export type AgencyAnswer = z.output<typeof agencyAnswerSchema>;

/** An area as the register answers it. */
const areaAnswerSchema = areaEntrySchema.omit({ version: true });
export type AreaAnswer = z.output<typeof areaAnswerSchema>;

const detailsExample = {
  name: "St Example Primary School",
  type: "primary-school",
  area: "north",
  email: "safeguarding@st-example.example.org",
  phone: "01632 960101",
  linkSocialWorker: {
    name: "Alex Sample",
    phone: "01632 960150",
    hours: "Monday to Thursday, 9 to 5",
  },
};
const agencyExample = {
  agencyId: "st-example-primary",
  ...detailsExample,
  active: true,
  verified: true,
  updatedAt: "2026-09-01T08:30:00.000Z",
};
const areaExample = {
  area: "north",
  linkSocialWorker: { name: "Sam Sample", phone: "01632 960160" },
  updatedAt: "2026-09-01T08:30:00.000Z",
};

const anAgency = { schema: agencyAnswerSchema, example: agencyExample };
const anArea = { schema: areaAnswerSchema, example: areaExample };

const location = { Location: "The address of what was added." };

export const putAgency = operation({
  id: "put-agency",
  method: "PUT",
  path: "/agencies/{agencyId}",
  roles: ["administrator", "link-social-worker", "mash"],
  runsIn: "agencies",
  tag: "Agencies",
  summary: "Enter an agency",
  description:
    "Adds an agency or replaces its details whole. Only an administrator may change one that is there; doing so also makes it active again. An agency added by anybody else is unverified: its consultation forms are held until an administrator verifies it.",
  parameters: z.object({
    agencyId: chosenId(agencyIdSchema, "The id the agency has or is to have"),
  }),
  body: agencyDetailsSchema,
  bodyExample: detailsExample,
  answers: {
    200: { description: "The agency was changed.", ...anAgency },
    201: { description: "The agency was added.", ...anAgency, headers: location },
  },
  problems: ["identifiers-found", "conflict"],
});

export const readAgency = operation({
  id: "read-agency",
  method: "GET",
  path: "/agencies/{agencyId}",
  roles,
  runsIn: "agencies",
  tag: "Agencies",
  summary: "Read an agency",
  description: "The entry of one agency, active or not.",
  parameters: ofAgency,
  answers: { 200: { description: "The agency.", ...anAgency } },
  problems: [],
});

export const deactivateAgency = operation({
  id: "deactivate-agency",
  method: "DELETE",
  path: "/agencies/{agencyId}",
  roles: ["administrator"],
  runsIn: "agencies",
  tag: "Agencies",
  summary: "Deactivate an agency",
  description:
    "No consultation is recorded for it any more. Its entry stays, for earlier consultations name it; entering it again makes it active.",
  parameters: ofAgency,
  answers: { 204: { description: "The agency is not active, now or already before." } },
  problems: ["conflict"],
});

export const listAgencies = operation({
  id: "list-agencies",
  method: "GET",
  path: "/agencies",
  roles,
  runsIn: "agencies",
  tag: "Agencies",
  summary: "List agencies",
  description:
    "The register by id, not by age: it is looked things up in. Deactivated agencies are in it, with “active”: false.",
  query: listQuery({
    area: areaSchema.optional().meta({ description: "Only those of this area." }),
  }),
  answers: {
    200: {
      description: "A page of agencies.",
      schema: listSchema(agencyAnswerSchema),
      example: { items: [agencyExample] },
    },
  },
  problems: [],
});

export const verifyAgency = operation({
  id: "verify-agency",
  method: "POST",
  path: "/agencies/{agencyId}/verification",
  roles: ["administrator"],
  runsIn: "agencies",
  tag: "Agencies",
  summary: "Verify an agency",
  description:
    "An administrator has checked that the mailbox is the agency's own and that it is read by those who may. Forms that were held go out. Verifying it again is fine.",
  parameters: ofAgency,
  rememberedIn: requestsTable,
  answers: { 200: { description: "The agency is verified.", ...anAgency } },
  problems: ["conflict"],
});

export const putArea = operation({
  id: "put-area",
  method: "PUT",
  path: "/areas/{area}",
  roles: ["administrator"],
  runsIn: "agencies",
  tag: "Agencies",
  summary: "Enter an area",
  description:
    "Adds an area or replaces its link social worker, who advises agencies without one of their own. With null the post is vacant and the MASH takes the calls.",
  parameters: z.object({ area: chosenId(areaSchema, "The id the area has or is to have") }),
  body: z.strictObject({ linkSocialWorker: linkSocialWorkerSchema.nullable() }),
  bodyExample: { linkSocialWorker: areaExample.linkSocialWorker },
  answers: {
    200: { description: "The area was changed.", ...anArea },
    201: { description: "The area was added.", ...anArea, headers: location },
  },
  problems: ["identifiers-found", "conflict"],
});

export const listAreas = operation({
  id: "list-areas",
  method: "GET",
  path: "/areas",
  roles,
  runsIn: "agencies",
  tag: "Agencies",
  summary: "List areas",
  description: "The registered areas and their link social workers, by id.",
  query: listQuery({}),
  answers: {
    200: {
      description: "A page of areas.",
      schema: listSchema(areaAnswerSchema),
      example: { items: [areaExample] },
    },
  },
  problems: [],
});

export const readConsultationContact = operation({
  id: "read-consultation-contact",
  method: "GET",
  path: "/agencies/{agencyId}/consultation-contact",
  roles,
  runsIn: "agencies",
  tag: "Agencies",
  summary: "Whom an agency should call",
  description:
    "The link social worker of the agency, else of its area, else the MASH; and whom to call instead when they can't be reached.",
  parameters: ofAgency,
  answers: {
    200: {
      description: "Whom to call.",
      schema: consultationContactSchema,
      example: {
        basis: "agency",
        contact: { name: "Alex Sample", role: "link social worker", phone: "01632 960150" },
        instead: {
          name: "MASH",
          role: "multi-agency safeguarding hub (MASH)",
          phone: "01632 960999",
        },
        notes: ["Don't leave a message on the link social worker's answerphone."],
      },
    },
  },
  problems: [],
});

export const agencyOperations = [
  putAgency,
  readAgency,
  deactivateAgency,
  listAgencies,
  verifyAgency,
  putArea,
  listAreas,
  readConsultationContact,
] as const;
