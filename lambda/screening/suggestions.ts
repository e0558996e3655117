// A neutral phrase for each mark: the same person has the same letter through the text, a date of birth becomes an age.

import { type Mark, usualSuggestion } from "./finding.ts";
import { suggestionFor } from "./settings.ts";

/** Units beside a name in which is sought who bears it. */
const contextUnits = 40;

interface Bearer {
  readonly letter: string;
  what: string;
  /** Mentions already read. */
  mentions: number;
}

/** Who bears each word of a name; two words of one name lead to the same bearer. */
type People = Map<string, Bearer>;

/** Words before or around a name, and what its bearer is called without it. The first that fits counts. */
const bearers: readonly {
  readonly before?: RegExp;
  readonly inside?: RegExp;
  readonly around?: RegExp;
  readonly what: string;
}[] = [
  { inside: /^(?:pc|dc|ds|di|sgt|sergeant|inspector|constable|pcso)\b/i, what: "officer" },
  {
    inside:
      /^(?:rabbi|imam|pastor|father|fr|rev|reverend|bishop|deacon|prophet|apostle|vicar|sheikh|ustad|ustadh|maulana)\b/i,
    what: "faith leader",
  },
  {
    before:
      /\b(?:social worker|sw|lsw|fsw|family support worker|youth worker|keyworker|key worker|key person|worker)[ ,:(]{1,3}$/i,
    what: "worker",
  },
  {
    before:
      /\b(?:gp|hv|health visitor|nurse|midwife|doctor|consultant|paediatrician|therapist|psychologist)[ ,:(]{1,3}$/i,
    what: "health professional",
  },
  {
    before:
      /\b(?:teacher|ta|tutor|dsl|ddsl|senco|head|headteacher|deputy|lsa|governor|coach|childminder)[ ,:(]{1,3}$/i,
    what: "staff member",
  },
  {
    before:
      /\b(?:mum|mummy|mom|mam|mother|dad|daddy|father|stepdad|stepmum|stepfather|stepmother|partner|boyfriend|girlfriend|husband|wife|ex|landlord|lodger|neighbour|carer|carers|man|woman|friend of mum)(?:'s name is| is|,| called| named|:| \()?[ "]{0,2}$/i,
    what: "adult",
  },
  {
    before:
      /\b(?:nan|nana|nanny|gran|granny|grandma|grandmother|grandad|grandpa|grandfather|uncle|aunt|aunty|auntie|cousin|great-aunt|relative)(?: is|,| called| named|:| \()?[ "]{0,2}$/i,
    what: "relative",
  },
  {
    before:
      /\b(?:brother|sister|bro|sis|sibling|twin|twins|baby|child|boy|girl|pupil|toddler|son|daughter|student|half-brother|half-sister)(?: is|,| called| named|:| \()?[ "]{0,2}$/i,
    what: "child",
  },
  { inside: /^(?:dr|prof|professor|nurse|sister|matron)\b/i, what: "health professional" },
  { inside: /^(?:mr|mrs|ms|miss|mx|sir|dame|lady|lord)\b/i, what: "adult" },
  {
    around:
      /\b(?:year \d|yr ?\d|y\d|reception|class|pupil|aged \d|is \d{1,2}\b|\(\d{1,2}\)|school|nursery|homework|playground)\b/i,
    what: "child",
  },
];

/** Words of a name that do not tell one bearer from another. */
const titles =
  /^(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lady|lord|pc|dc|ds|di|sgt|rabbi|imam|pastor|father|fr|rev|sister|nurse|big|little|lil|of|the|al|el|bin|de|van|von)$/i;

/** Every mark with its phrase. `today` turns a date of birth with its year into an age; without it the age is left open. */
export function withSuggestions(text: string, marks: readonly Mark[], today?: Date): Mark[] {
  const people: People = new Map();
  const letters = { used: 0 };
  const met = marks.map((mark) =>
    mark.type === "PERSON" ? meet(people, letters, text, mark) : undefined,
  );
  return marks.map((mark, index) => ({
    start: mark.start,
    end: mark.end,
    type: mark.type,
    certainty: mark.certainty,
    suggestion: phraseFor(met[index], text, mark, today),
  }));
}

const isSaid =
  /\b(?:mum|dad|mother|father|nan|gran|uncle|aunt|aunty|auntie|brother|sister|bro|sis|cousin|baby|child|partner|boyfriend|girlfriend|teacher|nurse|worker|pupil|twin|grandma|grandad|neighbour) $/i;

function phraseFor(bearer: Bearer | undefined, text: string, mark: Mark, today?: Date): string {
  const inside = text.slice(mark.start, mark.end);
  switch (mark.type) {
    case "PERSON": {
      if (!bearer) return usualSuggestion("PERSON");
      // "uncle Femi" → "uncle B": the word before already says who it is.
      return isSaid.test(text.slice(Math.max(0, mark.start - contextUnits), mark.start))
        ? bearer.letter
        : `${bearer.what} ${bearer.letter}`;
    }
    case "SCHOOL":
      return mark.suggestion ?? suggestionFor(inside);
    case "DOB":
      return ageFrom(inside, today) ?? usualSuggestion("DOB");
    default:
      return mark.suggestion ?? usualSuggestion(mark.type);
  }
}

/** A document names a few people; in a text that names more, the rest are "person". */
const mostDescribed = 200;
/** Mentions of one person that are read for what they say of them. */
const mostMentionsRead = 50;

interface Letters {
  used: number;
}

function meet(people: People, letters: Letters, text: string, mark: Mark): Bearer {
  const inside = text.slice(mark.start, mark.end);
  const names = namesIn(inside);
  // By the first word: two people may share a surname.
  const bearer = people.get(names[0] ?? "") ?? {
    letter: letterAt(letters.used++),
    what: "person",
    mentions: 0,
  };
  if (
    bearer.what === "person" &&
    people.size < mostDescribed &&
    bearer.mentions++ < mostMentionsRead
  )
    bearer.what = whatIs(text, mark, inside);
  for (const name of names) if (!people.has(name)) people.set(name, bearer);
  return bearer;
}

function namesIn(inside: string): string[] {
  const words = inside
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "" && !titles.test(word));
  // Initials are one name together; letters taken apart are one word.
  return words.every((word) => word.length === 1)
    ? [words.join("")]
    : words.filter((word) => word.length > 1);
}

function whatIs(text: string, mark: Mark, inside: string): string {
  const before = text.slice(Math.max(0, mark.start - contextUnits), mark.start);
  const after = text.slice(mark.end, mark.end + contextUnits);
  const fit = bearers.find(
    (bearer) =>
      bearer.inside?.test(inside) ||
      bearer.before?.test(before) ||
      bearer.around?.test(before + after),
  );
  return fit?.what ?? "person";
}

/** A … Z, then AA, AB …: a text may name any number of people. */
function letterAt(index: number): string {
  const letter = String.fromCharCode(0x41 + (index % 26));
  return index < 26 ? letter : letterAt(Math.floor(index / 26) - 1) + letter;
}

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
/** Nobody in a consultation is older. */
const oldest = 110;

/** "aged 7", "aged 5 months" or nothing where the date has no year or cannot be. Day before month, as in Britain. */
function ageFrom(date: string, today?: Date): string | undefined {
  if (!today) return undefined;
  const born = dayOf(date, today);
  if (!born) return undefined;
  const monthsOld =
    (today.getUTCFullYear() - born.year) * 12 +
    today.getUTCMonth() -
    born.month -
    (today.getUTCDate() < born.day ? 1 : 0);
  if (monthsOld < 0 || monthsOld > oldest * 12) return undefined;
  if (monthsOld >= 24) return `aged ${Math.floor(monthsOld / 12)}`;
  return monthsOld === 1 ? "aged 1 month" : `aged ${monthsOld} months`;
}

function dayOf(
  date: string,
  today: Date,
): { year: number; month: number; day: number } | undefined {
  const iso = /^(\d{4})\D(\d{1,2})\D(\d{1,2})$/.exec(date);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]) - 1, day: Number(iso[3]) };
  const figures = /^(\d{1,2})\D{1,3}(\d{1,2})\D{1,3}(\d{2,4})$/.exec(date);
  if (figures)
    return {
      year: fullYear(figures[3] ?? "", today),
      month: Number(figures[2]) - 1,
      day: Number(figures[1]),
    };
  const named =
    /^(\d{1,2})(?:st|nd|rd|th)?\W{0,3}(?:of )?([a-z]{3})[a-z]{0,6}\W{0,3}(\d{2,4})$/i.exec(date);
  const month = months.indexOf((named?.[2] ?? "").toLowerCase());
  return named && month >= 0
    ? { year: fullYear(named[3] ?? "", today), month, day: Number(named[1]) }
    : undefined;
}

/** Two figures mean the last hundred years. */
function fullYear(year: string, today: Date): number {
  if (year.length === 4) return Number(year);
  const recent = 2000 + Number(year);
  return recent > today.getUTCFullYear() ? recent - 100 : recent;
}
