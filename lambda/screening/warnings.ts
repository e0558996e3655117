// Words that harm, and details that together may tell who it is: said to the writer, never a reason to refuse.

import { tokensOf } from "./tokens.ts";

export interface Warning {
  readonly kind: "harmful-word" | "rare-combination";
  /** UTF-16 units of the text as given: the word, or the first of the details. */
  readonly start: number;
  readonly end: number;
  /** Why, and what to write instead. Never repeats the text. */
  readonly message: string;
  /** The details that together may tell who it is; empty for a word. */
  readonly parts: readonly { readonly start: number; readonly end: number }[];
}

interface HarmfulWord {
  readonly pattern: RegExp;
  readonly message: string;
}

const harmfulWords: readonly HarmfulWord[] = [
  {
    pattern: /\b(?:malicious(?:ly)?|vexatious(?:ly)?|hoax(?:er)?|time[- ]waster)\b/gi,
    message:
      "No referral or call is ever called malicious: whoever rings may be right the next time, and the word closes ears (R29). Say what was found and what was not.",
  },
  {
    pattern:
      /\b(?:attention[- ]seeking|manipulative|crying wolf|cried wolf|making it up|drama queen)\b/gi,
    message:
      "This judges the child's reasons and has hidden abuse before. Say what the child did and said.",
  },
  {
    pattern:
      /\b(?:promiscuous|child prostitut(?:e|es|ion)|lifestyle choice|sexually active child|slag|slut)\b/gi,
    message:
      "A child cannot choose to be exploited. Say what was done to the child, and by whom in which role.",
  },
  {
    pattern:
      /\b(?:put(?:s|ting)? (?:him|her|them)sel(?:f|ves) at risk|plac(?:es|ing) (?:him|her|them)sel(?:f|ves) at risk|asking for it)\b/gi,
    message:
      "This blames the child for what others do. Say what the risk is and where it comes from.",
  },
  {
    pattern: /\b(?:DNA'?d|did not attend|failed to attend|fails to attend|non[- ]attender)\b/gi,
    message:
      "A child is brought or not brought by somebody else. Write “was not brought” where that is what happened.",
  },
  {
    pattern:
      /\b(?:hard to reach|non[- ]compliant|uncooperative|difficult family|problem family|disguised compliance)\b/gi,
    message:
      "This says how it felt, not what happened. Say what was offered, when, and what the answer was.",
  },
  {
    pattern:
      /\b(?:illegal immigrants?|illegals|broken home|feral|junkies?|druggies?|crackhead|alkies?|nutter|psycho|chavs?|pikeys?|gypo|committed suicide)\b/gi,
    message:
      "This word hurts, and the document may be read by the family. Say it plainly without it.",
  },
];

/** One of a kind where they are. */
const onlyOne =
  /\bthe only [\w ]{0,30}\b(?:girl|boy|child|pupil|family|one|student|baby|twins?|traveller|refugee)s?\b/i;

/** A setting in which one child stands out. */
const smallSetting =
  /\b(?:one of (?:only )?(?:two|three|four)\b|(?:small|tiny|little|village|rural|two-class|one-class) (?:primary |infant |church )?(?:school|nursery|village|hamlet|community|congregation|island|estate)|(?:class|school|nursery|roll) of (?:\d|1\d|2\d|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\b|(?:fewer|less) than (?:\d|1\d|2\d|ten|twenty) (?:children|pupils|families))/i;

/** What few have. */
const rareTrait =
  /\b(?:triplets?|quadruplets?|quads|identical twins|conjoined|albin(?:o|ism)|dwarfism|achondroplasia|cystic fibrosis|muscular dystrophy|brittle bones?|osteogenesis|haemophilia|sickle cell|transplant|leukaemia|amput(?:ee|ation|ated)|prosthe(?:tic|sis)|glass eye|deafblind|deaf-blind|cochlear|tracheostomy|wheelchair|facial (?:burns|scars?|birthmark)|birthmark|selective(?:ly)? mut(?:e|ism)|transgender|trans (?:girl|boy)|non-binary|home[- ]educated|adopted from|asylum seek(?:er|ing)|refugee|unaccompanied|traveller family|circus|travelling fair|showm[ae]n|lighthouse|vicar's|rector's|(?:head|headteacher)'s (?:son|daughter)|footballer|councillor's|farmer's|publican's|lottery|in the (?:papers?|news|press)|court case|murder(?:ed)?|manslaughter|drowned|house fire|air crash|ninth child|tenth child|eight siblings|nine siblings|mother of (?:eight|nine|ten|eleven))\b/i;

/** A village, a street, a church: somewhere narrower than a town. */
const exactPlace =
  /\b(?:in|at|near|outside|from|opposite|behind|beside) (?:the )?(?:village|hamlet|island|farm|estate|pub|chapel|church|mosque|gurdwara|temple|synagogue|caravan site|traveller site|boatyard|marina|barracks|camp|vicarage|rectory|lighthouse|refuge|corner shop|chip shop|post office)\b/i;

/** Words harmful to children and families, and rare combinations, in order of their place. Never throws; linear in the text. */
export function warnings(text: string): Warning[] {
  const found: Warning[] = [];
  for (const { pattern, message } of harmfulWords) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      found.push({ kind: "harmful-word", start, end: start + match[0].length, message, parts: [] });
    }
  }
  const rare = rareCombination(text);
  return [...found, ...(rare ? [rare] : [])].sort((a, b) => a.start - b.start);
}

function rareCombination(text: string): Warning | undefined {
  const place = exactPlace.exec(text) ?? namedPlace(text);
  const parts = [onlyOne.exec(text) ?? smallSetting.exec(text), rareTrait.exec(text), place]
    .filter((match) => match !== null && match !== undefined)
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .sort((a, b) => a.start - b.start);
  const first = parts[0];
  if (parts.length < 3 || !first) return undefined;
  return {
    kind: "rare-combination",
    start: first.start,
    end: first.end,
    message:
      "A very small setting, something few people have, and an exact place: together these may tell somebody local who it is, although nobody is named. Leave one of them out, or say it more broadly.",
    parts,
  };
}

/** A capitalised place after "in" or "near"; towns alone identify nobody, but they narrow the rest. */
function namedPlace(text: string): { readonly index: number; readonly 0: string } | undefined {
  const tokens = tokensOf(text);
  for (let index = 1; index < tokens.length; index++) {
    const token = tokens[index];
    const before = tokens[index - 1];
    if (!token || !before || token.gap !== 1 || token.knowledge.place === 0) continue;
    const isAfterIn =
      before.end - before.start <= 4 &&
      /^(?:in|near|at|from)$/i.test(text.slice(before.start, before.end));
    const isCapital = token.unit >= 0x41 && token.unit <= 0x5a;
    if (isAfterIn && isCapital)
      return { index: token.start, 0: text.slice(token.start, token.end) };
  }
  return undefined;
}
