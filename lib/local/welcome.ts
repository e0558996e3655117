// What a started service says at the terminal: where it is, and lines to try it with.
import { roles } from "../../lambda/http/roles.ts";
import type { ServiceAddresses } from "./service-addresses.ts";

/** Accepted under every procedure that offers consultations, and identifies nobody. */
const sampleConsultation = {
  agencyId: "st-example-primary",
  consulteeRole: "designated safeguarding lead",
  channel: "telephone",
  safeguardingLeadConsulted: true,
  notAReferral: true,
  immediateRisk: false,
  openToSocialCare: "not-known",
  consent: { given: true },
  concern: "A child often comes to school tired and hungry, and has twice been collected late.",
  advice: "Talk with the parents about mornings at home, and offer an early help assessment.",
  nextSteps: [{ action: "Speak with the parents this week.", who: "agency" }],
  outcome: "advice",
};

export interface WelcomeParts {
  readonly addresses: ServiceAddresses;
  readonly authority: string;
  readonly dataFolder: string;
  readonly now: Date;
  readonly singleKeys: boolean;
}

/** The text to print; each curl line works by itself, as pasted into a shell. */
export function welcome({
  addresses,
  authority,
  dataFolder,
  now,
  singleKeys,
}: WelcomeParts): string {
  const { api, inbox, control, dynamodb, tokens } = addresses;
  return `
No-names consultations for ${authority}, on this machine.

  API        ${api}/v1
  Explorer   ${api}/docs
  Inbox      ${inbox}/
  Control    ${control}  (clock and tokens for tests)
  Database   ${dynamodb}
  Data       ${dataFolder}  (kept between starts)
  Clock      ${now.toISOString()}

Access tokens by role, also in ${dataFolder}/service.json:

${roles.map((role) => `  ${role}\n  ${tokens[role]}\n`).join("\n")}
Record a consultation; its form arrives in the inbox:

${recordLine(api, tokens["link-social-worker"])}

List the agency's consultations:

${listLine(api, tokens["link-social-worker"])}

Read the latest one:

${readLine(api, tokens["link-social-worker"])}

${singleKeys ? "Keys: o explorer · i inbox · c one working day later · q quit" : "Ctrl-C stops it."}
`;
}

const withToken = (token: string): string => `-H 'Authorization: Bearer ${token}'`;

const recordLine = (api: string, token: string): string =>
  `curl -sS ${api}/v1/consultations ${withToken(token)} -H 'Content-Type: application/json' -H "Idempotency-Key: first-$(date +%s)" -d '${JSON.stringify(sampleConsultation)}'`;

const listLine = (api: string, token: string): string =>
  `curl -sS '${api}/v1/consultations?agencyId=${sampleConsultation.agencyId}' ${withToken(token)}`;

const readLine = (api: string, token: string): string =>
  `curl -sS "${api}/v1/consultations/$(${listLine(api, token)} | grep -o 'NNC-[0-9A-Z-]*' | head -n 1)" ${withToken(token)}`;
