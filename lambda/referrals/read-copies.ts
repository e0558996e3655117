// GET /referrals/{referralId}/consultation-copies: the linked consultations for the child's record (R27).
import { randomUUID } from "node:crypto";
import { agencyRead, parseAgency } from "../agencies/table.ts";
import type { Consultation } from "../consultations/consultation.ts";
import { consultationLetter } from "../consultations/consultation-letter.ts";
import { type FormSources, formFor } from "../consultations/find-form.ts";
import {
  addEvent,
  addendaOf,
  documentRead,
  keepingRead,
  parseDocument,
  parseKeeping,
} from "../consultations/table.ts";
import type { Operation } from "../http/contract.ts";
import { Problem } from "../http/problem.ts";
import { Content, type Reply } from "../http/reply.ts";
import { implement, type Request } from "../http/request.ts";
import { actingRole, type Role } from "../http/roles.ts";
import { letterPdf } from "../letters/letter-pdf.ts";
import type { Database } from "../tables/database.ts";
import { findReferral } from "./change-referral.ts";
import { copiesLetter } from "./copies-letter.ts";
import type { Link } from "./link.ts";
import * as contract from "./link-contract.ts";

/** A PDF of more consultations than these takes too long to draw, and nobody files it as one. */
const MAX_IN_PDF = 20;
/** Below what a function may answer (6 MB), with room for what JSON adds. */
const MAX_JSON_BYTES = 4 * 1024 * 1024;
/** As many as the database reads, and writes, in one request; two reads a copy. */
const READ_TOGETHER = 50;

/** A linked consultation, as it was recorded. */
interface Found {
  readonly document: Consultation;
  readonly consultedOn: string;
  readonly linkedAt: string;
}

export const readCopies = (sources: FormSources) =>
  implement<typeof contract.readCopies>({
    operation: contract.readCopies,

    async handle(request) {
      const { database } = sources;
      const { referral, links } = await findReferral(database, request);
      const found = await copiesOf(database, links, request.at);
      const name = `referral-${referral.referralId}`;
      if (request.mediaType === "application/pdf") {
        if (found.length > MAX_IN_PDF) throw new Problem("payload-too-large", TOO_MANY);
        await writeDownReading(request, found);
        return pdfReply(found, name, sources);
      }
      const items = await shownCopies(database, found);
      if (Buffer.byteLength(JSON.stringify(items)) > MAX_JSON_BYTES) {
        throw new Problem("payload-too-large", TOO_MANY);
      }
      await writeDownReading(request, found);
      return jsonReply({ items }, name);
    },
  });

export const readCopy = (sources: FormSources) =>
  implement<typeof contract.readCopy>({
    operation: contract.readCopy,

    async handle(request) {
      const { database } = sources;
      const { reference } = request.parameters;
      const { links } = await findReferral(database, request);
      const ofReference = links.filter((link) => link.reference === reference);
      const found = await copiesOf(database, ofReference, request.at);
      if (found.length === 0) throw new Problem("not-found", NOT_LINKED);
      await writeDownReading(request, found);
      const name = `consultation-${reference}`;
      if (request.mediaType === "application/pdf") return pdfReply(found, name, sources);
      const [copy = {}] = await shownCopies(database, found);
      return jsonReply(copy, name);
    },
  });

/** The documents of what is linked now, the earliest consultation first. */
async function copiesOf(
  database: Database,
  links: readonly Link[],
  at: Date,
): Promise<readonly Found[]> {
  const linked = links.filter(({ state }) => state === "linked");
  const found: Found[] = [];
  for (let start = 0; start < linked.length; start += READ_TOGETHER) {
    const page = linked.slice(start, start + READ_TOGETHER);
    const items = await database.readTogether([
      ...page.map(({ reference }) => documentRead(reference)),
      ...page.map(({ reference }) => keepingRead(reference)),
    ]);
    for (const [index, { linkedAt }] of page.entries()) {
      const keeping = parseKeeping(items[page.length + index], at);
      const document = keeping && parseDocument(items[index]);
      if (document) found.push({ document, consultedOn: keeping.consultedOn, linkedAt });
    }
  }
  return found.sort((one, other) =>
    one.document.consultedAt < other.document.consultedAt ? -1 : 1,
  );
}

async function shownCopies(
  database: Database,
  found: readonly Found[],
): Promise<readonly contract.Copy[]> {
  const ids = [...new Set(found.map(({ document }) => document.agencyId))];
  const items = ids.length === 0 ? [] : await database.readTogether(ids.map(agencyRead));
  const names = new Map(
    items.flatMap((item) => {
      const agency = parseAgency(item);
      return agency ? [[agency.agencyId, agency.name] as const] : [];
    }),
  );
  const addenda = await Promise.all(
    found.map(({ document }) => addendaOf(database, document.reference)),
  );
  return found.map(({ document, consultedOn, linkedAt }, index) => {
    const { schemaVersion, recordedBy, recordedAs, agencyId, ...shown } = document;
    const agency = { agencyId, name: names.get(agencyId) ?? agencyId };
    return {
      ...{ reference: document.reference, consultedOn, linkedAt },
      document: {
        ...{ ...shown, agency },
        addenda: (addenda[index] ?? []).map(({ at, by, text }) => ({ at, by, text })),
      },
    };
  });
}

/** Reading is written into the history of each before the answer is given. */
async function writeDownReading(
  { at, person, commit }: Pick<Request<ReadByStaff>, "at" | "person" | "commit">,
  found: readonly Found[],
): Promise<void> {
  const by = actingRole(person, contract.readCopies.roles);
  const read = { what: "read" as const, at: at.toISOString(), by, subject: person.subject };
  for (let start = 0; start < found.length; start += READ_TOGETHER) {
    const page = found.slice(start, start + READ_TOGETHER);
    await commit(
      { status: 200 },
      page.map(({ document }) => addEvent(document.reference, read, randomUUID())),
    );
  }
}

interface ReadByStaff extends Operation {
  readonly roles: readonly [Role, ...Role[]];
}

const named = (name: string, extension: "json" | "pdf") => ({
  "Content-Disposition": `inline; filename="${name}.${extension}"`,
  Vary: "Accept",
});

const jsonReply = (body: object, name: string): Reply => ({
  status: 200,
  headers: named(name, "json"),
  body,
});

async function pdfReply(
  found: readonly Found[],
  name: string,
  sources: FormSources,
): Promise<Reply> {
  const forms = await Promise.all(found.map(({ document }) => formFor(document, sources)));
  const letters = forms.flatMap((form) => (form ? [consultationLetter(form)] : []));
  const newest = found.at(-1)?.document.recordedAt ?? 0;
  const letter = copiesLetter(letters, sources.procedure);
  const pdf = await letterPdf(letter, { createdAt: new Date(newest) });
  return {
    status: 200,
    headers: named(name, "pdf"),
    body: new Content("application/pdf", pdf),
  };
}

const TOO_MANY =
  "These are too many consultations for one answer. Get each by its reference instead.";
const NOT_LINKED =
  "No such consultation is linked to this referral. Compare the reference with the referral's list.";
