// Codes read out letter by letter: "oscar xray four one alpha bravo", "em kay four, one aitch ex".

import type { Mark } from "./finding.ts";
import { fourToNinety } from "./number-words.ts";

const symbols: Readonly<Record<string, string>> = {
  ...{ alpha: "A", alfa: "A", bravo: "B", charlie: "C", delta: "D", echo: "E", foxtrot: "F" },
  ...{
    golf: "G",
    hotel: "H",
    india: "I",
    juliet: "J",
    juliett: "J",
    kilo: "K",
    lima: "L",
    mike: "M",
  },
  ...{ november: "N", oscar: "O", papa: "P", quebec: "Q", romeo: "R", sierra: "S", tango: "T" },
  ...{ uniform: "U", victor: "V", whiskey: "W", whisky: "W", xray: "X", yankee: "Y", zulu: "Z" },
  ...{ ay: "A", bee: "B", cee: "C", see: "C", sea: "C", dee: "D", ee: "E", eff: "F", ef: "F" },
  ...{
    gee: "G",
    jee: "G",
    aitch: "H",
    haitch: "H",
    eye: "I",
    jay: "J",
    kay: "K",
    ell: "L",
    el: "L",
  },
  ...{ em: "M", en: "N", oh: "O", pee: "P", cue: "Q", queue: "Q", ar: "R", are: "R", ess: "S" },
  ...{
    es: "S",
    tee: "T",
    tea: "T",
    you: "U",
    yew: "U",
    vee: "V",
    doubleyou: "W",
    ex: "X",
    why: "Y",
  },
  ...{ wye: "Y", zed: "Z", zee: "Z", zero: "0", nought: "0", one: "1", two: "2", three: "3" },
  ...fourToNinety,
};
const symbol = `(?:${Object.keys(symbols).join("|")}|x-ray|double[- ]u|[a-z]|\\d{1,4})`;
/** A postcode has five symbols at least, a licence sixteen. */
const readOut = new RegExp(`\\b${symbol}(?:[ ,.-]{1,3}${symbol}){3,24}\\b`, "gi");
const contextUnits = 60;

/** Codes in words, judged by the layers given once they are put together. */
export function findSpokenCodes(
  text: string,
  layers: readonly ((text: string) => Mark[])[],
): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(readOut)) {
    const [found] = match;
    // Words of everyday ("you see why") make no code without figures and letters of the alphabet.
    if (!/\d|zero|nought|one|two|three|four|five|six|seven|eight|nine|t(?:en|y)\b/i.test(found))
      continue;
    const compact = putTogether(found);
    if (!/[A-Z]/.test(compact) || !/\d/.test(compact)) continue;
    const before = text.slice(Math.max(0, match.index - contextUnits), match.index);
    const from = before.length;
    for (const layer of layers) {
      const mark = layer(`${before}${compact} `).find(
        ({ start, end }) => start <= from + 1 && end > from + 3,
      );
      if (!mark || mark.type === "CASE_REF") continue;
      marks.push({
        start: match.index,
        end: match.index + found.length,
        type: mark.type,
        certainty: mark.certainty,
      });
      break;
    }
  }
  return marks;
}

function putTogether(found: string): string {
  let compact = "";
  for (const part of found
    .toLowerCase()
    .replace(/x-ray/g, "xray")
    .replace(/double[- ]u/g, "doubleyou")
    .split(/[ ,.-]+/)) {
    const value = Object.hasOwn(symbols, part) ? (symbols[part] ?? "") : part.toUpperCase();
    // "thirty one" is 31.
    if (/^\d$/.test(value) && value !== "0" && /[2-9]0$/.test(compact))
      compact = compact.slice(0, -1);
    compact += value;
  }
  return compact;
}
