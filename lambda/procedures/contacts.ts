// Whom people are told to call. 999 is not among them: the code always adds it.
import * as z from "zod";
import { assumed, code, phone, shortName } from "./wording.ts";

const contactSchema = z.strictObject({
  name: shortName,
  phone,
  note: shortName
    .optional()
    .meta({ description: "What to ask for or press, such as “ask for the consultation line”." }),
  assumed,
});

export type Contact = z.output<typeof contactSchema>;

const lines = {
  mash: contactSchema.meta({
    description: "The multi-agency safeguarding hub: new referrals and general advice.",
  }),
  urgent: contactSchema.meta({ description: "For a child at risk now, in office hours." }),
  outOfHours: contactSchema.meta({ description: "The team on duty outside office hours." }),
  consultationLine: contactSchema.optional().meta({
    description: "For no-names consultations where no link social worker is to be had.",
  }),
  duty: contactSchema.optional().meta({
    description: "The duty worker for open cases whose social worker can't be reached.",
  }),
  allegations: contactSchema.optional().meta({
    description: "For concerns about someone who works with children.",
  }),
};

export const contactsSchema = z.strictObject({
  ...lines,
  byArea: z
    .record(code, z.strictObject(lines).partial())
    .default({})
    .meta({ description: "By area of the register, the lines that differ there." }),
});

export type Line = keyof typeof lines;
export const lineNames = Object.keys(lines) as Line[];

/** Numbers professionals may name in a text without identifying anybody, such as a helpline. */
export const knownServiceSchema = z.strictObject({ name: shortName, phone });
