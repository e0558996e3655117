// GET /procedure shows everybody the rules that are applied, and no mailbox.
import { describe, expect, test } from "vitest";
import { procedures } from "../../lambda/functions/procedures.ts";
import { roles } from "../../lambda/http/roles.ts";
import { procedureAnswerSchema, procedureOperations } from "../../lambda/procedures/contract.ts";
import { procedureInForce } from "../../lambda/procedures/in-force.ts";
import { procedureExample } from "../../lambda/procedures/procedure-example.ts";
import { callsTo } from "../call-function.ts";
import { procedureWith } from "./procedure-file.ts";

const procedure = procedureWith({}, "norfolk");
const call = callsTo(procedures({ procedure: procedureInForce(procedure) }), procedureOperations);

describe("GET /procedure", () => {
  test.each(roles)("answers for %s", async (role) => {
    expect((await call("GET", "/procedure", { as: role })).status).toBe(200);
  });

  test("answers nobody who is not signed in or has no role", async () => {
    expect((await call("GET", "/procedure")).status).toBe(401);
    expect((await call("GET", "/procedure", { as: [] })).status).toBe(403);
  });

  test("gives the data as they are applied, the words, and what is to be confirmed", async () => {
    const { body } = await call("GET", "/procedure", { as: "auditor" });
    expect(procedureAnswerSchema.safeParse(body).error).toBeUndefined();
    const { mailboxes, $schema, ...shown } = procedure;
    expect(body).toMatchObject(JSON.parse(JSON.stringify(shown)));
    expect(body?.words).toContain(
      "A consultation is recorded with consent, or where there is significant risk. Otherwise no record is made, and callers are told to record it themselves.",
    );
    expect(body?.awaitingConfirmation).toContain(
      "The out-of-hours number: to be confirmed by the authority.",
    );
  });

  test("names no mailbox", async () => {
    const { sent } = await call("GET", "/procedure", { as: "administrator" });
    expect(sent).not.toContain("@");
  });

  test("is described by an example that is a right answer", () => {
    expect(procedureAnswerSchema.safeParse(procedureExample).error).toBeUndefined();
  });
});
