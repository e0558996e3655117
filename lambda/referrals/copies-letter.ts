// The forms of several consultations as one document for the child's record (R27).
import type { Letter } from "../letters/letter.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";

/** Each form as the agency has it, one after the other, without the button that is the agency's alone. */
export function copiesLetter(forms: readonly Letter[], { procedure }: ProcedureInForce): Letter {
  const { authority, marking } = procedure;
  return {
    title: "Copies of consultations for the child's record",
    from: authority,
    marking: { text: marking.text, place: marking.place },
    blocks: [
      {
        kind: "paragraph",
        text: "These consultations were held without names before the referral. Each is as it was recorded, with its reference and date.",
      },
      ...forms.flatMap(({ title, blocks }) => [
        { kind: "heading" as const, text: title },
        ...blocks.filter(({ kind }) => kind !== "button"),
      ]),
    ],
  };
}
