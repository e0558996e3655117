// The register on a real engine, called as through the gateway; and the agencies the tests speak of.
import { afterAll, beforeAll } from "vitest";
import type { Agency, AgencyDetails, Area } from "../../lambda/agencies/agency.ts";
import { agencyOperations } from "../../lambda/agencies/contract.ts";
import {
  agencyRead,
  parseAgency,
  registerTable,
  writeAgency,
  writeArea,
} from "../../lambda/agencies/table.ts";
import { agencies } from "../../lambda/functions/agencies.ts";
import { requestsTable } from "../../lambda/http/idempotency.ts";
import { messagesTable } from "../../lambda/messages/table.ts";
import type { Database } from "../../lambda/tables/database.ts";
import type { Item } from "../../lambda/tables/definition.ts";
import { sealWith } from "../../lambda/tables/seal.ts";
import { transact } from "../../lambda/tables/transact.ts";
import { type Call, callsTo } from "../call-function.ts";
import { startEngine } from "../engine.ts";
import { permittedDatabase } from "../permitted-database.ts";

export const now = "2026-11-23T10:15:00.000Z";

/** What is entered about a school. */
export const school = (changes: Partial<AgencyDetails> = {}): AgencyDetails => ({
  name: "St Example Primary School",
  type: "primary-school",
  area: "north",
  email: "safeguarding@school.example.org",
  ...changes,
});

/** An agency as it stands in the register. */
export const agency = (changes: Partial<Agency> = {}): Agency => ({
  ...school(),
  agencyId: "st-example-primary",
  active: true,
  verified: true,
  version: 1,
  updatedAt: "2026-09-01T08:30:00.000Z",
  ...changes,
});

export const linkSocialWorker = { name: "Alex Sample", phone: "01632 960120" };

export interface Register {
  readonly call: Call;
  readonly database: Database;
  /** Calls of a function whose writes somebody comes before, once each. */
  callAfter(...before: (() => Promise<unknown>)[]): Call;
  /** Calls of a function to which every index shows these items, however things are by now. */
  callWithIndex(items: readonly Item[]): Call;
  enter(...agencies: Agency[]): Promise<void>;
  enterArea(area: Area): Promise<void>;
  stored(agencyId: string): Promise<Agency | undefined>;
}

/** One engine for a test file; ids keep its tests apart. */
export function useRegister(): Register {
  let database: Database | undefined;
  let stop: (() => Promise<void>) | undefined;
  const opened = () => {
    if (database === undefined) throw new Error("The engine runs only while tests do.");
    return database;
  };
  beforeAll(async () => {
    ({ database, stop } = await startEngine([registerTable, requestsTable, messagesTable]));
  });
  afterAll(() => stop?.());
  const callsOn =
    (on: () => Database): Call =>
    (method, address, options) =>
      callsTo(
        agencies({
          clock: () => new Date(now),
          database: permittedDatabase("agencies", on()),
          seal: sealWith("a secret of the tests"),
        }),
        agencyOperations,
      )(method, address, options);
  return {
    get database() {
      return opened();
    },
    call: callsOn(opened),
    callAfter(...before) {
      const left = [...before];
      return callsOn(() => ({
        readTogether: (reads) => opened().readTogether(reads),
        query: (query) => opened().query(query),
        async write(writes, token) {
          await left.shift()?.();
          return opened().write(writes, token);
        },
      }));
    },
    callWithIndex: (items) =>
      callsOn(() => ({ ...opened(), query: async () => ({ items: [...items] }) })),
    async enter(...entries) {
      await transact(
        opened(),
        entries.map((entry) => writeAgency(entry, undefined)),
      );
    },
    async enterArea(area) {
      await transact(opened(), [writeArea(area, undefined)]);
    },
    async stored(agencyId) {
      const [item] = await opened().readTogether([agencyRead(agencyId)]);
      return parseAgency(item);
    },
  };
}
