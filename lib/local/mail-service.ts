// SES on this machine: takes mail over the Query API as the SDK's client sends it, and keeps it.
import { randomBytes, randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { type Answerer, readBody } from "./local-server.ts";
import { eventsOf } from "./mail-fates.ts";
import { mailHeaders } from "./mail-headers.ts";
import type { KeptMail, MailStore } from "./mail-store.ts";

/** SES takes 40 MB, which is a third more as base64, and more again in a form. */
const MAX_BODY_BYTES = 60 * 1024 * 1024;
const MAX_RECIPIENTS = 50;
const MAX_TAGS = 50;
const TAG = /^[A-Za-z0-9_-]{1,256}$/;
const NAMESPACE = "http://ses.amazonaws.com/doc/2010-12-01/";

export interface MailServiceParts {
  readonly store: MailStore;
  readonly clock: () => Date;
  /** The configuration sets that exist. */
  readonly configurationSets: readonly string[];
  /** Called when a mail is kept and its sender has been told. */
  readonly afterSending: (mail: KeptMail) => void;
}

/** A refusal as SES words it: a code that the SDK knows, and a sentence. */
class Refusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Answers `SendRawEmail`, and any other action with SES's error for an unknown one. */
export function mailService(parts: MailServiceParts): Answerer {
  return async (request, response) => {
    const body = await readBody(request, MAX_BODY_BYTES);
    try {
      if (body === undefined) throw new Refusal("RequestEntityTooLarge", "Too large.", 413);
      const form = new URLSearchParams(body.toString("utf8"));
      const mail = await take(form, parts);
      answer(
        response,
        200,
        `<SendRawEmailResponse xmlns="${NAMESPACE}"><SendRawEmailResult><MessageId>${mail.messageId}</MessageId></SendRawEmailResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></SendRawEmailResponse>`,
      );
      response.once("close", () => parts.afterSending(mail));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer(
        response,
        error.status,
        `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${error.code}</Code><Message>${escaped(error.message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
      );
    }
  };
}

async function take(
  form: URLSearchParams,
  { store, clock, configurationSets }: MailServiceParts,
): Promise<KeptMail> {
  const action = form.get("Action");
  if (action !== "SendRawEmail") {
    throw new Refusal(
      action === null ? "MissingAction" : "InvalidAction",
      "The mail service of this machine answers SendRawEmail only.",
    );
  }
  const raw = Buffer.from(form.get("RawMessage.Data") ?? "", "base64");
  if (raw.length === 0) {
    throw new Refusal("ValidationError", "A value is required at “RawMessage.Data”.");
  }
  const headers = mailHeaders(raw);
  const configurationSet = form.get("ConfigurationSetName") ?? undefined;
  if (configurationSet !== undefined && !configurationSets.includes(configurationSet)) {
    throw new Refusal(
      "ConfigurationSetDoesNotExist",
      `Configuration set <${configurationSet}> does not exist.`,
    );
  }
  const mail = {
    messageId: newMessageId(clock()),
    at: clock().toISOString(),
    source: sourceOf(form, headers),
    recipients: recipientsOf(form, headers),
    configurationSet,
    tags: tagsOf(form),
  };
  return store.add(
    mail,
    raw,
    eventsOf({ ...mail, headers }).map((event) => ({ ...event })),
  );
}

type Headers = ReturnType<typeof mailHeaders>;

const header = (headers: Headers, name: string): string | undefined =>
  headers.find((line) => line.name.toLowerCase() === name)?.value;

function sourceOf(form: URLSearchParams, headers: Headers): string {
  const source = form.get("Source") ?? header(headers, "from");
  if (!source?.includes("@")) throw new Refusal("InvalidParameterValue", "Missing final '@domain'");
  return source;
}

/** The envelope's recipients, or where it names none, those in the mail's own headers. */
function recipientsOf(form: URLSearchParams, headers: Headers): readonly string[] {
  const named = members(form, "Destinations", "");
  const inHeaders = ["to", "cc", "bcc"].flatMap((name) => header(headers, name)?.split(",") ?? []);
  const recipients = (named.length > 0 ? named : inHeaders).map(bareAddress);
  if (recipients.length === 0 || recipients.some((address) => !/^[^@\s]+@[^@\s]+$/.test(address))) {
    throw new Refusal("InvalidParameterValue", "Missing final '@domain'");
  }
  if (recipients.length > MAX_RECIPIENTS) {
    throw new Refusal("InvalidParameterValue", `Recipient count exceeds ${MAX_RECIPIENTS}.`);
  }
  return recipients;
}

const bareAddress = (text: string): string => (/<([^<>]*)>/.exec(text)?.[1] ?? text).trim();

function tagsOf(form: URLSearchParams): Readonly<Record<string, string>> {
  const names = members(form, "Tags", ".Name");
  const values = members(form, "Tags", ".Value");
  if (names.length > MAX_TAGS || names.length !== values.length) {
    throw new Refusal("InvalidParameterValue", "Each tag needs a name and a value.");
  }
  if (![...names, ...values].every((text) => TAG.test(text))) {
    throw new Refusal(
      "InvalidParameterValue",
      "Names and values of tags hold only letters, digits, “_” and “-”, at most 256 of them.",
    );
  }
  return Object.fromEntries(names.map((name, at) => [name, values[at] ?? ""]));
}

/** A list in the Query API: `Tags.member.1.Name`, `Tags.member.2.Name`… */
function members(form: URLSearchParams, list: string, part: string): readonly string[] {
  const found: string[] = [];
  for (;;) {
    const value = form.get(`${list}.member.${found.length + 1}${part}`);
    if (value === null) return found;
    found.push(value);
  }
}

const newMessageId = (at: Date): string =>
  `${at.getTime().toString(16).padStart(16, "0")}-${randomBytes(4).toString("hex")}-${randomUUID()}-000000`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function answer(response: ServerResponse, status: number, xml: string): void {
  response
    .writeHead(status, { "Content-Type": "text/xml", "Content-Length": Buffer.byteLength(xml) })
    .end(xml);
}
