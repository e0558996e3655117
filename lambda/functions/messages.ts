// The function behind messages: what is owed, and sending it again.
import { type HttpFunction, httpFunction } from "../http/http-function.ts";
import { listMessages } from "../messages/list-messages.ts";
import { resendMessage } from "../messages/resend-message.ts";
import type { Database } from "../tables/database.ts";
import { openDatabase, tableNameFrom } from "../tables/open-database.ts";
import type { Seal } from "../tables/seal.ts";
import { sealFrom } from "../tables/seal-from.ts";

interface MessagesEffects {
  readonly clock: () => Date;
  readonly database: Database;
  readonly seal: Seal;
}

export const messages = ({
  clock = () => new Date(),
  database = openDatabase({ nameOf: tableNameFrom(process.env) }),
  seal = sealFrom(process.env),
}: Partial<MessagesEffects> = {}): HttpFunction =>
  httpFunction([listMessages({ database, seal }), resendMessage()], { clock, database });

export const handler = messages();
