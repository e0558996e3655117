// What a procedure does about referrals, in plain sentences.
import type { Procedure } from "./procedure.ts";
import type { decisionFields, timesOfTelling } from "./referral-rules.ts";
import { appliesInWords, count, ruleInWords, titleOf } from "./rule-words.ts";

const asked: Readonly<Record<(typeof decisionFields)[number], string>> = {
  children: "all the children it concerns",
  householdDifficulties: "the difficulties of the household",
  parentsInformed: "whether the parents were informed, and why not",
  recordsCheckedAt: "when the records and child protection plans were checked",
  crimeSuspected: "whether a crime is suspected",
  policeInformedAt: "when the police were told of a suspected crime",
  openToSocialCare: "whether social care works on the case already",
};

const toldTimes: Readonly<Record<(typeof timesOfTelling)[number], string>> = {
  familyInformedAt: "when the family was told",
  parentsLetterSentAt: "when the letter to the parents went",
};

/** Deadlines, what a decision needs, outcomes and who is told of them, in the order of the file. */
export function referralsInWords({ referrals, sources, texts }: Procedure): readonly string[] {
  const { rules, requiredAtDecision, outcomes, automaticReceipt, recordedAsTold } = referrals;
  const { strategyQuorum, checks } = referrals;
  const receiptFor = appliesInWords(automaticReceipt?.appliesTo) || "every referral";
  const ends = outcomes.map(({ code, words }) => `${words} (${code})`);
  return [
    ...rules.map((rule) => ruleInWords(rule, titleOf(sources, rule.source.from))),
    ...some(
      automaticReceipt &&
        `A receipt goes out by itself at once (${receiptFor}); it is not the acknowledgement.`,
    ),
    ...some(checks && `Checks are red: ${checks.red} They are amber: ${checks.amber}`),
    ...some(
      checks?.consentRecorded &&
        "When checks are completed it is recorded whether consent was gained.",
    ),
    ...list(
      "A decision needs these to be known",
      requiredAtDecision.map((field) => asked[field]),
    ),
    ...list("A strategy meeting needs these", strategyQuorum ?? []),
    `A referral is decided as one of these: ${ends.join("; ")}. It is approved by ${referrals.approvedBy}.`,
    `Told of the decision: ${referrals.told}`,
    ...list(
      "A decision records",
      recordedAsTold.map((time) => toldTimes[time]),
    ),
    `A member of the public who referred is told: ${texts.publicFeedback}`,
    `Who disagrees is told: ${texts.resolutionPolicy}`,
    ...some(
      texts.complaintsAndAdvocacy && `Complaints and advocacy: ${texts.complaintsAndAdvocacy}`,
    ),
    `A referral and what is linked to it is kept for ${count(referrals.retention.years, "year")}.`,
    ...some(texts.unbornChildren),
  ];
}

const some = (sentence: string | false | undefined): readonly string[] =>
  sentence ? [sentence] : [];

const list = (title: string, things: readonly string[]): readonly string[] =>
  things.length > 0 ? [`${title}: ${things.join("; ")}.`] : [];
