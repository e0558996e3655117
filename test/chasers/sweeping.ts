// Sweeping for chasers in tests: a referral, its stages, and what was owed for each.
import type { ChaserReport } from "../../lambda/chasers/sweep-chasers.ts";
import { sweepChasers } from "../../lambda/chasers/sweep-chasers.ts";
import type { Message } from "../../lambda/messages/message.ts";
import { messagesAbout } from "../../lambda/messages/table.ts";
import { type ProcedureInForce, procedureInForce } from "../../lambda/procedures/in-force.ts";
import { loadProcedure, profileFile } from "../../lambda/procedures/load-procedure.ts";
import type { Procedure } from "../../lambda/procedures/procedure.ts";
import type { Database } from "../../lambda/tables/database.ts";
import { permittedDatabase } from "../permitted-database.ts";
import { type Referrals, useReferrals } from "../referrals/service.ts";

export interface Chasing extends Referrals {
  /** Sets the clock and sweeps, with the service's database and rules where no others are given. */
  sweepAt(instant: string, other?: Partial<Other>): Promise<ChaserReport>;
  /** What was owed about a number, oldest first, as `kind to deadline`. */
  owed(about: string): Promise<readonly string[]>;
  messages(about: string): Promise<readonly Message[]>;
  /** The states of a deadline's stages, by their codes. */
  stages(referralId: string, code: string): Promise<Readonly<Record<string, string>>>;
}

interface Other {
  readonly database: Database;
  readonly procedure: ProcedureInForce;
}

export const inForce = (name: string, change: (procedure: Procedure) => Procedure = (it) => it) =>
  procedureInForce(change(loadProcedure(profileFile(name))));

/** One engine for a test file, with the procedure of an authority. */
export function useChasing(procedureName = "oxfordshire"): Chasing {
  const referrals = useReferrals(procedureName);
  const procedure = inForce(procedureName);
  const own = {
    sweepAt(instant: string, other: Partial<Other> = {}) {
      referrals.setClock(new Date(instant).toISOString());
      const database = permittedDatabase("chasers", referrals.database);
      return sweepChasers({ clock: referrals.now, database, procedure, ...other });
    },
    async messages(about: string) {
      return (await messagesAbout(referrals.database, about)).toReversed();
    },
    async owed(about: string) {
      const messages = await own.messages(about);
      return messages.map(({ kind, to, deadline }) =>
        [kind, to, deadline].filter((part) => part !== undefined).join(" "),
      );
    },
    async stages(referralId: string, code: string) {
      const { deadlines } = await referrals.stored(referralId);
      const deadline = deadlines.find((one) => one.code === code);
      return Object.fromEntries(deadline?.stages.map((stage) => [stage.code, stage.state]) ?? []);
    },
  };
  return Object.assign(referrals, own);
}
