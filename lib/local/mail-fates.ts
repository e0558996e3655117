// What becomes of a mail on this machine: the part of the address before the @ decides, and the
// events say so in the form in which SES reports to EventBridge
// (Amazon SES Developer Guide, "Monitoring SES events using Amazon EventBridge").
import { randomUUID } from "node:crypto";

export const fates = ["delivered", "bounce", "complaint", "delay", "silent", "reject"] as const;

export type Fate = (typeof fates)[number];

/** A label after a plus is passed over, as SES's own mailbox simulator does: `bounce+one@…` bounces. */
export function fateOf(address: string): Fate {
  const local = address.split("@")[0]?.split("+")[0]?.toLowerCase();
  return fates.find((fate) => fate === local) ?? "delivered";
}

export interface ReportedMail {
  readonly messageId: string;
  readonly at: string;
  readonly source: string;
  readonly recipients: readonly string[];
  readonly configurationSet?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** As they stand in the mail. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** An event of SES on EventBridge's bus, as far as its form is fixed. */
export interface SesEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: "aws.ses";
  readonly account: string;
  /** RFC 3339, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

const ACCOUNT = "000000000000";
const REGION = "eu-west-2";
/** SES tries for so long before it gives up. */
const GIVES_UP_AFTER_MS = 14 * 60 * 60 * 1000;

/** What SES reports of a mail, in order; of a silent one nothing. */
export function eventsOf(mail: ReportedMail): readonly SesEvent[] {
  return mail.recipients.flatMap((recipient) =>
    reportsOf(fateOf(recipient), recipient, mail).map(({ type, says, part }) => ({
      version: "0" as const,
      id: randomUUID(),
      "detail-type": type,
      source: "aws.ses" as const,
      account: ACCOUNT,
      time: mail.at.replace(/\.\d+Z$/, "Z"),
      region: REGION,
      resources: mail.configurationSet
        ? [`arn:aws:ses:${REGION}:${ACCOUNT}:configuration-set/${mail.configurationSet}`]
        : [],
      detail: { eventType: says, mail: mailPart(mail), ...part },
    })),
  );
}

interface Report {
  readonly type: string;
  readonly says: string;
  readonly part: Readonly<Record<string, unknown>>;
}

function reportsOf(fate: Fate, emailAddress: string, mail: ReportedMail): readonly Report[] {
  const timestamp = mail.at;
  const feedback = { timestamp, feedbackId: `${randomUUID()}-000000` };
  const sent: Report = { type: "Email Sent", says: "Send", part: { send: {} } };
  switch (fate) {
    case "silent":
      return [];
    case "reject":
      return [
        { type: "Email Rejected", says: "Reject", part: { reject: { reason: "Bad content" } } },
      ];
    case "bounce": {
      const failed = {
        emailAddress,
        action: "failed",
        status: "5.1.1",
        diagnosticCode: "smtp; 550 5.1.1 user unknown",
      };
      const bounce = {
        bounceType: "Permanent",
        bounceSubType: "General",
        bouncedRecipients: [failed],
        ...feedback,
        reportingMTA: "dsn; local",
      };
      return [sent, { type: "Email Bounced", says: "Bounce", part: { bounce } }];
    }
    case "complaint": {
      const complaint = {
        complainedRecipients: [{ emailAddress }],
        complaintSubType: null,
        complaintFeedbackType: "abuse",
        ...feedback,
      };
      return [sent, { type: "Email Complaint Received", says: "Complaint", part: { complaint } }];
    }
    case "delay": {
      const deliveryDelay = {
        timestamp,
        delayType: "MailboxFull",
        expirationTime: new Date(Date.parse(timestamp) + GIVES_UP_AFTER_MS).toISOString(),
        delayedRecipients: [
          { emailAddress, status: "4.2.2", diagnosticCode: "smtp; 452 4.2.2 mailbox full" },
        ],
      };
      return [
        sent,
        { type: "Email Delivery Delayed", says: "DeliveryDelay", part: { deliveryDelay } },
      ];
    }
    case "delivered": {
      const delivery = {
        timestamp,
        processingTimeMillis: 1,
        recipients: [emailAddress],
        smtpResponse: "250 2.0.0 OK",
        reportingMTA: "local",
      };
      return [sent, { type: "Email Delivered", says: "Delivery", part: { delivery } }];
    }
  }
}

function mailPart(mail: ReportedMail) {
  const own = Object.entries(mail.tags).map(([name, value]) => [name, [value]]);
  const common = (name: string) =>
    mail.headers.find((header) => header.name.toLowerCase() === name)?.value;
  return {
    timestamp: mail.at,
    source: mail.source,
    sendingAccountId: ACCOUNT,
    messageId: mail.messageId,
    destination: mail.recipients,
    headersTruncated: false,
    headers: mail.headers,
    commonHeaders: {
      from: [common("from") ?? mail.source],
      to: [common("to") ?? mail.recipients.join(", ")],
      messageId: mail.messageId,
      subject: common("subject"),
    },
    tags: {
      "ses:operation": ["SendRawEmail"],
      ...(mail.configurationSet && { "ses:configuration-set": [mail.configurationSet] }),
      "ses:source-ip": ["127.0.0.1"],
      "ses:from-domain": [mail.source.replace(/^.*@/, "").replace(/>$/, "")],
      "ses:caller-identity": ["local"],
      ...Object.fromEntries(own),
    },
  };
}
