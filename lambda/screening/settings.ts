// Schools, nurseries, practices and other settings by name: a capitalised name before a word for a setting.

import type { Mark } from "./finding.ts";
import { knowledgeOfWord } from "./lexicon.ts";

const word = "(?:[A-Z][A-Za-z'-]{1,24}|St\\.|[A-Z]{2,4})";
const head =
  "(?:(?:Church of England|C ?of ?E|CofE|CE|RC|Catholic|Community|Primary|Secondary|Infants?'?|Juniors?'?|Nursery|Pre-?[Ss]chool|High|Grammar|Special|Free|Middle|Prep|Preparatory|Sixth Form|Day|Montessori|Medical|Health|Family|Children's|Childcare|Youth|Community) ){0,4}" +
  "(?:Primary|Secondary|Infants?|Juniors?|Academy|School|High|Grammar|Prep|Nursery|Pre-?[Ss]chool|Playgroup|Kindergarten|College|Surgery|Medical Centre|Medical Practice|Medical Group|Health Centre|Family Practice|Children's Centre|Childminding|Childcare|Montessori|Sixth Form|Day Nursery|After School Club|Youth Club|Youth Centre|Church|Chapel|Gurdwara|Mosque|Masjid|Mandir|Temple|Synagogue|Tabernacle|Scouts|Scout Group|Guides|Brownies|Tots|Club|Children's Home|Community Centre|Family Centre|Islamic Centre|Contact Centre|Day ?[Cc]are|Cr[eè]che|Referral Unit|Free School)";
const named = new RegExp(
  `(?<![\\w-])(?:${word} (?:and |of |the |in |at |on )?){1,4}${head}(?![\\w-])`,
  "g",
);

/** Words that say what kind of setting, not which. */
const kinds = new Set(
  (
    "the a an our her his their my your its this that local primary secondary infant infants junior juniors high grammar nursery special sunday saturday boarding independent private state " +
    "middle upper lower virtual home after before breakfast summer winter holiday day night community catholic church faith foundation sixth form further higher education year reception early years children's childrens " +
    "family gp gps doctor's doctors dental dentist child health medical walk minor urgent care royal police military art dance language supplementary old new previous current former head deputy whole ofsted national " +
    "english maths online safe healthy all each every one two three both some any at in on to from of and or if when why is was it he she they we you mum dad mother father " +
    "link designated assistant acting named lead free pre prep preparatory out big small good bad first last next since while but so then today tomorrow monday tuesday wednesday thursday friday " +
    "messy pony philosophy letterbox antenatal after-school gaviscon aptamil sma cow salon around team adviser advisor mini toddler saturday-morning science maths debating origami warhammer gaming knitting youth-led virtual whole-school team-around nurse plan act brownie beaver cub eldest youngest strait comed " +
    "boxing football rugby swimming gymnastics dance drama art chess homework glee reading gardening running cricket netball judo karate tennis cooking craft film lego coding eco book lunch wake-up community centre club local-authority holiday rotary country night working men's women's fight sports social leisure free pupil referral alternative provision " +
    "forest catholic roman methodist baptist anglican united reformed pentecostal orthodox evangelical parish mormon coptic sikh hindu buddhist jewish " +
    "send sen pru ks1 ks2 ehcp dsl school schools academy college surgery practice youth"
  ).split(" "),
);

/** A name in small letters before a word for a setting: "goes to larkmead academy". */
const inSmall =
  /\b(?:at|to|from|attends?|in|of|called|near|left|is) ((?:st\.? )?(?:[a-z'-]{2,24} ){1,3})(primary|infants?|juniors?|academy|nursery|pre-?school|playgroup|college|high|grammar|surgery|childminders|mosque|masjid|gurdwara)\b/g;

function smallSettings(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(inSmall)) {
    const [found, name = "", head = ""] = match;
    const words = name.trim().split(" ");
    let skipped = 0;
    while (skipped < words.length && isOfNoSetting(words[skipped] ?? "")) skipped++;
    if (skipped === words.length) continue;
    const end = match.index + found.length;
    const start = end - head.length - words.slice(skipped).join(" ").length - 1;
    marks.push({
      start,
      end,
      type: "SCHOOL",
      certainty: "possible",
      suggestion: suggestionFor(found),
    });
  }
  return marks;
}

/** A word that no setting is told by: a kind of setting, or a common word that is no name and no place. */
function isOfNoSetting(word: string): boolean {
  if (kinds.has(word)) return true;
  if (word === "st" || word === "st.") return false;
  const { first, last, ordinary, place } = knowledgeOfWord(word.replace(/[^a-z]/g, ""));
  return ordinary >= 3 && first < 3 && last < 3 && place === 0;
}

/** Every named setting in a text in which own references are covered. */
export function findSettings(text: string): Mark[] {
  const marks = smallSettings(text);
  for (const match of text.matchAll(named)) {
    const words = match[0].split(" ");
    // The name begins at the first word that tells one setting from another.
    let skipped = 0;
    while (skipped < words.length && kinds.has((words[skipped] ?? "").toLowerCase())) skipped++;
    const lastKind = words.findLastIndex((part) => !kinds.has(part.toLowerCase()) && !isHead(part));
    if (lastKind < skipped) continue;
    const start =
      match.index + words.slice(0, skipped).reduce((sum, part) => sum + part.length + 1, 0);
    if (/^College of /.test(text.slice(match.index + match[0].lastIndexOf(" ") + 1))) continue;
    marks.push({
      start,
      end: match.index + match[0].length,
      type: "SCHOOL",
      certainty: "certain",
      suggestion: suggestionFor(match[0]),
    });
  }
  return marks;
}

function isHead(part: string): boolean {
  return /^(?:Primary|Secondary|Infants?|Juniors?|Academy|School|High|Grammar|Prep|Nursery|Pre-?[Ss]chool|Playgroup|Kindergarten|College|Surgery|Centre|Practice|Group|Childminding|Childcare|Montessori|Form|Club|CE|RC|CofE|England|Community|Medical|Health|Family|Church|Chapel|Gurdwara|Mosque|Masjid|Mandir|Temple|Synagogue|Tabernacle|Scouts|Guides|Brownies|Tots|Children's|Home|Islamic|Contact|Care|Daycare|Creche|Crèche|Unit|Referral|Free)$/.test(
    part,
  );
}

/** What kind of setting a name says it is. */
export function suggestionFor(name: string): string {
  if (/nursery|pre-?school|playgroup|kindergarten|childminding|montessori|tots/i.test(name))
    return "a nursery";
  if (/surgery|medical|health|practice/i.test(name)) return "a GP practice";
  if (/college|sixth form/i.test(name)) return "a college";
  if (/primary|infant|junior/i.test(name)) return "a primary school";
  if (/church|chapel|mosque|masjid|temple|gurdwara|synagogue|tabernacle|assembly/i.test(name))
    return "a place of worship";
  if (/club|centre|fc\b/i.test(name)) return "a club";
  return "a school";
}
