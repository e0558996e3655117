// Addresses by their form: a number and a street, a flat in a house, a named street.

import type { Mark } from "./finding.ts";
import { type Held, type HeldWord, holds, zonesOf } from "./held.ts";
import { type Zone, zonesAt } from "./zones.ts";

/** Heads of streets that are hardly words of anything else. */
const plainHead =
  "street|st|road|rd|avenue|ave|lane|ln|crescent|cres|terrace|mews|grove|drive|dr|close|cl|gardens|gdns|row|walk|loke|drove|wharf|yard|broadway|parade|square|court|ct|place|way|rise|hill|green|park|view|villas|cottages?|buildings|heights|mount|fold|croft|mead|meadows?|quay|path|vale|bank|end|gate|orchard|farm|towers?|lodge|house|hollow|common|estate|side|reach|chase|dene|garth|ridge|wynd|brow|nook|bungalows?";
const dwelling =
  "flat|apartment|apt|unit|room|plot|caravan|pitch|berth|block|maisonette|bedsit|studio";
const name = "(?:[A-Z][A-Za-z'-]{1,24}|St\\.)";

interface Form {
  readonly pattern: RegExp;
  readonly isPossible?: boolean;
  readonly refuses?: RegExp;
  /** What must stand before it. */
  readonly needs?: RegExp;
}

const notAfterNumber =
  /\b(?:years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|times|children|pupils|people|miles?|per|of|in|on|at|to|and|or|for|from|with|by|the school|mum|dad|she|he|they|who|is|was|were|has|had|stone|lb|kg|cm|mg|ml|am|pm|each|either|any|after|till|until|we|which|wishes|funded|brown|green|blue|monday|tuesday|wednesday|thursday|friday|saturday|sunday|period|p\d)\b/i;
/** Words that say that a street is a home. */
const homeBefore =
  /\b(?:liv(?:es?|ed|ing)|addr(?:ess(?:es)?)?|home|house|mov(?:ed|ing)|stay(?:s|ed|ing)?|resid(?:es?|ing)|tenan(?:t|cy)|lodg(?:es|ing)|rents?|place|flat|nans?|nan's|mum's|dad's|gran's|family|families|they're|he's|she's|back)\b[^.;\n]{0,40}$/i;

/** Streets that everybody knows, shops of a kind, courts of law, and short forms of other things. */
const generic =
  /^(?:the )?(?:high|main|side|back|wrong|same|other|cross|own|next|last|first|whole|all|half|wall|downing|coronation|sesame|great ormond|harley|quality|fleet|bond|oxford|regent|carnaby|family|crown|county|high|youth|magistrates'?|supreme|appeal|coroner'?s'?|law|civil|criminal|central|home|safe|care|children'?s'?|open|full|in|no|one|this|that|every|by the|on the|wendy|white|random|opera|green|public|coffee|tree|play|dolls'?|doll'?s|car|ball|theme|skate|retail|business|holiday|national|science|water|trailer|taking|bed|market|town|village|ware|week|year|day|point of|child'?s|west|east|north|south|right|left|front|rear|dead|hard|foot|driving|test|bumpy|steep|long|river|food|data|blood|bottle|sperm|piggy|split|bank) (?:street|st|road|rd|lane|way|court|house|park|view|place|end|bank|hill|green|square|gate|drive|close|side|walk|row|yard|garden|gardens|farm)$/i;

const dwellingForms: readonly Form[] = [
  // "Flat 14, Hexham Court", "Room 6, Cavendish Lodge, 33 Midland Road"
  {
    pattern: new RegExp(
      `\\b(?:${dwelling}) (?:no\\.? ?)?(?:\\d{1,4}[A-Za-z]?|[A-Z]),? {1,2}(?:\\d{1,4}[A-Za-z]?,? )?(?:the )?(?:[A-Za-z'-]{2,24} ){0,3}(?:${plainHead})\\b`,
      "gi",
    ),
  },
  {
    pattern: new RegExp(
      `\\b(?:${dwelling}|Flat|FLAT|Apartment|Apt|Plot|Caravan|Pitch|Berth|Chalet|[Vv]an|Bungalow|Lock-up) (?:no\\.? ?)?\\d{1,4}[A-Za-z]?,? {1,2}(?:[Tt]he )?${name}(?: ${name}){0,3}`,
      "g",
    ),
    refuses: /\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Teams|Zoom)\b/,
  },
  {
    pattern:
      /\b(?:flat|apartment|apt|caravan|pitch|berth|plot) (?:no\.? ?)?\d{1,4}[a-z]?\b(?! (?:of|people|families|children|doors?|floors?|times|days)\b)/gi,
    isPossible: true,
  },
];

const numberedForms: readonly Form[] = [
  // "27 Quarry Lea", "12b Jericho Steps"
  {
    pattern: new RegExp(
      `\\b\\d{1,3}[a-d]? (?:${name} ){1,2}(?:Lea|Steps|Ginnel|Snicket|Lights|Almshouses|Point|Approach|Paddocks?|Oval|Quay|Maltings|Sidings)\\b`,
      "g",
    ),
  },
  // "12 Larch Close", "no. 9 Fenwick Row", "41 cinder hill lane"
  {
    pattern: new RegExp(
      `\\b(?:no\\.? ?|number )?\\d{1,4}[A-Za-z]?,? {1,2}(?:the |old |st\\.? |upper |lower |great |little )?(?:${name} ){1,4}(?:${plainHead})\\b`,
      "gi",
    ),
    refuses: notAfterNumber,
  },
  // "3 The Glebe", "8 Heol y Felin", "1 Pound Piece"
  {
    pattern:
      /\b\d{1,3}[A-Za-z]? (?:(?:The|the) (?:Glebe|Paddocks?|Oval|Maltings|Sidings|Green|Crescent|Square|Cloisters|Spinney|Hollies|Laurels|Beeches|Limes|Elms|Firs|Poplars|Willows|Orchards?|Meadows|Rise|Close|Mews|Granary|Stables|Lawns)|Heol [A-Za-z ]{2,16}|[A-Z][a-z]{2,12} (?:Brae|Piece|Almshouses|Reach|Wynd|Crag|Loan))\b/g,
  },
  // "14 The Broadway", "109 Queensway"
  {
    pattern:
      /\b\d{1,4}[A-Za-z]? (?:The |THE )?(?:Broadway|Queensway|Kingsway|[A-Z][a-z]{2,12}(?:way|gate|side|croft|mead|field|fields|lands|hurst|wood|holme|thorpe|garth))\b/g,
  },
];

const namedForms: readonly Form[] = [
  // "Quince Cottage, Church Row": a house by its name, and its street
  {
    pattern: new RegExp(
      `(?<![\\w-])(?:The (?:Old )?|Old )?(?:${name} ){0,2}(?:Cottage|Barn|Lodge|Farm|Forge|Rectory|Vicarage|Bungalow|Gatehouse|Bakehouse|View|End|Villa|Fold),? ?\\n?(?:${name} ){1,2}(?:Street|Road|Rd|Avenue|Lane|Crescent|Terrace|Mews|Grove|Close|Gardens|Drove|Drive|Rise|Row|Walk|Way|Yard|Hill|Green|Bank)\\b`,
      "g",
    ),
  },
  // "Larch Close": a named street without a number
  {
    pattern: new RegExp(
      `(?<![\\w-])(?:${name} ){1,3}(?:Street|Road|Rd|Avenue|Lane|Crescent|Terrace|Mews|Grove|Close|Gardens|Drove|Loke|Drive|Rise|Row|Walk|Way|Yard|Villas|Cottages|Court|Wynd)\\b`,
      "g",
    ),
    isPossible: true,
    needs: homeBefore,
  },
  // "on peartree close", "on LABURNUM ROAD"
  {
    pattern:
      /(?<=\b(?:on|in|at|to|off) )(?:[a-z'-]{3,20} ){1,2}(?:street|road|rd|avenue|ave|lane|crescent|terrace|mews|grove|close|gardens|drive|rise)\b/gi,
    isPossible: true,
    needs: homeBefore,
  },
];

/** Every address of these forms in a text in which own references are covered. */
export function findAddresses(text: string, held: Held): Mark[] {
  return [
    ...formsIn(text, zonesOf(text, held, holds.dwelling, reach), dwellingForms),
    ...formsIn(text, zonesAt(text, held.words.filter(isHouseNumber), reach), numberedForms),
    ...formsIn(text, zonesOf(text, held, holds.street, streetReach), namedForms),
  ];
}

function isHouseNumber({ kind, start, end }: HeldWord): boolean {
  return (kind & holds.digits) !== 0 && end - start <= 4;
}

/** Units before a street in which a home is looked for. */
const contextUnits = 60;
/** Units from a number or a word such as "flat" to the end of the address, at most. */
const reach = 90;
/** Units of a street's name, before its last word. */
const streetReach = 80;

function formsIn(text: string, zones: readonly Zone[], forms: readonly Form[]): Mark[] {
  const marks: Mark[] = [];
  for (const zone of zones) {
    const part = text.slice(zone.start, zone.end);
    for (const { pattern, isPossible, refuses, needs } of forms) {
      for (const match of part.matchAll(pattern)) {
        const [found] = match;
        if (refuses?.test(found) || isGeneric(found)) continue;
        const start = zone.start + match.index;
        if (needs && !needs.test(text.slice(Math.max(0, start - contextUnits), start))) continue;
        const certainty = isPossible ? "possible" : "certain";
        marks.push({ start, end: start + found.length, type: "ADDRESS", certainty });
      }
    }
  }
  return marks;
}

function isGeneric(found: string): boolean {
  const words = found.replace(/^(?:no\.? ?|number )?\d{1,4}[A-Za-z]?,? /i, "");
  return generic.test(words);
}
