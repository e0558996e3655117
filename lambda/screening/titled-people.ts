// A title followed by a name names a person: "Mrs Okafor", "dr patel"; "Mrs" alone and "Dr on call" do not.

import type { Mark } from "./finding.ts";

const titled =
  /\b(mr|mrs|ms|mx|miss|dr|prof|professor|rev|reverend|sir|dame|lady|lord|pc|dc|ds|sgt|nurse|sister|imam|rabbi|pastor|father|fr|auntie|aunty|aunt|uncle|nan|nanny|grandma|grandpa|granny|coach)(\.?[ ]{1,3})((?:[A-Za-z]\.? ?){0,2}[A-Za-z][A-Za-z'-]{1,40}(?: [A-Z][A-Za-z'-]{1,40}){0,2})/gi;

/** Titles that are never words of another kind: a lower-case word after them is a name too. */
const alwaysTitles = new Set(["mr", "mrs", "ms", "mx", "dr", "prof"]);

/** Words that follow a title and are no name: roles, places and the small words of English. */
const notNames = new Set(
  (
    "on off in at to from of for and or but nor so if the a an this that these those his her hers their our my your its " +
    "he she they we i you it who whom which what when where why how is was were are be been has had have having does did do " +
    "will would can could should may might must not no yes also then there here said says say told tells asked asks rang phoned called " +
    "calls thinks thought felt feels says wants wanted went came left knows knew saw sees noticed reported reports contacted emailed wrote " +
    "doctor teacher head headteacher deputy assistant nurse consultant surgeon registrar receptionist practice manager social worker " +
    "school nursery class year surgery clinic hospital appointment appts appt letter notes report who's visit visits visited " +
    "home mum dad mother father child about after before with without because as by up down out over again always never often " +
    "lessons lesson classes sessions session meals food days work lunch break assembly contact them him one two three more"
  ).split(" "),
);

/** Every titled name in a text in which own references are covered. */
export function findTitledPeople(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(titled)) {
    const [whole, title = "", , name = ""] = match;
    const words = name.split(" ");
    const last = words.at(-1) ?? "";
    const first = words.find((word) => word.replace(".", "").length > 1) ?? last;
    const plain = first.toLowerCase().replace(/'s$/, "");
    if (notNames.has(plain)) continue;
    const isCapital = /^[A-Z]/.test(first);
    const isShouted = text === text.toUpperCase();
    if (
      !alwaysTitles.has(title.toLowerCase()) &&
      (!isCapital || isShouted || !/^[A-Z]/.test(title))
    )
      continue;
    const start = match.index;
    const kept = keptName(name);
    const end = start + whole.length - name.length + kept.length;
    marks.push({
      start,
      end,
      type: "PERSON",
      certainty: "certain",
      suggestion: suggestionFor(title),
    });
  }
  return marks;
}

/** The name without a possessive and without a following word that begins the next sentence. */
function keptName(name: string): string {
  const words = name.split(" ");
  const kept: string[] = [];
  for (const word of words) {
    if (kept.length > 0 && notNames.has(word.toLowerCase())) break;
    kept.push(word);
  }
  return kept.join(" ").replace(/(?:'s|')$/, "");
}

function suggestionFor(title: string): string {
  const plain = title.toLowerCase();
  if (["dr", "prof", "professor", "nurse", "sister"].includes(plain))
    return "a health professional";
  if (["pc", "dc", "ds", "sgt"].includes(plain)) return "a police officer";
  if (
    ["aunt", "auntie", "aunty", "uncle", "nan", "nanny", "grandma", "grandpa", "granny"].includes(
      plain,
    )
  )
    return "a relative";
  return "an adult";
}
