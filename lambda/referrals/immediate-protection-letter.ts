// What team and manager are told at once, at any hour, where a child needs protection now.
import type { Letter } from "../letters/letter.ts";
import {
  type AboutReferral,
  heading,
  paragraph,
  receiptFacts,
  referralLetter,
} from "./letter-parts.ts";

export function immediateProtectionLetter(about: AboutReferral): Letter {
  const { deadlines } = about;
  return referralLetter("A child needs protection now", about, [
    {
      kind: "urgent",
      title: "Act now: a child needs protection",
      paragraphs: [
        "A referral was registered that says so. Open it by its number and act on it now; don't wait for office hours, and don't wait for anything in writing.",
      ],
      contacts: [{ name: "Emergency services, if anyone is in danger now", phone: "999" }],
    },
    receiptFacts(about.referral),
    heading("What runs"),
    ...(deadlines.length === 0
      ? [paragraph("No deadline of the procedure has begun.")]
      : [
          {
            kind: "list" as const,
            items: deadlines.map(({ title, explanation }) => `${title}. ${explanation}`),
          },
        ]),
  ]);
}
