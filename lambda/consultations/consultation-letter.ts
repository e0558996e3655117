// The consultation form as a letter: what the agency files (R8), in an order that never changes.
import type { Agency } from "../agencies/agency.ts";
import type { Role } from "../http/roles.ts";
import type { Block, Contact, Letter } from "../letters/letter.ts";
import type { DirectionTo } from "../procedures/directions.ts";
import type { ProcedureInForce } from "../procedures/in-force.ts";
import type { Reference } from "../references/reference.ts";
import { speakReference } from "../references/reference.ts";
import type { Consultation } from "./consultation.ts";
import { atThreshold } from "./directions.ts";
import {
  ageBandWords,
  channelWords,
  concernWords,
  dateInWords,
  quotedWords,
  roleWords,
  settingWords,
  stepOwnerWords,
  thresholdWords,
} from "./in-words.ts";

export interface Form {
  readonly reference: Reference;
  readonly document: Consultation;
  readonly agency: Agency;
  /** What was added later, oldest first. */
  readonly addenda: readonly { readonly at: string; readonly by: Role; readonly text: string }[];
  readonly procedure: ProcedureInForce;
  /** Where the agency confirms that it filed the form. */
  readonly filingUrl: string;
}

/** The consultation form. It names no child; typed words stand only in blocks that can't become links. */
export function consultationLetter(form: Form): Letter {
  const { marking, authority } = form.procedure.procedure;
  return {
    title: "Record of a consultation without names",
    from: authority,
    reference: form.reference,
    marking: { text: marking.text, place: marking.place },
    blocks: [
      ...urgentDirection(form),
      ...replacesEarlierCopy(form.document),
      ...identity(form),
      ...whatYouToldUs(form.document),
      heading("Our advice"),
      typed(form.document.advice),
      ...nextSteps(form.document),
      ...outcome(form),
      ...addedLater(form),
      ...informingParents(form.document),
      ...someoneWorkingWithChildren(form),
      ...ifTheConcernGrows(form),
      ...filing(form),
    ],
  };
}

const heading = (text: string): Block => ({ kind: "heading", text });
const paragraph = (text: string): Block => ({ kind: "paragraph", text });
const typed = (text: string, label?: string): Block => ({ kind: "typed", text, label });
const typedIfGiven = (text: string | undefined, label: string): readonly Block[] =>
  text === undefined ? [] : [typed(text, label)];
const fact = (label: string, value: string, isTyped = false) => ({ label, value, typed: isTyped });

function urgentDirection({ document, procedure, agency }: Form): readonly Block[] {
  if (document.threshold !== "s47") return [];
  const { to, title } = atThreshold(document.becameReferral === true);
  const { text, contacts } = procedure.directionAtAnyTime(to, agency);
  return [{ kind: "urgent", title, paragraphs: [text], contacts }];
}

function replacesEarlierCopy({ redactedAt }: Consultation): readonly Block[] {
  if (redactedAt === undefined) return [];
  return [
    heading("This replaces the earlier copy"),
    paragraph(
      `On ${dateInWords(redactedAt)} something was removed from this record, at the places marked [removed]. Destroy every earlier copy, on paper and in your mailbox, and file this one.`,
    ),
  ];
}

function identity({ reference, document, agency }: Form): readonly Block[] {
  return [
    {
      kind: "panel",
      label: "Reference",
      large: reference,
      small: [
        `In telephone words: ${speakReference(reference)}`,
        "Quote this reference and the date below if you ask again or refer.",
      ],
    },
    {
      kind: "facts",
      rows: [
        fact("Date of the consultation", dateInWords(document.consultedAt)),
        fact("Agency", agency.name, true),
        fact("Who asked", document.consulteeRole, true),
        fact("Who advised", roleWords[document.recordedAs]),
        fact("How", channelWords[document.channel]),
      ],
    },
  ];
}

function whatYouToldUs(document: Consultation): readonly Block[] {
  const { background, children, levelOfNeed, consent } = document;
  const list = (codes: readonly string[] | undefined, label: string) =>
    codes === undefined || codes.length === 0 ? [] : [fact(label, codes.join(", "))];
  const rows = [
    ...list(
      children?.map(({ ageBand }) => ageBandWords[ageBand]),
      "Age",
    ),
    ...list(
      document.concernTypes?.map((code) => concernWords[code]),
      "Kind of concern",
    ),
    ...(levelOfNeed === undefined ? [] : [fact("Level of need", String(levelOfNeed))]),
    ...list(
      background?.settings?.map((code) => settingWords[code]),
      "Settings attended",
    ),
    ...(consent ? [fact("Consent", consentInWords(consent))] : []),
  ];
  return [
    heading("What you told us"),
    typed(document.concern),
    ...typedIfGiven(background?.socialCareHistory, "History with social care"),
    ...typedIfGiven(background?.earlyHelp, "Early help"),
    ...typedIfGiven(background?.otherConsultations, "Consultations by others"),
    ...typedIfGiven(document.childsViews, "The child's views"),
    ...typedIfGiven(consent?.reasons, "About consent"),
    ...(rows.length > 0 ? [{ kind: "facts" as const, rows }] : []),
    ...quoted(document),
  ];
}

function consentInWords({ given, significantRisk }: NonNullable<Consultation["consent"]>): string {
  if (given) return "given";
  return significantRisk ? "not given; there is significant risk" : "not given";
}

function quoted({ previousConsultations }: Consultation): readonly Block[] {
  if (previousConsultations.length === 0) return [];
  const items = previousConsultations.map(({ reference, consultedOn, result }, index) => {
    const name = reference ?? `Number ${index + 1} in the list`;
    const date = consultedOn ? ` of ${dateInWords(consultedOn)}` : "";
    return `${name}${date}: ${quotedWords[result]}`;
  });
  return [
    { kind: "heading", level: 3, text: "Earlier consultations you quoted" },
    { kind: "list", items },
  ];
}

function nextSteps({ nextSteps: steps = [] }: Consultation): readonly Block[] {
  if (steps.length === 0) return [];
  const items = steps.map(({ action, who, by }) => {
    const until = by ? `, by ${dateInWords(by)}` : "";
    return `${action} (Who: ${stepOwnerWords[who]}${until})`;
  });
  return [heading("Next steps"), { kind: "list", items, ordered: true, typed: true }];
}

function outcome({ document, procedure, agency }: Form): readonly Block[] {
  const words = procedure.outcome(document.outcome)?.words ?? document.outcome;
  const notKnown = document.openToSocialCare === "not-known";
  const direction = (to: DirectionTo) => paragraph(procedure.directionAtAnyTime(to, agency).text);
  return [
    heading("Outcome"),
    paragraph(words),
    ...(document.threshold ? [paragraph(thresholdWords[document.threshold])] : []),
    ...(document.becameReferral ? [direction("referral-confirm-in-writing")] : []),
    ...(notKnown ? [direction("open-case-not-known")] : []),
  ];
}

function addedLater({ addenda }: Form): readonly Block[] {
  if (addenda.length === 0) return [];
  const added = addenda.map(({ at, by, text }) =>
    typed(text, `On ${dateInWords(at)}, by the ${roleWords[by]}`),
  );
  return [heading("Added later"), ...added];
}

function informingParents({ parentsInforming }: Consultation): readonly Block[] {
  if (parentsInforming === undefined) return [];
  const { appropriate, reasons } = parentsInforming;
  return [
    heading("Informing the parents"),
    paragraph(
      appropriate
        ? "Informing the parents is appropriate."
        : "Informing the parents would not be appropriate, for the reasons below. Talk to us before you tell them.",
    ),
    ...typedIfGiven(reasons, "Reasons"),
  ];
}

function someoneWorkingWithChildren({ document, procedure, agency }: Form): readonly Block[] {
  if (!document.aboutSomeoneWorkingWithChildren) return [];
  const { text, contacts } = procedure.directionAtAnyTime("works-with-children", agency);
  return [
    heading("A concern about someone who works with children"),
    paragraph(text),
    { kind: "contacts", items: contacts },
  ];
}

function ifTheConcernGrows({ procedure, agency }: Form): readonly Block[] {
  const { texts } = procedure.procedure;
  const lines = (line: "urgent" | "outOfHours", when: string): readonly Contact[] =>
    procedure.contacts(line, agency).map(({ name, phone, note }) => ({
      name,
      phone,
      note: note === undefined ? when : `${when}; ${note}`,
    }));
  return [
    heading("If the concern grows"),
    paragraph(texts.ifConcernGrows),
    {
      kind: "contacts",
      items: [
        { name: "Emergency services", phone: "999", note: "if anyone is in danger now" },
        ...lines("urgent", "in office hours"),
        ...lines("outOfHours", "at any other time"),
      ],
    },
    heading("How to refer"),
    paragraph(texts.howToRefer),
  ];
}

function filing({ procedure, filingUrl }: Form): readonly Block[] {
  const { texts } = procedure.procedure;
  return [
    heading("Keep this form on file"),
    paragraph(texts.keepOnFile),
    { kind: "button", text: "Confirm that this form is filed", url: filingUrl },
    heading("If something is wrong"),
    paragraph(texts.correcting),
    heading("If this is not for you"),
    paragraph(texts.wrongRecipient),
    heading("Privacy"),
    paragraph(texts.privacy),
  ];
}
