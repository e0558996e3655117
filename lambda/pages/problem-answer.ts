// The form of every refusal (RFC 9457), and an example of each, for the description of the API.
import * as z from "zod";
import { type ProblemMembers, problemKinds, type Slug } from "../http/problem.ts";
import { findingTypes, messageFor, usualSuggestion } from "../screening/finding.ts";

export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: "`/problems/` and the slug: a page that explains it." }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: "What happened this time, and what to do." }),
    instance: z.string().meta({ description: "The number of the request, to quote." }),
    errors: z
      .array(z.strictObject({ pointer: z.string(), code: z.string(), message: z.string() }))
      .optional()
      .meta({ description: "Every field that needs correcting, by JSON pointer into the body." }),
    findings: z
      .array(
        z.strictObject({
          field: z.string(),
          start: z.int(),
          end: z.int(),
          type: z.enum(findingTypes),
          certainty: z.enum(["certain", "possible"]),
          message: z.string(),
          suggestion: z.string(),
        }),
      )
      .optional()
      .meta({
        description:
          "Every place that may identify a person: the field's JSON pointer, and offsets in UTF-16 units.",
      }),
    direction: z
      .strictObject({
        text: z.string(),
        contacts: z.array(z.strictObject({ name: z.string(), phone: z.string() })),
      })
      .optional()
      .meta({ description: "What to do instead, and whom to call." }),
  })
  .meta({ id: "Problem", description: "A refusal. It never repeats what was sent." });

const callTheHub = (text: string): ProblemMembers => ({
  direction: { text, contacts: [{ name: "MASH", phone: "01632 960999" }] },
});

const memberExamples: Partial<Record<Slug, ProblemMembers>> = {
  "immediate-risk": callTheHub("Call the MASH now. In an emergency call 999 first."),
  "open-case": callTheHub("Call the child's allocated social worker, or the MASH."),
  "no-names-not-offered": callTheHub("Ask for consent and call the MASH."),
  "safeguarding-lead-first": callTheHub(
    "Talk to your designated safeguarding lead. If the lead can't be reached and you are worried, call the MASH now.",
  ),
  "consent-needed": callTheHub("Record the conversation yourself, and ask for consent."),
  "validation-failed": {
    errors: [{ pointer: "/concern", code: "required", message: "This is required." }],
  },
  "identifiers-found": {
    findings: [
      {
        field: "/concern",
        start: 12,
        end: 25,
        type: "PHONE",
        certainty: "certain",
        message: messageFor("PHONE", "certain"),
        suggestion: usualSuggestion("PHONE"),
      },
    ],
  },
};

/** A problem as it is answered, for the description. */
export function problemExample(slug: Slug): z.output<typeof problemSchema> {
  const { status, title, remedy } = problemKinds[slug];
  return problemSchema.parse({
    type: `/problems/${slug}`,
    title,
    status,
    detail: remedy,
    instance: "JKJaXmPLvHcESHA=",
    ...memberExamples[slug],
  });
}
