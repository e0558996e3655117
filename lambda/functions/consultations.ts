// The function behind consultations: record, list, read, send the form again. It never draws a PDF.
import { addAddendum } from "../consultations/add-addendum.ts";
import { deliverForm } from "../consultations/deliver-form.ts";
import { listConsultations } from "../consultations/list-consultations.ts";
import { listFormDeliveries } from "../consultations/list-form-deliveries.ts";
import { readConsultation } from "../consultations/read-consultation.ts";
import { recordConsultation } from "../consultations/record-consultation.ts";
import { redactConsultation } from "../consultations/redact-consultation.ts";
import { type HttpFunction, httpFunction } from "../http/http-function.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { procedureFrom } from "../procedures/load-procedure.ts";
import { referConsultation } from "../referrals/refer-consultation.ts";
import type { Database } from "../tables/database.ts";
import { openDatabase, tableNameFrom } from "../tables/open-database.ts";
import type { Seal } from "../tables/seal.ts";
import { sealFrom } from "../tables/seal-from.ts";

interface ConsultationsEffects {
  readonly clock: () => Date;
  readonly database: Database;
  readonly procedure: ProcedureInForce;
  readonly seal: Seal;
}

export const consultations = ({
  clock = () => new Date(),
  database = openDatabase({ nameOf: tableNameFrom(process.env) }),
  procedure = procedureFrom(process.env),
  seal = sealFrom(process.env),
}: Partial<ConsultationsEffects> = {}): HttpFunction =>
  httpFunction(
    [
      recordConsultation({
        database,
        procedure,
        // Under R13 it may put new items beside a consultation; it reads and changes no referral.
        alsoWrite: referConsultation({ procedure }),
      }),
      listConsultations({ database, seal }),
      readConsultation({ database }),
      deliverForm({ database, procedure }),
      listFormDeliveries({ database }),
      addAddendum({ database, procedure }),
      redactConsultation({ database, procedure }),
    ],
    { clock, database },
  );

export const handler = consultations();
