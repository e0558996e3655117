// The story of two consultations, told against a running service, step by step as its people meet it.
import type * as z from "zod";
import { londonDate } from "../../lambda/consultations/consultation.ts";
import type { Recorded, readSchema } from "../../lambda/consultations/contract.ts";
import { recordExample } from "../../lambda/consultations/examples.ts";
import type { Direction } from "../../lambda/http/problem.ts";
import type { Client } from "./client.ts";
import type { Narrator } from "./narrator.ts";
import { playReferral, type Quotable } from "./referral-story.ts";

const mailbox = "safeguarding@st-example.example.org";

/** The contract's own example, discussed at the time of the story. */
const consultation = { ...recordExample, consultedAt: undefined };

type Document = z.infer<typeof readSchema>;

interface Refusal {
  readonly type: string;
  readonly direction: Direction;
  readonly findings: readonly { field: string; type: string; suggestion: string }[];
}

interface Contact {
  readonly basis: string;
  readonly contact: { name?: string; role: string; phone?: string };
  readonly notes: readonly string[];
}

/** Plays the whole story. @throws Error at the first step that is not as told. */
export async function playStory(client: Client, narrator: Narrator): Promise<void> {
  await whomToCall(client, narrator);
  await whatIsNotRecorded(client, narrator);
  const first = await firstConsultation(client, narrator);
  await filing(client, narrator, first);
  const second = await laterConsultation(client, narrator, first);
  await playReferral({ client, narrator }, mailbox, first, second);
}

async function whomToCall(client: Client, { chapter, tell, see }: Narrator): Promise<void> {
  await chapter("A school is worried about a child, and does not want to say who it is");
  const { body } = await client.call<Contact>(
    "link-social-worker",
    "GET",
    "/v1/agencies/st-example-primary/consultation-contact",
  );
  await tell(
    `It calls its link social worker: ${body.contact.name ?? body.contact.role}, ${body.contact.phone}.`,
    ...body.notes,
  );
  await see("the school's own link social worker comes first", body.basis === "agency");
}

async function whatIsNotRecorded(client: Client, { chapter, tell, see }: Narrator): Promise<void> {
  await chapter("What is not recorded");
  const risk = await client.call<Refusal>("link-social-worker", "POST", "/v1/consultations", {
    ...consultation,
    immediateRisk: true,
  });
  await see(
    "a child at risk now is no consultation",
    risk.body.type === "/problems/immediate-risk",
  );
  await tell(risk.body.direction.text);
  const named = await client.call<Refusal>("link-social-worker", "POST", "/v1/consultations", {
    ...consultation,
    concern: "Mrs Okafor rang from 01632 960001 about her son.",
  });
  await see(
    "text that may identify somebody is refused",
    named.body.type === "/problems/identifiers-found",
  );
  for (const { field, type, suggestion } of named.body.findings) {
    await tell(`In ${field}: ${type}. Write “${suggestion}” instead.`);
  }
}

async function firstConsultation(client: Client, narrator: Narrator): Promise<Quotable> {
  const { chapter, tell, see } = narrator;
  await chapter("The consultation is recorded, and its form goes to the school");
  const { status, body } = await client.call<Recorded>(
    "link-social-worker",
    "POST",
    "/v1/consultations",
    consultation,
  );
  await see("the consultation is recorded", status === 201);
  await tell(`Its reference is ${body.reference}.`, `On the telephone: ${body.spoken}.`);
  const mail = await client.mail(mailbox, body.reference);
  await tell(`The mailbox ${mail.to} has “${mail.subject}”.`);
  const [pdf] = mail.attachments;
  await see(
    "the form is there as text, HTML and PDF",
    mail.text.includes(body.reference) &&
      mail.html.includes("<h1") &&
      pdf?.contentType === "application/pdf",
  );
  await see(
    "the subject holds nothing but marking and reference",
    mail.subject === `OFFICIAL-SENSITIVE: consultation ${body.reference}`,
  );
  return { reference: body.reference, consultedOn: londonDate(body.recordedAt) };
}

async function filing(client: Client, narrator: Narrator, { reference }: Quotable): Promise<void> {
  const { chapter, tell, see } = narrator;
  await chapter("The school files the form and says so");
  const { text } = await client.mail(mailbox, reference);
  const path = /\/filings\/\S+/.exec(text)?.[0] ?? "";
  const page = await client.call<string>(undefined, "GET", path);
  await see("the link shows a page with one button", page.body.match(/<button/g)?.length === 1);
  const before = await client.call<Document>("manager", "GET", `/v1/consultations/${reference}`);
  await see("opening the link files nothing", !whatHappened(before.body).includes("filed"));
  const done = await client.call<string>(undefined, "POST", path);
  await see("pressing the button does", done.status === 200);
  const after = await client.call<Document>("manager", "GET", `/v1/consultations/${reference}`);
  await tell(`The history now says: ${whatHappened(after.body).join(", ")}.`);
  await see(
    "the history shows delivery and filing",
    ["delivered", "filed"].every((what) => whatHappened(after.body).includes(what)),
  );
}

const whatHappened = (document: Document): string[] => document.history.map(({ what }) => what);

async function laterConsultation(
  client: Client,
  narrator: Narrator,
  first: Quotable,
): Promise<Quotable> {
  const { chapter, tell, see } = narrator;
  await chapter("Three weeks later the school calls again, and quotes reference and date");
  await client.moveClock("P21D");
  const quoted = {
    reference: first.reference.toLowerCase().replaceAll("-", " "),
    consultedOn: first.consultedOn,
  };
  const { body } = await client.call<Recorded>("link-social-worker", "POST", "/v1/consultations", {
    ...consultation,
    concern:
      "The child now comes with the same clothes for a week, and says that nobody is at home in the evening.",
    advice:
      "Talk to the parent again with the school nurse. If nothing changes within a week, refer.",
    nextSteps: [{ action: "Meet the parent with the school nurse.", who: "agency" }],
    outcome: "further-assessment",
    previousConsultations: [quoted],
  });
  const [result] = body.previousConsultations;
  await see(
    `“${quoted.reference}” is read kindly and known`,
    result?.result === "known" && result.reference === first.reference,
  );
  await tell(
    `The social worker sees a chain: ${body.chain.consultations} earlier, since ${body.chain.since}, ${body.chain.outcomes.join(", ")}.`,
  );
  const form = await client.mail(mailbox, body.reference);
  await see(
    "the second form has a reference of its own",
    form.subject.endsWith(body.reference) && body.reference !== first.reference,
  );
  return { reference: body.reference, consultedOn: londonDate(body.recordedAt) };
}
