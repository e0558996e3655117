// The example of a procedure that the API's description shows: an authority that does not exist.

const fullDay: [string, string][] = [["09:00", "17:00"]];

export const procedureExample = {
  name: "exampleshire",
  authority: "Exampleshire Council",
  effectiveFrom: "2026-04-01",
  sources: [
    {
      code: "consultations",
      title: "Consultations without names",
      publisher: "Exampleshire safeguarding children procedures",
    },
  ],
  nation: "england-and-wales",
  officeHours: {
    mon: fullDay,
    tue: fullDay,
    wed: fullDay,
    thu: fullDay,
    fri: fullDay,
    sat: [],
    sun: [],
  },
  closures: [{ from: "2026-12-29", to: "2026-12-31", why: "between Christmas and New Year" }],
  contacts: {
    mash: { name: "Exampleshire MASH", phone: "01632 960970" },
    urgent: { name: "Exampleshire MASH", phone: "01632 960970", note: "choose option 1" },
    outOfHours: { name: "Exampleshire out-of-hours team", phone: "01632 960971", assumed: true },
    byArea: {},
  },
  knownServices: [],
  texts: {
    privacy: "This form holds no names. It is kept under its reference.",
    howToRefer: "To make a referral, call the MASH with names and details.",
    resolutionPolicy: "If you disagree with a decision, talk to your line manager first.",
    allegations: "Such a concern follows the procedure for allegations against staff.",
    publicFeedback: "Thank you for telling us. What we found is confidential to the family.",
    ifConcernGrows: "If the concern grows, don't wait: call again, or make a referral.",
    keepOnFile: "File this form with the child's safeguarding records at once.",
    correcting: "If something here is wrong, call us. Don't name the child.",
    wrongRecipient: "If this has reached you by mistake, tell us and delete it.",
    findingOut: "Find out whether the child has a social worker.",
  },
  marking: { text: "OFFICIAL-SENSITIVE", place: "top-and-bottom" },
  consultations: {
    noNames: "allowed",
    consent: "not-needed",
    becomesReferral: false,
    outcomes: [
      { code: "advice", words: "Advice", leadsToReferral: false },
      { code: "referral", words: "A referral", leadsToReferral: true },
    ],
    retention: { unlinkedYears: 2 },
    referralFollowUp: { workingDays: 5 },
    sources: [{ from: "consultations", says: "Consent is not required." }],
  },
  referrals: {
    rules: [
      {
        code: "decision",
        title: "Decide",
        owner: "manager",
        from: "received",
        within: { amount: 1, unit: "working-days" },
        metBy: "decided",
        stages: [
          {
            code: "reminder",
            to: "manager",
            at: { before: { amount: 2, unit: "working-hours" } },
          },
        ],
        source: { from: "consultations", says: "A decision is made within one working day." },
      },
    ],
    requiredAtDecision: ["parentsInformed"],
    outcomes: [{ code: "no-further-action", words: "No further action" }],
    approvedBy: "a manager",
    told: "The referrer and the family.",
    recordedAsTold: [],
    retention: { years: 75 },
  },
  words: ["This is the procedure of Exampleshire Council, in force from 1 April 2026."],
  awaitingConfirmation: ["The out-of-hours number: to be confirmed by the authority."],
};

/** What a written referral received there at 16:40 on Maundy Thursday would have. */
export const whatIfExample = {
  deadlines: [
    {
      code: "decision",
      title: "Decide",
      owner: "manager",
      from: "received",
      dueAt: "2026-04-07T16:00:00.000Z",
      state: "missed",
      explanation:
        "Received Thursday 2 April 2026 at 16:40. 3 and 6 April are bank holidays, 4 and 5 a weekend. One working day ends Tuesday 7 April at 17:00.",
      source:
        "Consultations without names (Exampleshire safeguarding children procedures): A decision is made within one working day.",
      stages: [
        { code: "reminder", at: "2026-04-07T14:00:00.000Z", to: "manager", state: "planned" },
      ],
    },
  ],
};
