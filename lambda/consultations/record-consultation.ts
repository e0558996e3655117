// POST /consultations: refuses what must not be recorded, then stores document and form owed at once.
import { randomUUID } from "node:crypto";
import type { Agency } from "../agencies/agency.ts";
import { agencyRead, agencyUnchanged, parseAgency } from "../agencies/table.ts";
import { hasTooManyMisses, missesRead, recentMisses, recordMisses } from "../http/misses.ts";
import { type Direction, Problem } from "../http/problem.ts";
import type { Reply } from "../http/reply.ts";
import { implement, type Request } from "../http/request.ts";
import { actingRole } from "../http/roles.ts";
import { oweMessage } from "../messages/change-message.ts";
import { newMessage } from "../messages/message.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { pooledRandomBytes } from "../references/random-bytes.ts";
import { issueReference, speakReference } from "../references/reference.ts";
import { guardBody } from "../screening/guard-body.ts";
import { guardedPaths } from "../screening/guarded-text.ts";
import type { Database } from "../tables/database.ts";
import type { TransactItem } from "../tables/transact.ts";
import type { Consultation, RecordRequest } from "./consultation.ts";
import { londonDate, recordRequestSchema } from "./consultation.ts";
import * as contract from "./contract.ts";
import { directionsFor, refuseAtOnce, refuseUnlessRecordable } from "./directions.ts";
import { followUpAtOf } from "./follow-up.ts";
import { checkQuotations, isMiss, readQuotations, sumUpChain } from "./quoted-consultations.ts";
import { recordErrors } from "./recordable.ts";
import { type Keeping, keepingRead, parseKeeping, recordItems } from "./table.ts";

/** A drawn reference is taken once in 10^13; eight times in a row means something is broken. */
const MAX_DRAWS = 8;
const RETRY_AFTER_SECONDS = 2;

const paths = guardedPaths(recordRequestSchema);
/** “Ring 0808…” is advice: there a number or address may be confirmed. */
const contactsAllowedIn = paths.filter(([first]) => first === "advice" || first === "nextSteps");

/** A consultation as it is about to be written. */
export interface AboutToRecord {
  readonly document: Consultation;
  readonly keeping: Keeping;
  readonly agency: Agency;
  readonly at: Date;
}

/** What is written in the same transaction, and what the caller is told of it. */
export interface AlsoWritten {
  readonly items: readonly TransactItem<string>[];
  readonly keeping: Keeping;
  readonly document: Consultation;
  readonly referral: NonNullable<contract.Recorded["referral"]>;
}

export interface RecordEffects {
  readonly database: Database;
  readonly procedure: ProcedureInForce;
  /** Makes the consultation a referral at once, where the procedure and its outcome want that (R13). */
  readonly alsoWrite?: (recorded: AboutToRecord) => AlsoWritten | undefined;
  /** As many bytes as asked for, from a cryptographic source. */
  readonly randomBytes?: (size: number) => Uint8Array;
}

type RecordConsultation = typeof contract.recordConsultation;

export const recordConsultation = ({
  database,
  procedure,
  alsoWrite = () => undefined,
  randomBytes = pooledRandomBytes,
}: RecordEffects) =>
  implement<RecordConsultation>({
    operation: contract.recordConsultation,
    refuseAtOnce: (body, at) => refuseAtOnce(procedure, body, at),
    refuseAll: (at) => procedure.refusal(at),
    check: (body, at) => recordErrors(body, procedure.outcomes, at),

    async handle(request) {
      const { at, person, body } = request;
      const quotations = readQuotations(body.previousConsultations);
      const references = quotations.flatMap(({ reference }) => reference ?? []);
      const [registered, counter, ...quoted] = await request.read([
        agencyRead(body.agencyId),
        missesRead(person),
        ...references.map(keepingRead),
      ]);
      refuseUnlessRecordable(procedure, body, at);
      const agency = activeAgency(parseAgency(registered));
      const confirmed = guardBody(body, paths, body.confirmedNotIdentifying, {
        known: procedure.known,
        contactsAllowedIn,
      });

      const keepings = quoted.flatMap((item) => parseKeeping(item, at) ?? []);
      const found = new Map(keepings.map((keeping) => [keeping.reference, keeping]));
      const recent = recentMisses(counter, at);
      const results = checkQuotations(quotations, hasTooManyMisses(recent) ? undefined : found);
      const known = results.flatMap(({ reference, result }) =>
        result === "known" ? (found.get(reference ?? "") ?? []) : [],
      );
      const chain = await sumUpChain(database, known, at);
      const misses = results.filter(isMiss).length;

      const document = {
        ...contentOf(body),
        schemaVersion: 1 as const,
        recordedAt: at.toISOString(),
        consultedAt: body.consultedAt ?? at.toISOString(),
        recordedBy: person.subject,
        recordedAs: actingRole(person, contract.recordConsultation.roles),
        confirmedNotIdentifying: confirmed.length > 0 ? [...confirmed] : undefined,
        previousConsultations: [...results],
        chain,
      };
      const reply = await commitUnderFreshReference(request, {
        agency,
        document,
        quoted: known.map(({ reference }) => reference),
        keepUntil: procedure.keepUntil(at),
        followUpAt: followUpAtOf(procedure, body.outcome, at),
        directions: directionsFor(procedure, body, at, agency),
        alsoWrite,
        randomBytes,
        agencyNow: async () => {
          const [item] = await database.readTogether([agencyRead(agency.agencyId)]);
          return activeAgency(parseAgency(item));
        },
      });
      if (misses > 0) await recordMisses(database, person, counter, misses, at);
      return reply;
    },
  });

/** What of the request is kept: not what only concerned the call itself. */
function contentOf(body: RecordRequest) {
  const { notAReferral, immediateRisk, previousConsultations, confirmedNotIdentifying, ...kept } =
    body;
  return kept;
}

function activeAgency(agency: Agency | undefined): Agency {
  if (agency === undefined) throw new Problem("unknown-agency");
  if (!agency.active) throw new Problem("inactive-agency");
  return agency;
}

interface ToCommit {
  readonly agency: Agency;
  readonly document: Omit<Consultation, "reference">;
  /** The rightly quoted references. */
  readonly quoted: readonly string[];
  readonly keepUntil: string;
  /** Where a referral is advised: when the agency is asked about it. */
  readonly followUpAt: string | undefined;
  readonly directions: readonly Direction[];
  readonly alsoWrite: NonNullable<RecordEffects["alsoWrite"]>;
  readonly randomBytes: (size: number) => Uint8Array;
  /** The agency as it is now, when it changed since it was read. */
  readonly agencyNow: () => Promise<Agency>;
}

/** Draws a reference and writes everything at once; a taken one, or a changed agency, is met with another try. */
async function commitUnderFreshReference(
  request: Request<RecordConsultation>,
  toCommit: ToCommit,
): Promise<Reply> {
  const { document, quoted, keepUntil, followUpAt, directions, alsoWrite } = toCommit;
  let current = toCommit.agency;
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const reference = issueReference("consultation", toCommit.randomBytes);
    const form = newMessage(
      {
        messageId: randomUUID(),
        kind: "consultation-form",
        about: reference,
        to: "agency",
        agencyId: current.agencyId,
        state: formState(document, current),
        copy: false,
      },
      request.at,
    );
    const { recordedAt, outcome, previousConsultations, chain } = document;
    const keeping = {
      reference,
      keepUntil,
      links: 0,
      consultedOn: londonDate(document.consultedAt),
      outcome,
      quoted: [...quoted],
      formMessageId: form.messageId,
      ...(followUpAt && { followUpAt }),
    };
    const alone = { document: { ...document, reference }, keeping };
    const also = alsoWrite({ ...alone, agency: current, at: request.at });
    const written = also ?? alone;
    const recorded: contract.Recorded = {
      reference,
      spoken: speakReference(reference),
      recordedAt,
      agency: { agencyId: current.agencyId, name: current.name },
      form: { messageId: form.messageId, state: form.state },
      previousConsultations,
      chain,
      ...(directions.length > 0 && { directions: [...directions] }),
      ...(also && { referral: also.referral }),
    };
    const reply = {
      status: 201,
      headers: { Location: `/v1/consultations/${reference}` },
      body: recorded,
    };
    const outcomeOfWrite = await request.commit(reply, [
      ...recordItems(written.document, written.keeping),
      oweMessage(form),
      agencyUnchanged(current),
      ...(also?.items ?? []),
    ]);
    if (outcomeOfWrite.done) return reply;
    if (outcomeOfWrite.refusedAs === "agency-changed") current = await toCommit.agencyNow();
  }
  throw new Problem("unavailable", undefined, {}, RETRY_AFTER_SECONDS);
}

function formState(
  { withholdForm }: Pick<Consultation, "withholdForm">,
  { verified }: Agency,
): "withheld" | "held" | "owed" {
  if (withholdForm !== undefined) return "withheld";
  return verified ? "owed" : "held";
}
