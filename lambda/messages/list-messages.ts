// GET /messages: everything owed to anybody, newest first, of one state or of all.
import { type Page, sealedCursors } from "../http/list.ts";
import { implement } from "../http/request.ts";
import type { Database } from "../tables/database.ts";
import type { Seal } from "../tables/seal.ts";
import * as contract from "./contract.ts";
import { messageStates } from "./message.ts";
import { messagesInState } from "./table.ts";

interface ListEffects {
  readonly database: Database;
  readonly seal: Seal;
}

export const listMessages = ({ database, seal }: ListEffects) =>
  implement<typeof contract.listMessages>({
    operation: contract.listMessages,

    async handle({ query: { state, limit, cursor } }) {
      const cursors = sealedCursors(seal, contract.listMessages.id, { state });
      const before = cursors.open(cursor)?.before;
      // Each state is a partition of the index; the newest of all are among the newest of each.
      const states = state === undefined ? messageStates : [state];
      const pages = await Promise.all(
        states.map((one) => messagesInState(database, one, limit + 1, before)),
      );
      const newest = pages.flat().sort((a, b) => (a.listedAs > b.listedAs ? -1 : 1));
      const shown = newest.slice(0, limit);
      const last = shown.at(-1);
      const body: Page<contract.MessageAnswer> = {
        items: shown.map(({ message }) => contract.messageAnswer(message)),
        ...(newest.length > limit &&
          last && { nextCursor: cursors.seal({ before: last.listedAs }) }),
      };
      return { status: 200, body };
    },
  });
