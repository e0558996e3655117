// A letter as the service sends them: the consultation form, with every kind of block.

import type { Block, Letter } from "../../lambda/letters/letter.ts";

export const urgentDirection: Block = {
  kind: "urgent",
  title: "Act now: this concern meets the threshold for a child protection enquiry",
  paragraphs: [
    "Make a referral to the MASH by phone without delay. Do not wait for this form to be filed.",
    "If a child is in immediate danger, call 999. For a serious injury, call the ambulance first.",
  ],
  contacts: [
    { name: "Emergency services", phone: "999" },
    { name: "MASH, in office hours", phone: "0345 050 7666" },
    { name: "Out of hours, until 08:30 tomorrow", phone: "0800 833 408" },
  ],
};

const typedConcern = [
  "Child A, aged 7, has come to school in the same unwashed clothes since half-term & is often hungry (<4 days a week she has no lunch).",
  "Mother says the heating is off. She wrote to www.example-landlord.co.uk/repairs?id=7 and to help@example-landlord.co.uk, and rang 0808 800 5000.",
  "",
  "- Monday: asleep in class",
  '- Tuesday: said "nobody was in" when she got home',
].join("\n");

export const formBlocks: readonly Block[] = [
  {
    kind: "panel",
    label: "Reference",
    large: "NNC-7M4K-20XC-H9TV",
    small: [
      "In words: November November Charlie, seven Mike four Kilo, two zero X-ray Charlie, Hotel nine Tango Victor",
      "Quote this and the date, 23 November 2026, if you ask again or refer.",
    ],
  },
  {
    kind: "facts",
    rows: [
      { label: "Date of consultation", value: "Monday 23 November 2026, 10:15" },
      { label: "Agency", value: "St Example's Primary School" },
      { label: "Consulted by", value: "Designated safeguarding lead", typed: true },
      { label: "Recorded by", value: "Link social worker" },
      { label: "Earlier consultations quoted", value: "One, of 1 September 2026" },
    ],
  },
  { kind: "heading", text: "What you told us" },
  { kind: "typed", text: typedConcern },
  { kind: "heading", text: "Background", level: 3 },
  {
    kind: "typed",
    label: "Social care history",
    text: "A family support worker visited until spring. Łódź, Ελλάδα and Україна were mentioned as places the family lived in.",
  },
  { kind: "typed", label: "Early help", text: "None now." },
  { kind: "heading", text: "Advice" },
  {
    kind: "typed",
    text: "Talk with the mother this week, in school, and offer breakfast club. Ask what she needs before suggesting anything.\n\nKeep a dated record of clothes, food and what the child says, in her own words. Do not ask leading questions.",
  },
  { kind: "heading", text: "Next steps" },
  {
    kind: "list",
    ordered: true,
    typed: true,
    items: [
      "The school, by 27 November 2026: meet the mother and offer an early help assessment.",
      "Social care, by 7 December 2026: ring the school to hear how the meeting went.",
    ],
  },
  { kind: "heading", text: "Outcome" },
  {
    kind: "paragraph",
    text: "Advice, guidance or services, including preventative work. No referral is needed at this point.",
  },
  { kind: "heading", text: "Informing the parents" },
  { kind: "paragraph", text: "It is appropriate to inform the parents of your concern." },
  { kind: "heading", text: "If the concern grows" },
  {
    kind: "paragraph",
    text: "Do not wait for another consultation. If you believe that a child is at risk of significant harm, call at once.",
  },
  {
    kind: "contacts",
    items: [
      { name: "A child in immediate danger", phone: "999" },
      {
        name: "MASH",
        phone: "0345 050 7666",
        note: "Monday to Thursday 08:30 to 17:00, Friday 08:30 to 16:00",
      },
      { name: "Emergency duty team", phone: "0800 833 408", note: "At all other times" },
    ],
  },
  { kind: "heading", text: "How to refer" },
  {
    kind: "list",
    items: [
      "Call the MASH, or use the authority's online referral form.",
      "Give this reference and its date.",
      "Give the names then, and only then. Confirm a referral made by phone in writing within 48 hours.",
    ],
  },
  { kind: "heading", text: "Keep this form on file" },
  {
    kind: "paragraph",
    text: "File it in the child's own safeguarding record. No name is held here: only you can tell which child it is about.",
  },
  {
    kind: "button",
    text: "Confirm that you have filed this form",
    url: "https://no-names.example.gov.uk/filings/q3xk9TtVf2mC8wRj5HyGd7BnL4sPzA6E",
  },
  { kind: "heading", text: "If something here is wrong" },
  {
    kind: "paragraph",
    text: "Call your link social worker, give the reference and say which part is wrong. Do not name the child.",
  },
  { kind: "heading", text: "If this reached you by mistake" },
  {
    kind: "paragraph",
    text: "Tell Oxfordshire County Council at once, then delete it. Do not forward it or file it.",
  },
  { kind: "heading", text: "Privacy" },
  {
    kind: "paragraph",
    text: "We keep this consultation for two years unless it is linked to a referral. We hold no name, date of birth or address.",
  },
];

export const sampleLetter: Letter = {
  title: "No-names consultation form",
  from: "Oxfordshire County Council",
  marking: { text: "OFFICIAL-SENSITIVE", place: "top-and-bottom" },
  blocks: formBlocks,
};

export const urgentLetter: Letter = { ...sampleLetter, blocks: [urgentDirection, ...formBlocks] };
