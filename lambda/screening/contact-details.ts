// Email addresses, links and names used online, found from the mark that makes them: @, a scheme, a domain, an underscore.

import type { Mark } from "./finding.ts";
import { type Zone, zonesAround } from "./zones.ts";

/** RFC 5321: 64 units before the @, 255 after it. */
const longestLocalPart = 64;
const longestDomain = 255;
/** Units of a name used online, at most. */
const longestName = 30;
/** Units before a word in which the name of a network is looked for. */
const contextUnits = 50;

/** Every email address, link and online name in a text in which own references are covered. */
export function findContactDetails(text: string): Mark[] {
  return [
    ...aroundAtSigns(text),
    ...findWrittenOut(text),
    ...findLinks(text),
    ...findOnlineNames(text),
  ];
}

function aroundAtSigns(text: string): Mark[] {
  const marks: Mark[] = [];
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    let start = at;
    while (start > 0 && at - start < longestLocalPart && /[\w.%+'-]/.test(text.charAt(start - 1)))
      start--;
    let end = at + 1;
    while (end < text.length && end - at <= longestDomain && /[\w.-]/.test(text.charAt(end))) end++;
    while (end > at + 1 && /[._-]/.test(text.charAt(end - 1))) end--;
    const domain = text.slice(at + 1, end);
    if (start < at && (/\.[A-Za-z]{2,}$/.test(domain) || provider.test(domain))) {
      marks.push({ start, end, type: "EMAIL", certainty: "certain" });
    } else if (start === at && isHandle(domain)) {
      marks.push({ start, end, type: "HANDLE", certainty: "certain" });
    }
  }
  return marks;
}

const provider = /^(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|btinternet|protonmail|aol)$/i;

const places = new Set(
  "school home nursery work court hospital college gp mash clinic club the my his her their our about approx least".split(
    " ",
  ),
);

function isHandle(name: string): boolean {
  return /^[\w.-]{2,30}$/.test(name) && /[A-Za-z]/.test(name) && !places.has(name.toLowerCase());
}

const atWord = "(?: ?[([{<] ?at? ?[)\\]}>] ?| -at- | at (?:sign )?| ?@ ?)";
const dotWord = "(?: ?[([{<] ?dot ?[)\\]}>] ?| dot | -dot- | ?\\. ?|\\.)";
const part = "(?<![\\w.-])[\\w+-]{1,30}";
const ending = "(?:com|co|uk|org|net|sch|gov|nhs|ac|io|info|me|example|eu|ie)";
/** "jo dot smith at example dot com", "jo (at) example.com", "jo @ example . com". */
const writtenOut = new RegExp(
  `${part}(?:(?: dot | underscore | hyphen | dash |[._-])[\\w+-]{1,30}){0,4}${atWord}` +
    `[\\w-]{1,40}(?:(?: hyphen | dash |${dotWord})[\\w-]{1,40}){0,4}?${dotWord}${ending}(?:${dotWord}(?:uk|com|org|au))?(?![\\w])`,
  "gi",
);

const mayBeWrittenOut =
  /[ -][Dd][Oo][Tt][ -]|[([{<] ?[Aa][Tt]?[)\]}> ]| [Aa][Tt] (?:g|hot|outlook|yahoo|icloud|live|btinternet|proton)/;
/** "jo_smith at hotmail": a provider that everybody knows needs no ending. */
const atProvider =
  /(?<![\w.-])(?:(?=[\w.-]{0,40}[\d._-])[\w.-]{3,40}|[\w.-]{1,30}(?: (?:dot|underscore|hyphen|dash) [\w-]{1,20}){1,3}|[a-z]{4,30}(?= at [a-z]{3,12} (?:dot )?co(?:m|(?: dot)? uk)\b))(?: at | ?[([{<] ?at ?[)\]}>] ?)(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|btinternet|protonmail|aol)\b/gi;

function findWrittenOut(text: string): Mark[] {
  if (!text.includes("@") && !mayBeWrittenOut.test(text)) return [];
  const marks: Mark[] = [];
  for (const match of text.matchAll(writtenOut)) {
    // "met him at costa.com" is a link; it takes more than one written-out part to be an address.
    if (/ at /i.test(match[0]) && !/ dot |[([{<] ?dot/i.test(match[0])) continue;
    if (/@/.test(match[0]) && /\n/.test(match[0])) continue;
    marks.push({
      start: match.index,
      end: match.index + match[0].length,
      type: "EMAIL",
      certainty: "certain",
    });
  }
  for (const { index, 0: found } of text.matchAll(atProvider)) {
    marks.push({ start: index, end: index + found.length, type: "EMAIL", certainty: "certain" });
  }
  return marks;
}

const scheme = /\b(?:h(?:tt|xx)ps?:\/\/|www\.|www dot )[^\s"<>]{1,2000}/gi;
const safeEnding =
  "com|org|net|info|uk|eu|ie|gov|edu|app|blog|site|online|gg|ly|link|page|chat|xyz|tech|dev|example|test|wiki|tube|shop|store";
/** "example[.]com/jo", "example (dot) com": a link taken apart so that nobody opens it. */
const brokenLink =
  /(?<![\w@.-])[a-z0-9-]{2,63} ?(?:\[\.\]|\(\.\)|[([{] ?dot ?[)\]}]) ?[a-z0-9-]{2,63}(?: ?(?:\[\.\]|\(\.\)|[([{] ?dot ?[)\]}]|\.) ?[a-z0-9-]{2,20}){0,3}(?:\/[^\s"<>]{0,200})?/gi;
/** Any domain with a path behind it. */
const anyDomainWithPath =
  /(?<![\w@./-])[a-z0-9-]{2,63}(?:\.[a-z0-9-]{1,63}){0,3}\.[a-z]{2,12}\/[\w@.~%?=&#/-]{3,400}/gi;
const shortEnding = "me|tv|io|co|to|be|ai|cc|gl|us|in|is|it";
const bareDomain = new RegExp(
  `(?<![\\w@.-])[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){0,4}\\.(?:(?:${safeEnding})\\b(?:/[^\\s"<>]{0,2000})?|(?:${shortEnding})/[^\\s"<>]{1,2000})`,
  "gi",
);

/** Names of the whole of government or of the health service, not of anyone's page. */
const institutions = /^(?:www\.)?(?:gov|nhs)\.uk$/i;

/** A full stop inside a word, a scheme, a path: most texts have none. */
const mayBeLink = /\.(?=[A-Za-z]{2})|:\/\/|www|[([{] ?(?:\.|dot)/gi;
/** Units from such a mark to the end of a link; what is longer is cut there. */
const longestLink = 400;

function findLinks(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const zone of zonesAround(text, mayBeLink, longestLink)) {
    marks.push(...linksIn(text, zone));
  }
  return marks;
}

function linksIn(text: string, zone: Zone): Mark[] {
  const marks: Mark[] = [];
  const part = text.slice(zone.start, zone.end);
  for (const pattern of [scheme, bareDomain, brokenLink, anyDomainWithPath]) {
    for (const match of part.matchAll(pattern)) {
      const link = match[0].replace(/[.,;:!?)\]'"]{1,9}$/, "");
      if (institutions.test(link)) continue;
      const start = zone.start + match.index;
      marks.push({ start, end: start + link.length, type: "URL", certainty: "certain" });
    }
  }
  return marks;
}

/** A word no one types but as a name online: an underscore between letters, or a number after #. */
const underscored =
  /(?<![\w.#@])(?=[\w.]{0,30}[A-Za-z])[A-Za-z0-9.]{1,30}_[\w.]{0,30}|(?<![\w.#@])[A-Za-z]\w{2,30}#\d{3,5}\b/g;
/** Letters, with digits or dots among them. */
const mixed =
  /(?<![\w.@#/-])[A-Za-z][A-Za-z0-9]{0,28}(?:\.[A-Za-z0-9]{1,28}){1,3}(?![\w@/-])|(?<![\w.@#/-])[A-Za-z]{3,24}\d[A-Za-z0-9]{1,12}(?![\w.@/-]\w)/g;
/** "king dot zay underscore 07", as it is read out. */
const readOut =
  /(?<![\w-])(?:[A-Za-z0-9] ){0,12}[A-Za-z0-9]{1,20}(?: (?:underscore|dot|hyphen|slash) (?:[A-Za-z0-9] ){0,6}[A-Za-z0-9]{1,20}){1,5}/gi;
const networkNear =
  /\b(?:snap|snapchat|insta|instagram|ig|tiktok|tik tok|bereal|discord|twitch|telegram|whatsapp|facebook|fb|twitter|kik|yubo|wink|roblox|fortnite|minecraft|xbox|psn|playstation|steam|youtube|onlyfans|reddit|tumblr|account|accounts|username|user name|screen ?name|handle|gamertag|gamer tag|tag|profile|alias|online|add|goes by|streams it as|streams as)\b[^\n]{0,40}$/i;

const fileName =
  /\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|rtf|odt|jpe?g|png|gif|heic|mp[34]|mov|m4a|wav|zip|eml|msg)$/i;
/** Firms and apps with a number in their names. */
const numberedApps =
  /^(?:bet365|life360|office365|m365|o365|channel4|bbc\d|e4|film4|hive7|kooth\d)$/i;

const linkReadOut = new RegExp(`dot (?:${safeEnding})\\b`, "i");
const mayBeReadOut = / (?:underscore|dot|hyphen|slash) /i;

function findOnlineNames(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const zone of zonesAround(text, /[_#]/g, longestName)) {
    for (const match of text.slice(zone.start, zone.end).matchAll(underscored)) {
      const name = match[0].replace(/[._]{1,30}$/, "");
      if (!/[A-Za-z][^_]{0,60}_|_.{0,60}[A-Za-z]|#/.test(name) || name.length < 4) continue;
      if (fileName.test(name)) continue;
      const start = zone.start + match.index;
      marks.push({ start, end: start + name.length, type: "HANDLE", certainty: "certain" });
    }
  }
  for (const match of mayBeReadOut.test(text) ? text.matchAll(readOut) : []) {
    const before = text.slice(Math.max(0, match.index - contextUnits), match.index);
    const isLink = linkReadOut.test(match[0]);
    if (
      !/underscore|slash/i.test(match[0]) &&
      !isLink &&
      !networkNear.test(before) &&
      !/\bat sign\b/i.test(before)
    )
      continue;
    const type = isLink ? "URL" : "HANDLE";
    marks.push({
      start: match.index,
      end: match.index + match[0].length,
      type,
      certainty: "certain",
    });
  }
  for (const zone of zonesAround(text, /\d|\.(?=[A-Za-z0-9])/g, longestName)) {
    marks.push(...mixedIn(text, zone));
  }
  return marks;
}

function mixedIn(text: string, zone: Zone): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.slice(zone.start, zone.end).matchAll(mixed)) {
    const start = zone.start + match.index;
    if (
      /^(?:\w\.){1,3}\w?$/.test(match[0]) ||
      (/^[A-Z]/.test(match[0]) === false && /^(?:e\.g|i\.e|a\.m|p\.m)/i.test(match[0]))
    )
      continue;
    if (fileName.test(match[0]) || numberedApps.test(match[0])) continue;
    if (!networkNear.test(text.slice(Math.max(0, start - contextUnits), start))) continue;
    // "account.The": a full stop without its blank, not a name.
    if (/^[A-Za-z]+\.[A-Z][a-z]+$/.test(match[0])) continue;
    marks.push({ start, end: start + match[0].length, type: "HANDLE", certainty: "certain" });
  }
  return marks;
}
