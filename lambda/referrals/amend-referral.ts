// PATCH /referrals/{referralId}: adds what was not known, or corrects it; each field that is given, whole (R16).
import type { FieldError } from "../http/problem.ts";
import type { Request } from "../http/request.ts";
import { beforeCalendarErrors, firstContactErrors } from "../procedures/receipt-errors.ts";
import { changeReferral, type ReferralEffects } from "./change-referral.ts";
import * as contract from "./contract.ts";
import { aheadErrors, instantOr } from "./instants.ts";
import type { Referral, Referrer } from "./referral.ts";
import { referrerErrors } from "./register-errors.ts";
import { tellStaff } from "./tell-referrer.ts";

type Amendment = Request<typeof contract.amendReferral>["body"];

/** The fields that hold an instant. */
const instants = ["firstContactAt", "policeInformedAt", "recordsCheckedAt"] as const;

export const amendReferral = (effects: ReferralEffects) =>
  changeReferral(effects, {
    operation: contract.amendReferral,
    change: "amend",
    errors: (body, referral, at) => [
      ...aheadErrors(Object.fromEntries(instants.map((field) => [field, body[field]])), at),
      ...firstContactErrors(body, referral),
      ...beforeCalendarErrors({ firstContactAt: body.firstContactAt }, effects.procedure),
      ...(fieldsOf(body).length === 0 ? [NOTHING_GIVEN] : []),
      ...(body.referrer ? amendedReferrerErrors(body.referrer, referral) : []),
    ],
    make(body, { referral }, { at }) {
      const { confirmedNotIdentifying: _, referrer, ...details } = body;
      const amended: Referral = {
        ...referral,
        ...details,
        ...Object.fromEntries(
          instants.flatMap((field) => {
            const given = body[field];
            return given === undefined ? [] : [[field, instantOr(given, at)]];
          }),
        ),
        ...(referrer && { referrer: referrerOf(referrer, referral) }),
      };
      const urgent = amended.immediateProtection && !referral.immediateProtection;
      return {
        referral: amended,
        event: { what: "amended", about: fieldsOf(body).join(", ") },
        messages: urgent
          ? (["team", "manager"] as const).map((to) =>
              tellStaff(referral, to, { kind: "immediate-protection" }, at),
            )
          : [],
      };
    },
  });

const fieldsOf = ({ confirmedNotIdentifying: _, ...fields }: Amendment): readonly string[] =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => field);

/** The kind of referrer stays; the rest is replaced whole. */
function referrerOf(
  given: NonNullable<Amendment["referrer"]>,
  { referrer: { kind } }: Referral,
): Referrer {
  if (kind === "public") {
    return { kind, anonymityRequested: given.anonymityRequested ?? false };
  }
  const { agencyId, agencyType } = given;
  return { kind, ...(agencyId && { agencyId }), ...(agencyType && { agencyType }) };
}

function amendedReferrerErrors(
  given: NonNullable<Amendment["referrer"]>,
  { referrer: { kind } }: Referral,
): readonly FieldError[] {
  const foreign =
    kind === "public" ? (["agencyId", "agencyType"] as const) : (["anonymityRequested"] as const);
  return [
    ...foreign
      .filter((field) => given[field] !== undefined)
      .map((field) => ({
        pointer: `/referrer/${field}`,
        code: "not-allowed",
        message:
          kind === "public"
            ? "The referrer is a member of the public: there is no agency."
            : "The referrer is a practitioner, who is never anonymous.",
      })),
    ...(kind === "practitioner" ? referrerErrors({ kind, ...given }) : []),
  ];
}

const NOTHING_GIVEN: FieldError = {
  pointer: "",
  code: "required",
  message: "Give at least one field to add or correct.",
};
