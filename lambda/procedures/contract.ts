// The HTTP operations about the procedure in force.
import * as z from "zod";
import { operation } from "../http/contract.ts";
import { roles } from "../http/roles.ts";
import { procedureSchema } from "./procedure.ts";
import { procedureExample } from "./procedure-example.ts";

/** The mailboxes stay out of it: an address is in no answer but the register's. */
export const procedureAnswerSchema = procedureSchema
  .omit({ $schema: true, mailboxes: true })
  .extend({
    words: z.array(z.string()).meta({ description: "What it does, in plain sentences." }),
    awaitingConfirmation: z.array(z.string()).meta({
      description: "What stands in it without the authority having confirmed it.",
    }),
  });

export type ProcedureAnswer = z.output<typeof procedureAnswerSchema>;

export const readProcedure = operation({
  id: "read-procedure",
  method: "GET",
  path: "/procedure",
  roles,
  runsIn: "procedures",
  tag: "Procedure",
  summary: "Read the procedure in force",
  description:
    "The authority's rules as they are applied: consent, outcomes, office hours, contacts and deadlines; as data, in plain words, and with what the authority has not confirmed yet.",
  answers: {
    200: {
      description: "The procedure in force.",
      schema: procedureAnswerSchema,
      example: procedureExample,
    },
  },
  problems: [],
});

export const procedureOperations = [readProcedure] as const;
