// Draws names to swap into the training texts, so that the tagger learns where names stand and not which names they are.

import { readFileSync } from "node:fs";

const data = new URL("./data/", import.meta.url);

/** A repeatable source of numbers in [0, 1) (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Weighted {
  readonly names: readonly string[];
  readonly upTo: readonly number[];
}

/** Draws by the root of the count: common names often, rare ones too. */
function weighted(file: string): Weighted {
  const names: string[] = [];
  const upTo: number[] = [];
  let sum = 0;
  for (const line of readFileSync(new URL(file, data), "utf8").trim().split("\n").slice(1)) {
    const comma = line.lastIndexOf(",");
    sum += Number(line.slice(comma + 1)) ** 0.45;
    names.push(line.slice(0, comma));
    upTo.push(sum);
  }
  return { names, upTo };
}

const first = weighted("first-names.csv");
const last = weighted("surnames.csv");
const byHeritage: readonly { first: string[]; last: string[] }[] = Object.values(
  JSON.parse(readFileSync(new URL("names-by-heritage.json", data), "utf8")),
);

/** First names that are words too. */
export const wordNames = (
  "Grace Summer Mark Will Rose Hope Faith Joy Dawn Summer Autumn Ruby Amber Jade Pearl Crystal Ivy Holly Poppy Daisy Lily Violet Hazel Heather Iris Jasmine Olive Willow " +
  "Skye Sky Rain River Star Angel Destiny Precious Blessing Promise Patience Prudence Constance Mercy Charity Trinity Harmony Melody Miracle Princess Prince King Earl Duke Baron Major " +
  "Jack Rob Bob Bill Frank Grant Rich Nick Pat Sue Art Gene Dean Drew Chase Hunter Tanner Cooper Taylor Mason Carter Archer Fisher Ford Reed Wade Cliff Glen Dale Forest Heath Miles " +
  "May June April August Sunday Friday Tuesday Christian Bishop Pope Abbot Guy Buddy Sonny Rocky Sandy Misty Penny Robin Jay Wren Kit Buck Colt Sage Basil Ginger Cherry Honey Candy " +
  "Faith Felicity Verity Clemency Honor Honour Happy Gift Given Wisdom Success Divine Favour Comfort Charm Tuesday Storm Wolf Bear Fox Phoenix Dusty Rusty Curtis Lance Pierce Chuck Stew Josh Chip Skip Ray Dean"
).split(" ");

export const wordSurnames = (
  "Young Child Brown Green White Black Gray Hill Wood Woods Field Fields Stone Banks Brook Brooks Lake Rivers Moore Park Parks Church House Hall Street Lane Bridge Mills Cook Baker Butcher Carpenter " +
  "Mason Potter Fisher Hunter Archer Shepherd Bishop Pope King Prince Knight Page Day Week May March Winter Summers Frost Snow Rain Fox Wolf Hare Bird Swan Drake Crane Finch Nightingale Peacock " +
  "Rose Flowers Bush Reed Moss Berry Cherry Apple Rice Bacon Salmon Pike Cross Price Rich Money Penny Cash Bond Sharp Swift Strong Long Short Small Little Bright Good Best Best Love Hope Grace Savage Wise Moody Gay Sweet Power Bell Ball Case Box Bolt Key Lock Wall Gates Marsh Dale Heath West North East South English French Holland Wales Scott London York Cope Care Friend Self Grave Last First Major Constable Marshall Chambers Parish Temple Abbey Dean Pastor Ward Guard Walker Rider Driver Carter Bull Lamb Hogg Pigg"
).split(" ");

function fromWeighted({ names, upTo }: Weighted, random: () => number): string {
  const target = random() * (upTo.at(-1) ?? 0);
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] ?? 0) < target) low = middle + 1;
    else high = middle;
  }
  return names[low] ?? "";
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)] as T;
}

/** A first name or a surname of any heritage; one word, capitals as usual. */
export function drawName(kind: "first" | "last", random: () => number): string {
  const roll = random();
  if (roll < 0.35) {
    const heritage = pick(byHeritage, random)[kind];
    if (heritage.length > 0) return pick(heritage, random).split(" ")[0] ?? "";
  }
  if (roll < 0.4) return misspelt(fromWeighted(kind === "first" ? first : last, random), random);
  return fromWeighted(kind === "first" ? first : last, random).split(" ")[0] ?? "";
}

export function drawWordName(kind: "first" | "last", random: () => number): string {
  return pick(kind === "first" ? wordNames : wordSurnames, random);
}

function misspelt(name: string, random: () => number): string {
  if (name.length < 4) return name;
  const at = 1 + Math.floor(random() * (name.length - 2));
  const roll = random();
  if (roll < 0.35) return name.slice(0, at) + name.slice(at + 1);
  if (roll < 0.65) return name.slice(0, at) + name.charAt(at) + name.slice(at);
  return name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2);
}
