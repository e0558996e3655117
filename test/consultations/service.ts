// The functions around consultations on a real engine, called as through the gateway; mail is kept in a list.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import type { Agency } from "../../lambda/agencies/agency.ts";
import { registerTable } from "../../lambda/agencies/table.ts";
import { allOperations } from "../../lambda/all-operations.ts";
import { allTables } from "../../lambda/all-tables.ts";
import type { RecordRequest } from "../../lambda/consultations/consultation.ts";
import { consultations } from "../../lambda/functions/consultations.ts";
import { documents } from "../../lambda/functions/documents.ts";
import { filings } from "../../lambda/functions/filings.ts";
import { messages } from "../../lambda/functions/messages.ts";
import { referrals } from "../../lambda/functions/referrals.ts";
import type { SendMail } from "../../lambda/mail/deliver-message.ts";
import { mailFinder } from "../../lambda/mail/find-mail.ts";
import type { OutgoingMail } from "../../lambda/mail/outgoing-mail.ts";
import { settleMessage } from "../../lambda/mail/settle-message.ts";
import { type SweepReport, sweepMessages } from "../../lambda/mail/sweep-messages.ts";
import { procedureInForce } from "../../lambda/procedures/in-force.ts";
import { loadProcedure, profileFile } from "../../lambda/procedures/load-procedure.ts";
import type { Database } from "../../lambda/tables/database.ts";
import { sealWith } from "../../lambda/tables/seal.ts";
import { put } from "../../lambda/tables/write.ts";
import type { FunctionId } from "../../lib/aws/permissions.ts";
import { agency } from "../agencies/register.ts";
import { type Answer, type Call, callsTo } from "../call-function.ts";
import { type Engine, startEngine } from "../engine.ts";
import { permittedDatabase } from "../permitted-database.ts";

/** A Monday in office hours. */
export const monday = "2026-11-23T10:30:00.000Z";

/** A consultation as a link social worker sends it; every rule is kept. */
export const consultation = (
  changes: Partial<Record<keyof RecordRequest | string, unknown>> = {},
) => ({
  agencyId: "st-example-primary",
  consulteeRole: "designated safeguarding lead",
  channel: "telephone",
  consultedAt: "2026-11-23T10:15:00Z",
  safeguardingLeadConsulted: true,
  notAReferral: true,
  immediateRisk: false,
  openToSocialCare: false,
  concern: "A child in year 2 has come to school hungry on most days since half term.",
  advice: "Offer the breakfast club and keep a dated record of what is seen.",
  outcome: "advice",
  ...changes,
});

export interface SentMail {
  readonly mail: OutgoingMail;
  readonly tags: { readonly message: string; readonly attempt: string };
}

export interface Service {
  readonly call: Call;
  readonly sent: SentMail[];
  readonly database: Database;
  readonly engine: Engine;
  /** Moves the service's clock. */
  setClock(instant: string): void;
  /** Puts agencies into the register, in the place of what stood there. */
  enter(...agencies: Agency[]): Promise<void>;
  /** Records a consultation and answers it; fails loudly when it is refused. */
  record(changes?: Parameters<typeof consultation>[0]): Promise<Answer & { reference: string }>;
  /** Sends what is due. */
  sweep(): Promise<SweepReport>;
  /** Lets the mail service report on a mail. */
  report(eventType: string, sent: SentMail): Promise<void>;
  /** What the mail service makes of the next mails. */
  mailService: SendMail;
}

/** One engine for a test file, with the procedure of an authority. */
export function useService(procedureName = "oxfordshire"): Service {
  let engine: Engine | undefined;
  let call: Call | undefined;
  let now = monday;
  const opened = () => {
    if (engine === undefined) throw new Error("The engine runs only while tests do.");
    return engine;
  };
  const clock = () => new Date(now);
  const seal = sealWith("a secret for tests that is long enough");
  const procedure = procedureInForce(loadProcedure(profileFile(procedureName)));
  const sources = (of: FunctionId) => ({
    database: permittedDatabase(of, opened().database),
    procedure,
    seal,
    publicAddress: "https://no-names.test",
  });

  beforeAll(async () => {
    engine = await startEngine(allTables);
    const functions = {
      consultations: consultations({ clock, ...sources("consultations") }),
      documents: documents({ clock, ...sources("documents") }),
      filings: filings({ clock, ...sources("filings") }),
      messages: messages({ clock, ...sources("messages") }),
      referrals: referrals({ clock, ...sources("referrals") }),
    };
    call = callsTo((event, context) => {
      const operation = allOperations.find(
        ({ method, path }) => event.routeKey === `${method} /v1${path}`,
      );
      const fn = functions[(operation?.runsIn ?? "consultations") as keyof typeof functions];
      return fn(event, context);
    }, allOperations);
    await service.enter(agency());
  });
  afterAll(() => engine?.stop());

  const service: Service = {
    sent: [],
    call: (...args) => {
      if (call === undefined) throw new Error("The engine runs only while tests do.");
      return call(...args);
    },
    get database() {
      return opened().database;
    },
    get engine() {
      return opened();
    },
    setClock(instant) {
      now = instant;
    },
    async enter(...agencies) {
      const writes = agencies.map((one) => {
        const item = { kind: "agency", id: one.agencyId, ...one };
        return put(registerTable, item, []);
      });
      await opened().database.write(writes, randomUUID());
    },
    async record(changes) {
      const answer = await service.call("POST", "/consultations", {
        as: "link-social-worker",
        body: consultation(changes),
      });
      if (answer.status !== 201) throw new Error(`Not recorded: ${answer.sent}`);
      return { ...answer, reference: String(answer.body?.reference) };
    },
    sweep: () =>
      sweepMessages({
        database: permittedDatabase("mail", opened().database),
        clock,
        findMail: mailFinder(sources("mail")),
        sendMail: (...args) => service.mailService(...args),
      }),
    report: (eventType, { tags }) =>
      settleMessage(
        {
          source: "aws.ses",
          detail: {
            eventType,
            mail: { tags: { message: [tags.message], attempt: [tags.attempt] } },
          },
        },
        { database: permittedDatabase("mail-events", opened().database), clock },
      ),
    mailService: async (mail, tags) => {
      service.sent.push({ mail, tags });
      return { outcome: "accepted" };
    },
  };
  return service;
}
