// The function that sends mail: woken by the stream for what is newly owed, and by the clock for the rest.
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { type DeliveryEffects, deliverMessage } from "../mail/deliver-message.ts";
import { mailFinder } from "../mail/find-mail.ts";
import { newlyOwed } from "../mail/newly-owed.ts";
import { sesMail } from "../mail/ses.ts";
import { type SweepReport, sweepMessages } from "../mail/sweep-messages.ts";
import { procedureFrom } from "../procedures/load-procedure.ts";
import { openDatabase, tableNameFrom } from "../tables/open-database.ts";
import { sealFrom } from "../tables/seal-from.ts";
import { setting } from "./settings.ts";

type MailEvent = DynamoDBStreamEvent | { readonly sweep: "mail" };
type MailFunction = (event: MailEvent) => Promise<DynamoDBBatchResponse | SweepReport>;

export const mail = ({
  clock = () => new Date(),
  database = openDatabase({ nameOf: tableNameFrom(process.env) }),
  findMail = mailFinder({
    database,
    procedure: procedureFrom(process.env),
    seal: sealFrom(process.env),
    publicAddress: setting("PUBLIC_ADDRESS"),
  }),
  sendMail = sesMail({
    from: setting("MAIL_FROM"),
    configurationSet: setting("MAIL_CONFIGURATION_SET"),
  }),
}: Partial<DeliveryEffects> = {}): MailFunction => {
  const effects = { clock, database, findMail, sendMail };
  return async (event) => {
    if (!("Records" in event)) return sweepMessages(effects);
    // What can't be sent now stays owed: the sweep tries again, so the stream never has to.
    await Promise.all(newlyOwed(event).map((message) => deliverMessage(message, effects)));
    return { batchItemFailures: [] };
  };
};

export const handler = mail();
