// The story goes on: a referral with names, earlier consultations linked, and chasers until it is decided.
import type { ReferralAnswer } from "../../lambda/referrals/answers.ts";
import type { Client, Mail } from "./client.ts";
import type { Narrator } from "./narrator.ts";

const team = "mash@oxfordshire.example";
const manager = "mash-manager@oxfordshire.example";

export interface Quotable {
  readonly reference: string;
  readonly consultedOn: string;
}

interface Chapter {
  readonly client: Client;
  readonly narrator: Narrator;
}

/** Plays the referral that follows two consultations, the second of which quoted the first. */
export async function playReferral(
  chapter: Chapter,
  mailbox: string,
  first: Quotable,
  second: Quotable,
): Promise<void> {
  const referralId = await refer(chapter, first, second);
  await nobodyActs(chapter, referralId);
  await acknowledge(chapter, mailbox, referralId);
  await decide(chapter, mailbox, referralId);
}

async function refer(
  { client, narrator }: Chapter,
  first: Quotable,
  second: Quotable,
): Promise<string> {
  const { chapter, tell, see } = narrator;
  await chapter("A week later the school refers, by telephone and with names");
  await client.moveClock("P7D");
  const { status, body } = await client.call<ReferralAnswer>("mash", "POST", "/v1/referrals", {
    receivedAt: await client.now(),
    channel: "verbal",
    referrer: { kind: "practitioner", agencyId: "st-example-primary" },
    openToSocialCare: false,
    children: [{ caseId: "C-104223", role: "subject" }],
    consultations: [second],
  });
  await see("the referral is registered, with an opaque case id and no name", status === 201);
  await tell(`Its number is ${body.referralId}.`);
  const linked = body.consultations.map(({ reference, result }) => `${reference} ${result}`);
  await see(
    "the consultation it quotes is linked, and the one that quoted in turn",
    [first, second].every(({ reference }) => linked.includes(`${reference} linked`)),
  );
  for (const { title, dueAt, explanation } of body.deadlines)
    await tell(`${title}: due ${dueAt}. ${explanation}`);
  return body.referralId;
}

async function nobodyActs({ client, narrator }: Chapter, referralId: string): Promise<void> {
  const { chapter, tell, see } = narrator;
  await chapter("Days pass, and nobody acts");
  await client.moveClock("P3D");
  const chasers = await chasersOf(client, referralId);
  for (const { to, subject } of chasers) await tell(`${to}: ${subject}`);
  await see("the team and the manager are chased", new Set(chasers.map(({ to }) => to)).size === 2);
  const { body } = await client.call<ReferralAnswer>(
    "manager",
    "GET",
    `/v1/referrals/${referralId}`,
  );
  const missed = body.deadlines.filter(({ state }) => state === "missed").map(({ code }) => code);
  await tell(`Missed by now: ${missed.join(", ")}.`);
  await see("what was missed is shown as missed", missed.includes("acknowledgement"));
}

async function acknowledge(
  { client, narrator }: Chapter,
  mailbox: string,
  referralId: string,
): Promise<void> {
  const { chapter, see } = narrator;
  await chapter("The team acknowledges, and the chasers for it fall silent");
  const path = `/v1/referrals/${referralId}/acknowledgement`;
  const { status } = await client.call<ReferralAnswer>("mash", "POST", path, {});
  await see("the acknowledgement is recorded", status === 200);
  const mail = await client.mail(mailbox, referralId);
  await see("the school is told", mail.text.includes(referralId));
  const before = await acknowledgementChasers(client, referralId);
  await client.moveClock("P2D");
  const after = await acknowledgementChasers(client, referralId);
  await see("two days later nobody was chased for it again", after.length === before.length);
}

async function chasersOf(client: Client, referralId: string): Promise<readonly Mail[]> {
  return [
    ...(await client.mailsTo(team, referralId)),
    ...(await client.mailsTo(manager, referralId)),
  ];
}

async function acknowledgementChasers(
  client: Client,
  referralId: string,
): Promise<readonly Mail[]> {
  const mails = await chasersOf(client, referralId);
  return mails.filter(({ text }) => /acknowledge/i.test(text.split("\n").slice(0, 12).join(" ")));
}

async function decide(
  { client, narrator }: Chapter,
  mailbox: string,
  referralId: string,
): Promise<void> {
  const { chapter, tell, see } = narrator;
  await chapter("A manager decides, once everything outstanding is answered");
  const decision = {
    outcome: "early-help",
    decidedBy: "senior-practitioner",
    approvedBy: "practice-manager",
    reasons: "Help for the family is agreed and there is no immediate harm.",
    feedback: "An early help worker will call the school this week.",
  };
  const path = `/v1/referrals/${referralId}/decision`;
  const early = await client.call<{ errors?: readonly { message: string }[] }>(
    "manager",
    "POST",
    path,
    decision,
  );
  await see("a decision waits for what is outstanding", early.status === 422);
  for (const { message } of early.body.errors ?? []) await tell(message);
  const answered = { parentsInformed: { informed: true, agreed: true }, crimeSuspected: false };
  await client.call<ReferralAnswer>("mash", "PATCH", `/v1/referrals/${referralId}`, answered);
  const { status, body } = await client.call<ReferralAnswer>("manager", "POST", path, decision);
  await see("the decision is recorded", status === 200 && body.status === "decided");
  const told = await client.mail(mailbox, `${referralId}, outcome`);
  await see("the school is told the outcome, without a name", told.text.includes("Early help"));
  const copies = await client.call<{ items: readonly { reference: string }[] }>(
    "manager",
    "GET",
    `/v1/referrals/${referralId}/consultation-copies`,
  );
  await see("both consultations are there for the child's record", copies.body.items.length === 2);
}
