// The Lambda functions in this process, by name: each made as on AWS, but with the service's own clock.
import type { FunctionName } from "../../lambda/http/contract.ts";
import type { HttpFunction } from "../../lambda/http/http-function.ts";

interface FunctionEffects {
  readonly clock: () => Date;
}

/** They read the environment as they load, so they are loaded once it is set. */
export async function httpFunctions(
  effects: FunctionEffects,
): Promise<Readonly<Record<FunctionName, HttpFunction>>> {
  const [
    agencies,
    consultations,
    documents,
    filings,
    messages,
    pages,
    procedures,
    referrals,
    screening,
    statistics,
  ] = await Promise.all([
    import("../../lambda/functions/agencies.ts"),
    import("../../lambda/functions/consultations.ts"),
    import("../../lambda/functions/documents.ts"),
    import("../../lambda/functions/filings.ts"),
    import("../../lambda/functions/messages.ts"),
    import("../../lambda/functions/pages.ts"),
    import("../../lambda/functions/procedures.ts"),
    import("../../lambda/functions/referrals.ts"),
    import("../../lambda/functions/screening.ts"),
    import("../../lambda/functions/statistics.ts"),
  ]);
  return {
    agencies: agencies.agencies(effects),
    consultations: consultations.consultations(effects),
    documents: documents.documents(effects),
    filings: filings.filings(effects),
    messages: messages.messages(effects),
    pages: pages.pages(effects),
    procedures: procedures.procedures(effects),
    referrals: referrals.referrals(effects),
    screening: screening.screening(effects),
    statistics: statistics.statistics(effects),
  };
}

/** The functions that events call. */
export async function eventFunctions(effects: FunctionEffects) {
  const [{ chasers }, { mail }, { mailEvents }, { retention }] = await Promise.all([
    import("../../lambda/functions/chasers.ts"),
    import("../../lambda/functions/mail.ts"),
    import("../../lambda/functions/mail-events.ts"),
    import("../../lambda/functions/retention.ts"),
  ]);
  return {
    chasers: chasers(effects),
    mail: mail(effects),
    mailEvents: mailEvents(effects),
    retention: retention(effects),
  };
}
