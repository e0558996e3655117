// What the procedure wants to know of a referral before it is decided, and nobody has said yet (R16).
import type { decisionFields } from "../procedures/referral-rules.ts";
import type { Referral } from "./referral.ts";

type Field = (typeof decisionFields)[number];

type Details = Pick<Referral, Field>;

/** The codes of what is missing, in the procedure's order. Missing, it never delays the referral. */
export function outstanding(referral: Details, required: readonly Field[]): readonly Field[] {
  return required.filter((field) => isMissing(field, referral));
}

function isMissing(field: Field, referral: Details): boolean {
  switch (field) {
    case "children":
      return (referral.children ?? []).length === 0;
    case "parentsInformed":
      // R23: where the parents are not informed, the reasons are wanted.
      return (
        referral.parentsInformed === undefined ||
        (!referral.parentsInformed.informed && referral.parentsInformed.reasons === undefined)
      );
    case "policeInformedAt":
      // R24: the police are told of a suspected crime.
      return referral.crimeSuspected === true && referral.policeInformedAt === undefined;
    default:
      return referral[field] === undefined;
  }
}
