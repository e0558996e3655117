// A date is a date of birth where the words beside it say so; other dates identify nobody.

import type { Mark } from "./finding.ts";
import { foreignMonths, type Held, type HeldWord, holds } from "./held.ts";
import { zonesAt } from "./zones.ts";

const month =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|" +
  `${foreignMonths.replaceAll(" ", "|")})`;
const yearInWords =
  "(?:two thousand(?:[ -]and)?(?:[ -][a-z]{3,9})?|(?:twenty|nineteen)[ -](?:oh[ -])?[a-z]{3,9}(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)";
const day =
  "(?:(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?|(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)";

const datePattern = new RegExp(
  "\\b(?:" +
    "\\d{1,2} ?(?:[./-]|slash|dash|dot|stroke) ?\\d{1,2} ?(?:[./-]|slash|dash|dot|stroke) ?(?:\\d{4}|\\d{2})" +
    "|[OoIl\\d]{2}[./-][OoIl\\d]{2}[./-][OoIl\\d]{4}" +
    "|(?:0?[1-9]|[12]\\d|3[01])[/.](?:0?[1-9]|1[0-2])(?![/.]?\\d)" +
    `|${day} (?:of the|of|slash|the) ${day},? ${yearInWords}` +
    "|(?:boxing|christmas|new year'?s|valentine'?s) day|(?:christmas|new year'?s) eve" +
    "|\\d{4}[./-]\\d{1,2}[./-]\\d{1,2}" +
    "|\\d{2} \\d{2} (?:\\d{4}|\\d{2})" +
    `|${day}[ ./-]{0,2}(?:day )?(?:of )?${month}\\b\\.?(?:[ ,./-]{0,3}(?:\\d{4}|'?\\d{2}|${yearInWords})\\b)?` +
    `|${month}\\.? (?:the )?${day}(?:,? (?:\\d{4}|'\\d{2}))?` +
    "|\\d{8}|\\d{6}" +
    ")(?!\\w)",
  "gi",
);

/** Units before and after a date in which birth is looked for. */
const contextUnits = 60;
/** Units between two dates of one list: ", " or " and ". */
const widestListGap = 32;

const birthBefore =
  /\b(?:d\.? ?o\.? ?b\.?'?s?|dates? of birth|birth ?dates?|d\. ?of ?b|birthdays?|b-?days?|b'days?|born|birth was|girl's birth|boy's birth|reg card|registered as born)\b(?:(?!\.\s)[^;\n!?]){0,40}$/i;
/** "b. 3/2/19", "twins b 4 May 2018", Polish "ur." */
const bornShort = /(?:^|[\s(,;:|])(?:b|ur|geb|née?|nac|ngs)\b\.? ?$|生年月日:? ?$/i;
/** "Child 1: 13/03/2014", "Pupil Ada Obi, 13/03/2014", "Sibling group: 12.05.11". */
const ofChild =
  /\b(?:[Cc]hild|CHILD|[Pp]upil|[Ss]tudent|[Ss]ubject|[Ss]ibling|[Ss]ib|[Tt]win|[Bb]aby|[Pp]atient|yp|YP)s?(?: group)?(?: \d| [A-Z])?(?:[:,]? [A-Z][\p{L}'-]{1,24}){0,3}[:,]? $/u;
const birthLine = /\b(?:d\.? ?o\.? ?b\.?|dates? of birth|born)[ :=-]{0,4}\n?$/i;
/** A row of names in a table heads a column of dates of birth. */
const birthColumn = /(?:^|[|;\n,]| {2}) ?d\.?o\.?b\.?(?= ?[|;\n,]| ? {2}|$)/im;
/** "dob? mum says 28th of Feb", "when's her birthday? A. may the fourth". */
const asked = /\b(?:d\.?o\.?b\.?|birthday|date of birth)\? ?[^.;\n!?]{0,20}(?:[AQ]\. )?$/i;
/** "Sixteen on 7 November". */
const opensWithAge =
  /(?:^|[.!?\n] ?)(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen|Fourteen|Fifteen|Sixteen|Seventeen|Eighteen) on (?:the )?$/;
/** A date without a year, and a feast, need the word for birth beside them. */
const shortDate = /^(?:\d{1,2}[/.]\d{1,2}|[a-z' ]+ (?:day|eve))$/i;
const birthBeside = /\b(?:d\.?o\.?b\.?|birthday|born)(?: (?:is|was|on|the)){0,2}[ ,:(]{1,3}$/i;
/** Something else happened then: "dob 07-MAR-91) relapsed 11 Nov". */
const birthWord = /\b(?:d\.?o\.?b|born|birth|birthday)\b/i;
const otherEvent =
  /\b(?:since|from|relapsed|seen|missing|misp|admitted|discharged|started|starts?|joined|moved|arrived|attended|referred|until|till|review|reviewed|due|met)\b/i;

/** "He'll be two on", "turns seven on", "is 5 on". */
const turning =
  /\b(?:be|is|turns?|turned|turning|was) (?:\w{3,9}|\d{1,2}) (?:years old |yrs? old )?(?:on|next|this|last)(?: the)? $/i;
const ages =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|\d{1,2})\b/i;
const birthAfter =
  /^[ ,;:()-]{0,3}(?:\(?(?:d\.? ?o\.? ?b|date of birth)\b|(?:is|was) (?:his|her|their|the child's|baby's) (?:birthday|date of birth|dob))/i;

/** Units of a date, at most. */
const longestDate = 60;

/** Dates stand beside figures and months; in words alone only where a birth is spoken of. */
function datesIn(text: string, held: Held): { start: number; end: number; found: string }[] {
  const { digits, month, birth } = holds;
  const zones =
    held.kinds & birth
      ? [{ start: 0, end: text.length }]
      : zonesAt(
          text,
          held.words.filter(
            (word) => word.kind & month || (word.kind & digits && isDated(text, word)),
          ),
          longestDate,
        );
  return zones.flatMap((zone) =>
    [...text.slice(zone.start, zone.end).matchAll(datePattern)].map(({ 0: found, index }) => ({
      ...{ start: zone.start + index, end: zone.start + index + found.length, found },
    })),
  );
}

/** Figures with a mark and more figures behind them, or six and more of them. */
function isDated(text: string, { start, end }: HeldWord): boolean {
  return (
    end - start >= 6 ||
    /^\d{1,4}(?: ?[./-]|[OoIl]| \d| slash| dash| dot| stroke)/.test(
      text.slice(start, start + 12),
    ) ||
    /[OoIl]$/.test(text.charAt(start - 1))
  );
}

/** Every date of birth in a text in which own references are covered. */
export function findDatesOfBirth(text: string, held: Held): Mark[] {
  const marks: Mark[] = [];
  const column = birthColumn.exec(text);
  const rows = column ? text.indexOf("\n", column.index + 1) : -1;
  let row = -1;
  for (const { start, end, found } of datesIn(text, held)) {
    const previous = marks.at(-1);
    const isListed =
      previous !== undefined &&
      start - previous.end <= widestListGap &&
      /^(?: \([^()\n]{1,24}\))?[ ,;&]{1,3}(?:and )?$/.test(text.slice(previous.end, start));
    // The first date of each row below the head.
    const ownRow = rows >= 0 && start > rows ? text.lastIndexOf("\n", start) : -1;
    const isInColumn = ownRow >= 0 && ownRow !== row;
    row = ownRow;
    const isOther =
      previous !== undefined &&
      start - previous.end <= contextUnits &&
      otherEvent.test(text.slice(previous.end, start)) &&
      !birthWord.test(text.slice(previous.end, start));
    if (isOther) continue;
    if (
      isInColumn ||
      isListed ||
      isLookAlike(found) ||
      isLongAgo(found) ||
      isOfBirth(text, start, end)
    ) {
      marks.push({ start, end, type: "DOB", certainty: "certain" });
    }
  }
  return marks;
}

/** "I4/O2/2O2I": letters for figures, on purpose. */
function isLookAlike(date: string): boolean {
  return (
    /^[OoIl\d]{2}[./-][OoIl\d]{2}[./-][OoIl\d]{4}$/.test(date) &&
    /[OoIl]/.test(date) &&
    /\d/.test(date)
  );
}

/** Nobody writes the day of anything else that long ago. A number of six or eight digits may be anything. */
const longAgo = 2010;

function isLongAgo(date: string): boolean {
  const year = /^\d+$/.test(date) ? undefined : /(?:19|20)\d{2}/.exec(date)?.[0];
  return year !== undefined && Number(year) > 1900 && Number(year) <= longAgo;
}

function isOfBirth(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - contextUnits), start);
  const date = text.slice(start, end);
  if (shortDate.test(date)) return birthBeside.test(before);
  if (asked.test(before) || opensWithAge.test(before)) return true;
  if (bornBefore(before)) return true;
  if (bornShort.test(before) && /\d/.test(date)) return true;
  if (ofChild.test(before) && /\d{2,4}$/.test(date)) return true;
  const turns = turning.exec(before);
  if (turns && ages.test(turns[0])) return true;
  return birthAfter.test(text.slice(end, end + contextUnits));
}

/** The words before a number, or a number in words, say that it is a date of birth. */
export function bornBefore(before: string): boolean {
  return birthBefore.test(before) || birthLine.test(before);
}
