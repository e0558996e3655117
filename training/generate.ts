// Makes texts of plain sentences with drawn names, so that the usual is learnt beside the hard: from data/templates.txt.

import { readFileSync } from "node:fs";
import { terms } from "../lambda/screening/terms.ts";
import type { MarkedText, Span } from "./marked-text.ts";
import { drawName, drawWordName } from "./names.ts";

const lines = readFileSync(new URL("./data/templates.txt", import.meta.url), "utf8")
  .trim()
  .split("\n");
const naming = lines.filter((line) => line.startsWith("+ ")).map((line) => line.slice(2));
const nameless = lines.filter((line) => line.startsWith("- ")).map((line) => line.slice(2));

const kin =
  "mother father mum dad brother sister uncle aunt nan gran grandad stepfather stepmother cousin partner grandmother carer".split(
    " ",
  );
const months =
  "January February March April May June July August September October November December".split(
    " ",
  );
const titles = "Mrs Mr Miss Ms Dr Mr Mrs".split(" ");
const hospitals =
  "the Churchill|the John Radcliffe|the Horton|St Thomas'|the Royal|the Infirmary|A&E|Kettering General|the Northern".split(
    "|",
  );

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)] as T;
}

function term(kind: keyof typeof terms, random: () => number): string {
  const word = pick(terms[kind].split(" "), random);
  return kind === "acronym"
    ? word.toUpperCase()
    : kind === "medicine" && random() < 0.5
      ? word
      : word.charAt(0).toUpperCase() + word.slice(1);
}

const saints =
  "Aldhelm Jude Frideswide Columba Bede Chad Cuthbert Wilfrid Blaise Swithin Osmund Hilda Aidan Anne Mary Peter Paul Joseph John Thomas Helen Margaret Edmund Oswald Alban Giles Botolph Petroc".split(
    " ",
  );
const beginnings =
  "Heath Ash Hazel Beech Larch Oak Elm Spring River Rose Kings Queens Holly Brook North South West East Mill Church Hill Stone White Black Red Green Wood Thorn Fern Hawks Maple Meadow Birch Willow Clay Long Fair Raven Lark Bishops Abbey".split(
    " ",
  );
const ends =
  "field ford grove hurst bury mead wood ton ley down croft dale bank brook stead worth side way gate bourne view combe holme moor".split(
    " ",
  );
const qualities =
  "Little Bright Busy Happy Tiny Sunny Rainbow Three Wonder Jolly First Giggling Rising Magic Cosy Sacred Good Shining".split(
    " ",
  );
const playthings =
  "Acorns Stars Bees Bears Days Tots Ducklings Steps Sparks Explorers Spires Fishes Monkeys Otters Learners Feet Kids Sunbeams Treasures Robins Heart Shepherd Scholars Wiggles".split(
    " ",
  );
const places = "Park Hall Green Down Hill View Priory Lane House Court Road Wood".split(" ");
const clubs =
  "Lions Harriers Tigers Otters Rovers Athletic JFC FC Swimmers Gymnastics Theatre Dance Taekwondo Stables Cubs".split(
    " ",
  );

/** A school, nursery or club called by what its sign says, mostly without a word for its kind. */
function drawSetting(random: () => number): string {
  const place = `${pick(beginnings, random)}${pick(ends, random)}`;
  const form = random();
  if (form < 0.22) return `St ${pick(saints, random)}${random() < 0.8 ? "'s" : ""}`;
  if (form < 0.5) return random() < 0.6 ? place : drawName("last", random);
  if (form < 0.72) return `${pick(qualities, random)} ${pick(playthings, random)}`;
  if (form < 0.86) return `${place} ${pick(places, random)}`;
  if (form < 0.95) return `${place} ${pick(clubs, random)}`;
  return `Our Lady of ${pick(["Lourdes", "the Wayside", "Mercy", "Fatima"], random)}`;
}

interface Cast {
  readonly first: string[];
  readonly last: string[];
  readonly word: string[];
  readonly wordLast: string[];
  readonly title: string[];
  readonly initialsForm: number;
  readonly initials: string[];
  readonly setting: string[];
}

const letters = "ABCDEFGHJKLMNPRSTWYZ";

function drawCast(random: () => number): Cast {
  const three = (draw: () => string) => [draw(), draw(), draw()];
  const letter = () => letters.charAt(Math.floor(random() * letters.length));
  const form = Math.floor(random() * 5);
  const initials = () => {
    const [one, two] = [letter(), letter()];
    return (
      [
        `${one}.${two}.`,
        `${one}${two}`,
        `${one}.`,
        one === "A" || one === "M" || one === "F" ? `${one}${two}` : one,
        `${one}${two}${letter()}`,
      ][form] ?? one
    );
  };
  return {
    first: three(() => drawName("first", random)),
    last: three(() => drawName("last", random)),
    word: three(() => drawWordName("first", random)),
    wordLast: three(() => drawWordName("last", random)),
    title: three(() => pick(titles, random)),
    initialsForm: form,
    initials: three(initials),
    setting: three(() => drawSetting(random)),
  };
}

/** One slot's words, with the part of them that is a name. */
function fill(
  slot: string,
  cast: Cast,
  random: () => number,
): { text: string; variety?: string; type?: string } {
  const which = Number(slot.slice(1)) - 1;
  switch (slot.charAt(0)) {
    case "f":
      if (slot === "food") return { text: term("food", random).toLowerCase() };
      if (slot === "festival") return { text: term("festival", random) };
      return { text: cast.first[which] ?? "", variety: "" };
    case "l":
      return { text: cast.last[which] ?? "", variety: "" };
    case "n":
      if (slot === "num") return { text: String(2 + Math.floor(random() * 14)) };
      return { text: `${cast.first[which]} ${cast.last[which]}`, variety: "" };
    case "t":
      return { text: `${cast.title[which]} ${cast.last[which]}`, variety: "" };
    case "i":
      return { text: cast.initials[which] ?? "", variety: "initials" };
    case "w":
      return { text: cast.word[which] ?? "", variety: "word" };
    case "v":
      return { text: cast.wordLast[which] ?? "", variety: "word" };
    case "s":
      if (/^s\d/.test(slot)) return { text: cast.setting[which] ?? "", type: "SCHOOL" };
      break;
    default:
  }
  if (slot === "kin") return { text: pick(kin, random) };
  if (slot === "month") return { text: pick(months, random) };
  if (slot === "hospital") return { text: pick(hospitals, random) };
  const kinds: Readonly<Record<string, keyof typeof terms>> = {
    place: "place",
    brand: "brand",
    med: "medicine",
    origin: "origin",
    acr: "acronym",
    service: "service",
    measure: "measure",
  };
  const kind = kinds[slot];
  return { text: kind ? term(kind, random) : slot };
}

function add(
  template: string,
  cast: Cast,
  random: () => number,
  into: { text: string; spans: Span[] },
): void {
  const chosen = template.replace(/\(([^()]*\|[^()]*)\)/g, (_whole, choices: string) =>
    pick(choices.split("|"), random),
  );
  let at = 0;
  for (const match of chosen.matchAll(/\{(\w+)\}/g)) {
    into.text += chosen.slice(at, match.index);
    const { text, variety, type } = fill(match[1] ?? "", cast, random);
    const start = into.text.length;
    into.text += text;
    if (variety !== undefined || type !== undefined)
      into.spans.push({
        ...{ start, end: into.text.length },
        ...{ type: type ?? "PERSON", variety: variety ?? "" },
      });
    at = match.index + match[0].length;
  }
  into.text += chosen.slice(at);
}

/** A text of one to six sentences, with names in two of three. */
export function generate(random: () => number): MarkedText {
  const cast = drawCast(random);
  const into = { text: "", spans: [] as Span[] };
  const isNaming = random() < 0.62;
  const length = 1 + Math.floor(random() * 6);
  const joint = random() < 0.15 ? "\n" : " ";
  for (let sentence = 0; sentence < length; sentence++) {
    if (sentence > 0) into.text += joint;
    const named = isNaming && (sentence === 0 || random() < 0.6);
    add(pick(named ? naming : nameless, random), cast, random, into);
  }
  return {
    id: "generated",
    kind: isNaming ? "identifying" : "clean",
    file: "generated",
    text: into.text,
    spans: into.spans,
  };
}
