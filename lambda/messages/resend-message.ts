// POST /messages/{messageId}/resend: owes the same message once more, as a copy.
import { randomUUID } from "node:crypto";
import { Problem } from "../http/problem.ts";
import { implement } from "../http/request.ts";
import { oweMessage, supersede } from "./change-message.ts";
import * as contract from "./contract.ts";
import { goesByItself, newMessage } from "./message.ts";
import { messageRead, parseMessage } from "./table.ts";

export const resendMessage = () =>
  implement<typeof contract.resendMessage>({
    operation: contract.resendMessage,

    async handle(request) {
      const { at, parameters } = request;
      const [item] = await request.read([messageRead(parameters.messageId)]);
      const message = parseMessage(item);
      if (message === undefined) throw new Problem("not-found");
      if (message.state === "withheld") throw new Problem("conflict", WITHHELD);
      if (goesByItself(message)) throw new Problem("conflict", ON_ITS_WAY);
      if (message.supersededBy !== undefined) throw new Problem("conflict", SUPERSEDED);
      const { kind, about, to, agencyId, deadline } = message;
      const copy = newMessage(
        { messageId: randomUUID(), kind, about, to, agencyId, deadline, state: "owed", copy: true },
        at,
      );
      const reply = { status: 202, body: contract.messageAnswer(copy) };
      const outcome = await request.commit(reply, [
        oweMessage(copy),
        supersede(message, copy.messageId),
      ]);
      if (!outcome.done) throw new Problem("conflict", CHANGED);
      return reply;
    },
  });

const WITHHELD =
  "This message is withheld: it must not reach the mailbox, for the reasons in the document, or what it was to say is not so any more. It can't be sent.";
const ON_ITS_WAY =
  "This message is on its way already and goes by itself. Wait for what becomes of it.";
const SUPERSEDED =
  "A copy of this message was owed already. Look at that one; the list of messages has it.";
const CHANGED =
  "The message changed at the same moment. Look at it as it is now, and decide again.";
