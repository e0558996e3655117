// Asks what became of a referral that was advised: the agency, or the receiving team where no mail may reach it.
import type { Block, Letter } from "../letters/letter.ts";
import type { Message } from "../messages/message.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import { type Reference, speakReference } from "../references/reference.ts";
import type { Consultation } from "./consultation.ts";
import { dateInWords } from "./in-words.ts";

export interface FollowUp {
  readonly reference: Reference;
  readonly document: Pick<Consultation, "consultedAt" | "outcome">;
  readonly procedure: ProcedureInForce;
  /** Until when the referral was waited for, RFC 3339. */
  readonly waitedUntil: string;
  readonly to: Message["to"];
  /** The area of the agency. */
  readonly area?: string;
}

const heading = (text: string): Block => ({ kind: "heading", text });
const paragraph = (text: string): Block => ({ kind: "paragraph", text });

/** The letter. It names one consultation and nobody, and repeats nothing that was typed. */
export function followUpLetter(followUp: FollowUp): Letter {
  const { marking, authority } = followUp.procedure.procedure;
  return {
    title: "A referral was advised: what became of it?",
    from: authority,
    marking: { text: marking.text, place: marking.place },
    blocks: [
      ...identity(followUp),
      ...(followUp.to === "agency" ? toAgency(followUp) : toTeam(followUp)),
      heading("Why you get this"),
      paragraph(why(followUp.procedure)),
      heading("If this is not for you"),
      paragraph(followUp.procedure.procedure.texts.wrongRecipient),
    ],
  };
}

function identity({ reference, document, procedure, waitedUntil }: FollowUp): readonly Block[] {
  const outcome = procedure.outcome(document.outcome)?.words ?? document.outcome;
  return [
    {
      kind: "panel",
      label: "Reference of the consultation",
      large: reference,
      small: [`In telephone words: ${speakReference(reference)}`, "It names nobody."],
    },
    {
      kind: "facts",
      rows: [
        { label: "Date of the consultation", value: dateInWords(document.consultedAt) },
        { label: "Outcome", value: outcome },
        { label: "What is owed", value: "the referral, with names" },
        { label: "By whom", value: "the agency that asked" },
        { label: "Until when", value: `now; it was waited for until ${dateInWords(waitedUntil)}` },
      ],
    },
  ];
}

function toAgency({ procedure, area }: FollowUp): readonly Block[] {
  const { texts } = procedure.procedure;
  const lines = (line: "mash" | "outOfHours") => procedure.contacts(line, { area });
  return [
    paragraph(
      "The consultation led to a referral, and no referral has been linked to it. You know the child it was about; we don't.",
    ),
    heading("What to do"),
    {
      kind: "list",
      items: [
        "If you have not referred yet, do so now.",
        "If you have referred, tell us the reference and date above, so that both are joined.",
        "If you decided against it, talk to us about why. The advice stands until then.",
        "Don't answer this message, and don't name the child in any mail about it.",
      ],
    },
    heading("How to refer"),
    paragraph(texts.howToRefer),
    heading("If the concern grows"),
    paragraph(texts.ifConcernGrows),
    {
      kind: "contacts",
      items: [
        { name: "Emergency services", phone: "999", note: "if anyone is in danger now" },
        ...lines("mash"),
        ...lines("outOfHours").map((contact) => ({
          ...contact,
          note: contact.note ?? "outside office hours",
        })),
      ],
    },
  ];
}

function toTeam({ document }: FollowUp): readonly Block[] {
  return [
    paragraph(
      "The consultation led to a referral, and no referral has been linked to it. The agency can't be asked by mail: its mailbox is not in use, or the form was withheld from it.",
    ),
    heading("What to do"),
    {
      kind: "list",
      items: [
        "Open the consultation by its reference, see which agency it was, and ask them by phone.",
        `If they have referred, link the consultation to that referral by its reference and its date, ${dateInWords(document.consultedAt)}.`,
        "If they have not, take the referral from them. Missing information never delays it.",
      ],
    },
  ];
}

function why({ procedure }: ProcedureInForce): string {
  const { workingDays } = procedure.consultations.referralFollowUp;
  const days = workingDays === 1 ? "one working day" : `${workingDays} working days`;
  return `The procedure of ${procedure.authority} asks once about a referral that was advised, where none is linked after ${days}.`;
}
