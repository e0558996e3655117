// The agency that the benchmarks record consultations of.
export const exampleAgency = {
  agencyId: "st-example-primary",
  name: "St Example Primary School",
  type: "primary-school",
  area: "north",
  email: "safeguarding@school.example.org",
  active: true,
  verified: true,
  version: 1,
  createdAt: "2026-09-01T08:30:00.000Z",
  updatedAt: "2026-09-01T08:30:00.000Z",
};
