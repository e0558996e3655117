// What a consultation looks like, for the description of the API. No child, no agency and no reference is real.

export const referenceExample = "NNC-73CF-2K9M-0HMJ";

const quotedExample = {
  reference: "NNC-40GT-81RW-H226",
  consultedOn: "2026-09-01",
  result: "known",
};
export const recordedExample = {
  reference: referenceExample,
  spoken:
    "November November Charlie, seven three Charlie Foxtrot, two Kilo nine Mike, zero Hotel Mike Juliett",
  recordedAt: "2026-11-23T10:31:07.412Z",
  agency: { agencyId: "st-example-primary", name: "St Example Primary School" },
  form: { messageId: "0f0f6c0e-6f0a-4c53-9f2b-2d1f7a0c7c11", state: "owed" },
  previousConsultations: [quotedExample],
  chain: { consultations: 1, since: "2026-09-01", outcomes: ["advice"] },
};

export const recordExample = {
  agencyId: "st-example-primary",
  consulteeRole: "designated safeguarding lead",
  channel: "telephone",
  consultedAt: "2026-11-23T10:15:00Z",
  safeguardingLeadConsulted: true,
  notAReferral: true,
  immediateRisk: false,
  openToSocialCare: false,
  concern:
    "A child in year 2 has come to school hungry on most days since half term and falls asleep in lessons.",
  background: { socialCareHistory: "None known to the school.", settings: ["primary-school"] },
  children: [{ ageBand: "5-10" }],
  concernTypes: ["neglect"],
  levelOfNeed: 2,
  advice:
    "Talk to the parent about mornings, offer the breakfast club, and keep a dated record of what is seen.",
  nextSteps: [{ action: "Offer a place in the breakfast club.", who: "agency", by: "2026-12-07" }],
  outcome: "advice",
};

export const correctedExample = {
  reference: referenceExample,
  at: "2026-11-24T09:12:00.000Z",
  by: "link-social-worker",
  form: { messageId: "0f0f6c0e-6f0a-4c53-9f2b-2d1f7a0c7c11", state: "owed" },
};
