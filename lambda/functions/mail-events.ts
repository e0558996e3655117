// The function that takes the mail service's reports of what became of each mail.
import { type SettleEffects, settleMessage } from "../mail/settle-message.ts";
import { openDatabase, tableNameFrom } from "../tables/open-database.ts";

type MailEventsFunction = (report: unknown) => Promise<void>;

export const mailEvents = ({
  clock = () => new Date(),
  database = openDatabase({ nameOf: tableNameFrom(process.env) }),
}: Partial<SettleEffects> = {}): MailEventsFunction => {
  return (report) => settleMessage(report, { clock, database });
};

export const handler = mailEvents();
