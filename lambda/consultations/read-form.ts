// GET /consultations/{reference}/form: the form as PDF, HTML or text; reading is written down first.
import { randomUUID } from "node:crypto";
import { Problem } from "../http/problem.ts";
import { Content } from "../http/reply.ts";
import { implement } from "../http/request.ts";
import { actingRole } from "../http/roles.ts";
import type { Letter } from "../letters/letter.ts";
import { LETTER_SECURITY_POLICY, letterHtml } from "../letters/letter-html.ts";
import { letterPdf } from "../letters/letter-pdf.ts";
import { letterText } from "../letters/letter-text.ts";
import type { Consultation } from "./consultation.ts";
import { consultationLetter } from "./consultation-letter.ts";
import { contentLocation, findConsultation } from "./find-consultation.ts";
import { type FormSources, formFor } from "./find-form.ts";
import * as contract from "./form-contract.ts";
import { formFileName } from "./form-file-name.ts";
import { addEvent } from "./table.ts";

export const readForm = (sources: FormSources) =>
  implement<typeof contract.readForm>({
    operation: contract.readForm,

    async handle(request) {
      const { at, person, mediaType } = request;
      const { document } = await findConsultation(request, sources.database);
      const { reference } = document;
      const form = await formFor(document, sources);
      if (form === undefined)
        throw new Problem(
          "not-found",
          "The agency of this consultation is not in the register, so its form can't be made.",
        );
      const read = {
        what: "read" as const,
        at: at.toISOString(),
        by: actingRole(person, contract.readForm.roles),
        subject: person.subject,
      };
      await request.commit({ status: 200 }, [addEvent(reference, read, randomUUID())]);
      return {
        status: 200,
        headers: {
          ...contentLocation(document, request.writtenParameters, "/form"),
          "Content-Disposition": `inline; filename="${formFileName(reference, extensionOf[mediaType] ?? "pdf")}"`,
          ...(mediaType === "text/html" && { "Content-Security-Policy": LETTER_SECURITY_POLICY }),
          Vary: "Accept",
        },
        body: await rendered(consultationLetter(form), mediaType, document),
      };
    },
  });

const extensionOf: Readonly<Record<string, "pdf" | "html" | "txt">> = {
  "application/pdf": "pdf",
  "text/html": "html",
  "text/plain": "txt",
};

async function rendered(
  letter: Letter,
  mediaType: string,
  { recordedAt }: Consultation,
): Promise<Content> {
  switch (mediaType) {
    case "text/html":
      return new Content("text/html; charset=utf-8", letterHtml(letter));
    case "text/plain":
      return new Content("text/plain; charset=utf-8", letterText(letter));
    default:
      return new Content(
        "application/pdf",
        await letterPdf(letter, { createdAt: new Date(recordedAt) }),
      );
  }
}
