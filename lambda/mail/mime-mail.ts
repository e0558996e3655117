// Renders a mail as MIME: text, HTML and PDF from the one letter.
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { letterHtml } from "../letters/letter-html.ts";
import { letterPdf } from "../letters/letter-pdf.ts";
import { letterText } from "../letters/letter-text.ts";
import type { OutgoingMail } from "./outgoing-mail.ts";

export interface Envelope {
  /** The authority's sending address, e.g. `No-names consultations <no-names@example.gov.uk>`. */
  readonly from: string;
  readonly at: Date;
}

/**
 * The mail's bytes, with CRLF line ends. Subject, file name and headers hold nothing a person typed;
 * the recipient stands in `To` alone.
 */
export async function mimeMail(mail: OutgoingMail, { from, at }: Envelope): Promise<Buffer> {
  const { to, subject, letter, pdf } = mail;
  const attachments = pdf
    ? [
        {
          filename: pdf.fileName,
          contentType: "application/pdf",
          content: await letterPdf(letter, { createdAt: pdf.createdAt }),
        },
      ]
    : [];
  const composer = new MailComposer({
    from,
    to: { name: "", address: to },
    subject,
    date: at,
    text: letterText(letter),
    html: letterHtml(letter),
    attachments,
    headers: {
      // Out-of-office replies and read receipts would only tell a robot.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
    },
    newline: "windows",
    disableUrlAccess: true,
    disableFileAccess: true,
  });
  return composer.compile().build();
}
