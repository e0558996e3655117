// One authority's rules as data: the schema of a procedure file, and its type.
import * as z from "zod";
import { NATIONS } from "../working-time/bank-holidays.ts";
import { consultationRulesSchema } from "./consultation-rules.ts";
import { contactsSchema, knownServiceSchema } from "./contacts.ts";
import { mistakesIn } from "./mistakes.ts";
import { closureSchema, officeHoursSchema } from "./office-hours.ts";
import { ProcedureErrors } from "./procedure-errors.ts";
import { referralRulesSchema } from "./referral-rules.ts";
import { markingSchema, textsSchema } from "./texts.ts";
import { assumed, code, date, email, sentences, shortName } from "./wording.ts";

const mailbox = z.strictObject({ email, assumed });

export const procedureSchema = z.strictObject({
  $schema: z.string().optional().meta({ description: "For editors; not used otherwise." }),
  name: code.meta({ description: "As in “npm start -- --procedure NAME”." }),
  authority: shortName,
  effectiveFrom: date,
  sources: z
    .array(
      z.strictObject({
        code,
        title: shortName,
        publisher: shortName,
        says: sentences.optional().meta({ description: "The gist of it in our own words." }),
      }),
    )
    .min(1, { error: "Name at least one document the procedure rests on." }),
  nation: z.enum(NATIONS).meta({ description: "Whose bank holidays are kept." }),
  officeHours: officeHoursSchema,
  closures: z
    .array(closureSchema)
    .default([])
    .meta({ description: "Days on which the offices are closed beside bank holidays." }),
  contacts: contactsSchema,
  mailboxes: z.strictObject({
    team: mailbox.meta({ description: "Of the team that receives referrals." }),
    manager: mailbox,
  }),
  knownServices: z.array(knownServiceSchema).default([]).meta({
    description: "Public services that may be named in any text, such as helplines.",
  }),
  texts: textsSchema,
  marking: markingSchema,
  consultations: consultationRulesSchema,
  referrals: referralRulesSchema,
});

export type Procedure = z.output<typeof procedureSchema>;

/**
 * Reads a procedure from the data of its file, `extends` already resolved.
 * @throws ProcedureErrors naming every mistake
 */
export function parseProcedure(data: unknown): Procedure {
  const result = procedureSchema.safeParse(data, { reportInput: true, jitless: true });
  const mistakes = mistakesIn(data, result.error);
  if (!result.success || mistakes.length > 0) throw new ProcedureErrors(mistakes);
  return result.data;
}
