// Makes a consultation a referral at once, in the transaction that records it (R13, R17). It only adds items.
import { randomUUID } from "node:crypto";
import { becomesReferral } from "../consultations/directions.ts";
import { linkedKeeping } from "../consultations/linked-keeping.ts";
import type { AboutToRecord, AlsoWritten } from "../consultations/record-consultation.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { issueReference } from "../references/reference.ts";
import type { TransactItem } from "../tables/transact.ts";
import type { Actor } from "./change-referral.ts";
import { type Linking, newLinking } from "./linking.ts";
import { newReferral, registrationItems } from "./new-referral.ts";
import { beginLinking, writeLink } from "./table.ts";

interface ReferEffects {
  readonly procedure: ProcedureInForce;
  /** As many bytes as asked for, from a cryptographic source. */
  readonly randomBytes?: (size: number) => Uint8Array;
}

/**
 * What is written beside a consultation that becomes a referral: the referral with its deadlines, the
 * message to the agency, which owes the written confirmation, and the link. What the consultation quoted
 * is marked for linking, which the sweep does: whoever records consultations may change no referral.
 */
export const referConsultation =
  ({ procedure, randomBytes }: ReferEffects) =>
  ({ document, keeping, agency, at }: AboutToRecord): AlsoWritten | undefined => {
    if (!becomesReferral(procedure, document.outcome)) return undefined;
    const actor: Actor = { at, by: document.recordedAs, subject: document.recordedBy };
    const referralId = issueReference("referral", randomBytes);
    const made = newReferral(
      {
        referralId,
        ...{ receivedAt: document.recordedAt, firstContactAt: document.consultedAt },
        channel: "verbal",
        referrer: { kind: "practitioner", agencyId: agency.agencyId },
        ...(document.openToSocialCare !== "not-known" && {
          openToSocialCare: document.openToSocialCare,
        }),
        fromConsultation: true,
      },
      { procedure, actor, agency, tasks: [], tell: "referral-from-consultation" },
    );
    const { items } = registrationItems(made, { actor, confirmed: [], wanted: [] });
    const due = made.deadlines.find(({ metBy }) => metBy === "confirmed-in-writing")?.dueAt;
    const { by, subject } = actor;
    return {
      document: { ...document, becameReferral: true },
      keeping: linkedKeeping(keeping, made.referral.keepUntil, { at, by }),
      referral: { referralId, ...(due && { writtenConfirmationDue: due }) },
      items: [
        ...items,
        ...linkItems(document.reference, keeping.quoted, {
          ...{ referralId, by, subject },
          at: at.toISOString(),
        }),
      ],
    };
  };

function linkItems(
  reference: string,
  quoted: readonly string[],
  begun: Pick<Linking, "referralId" | "at" | "by" | "subject">,
): readonly TransactItem<string>[] {
  const { referralId, at, by, subject } = begun;
  const link = writeLink(
    {
      ...{ referralId, reference, state: "linked", linkedAt: at, place: 0 },
      events: [{ what: "linked", at, by, subject }],
    },
    undefined,
  );
  const wanted = quoted.map((one, index) => ({
    ...{ reference: one, quotedBy: reference, place: index + 1 },
  }));
  const linking = newLinking({ ...begun, linkingId: randomUUID(), wanted });
  // Nobody is at work on it, so the sweep need not wait for a lease to end.
  return wanted.length === 0 ? [link] : [link, beginLinking({ ...linking, nextActionAt: at })];
}
