// Referrals on a real engine, called as through the gateway: a builder, and what tests ask of one.

import type { Role } from "../../lambda/http/roles.ts";
import { type ReferralAnswer, referralAnswerSchema } from "../../lambda/referrals/answers.ts";
import { readWhole } from "../../lambda/referrals/table.ts";
import type { Answer } from "../call-function.ts";
import { type Service, useService } from "../consultations/service.ts";

/** A referral as the MASH registers it on the Monday of the tests; every rule is kept. */
export const referral = (changes: Readonly<Record<string, unknown>> = {}) => ({
  receivedAt: "2026-11-23T10:15:00Z",
  channel: "written",
  referrer: { kind: "practitioner", agencyId: "st-example-primary" },
  ...changes,
});

/** All that any of the five procedures wants to know before a decision. */
export const known = {
  children: [{ caseId: "C-104223", role: "subject" }],
  householdDifficulties: [],
  parentsInformed: { informed: true, agreed: true },
  recordsCheckedAt: "2026-11-23T10:20:00Z",
  crimeSuspected: false,
  openToSocialCare: false,
};

export const decision = (changes: Readonly<Record<string, unknown>> = {}) => ({
  outcome: "no-further-action",
  decidedBy: "qualified social worker",
  approvedBy: "assistant team manager",
  reasons: "The worry was looked into and there is no sign of harm.",
  ...changes,
});

export interface Referrals extends Service {
  /** Registers a referral and answers it; fails loudly when it is refused. */
  register(changes?: Parameters<typeof referral>[0]): Promise<ReferralAnswer>;
  /** The referral as the MASH reads it now. */
  read(referralId: string): Promise<ReferralAnswer>;
  /** A step of a referral, such as `step(id, "evaluation", body)`, by whoever may take it. */
  step(referralId: string, step: string, body?: object, as?: Role): Promise<Answer>;
  /** Everything that is stored under a referral's number. */
  stored(referralId: string): Promise<NonNullable<Awaited<ReturnType<typeof readWhole>>>>;
  /** The subjects of what was sent to the mailbox. */
  sentTo(mailbox: string): readonly string[];
  now(): Date;
}

const managers = ["agency-discussions", "checks", "strategy-meeting", "decision", "transfer"];

/** One engine for a test file, with the procedure of an authority. */
export function useReferrals(procedureName?: string): Referrals {
  const service = useService(procedureName);
  let now = "2026-11-23T10:30:00.000Z";
  const { setClock } = service;
  const own = {
    setClock(instant: string) {
      now = instant;
      setClock(instant);
    },
    now: () => new Date(now),
    async register(changes: Parameters<typeof referral>[0]) {
      const body = referral(changes);
      const answer = await service.call("POST", "/referrals", { as: "mash", body });
      if (answer.status !== 201) throw new Error(`Not registered: ${answer.sent}`);
      return referralAnswerSchema.parse(answer.body);
    },
    async read(referralId: string) {
      const answer = await service.call("GET", `/referrals/${referralId}`, { as: "mash" });
      if (answer.status !== 200) throw new Error(`Not read: ${answer.sent}`);
      return referralAnswerSchema.parse(answer.body);
    },
    step(referralId: string, step: string, body: object = {}, as?: Role) {
      const isManagers = managers.includes(step) || step.endsWith("/removal");
      const role = as ?? (isManagers ? "manager" : "mash");
      return service.call("POST", `/referrals/${referralId}/${step}`, { as: role, body });
    },
    async stored(referralId: string) {
      const whole = await readWhole(service.database, referralId, new Date(now));
      if (whole === undefined) throw new Error("There is no such referral.");
      return whole;
    },
    sentTo: (mailbox: string) =>
      service.sent.filter(({ mail }) => mail.to === mailbox).map(({ mail }) => mail.subject),
  };
  return Object.assign(service, own);
}
