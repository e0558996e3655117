// The HTTP operations about the procedure in force.
import * as z from "zod";
import { operation } from "../http/contract.ts";
import { roles } from "../http/roles.ts";
import { deadlineSchema } from "./deadline-answer.ts";
import { procedureSchema } from "./procedure.ts";
import { procedureExample, whatIfExample } from "./procedure-example.ts";
import { code } from "./wording.ts";

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

const instant = z.iso.datetime();

/** Deadlines depend on no more of a referrer than the kind. */
const referrerSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("practitioner"),
    agencyId: code.optional(),
    agencyType: code.optional(),
  }),
  z.strictObject({ kind: z.literal("public"), anonymityRequested: z.boolean().optional() }),
]);

export const whatIfAnswerSchema = z.object({
  deadlines: z.array(deadlineSchema).meta({ description: "In the order of the procedure." }),
});

export type WhatIfAnswer = z.output<typeof whatIfAnswerSchema>;

export const whatIf = operation({
  id: "what-if",
  method: "POST",
  path: "/procedure/what-if",
  roles,
  runsIn: "procedures",
  tag: "Procedure",
  summary: "See the deadlines a referral would have",
  description:
    "The deadlines of such a referral, each with its sum in words and the document it rests on. Nothing is stored. A date ahead is allowed, as far as bank holidays are published. With an urgency the checks count as started at the receipt; deadlines of what has not happened yet, such as a strategy meeting, are left out.",
  body: z.strictObject({
    receivedAt: instant,
    channel: z.enum(["verbal", "written"]),
    referrer: referrerSchema,
    firstContactAt: instant
      .optional()
      .meta({ description: "The first contact about it; the receipt, where left out." }),
    urgency: z.enum(["red", "amber"]).optional().meta({ description: "Of the checks (R22)." }),
  }),
  bodyExample: {
    receivedAt: "2026-04-02T15:40:00Z",
    channel: "written",
    referrer: { kind: "practitioner", agencyType: "primary-school" },
  },
  answers: {
    200: {
      description: "The deadlines, as they stand now.",
      schema: whatIfAnswerSchema,
      example: whatIfExample,
    },
  },
  problems: [],
});

export const procedureOperations = [readProcedure, whatIf] as const;
