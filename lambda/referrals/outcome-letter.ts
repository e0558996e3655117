// What a referrer is told at the end: the decision, or that the referral was passed on (R21, R28, R30).
import type { Block, Letter } from "../letters/letter.ts";
import {
  type AboutReferral,
  closing,
  heading,
  instantInWords,
  paragraph,
  receiptFacts,
  referralLetter,
  typedIfGiven,
} from "./letter-parts.ts";

/** The outcome, no further action included; the resolution policy, complaints and advocacy. */
export function outcomeLetter(about: AboutReferral): Letter {
  const { referral, procedure } = about;
  const { decision } = referral;
  const { texts } = procedure.procedure;
  const words =
    procedure.referralOutcome(decision?.outcome ?? "")?.words ?? decision?.outcome ?? "";
  const decided: readonly Block[] = decision
    ? [paragraph(`Decided on ${instantInWords(decision.decidedAt)}:`), paragraph(words)]
    : [];
  return referralLetter("The outcome of your referral", about, [
    receiptFacts(referral),
    heading("Outcome"),
    ...decided,
    ...typedIfGiven(decision?.feedback, "What we can tell you"),
    heading("If you disagree"),
    paragraph(texts.resolutionPolicy),
    ...(texts.complaintsAndAdvocacy
      ? [heading("Complaints and advocacy"), paragraph(texts.complaintsAndAdvocacy)]
      : []),
    heading("If the concern grows"),
    paragraph(texts.ifConcernGrows),
    ...closing(about),
  ]);
}

/** The child is elsewhere: who has it now. */
export function transferLetter(about: AboutReferral): Letter {
  const { transfer } = about.referral;
  const rows = transfer
    ? [
        { label: "Passed on to", value: transfer.toAuthority, typed: true },
        { label: "Passed on", value: instantInWords(transfer.transferredAt), typed: false },
        ...(transfer.acceptedAt
          ? [{ label: "Taken", value: instantInWords(transfer.acceptedAt), typed: false }]
          : []),
      ]
    : [];
  return referralLetter("Your referral was passed on", about, [
    paragraph(
      "Children's social care acts in the area where the child is. Your referral was passed on to the authority below, which deals with it from now on. Ask them about it; our number means nothing there, so give them the details you gave us.",
    ),
    { kind: "facts", rows },
    ...closing(about),
  ]);
}
