// GET /referrals/{referralId}: the referral as it stands now; link social workers see no consultations.
import { implement } from "../http/request.ts";
import { messagesAbout } from "../messages/table.ts";
import { findReferral, type ReferralEffects } from "./change-referral.ts";
import * as contract from "./contract.ts";
import { historyOf, withoutLinks } from "./history.ts";
import { referralAnswer, withoutConsultations } from "./referral-answer.ts";

export const readReferral = ({ database, procedure }: ReferralEffects) =>
  implement<typeof contract.readReferral>({
    operation: contract.readReferral,

    async handle(request) {
      const { at, person, parameters, writtenParameters } = request;
      const [whole, messages] = await Promise.all([
        findReferral(database, request),
        messagesAbout(database, parameters.referralId),
      ]);
      const { referralId } = whole.referral;
      const answer = referralAnswer(whole, procedure, at);
      const history = historyOf(whole.events, whole.links, messages);
      const seesLinks = person.roles.some((role) => role === "mash" || role === "manager");
      return {
        status: 200,
        ...(writtenParameters.referralId !== referralId && {
          headers: { "Content-Location": `/v1/referrals/${referralId}` },
        }),
        body: seesLinks
          ? { ...answer, history }
          : { ...withoutConsultations(answer), history: withoutLinks(history) },
      };
    },
  });
