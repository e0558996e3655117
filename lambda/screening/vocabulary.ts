// Words of the trade, by what they do in a sentence. The people layer weighs them; none decides alone.

import { hashesOf } from "./lexicon-cells.ts";
import { terms } from "./terms.ts";

/** What a word can do beside a name, or instead of one. One bit each; a word may have several. */
export const wordClass = {
  title: 1,
  kin: 2,
  role: 4,
  child: 8,
  speech: 16,
  acronym: 32,
  time: 64,
  origin: 128,
  brand: 256,
  service: 512,
  settingHead: 1024,
  streetHead: 2048,
  organisationHead: 4096,
  preposition: 8192,
  determiner: 16384,
  pronoun: 32768,
  auxiliary: 65536,
  conjunction: 131072,
  naming: 262144,
  place: 524288,
  greeting: 1048576,
  medicine: 2097152,
  culture: 4194304,
  festival: 8388608,
  measure: 16777216,
  food: 33554432,
} as const;

export type WordClass = keyof typeof wordClass;

const lists: Readonly<Partial<Record<WordClass, string>>> = {
  title:
    "mr mrs ms mx miss master dr doctor prof professor rev revd reverend sir dame lady lord pc dc ds di sgt sergeant inspector constable pcso nurse sister matron imam rabbi pastor bishop deacon elder father fr mother canon vicar sheikh ustadh ustad maulana hafiz haji coach captain councillor cllr judge justice aunty auntie aunt uncle tio tia khala chacha mamu baba",
  kin: "mum mums mummy mam mammy mom mother mothers dad dads daddy father fathers stepfather stepmother stepdad stepmum stepbrother stepsister step-dad brother bro sister sis siblings sibling twin twins cousin cousins uncle aunt auntie aunty nan nans nanna nana nanny gran granny grandma grandmother grandad granddad grandpa grandfather gramps grandparent grandparents partner boyfriend girlfriend husband wife ex fiance fiancee son sons daughter daughters baby babies half-brother half-sister friend friends mate bestie neighbour neighbours lodger carer carers parent parents godmother godfather niece nephew relative family mgm mgf pgm pgf mat maternal paternal foster guardian inlaw eldest youngest oldest middle younger older elder toddler newborn infant landlord junior senior nani dadi dada abba abbu ammi amma appa baba bibi babcia dziadek dziadzia ciocia wujek tata mama maman papa papi mami pai mae tia tio vovo avo abuela abuelo oma opa yiayia pappou papou yaya halmoni popo nainai yeye dede nene abla abi teyze amca khala chacha chachi phupho masi thatha paati iya bunica bunicu tanti feter tad mamgu taid nain daideo mamo hooyo aabo ayeeyo awoowe khaleh amoo gmother gma gpa grandmum man woman men women lady gentleman",
  role: "teacher teachers headteacher head deputy assistant dsl ddsl senco sendco ta tas lsa hv hvs midwife midwives nurse gp gps doctor doctors consultant registrar paediatrician psychologist psychiatrist therapist counsellor social worker workers practitioner manager managers lead leads officer officers tutor mentor governor governors caretaker receptionist secretary childminder keyworker key solicitor barrister judge guardian clinician physio dietitian dietician interpreter cleaner cook driver volunteer trustee vicar coach chaplain police lado iro sw lsw fsw pastoral safeguarding designated student staff colleague colleagues adviser advisor supervisor warden matron surgeon dentist optician pharmacist escort chaperone sergeant",
  child:
    "child children boy boys girl girls pupil pupils student students toddler toddlers baby infant teenager teenagers teen lad lads lass kid kids youngster youngsters adolescent minor sibling young person people yp",
  speech:
    "said says say saying told tells tell telling asked asks ask replied reports reported report disclosed discloses stated states mentioned mentions claims claimed thinks thought knows knew wants wanted feels felt denies denied admitted admits explained added adds confirmed confirms described describes called calls rang phoned texted messaged emailed contacted met meets saw sees hit hits slapped punched kicked pushed shouted shouts screamed cried cries laughed loves loved hates hated likes liked lives lived stays stayed went goes came comes left arrived attends attended presented presents disclosing refused refuses spoke speaks wrote writes brought brings picked dropped collected collects took takes gave gives needs needed seems seemed looks looked appears appeared turned moved drinks uses smokes sleeps slept eats ate wet whispered",
  settingHead:
    "school schools primary secondary infant infants junior juniors academy academies college nursery nurseries preschool pre-school playgroup kindergarten grammar comprehensive sixth form high surgery practice clinic centre church chapel mosque masjid temple gurdwara synagogue madrasa madrassa assembly club montessori hub house lodge childminding childcare creche hostel refuge home youth gym dojo academy cofe rc ce tabernacle ministries fellowship parish unit pru",
  streetHead:
    "street st road rd avenue ave close cl lane ln drive dr way crescent cres court ct gardens gdns place pl terrace grove square row hill walk mews park rise view green estate house flat flats apartment buildings tower towers parade gate yard croft mead field fields meadow meadows heights villas cottage cottages farm drove wharf quay path vale bank end side",
  organisationHead:
    "hospital hospitals infirmary council borough county city trust foundation service services team teams department directorate centre unit ward hub board partnership programme program project scheme group charity association society union ltd limited plc police constabulary force court courts tribunal prison hmp airport station university library museum church cathedral act acts guidance framework regulations scale score test questionnaire inventory assessment profile index syndrome disease disorder palsy competence competent guidelines principles rule law inquiry review report bar bars game games film show channel league cup united rovers fc park retail shopping market bridge line train bus championship festival day week month bank holiday house",
  preposition:
    "of in on at by for from with to into onto about against between through during before after above below over under near around behind beside besides without within towards toward upon off out up down via per re like as than since until till despite except beyond along across inside outside",
  determiner:
    "the a an this that these those some any no every each either neither both all another other such what which whose much many several few more most",
  pronoun:
    "i me my mine we us our ours you your yours he him his she her hers it its they them their theirs who whom himself herself themselves itself myself yourself someone somebody anyone anybody everyone everybody nobody none one u ur ive im ill youve youre theyve theyre weve shes hes thats whats wheres theres heres whos",
  auxiliary:
    "is am are was were be been being has have had having does do did doing done will would shall should can could may might must ought isnt wasnt arent werent hasnt havent hadnt doesnt dont didnt wont wouldnt cant couldnt shouldnt",
  conjunction:
    "and or but nor so yet if because though although while whereas when whenever where wherever unless whether once and then also not however therefore meanwhile otherwise too very just only still even already never always often sometimes usually again there here now",
  naming:
    "called named name names known aka nicknamed alias calls surname christened goes initials nickname forename",
  greeting:
    "hi hello dear hiya morning afternoon evening thanks thank regards cheers sincerely faithfully yours kind best wishes sent hey",
};

const masks = new Map<number, number>();
for (const [name, words] of [...Object.entries(lists), ...Object.entries(terms)]) {
  const bit = wordClass[name as WordClass];
  for (const word of words.split(" ")) {
    const { a } = hashesOf(word.replace(/[^a-z0-9]/g, ""));
    masks.set(a, (masks.get(a) ?? 0) | bit);
  }
}

/** The classes of the word with this hash, as bits; 0 for a word that is in no list. */
export function classesOf(hash: number): number {
  return masks.get(hash) ?? 0;
}
