// The agencies and areas of a first start, all made up: addresses by RFC 2606, numbers from Ofcom's
// range for drama (01632 960000 to 960999), which nobody has.
import type { Agency, Area } from "../../lambda/agencies/agency.ts";

const enteredAt = "2026-09-01T08:30:00.000Z";
const entry = { version: 1, updatedAt: enteredAt } as const;
const inUse = { ...entry, active: true, verified: true } as const;

/** North has a link social worker; south is registered with the post vacant. Others are unknown. */
export const sampleAreas: readonly Area[] = [
  {
    area: "north",
    linkSocialWorker: {
      name: "Sam Sample",
      phone: "01632 960110",
      hours: "Monday to Friday, 9:00 to 16:30",
    },
    ...entry,
  },
  { area: "south", linkSocialWorker: null, ...entry },
];

export const sampleAgencies: readonly Agency[] = [
  {
    agencyId: "st-example-primary",
    name: "St Example Primary School",
    type: "primary-school",
    area: "north",
    email: "safeguarding@st-example.example.org",
    phone: "01632 960101",
    linkSocialWorker: {
      name: "Alex Sample",
      phone: "01632 960120",
      hours: "Monday to Thursday in term time, 8:30 to 16:00",
    },
    ...inUse,
  },
  {
    agencyId: "example-lane-nursery",
    name: "Example Lane Nursery",
    type: "nursery",
    area: "north",
    email: "safeguarding@lane-nursery.example.org",
    phone: "01632 960102",
    ...inUse,
  },
  {
    agencyId: "example-road-surgery",
    name: "Example Road Surgery",
    type: "gp-practice",
    area: "south",
    email: "safeguarding@surgery.example.net",
    phone: "01632 960103",
    ...inUse,
  },
  {
    agencyId: "example-family-charity",
    name: "Example Family Charity",
    type: "charity",
    area: "south",
    email: "safeguarding@family-charity.example.org",
    ...inUse,
    verified: false,
  },
  {
    agencyId: "example-youth-club",
    name: "Example Youth Club (closed)",
    type: "youth-service",
    area: "north",
    email: "safeguarding@youth-club.example.org",
    ...inUse,
    active: false,
  },
  {
    agencyId: "childminder-4719",
    name: "Example Childminding",
    type: "childminder",
    area: "west",
    email: "safeguarding@childminding.example.com",
    phone: "01632 960104",
    soleProfessional: true,
    ...inUse,
  },
];
