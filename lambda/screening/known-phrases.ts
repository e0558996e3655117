// Names of several words that are nobody's here: stories, shops, hospitals, laws, breeds, prizes. Covered before people are sought.

import { hashedWords, hashesOf } from "./lexicon-cells.ts";
import { morePhrases } from "./more-phrases.ts";
import { covered } from "./own-references.ts";
import { shape, type Token } from "./token.ts";
import { wordClass } from "./vocabulary.ts";

/** In small letters; a possessive or a hyphen in the text makes no difference. */
const phrases =
  "blue peter|st john's|rosh hashanah|yom kippur|eid al fitr|eid al adha|sat sri akal|kings cross|world mental health|peppa pig|george pig|mummy pig|daddy pig|mummy bear|daddy bear|baby bear|father bear|spider man|harry potter|thomas the tank engine|fireman sam|postman pat|bob the builder|paw patrol|peter rabbit|peter pan|winnie the pooh|" +
  "paddington bear|willy wonka|charlie and the chocolate factory|james and the giant peach|danny the champion of the world|matilda the musical|miss honey|miss trunchbull|mr men|little miss|mr tumble|mr bean|mr bump|mr tickle|mr nobody|" +
  "mrs doubtfire|mary poppins|doctor who|dr who|dr seuss|sherlock holmes|romeo and juliet|jekyll and hyde|dr jekyll|mr hyde|anne frank|rosa parks|nelson mandela|florence nightingale|mary seacole|guy fawkes|henry viii|queen victoria|" +
  "king charles|king charles spaniel|king henry|king john|king arthur|queen elizabeth|prince william|princess diana|martin luther king|isaac newton|charles darwin|albert einstein|marcus rashford|greta thunberg|malala yousafzai|taylor swift|ed sheeran|billie eilish|" +
  "ariana grande|harry styles|justin bieber|lewis capaldi|lionel messi|cristiano ronaldo|harry kane|mo salah|bukayo saka|erling haaland|jude bellingham|tyson fury|andrew tate|tommy robinson|charli d'amelio|mr beast|" +
  "jack russell|jack russel|border collie|german shepherd|st bernard|yorkshire terrier|jack frost|jack in the box|jack o lantern|jack daniels|jack daniel's|johnnie walker|captain morgan|jim beam|jack wills|ted baker|paul smith|ralph lauren|tommy hilfiger|calvin klein|hugo boss|" +
  "marks and spencer|marks & spencer|john lewis|george at asda|w h smith|wh smith|laura ashley|kath kidston|cath kidston|holland and barrett|holland & barrett|harvey nichols|peter jones|fred perry|dr martens|doc martens|kate spade|levi strauss|ben sherman|mark warner|thomas cook|" +
  "lloyds bank|john deere|harley davidson|aston martin|mercedes benz|rolls royce|alfa romeo|johnson's baby|ella's kitchen|ben and jerry's|ben & jerry's|uncle ben's|aunt bessie's|mr kipling|mr whippy|dr pepper|mr muscle|mr sheen|captain birdseye|betty crocker|percy pig|colin the caterpillar|granny smith|earl grey|victoria sponge|maris piper|king edward|" +
  "great ormond street|john radcliffe|stoke mandeville|alder hey|james paget|queen elizabeth hospital|queen alexandra|royal victoria infirmary|james cook|churchill hospital|warneford|nuffield|st thomas'|guy's and st thomas'|evelina|luton and dunstable|milton keynes|king's lynn|bury st edmunds|st albans|st helens|st ives|st austell|" +
  "sue ryder|marie curie|marie collins|marie stopes|helen house|douglas house|martin house|john lewis partnership|joseph rowntree|jack petchey|duke of edinburgh|duke of edinburgh's|prince's trust|king's trust|st john ambulance|st john's ambulance|st giles|st mungo's|st vincent de paul|barnardo's|dr barnardo's|tommy's|winston's wish|mary's meals|teddy bear|" +
  "anna freud|beck depression|edinburgh postnatal|glasgow coma|bristol stool|boxall profile|conners rating|vanderbilt|rosenberg self esteem|raven's matrices|wechsler|stanford binet|myers briggs|kolb's|gibbs' reflective|brook traffic light|hackett continuum|munro review|laming report|laming inquiry|victoria climbie|victoria climbié|baby p|peter connelly|daniel pelka|arthur labinjo hughes|star hobson|sara sharif|stephen lawrence|sarah everard|oliver mcgowan|angela cannings|shannon matthews|james bulger|holly and jessica|" +
  "down syndrome|down's syndrome|downs syndrome|asperger's syndrome|turner syndrome|edwards' syndrome|patau syndrome|williams syndrome|angelman syndrome|prader willi|ehlers danlos|osgood schlatter|guillain barre|guillain barré|pierre robin|henoch schonlein|stevens johnson|epstein barr|klumpke's|erb's palsy|bell's palsy|wood's lamp|mcburney's|gower's sign|battle's sign|kernig's|harrison's sulci|" +
  "triple p|lord chamberlain's men|lord mayor|black friday|good friday|world book day|comic relief|children in need|sports day|red nose day|anti bullying week|remembrance day|st george's day|st patrick's day|st david's day|st andrew's day|st valentine's|father christmas|mother christmas|santa claus|saint nicholas|old king cole|humpty dumpty|jack and jill|little miss muffet|mary had a little lamb|incy wincy|" +
  "simon says|bob's your uncle|keeping up with the joneses|any tom dick or harry|tom dick and harry|joe bloggs|jane doe|john doe|john smith scheme|adam and eve|cain and abel|noah's ark|mary and joseph|baby jesus|virgin mary|prophet muhammad|guru nanak dev|guru nanak's|rama and sita|king james bible|" +
  "eid mubarak|shabbat shalom|ramadan kareem|happy vaisakhi|merry christmas|jesus christ|holy mary|udon thani|san marino|santa cruz|san francisco|los angeles|new york|hong kong|sri lanka|sierra leone|saudi arabia|costa rica|puerto rico|el salvador|blackbird leys|canary wharf|charnock richard|wells next the sea|stow on the wold|stratford upon avon";

/** Each phrase's words, under its first word. */
const byFirstWord = new Map<number, number[][]>();
for (const phrase of `${phrases}|${morePhrases}`.split("|")) {
  const [first = 0, ...others] = phrase
    .replace(/['’]s?(?= |$)/g, "")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => hashesOf(word).a);
  byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), others]);
}

/** What bears somebody's name: "Clare's Law", "Fraser guidelines". */
const bearers = hashedWords(
  "law rule competent competence guidelines guideline compliant act inquiry report principle principles ward foundation award syndrome disease harness order criteria scale",
);
const storms = hashedWords("storm hurricane");
const against = hashedWords("v vs");
const re = hashesOf("re").a;

/** The tokens in which each such name is a mark that no one is sought in. */
export function withPhrasesCovered(tokens: readonly Token[]): readonly Token[] {
  let covering: Token[] | undefined;
  const cover = (from: number, to: number) => {
    covering ??= [...tokens];
    for (let index = from; index <= to; index++) {
      const token = tokens[index] as Token;
      covering[index] = {
        ...token,
        shape: shape.mark,
        unit: covered.charCodeAt(0),
        a: 0xffff,
        classes: 0,
        clitic: 0,
      };
    }
  };
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (token.shape === shape.mark) continue;
    for (const others of byFirstWord.get(token.a) ?? []) {
      const last = endOfPhrase(tokens, index, others);
      if (last > index) cover(index, last);
    }
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    if (!before || token.gap !== 1) continue;
    // "Re B (a child)": a case of the family court.
    if (
      before.a === re &&
      isCapital(before) &&
      token.shape === shape.letter &&
      after?.unit === 0x28
    )
      cover(index, index);
    if (
      bearers.has(token.a) &&
      isCapital(before) &&
      before.knowledge.ordinary < 5 &&
      !isBorneAsSurname(token, before)
    )
      cover(index - 1, index);
    else if (storms.has(before.a) && isCapital(before) && isCapital(token)) cover(index - 1, index);
    else if (against.has(token.a) && isCapital(before) && after && isCapital(after))
      cover(index - 1, index + 1);
  }
  return covering ?? tokens;
}

/** "Margaret Ward", "Ms Law": a name, not a ward and not a law. */
function isBorneAsSurname(token: Token, before: Token): boolean {
  return (
    token.knowledge.last >= 3 &&
    before.clitic === 0 &&
    ((before.classes & wordClass.title) !== 0 || before.knowledge.first >= 4)
  );
}

function isCapital(token: Token): boolean {
  return token.shape === shape.capital || token.shape === shape.mixed;
}

/** Index of the last token of a phrase beginning at `first`, hyphens and full stops between its words aside; `first` where it is not there. */
function endOfPhrase(tokens: readonly Token[], first: number, others: readonly number[]): number {
  let at = first;
  for (const word of others) {
    at++;
    while (
      tokens[at]?.shape === shape.mark &&
      (tokens[at]?.unit === 0x2d || tokens[at]?.unit === 0x2e || tokens[at]?.unit === 0x26)
    )
      at++;
    const token = tokens[at];
    if (!token || token.gap === 2 || token.shape === shape.mark || token.a !== word) return first;
  }
  return at;
}
