// Email addresses, links and names used online, found from the mark that makes them: @, a scheme or a domain.

import type { Mark } from "./finding.ts";

/** RFC 5321: 64 units before the @, 255 after it. */
const longestLocalPart = 64;
const longestDomain = 255;

/** Every email address, link and online name in a text in which own references are covered. */
export function findContactDetails(text: string): Mark[] {
  return [...aroundAtSigns(text), ...findLinks(text)];
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
    if (start < at && /\.[A-Za-z]{2,}$/.test(domain)) {
      marks.push({ start, end, type: "EMAIL", certainty: "certain" });
    } else if (start === at && isHandle(domain)) {
      marks.push({ start, end, type: "HANDLE", certainty: "certain" });
    }
  }
  return marks;
}

const places = new Set(
  "school home nursery work court hospital college gp mash clinic club".split(" "),
);

function isHandle(name: string): boolean {
  return /^[\w.]{2,30}$/.test(name) && /[A-Za-z]/.test(name) && !places.has(name.toLowerCase());
}

const scheme = /\b(?:https?:\/\/|www\.)[^\s"<>]{1,2000}/gi;
const bareDomain =
  /(?<![\w@.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.(?:com|org|net|info|io|me|tv|uk|eu|ie|gov|edu|app|blog|site|online)\b(?:\/[^\s"<>]{0,2000})?/gi;

/** Names of the whole of government or of the health service, not of anyone's page. */
const institutions = /^(?:www\.)?(?:gov|nhs)\.uk$/i;

function findLinks(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const pattern of [scheme, bareDomain]) {
    for (const match of text.matchAll(pattern)) {
      const link = match[0].replace(/[.,;:!?)\]'"]{1,9}$/, "");
      if (institutions.test(link)) continue;
      marks.push({
        start: match.index,
        end: match.index + link.length,
        type: "URL",
        certainty: "certain",
      });
    }
  }
  return marks;
}
