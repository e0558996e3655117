import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { screen } from "../../lambda/screening/screen.ts";

/** What was found, as `TYPE:text`. */
function found(text: string): string[] {
  return screen(text).map(({ type, start, end }) => `${type}:${text.slice(start, end)}`);
}

describe("identifiers with a form of their own", () => {
  it.each([
    ["ring mum on 07700900123", "PHONE:07700900123"],
    ["ring 07700 900 123.", "PHONE:07700 900 123"],
    ["office (01865) 496000", "PHONE:(01865) 496000"],
    ["+44 (0)7700 900123", "PHONE:+44 (0)7700 900123"],
    ["0 7 7 0 0 9 0 0 1 2 3", "PHONE:0 7 7 0 0 9 0 0 1 2 3"],
    ["NHS 943 476 5919 given", "NHS:943 476 5919"],
    ["nino ab 12 34 56 c", "NINO:ab 12 34 56 c"],
    ["they moved to ox4 1ab", "POSTCODE:ox4 1ab"],
    ["DVLA MORGA657054SM9IJ", "DRIVING_LICENCE:MORGA657054SM9IJ"],
    ["a black Golf, AB12 CDE", "VEHICLE_REG:AB12 CDE"],
    ["passport 123456789", "PASSPORT:123456789"],
    ["case ref 1234567", "CASE_REF:1234567"],
    ["write to jo.bloggs@example.org.", "EMAIL:jo.bloggs@example.org"],
    ["her page www.example.com/jo", "URL:www.example.com/jo"],
    ["he posts as @jo_bloggs", "HANDLE:@jo_bloggs"],
    ["DOB 12/03/2015", "DOB:12/03/2015"],
    ["born on 3rd March 2016", "DOB:3rd March 2016"],
    ["baby b. 14/9/24, not gaining", "DOB:14/9/24"],
    ["Name | DOB | Yr\nChild A | 08/11/13 | 6", "DOB:08/11/13"],
    ["order under OX23C50118 made", "CASE_REF:OX23C50118"],
    ["log 1288 of 3 nov refers", "CASE_REF:1288 of 3 nov"],
    ["phone off. police log 2290/11", "CASE_REF:2290/11"],
    ["Child 1 26-4-2012 at school", "DOB:26-4-2012"],
    ["nobody marked her birthday, 17/8, again", "DOB:17/8"],
    ["rang 0117 496 0188 ext 4021 again", "PHONE:0117 496 0188 ext 4021"],
    ["a farm in YO62 7ZQ now", "POSTCODE:YO62 7ZQ"],
    ["Mrs Okafor rang", "PERSON:Mrs Okafor"],
    ["seen by dr patel's clinic", "PERSON:dr patel"],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it("tells an NHS number from another number of ten digits by its check digit", () => {
    expect(found("943 476 5918")).toEqual([]);
  });
});

describe("people, settings and addresses", () => {
  it.each([
    ["Colin drives the bus and sees the children.", ["PERSON:Colin"]],
    ["His sister Nimco told Mrs Okafor-Bell.", ["PERSON:Nimco", "PERSON:Mrs Okafor-Bell"]],
    ["spoke to keziah and her mum karen today", ["PERSON:keziah", "PERSON:karen"]],
    ["TYRESE SAID THAT HIS MUM HIT HIM.", ["PERSON:TYRESE"]],
    ["T.M. says that T.M.'s mum doesn't know.", ["PERSON:T.M.", "PERSON:T.M."]],
    ["I won't write it: J a m i e, you know who.", ["PERSON:J a m i e"]],
    ["Her name is Ｄｅｖｏｎｔｅ.", ["PERSON:Ｄｅｖｏｎｔｅ"]],
    ["He lives at 12 Larch Close with his dad.", ["ADDRESS:12 Larch Close"]],
    ["They have Quince Cottage, Church Row.", ["ADDRESS:Quince Cottage, Church Row"]],
    ["He was put out of 12b Jericho Steps.", ["ADDRESS:12b Jericho Steps"]],
    ["She goes to Larkmead Primary School now.", ["SCHOOL:Larkmead Primary School"]],
    ["The boy attends St Aldhelm's.", ["SCHOOL:St Aldhelm"]],
    ["told rose that mum is back", ["PERSON:rose"]],
    ["Margaret Ward was seen at home.", ["PERSON:Margaret Ward"]],
    ["mrs price has fed him", ["PERSON:mrs price"]],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each(["mrs smith childminding", "MRS SMITH CALLED", "told mr jones"])(
    "is sure of a title with a common surname, however it is written: %s",
    (text) => {
      expect(screen(text)).toEqual([
        expect.objectContaining({ type: "PERSON", certainty: "certain" }),
      ]);
    },
  );

  it("finds every mention once a name is certain", () => {
    expect(found("Her brother Grant hit her. Grant is 14. Nobody likes Grant.")).toHaveLength(3);
  });
});

describe("what is taken apart or read out", () => {
  it.each([
    ["my number is oh seven seven double oh nine hundred one two three", "PHONE"],
    ["call 07700 nine hundred one two three", "PHONE"],
    ["write to jo dot smith at example dot com", "EMAIL"],
    ["it is jo.smith (at) example (dot) com", "EMAIL"],
    ["her boyfriend D4n13l, he is 17", "PERSON"],
    ["Sаmаnthа came this morning", "PERSON"],
    ["the code is O X 4 1 A B", "POSTCODE"],
    ["oscar xray four one alpha bravo", "POSTCODE"],
    ["a car, O X 1 5 – T V U", "VEHICLE_REG"],
    ["NHS nine four three, four seven six, five nine one nine", "NHS"],
    ["he goes by t t v underscore snxper underscore x", "HANDLE"],
    ["page at example[.]com/jo", "URL"],
    ["borrowed phone, o7seven00-nine00-ninety-one-three, whispering", "PHONE"],
    ["number is 077 double-0 9 hundred 552", "PHONE"],
    ["the helpline has T for tango, E for echo, nine one, four four, oh seven, A", "NINO"],
    ["it's enn are thirty, one dee ex if that helps", "POSTCODE"],
    ["windows, plate hk two two, you bee why", "VEHICLE_REG"],
    ["reg ABI2 CDE", "VEHICLE_REG"],
    ["he handed over a licence, QUELC 802 115 T9 9ZX", "DRIVING_LICENCE"],
    ["jo.bloggs -at- example -dot- com", "EMAIL"],
    ["born on the ninth of the eleventh, twenty seventeen", "DOB"],
    ["a son, dob oh five oh nine twenty thirteen", "DOB"],
  ])("%s", (text, type) => {
    expect(screen(text).map((finding) => finding.type)).toEqual([type]);
  });
});

describe("what identifies nobody", () => {
  it.each([
    "She was on Rainbow Ward when the Clare's Law request was made.",
    "The cat sat with hope in its eyes.",
    "Mrs was how the pupil began every sentence; the Dr on call agreed.",
    "The child in Y10 missed 14 days between 01/09/2025 and 12.11.2025.",
    "A s47 enquiry under the Children Act 1989, scores 12 13 14 15.",
    "Mother, aged 34, lives in Oxford with Child 2 and Child AB.",
    "Will he be safe? He may. In May she will mark the date and hope for the best.",
    "He plays Fortnite, eats Weetabix and takes sertraline. Barnardo's and CAMHS were told.",
    "The family moved from Preston to Chester and speak Polish. Dad works at Tesco.",
    "The DSL, the SENCO and the HV agree; MARAC and LADO informed. Gillick competent.",
    "Mr X and Ms B argue; Adult A denies it.",
    "Ring Childline on 0800 1111.",
    "Attached: body_map_v2.pdf and Attendance_Y6.xlsx.",
    "See NNC-2024-0871; the Mary Jane was found under the Russell Hobbs kettle.",
    "In Nov: P1 has sold the car and takes the X4 bus.",
    "Baby was 28/40, seen on 3/10 and again on Boxing Day; 1 N, 1 I, 1 X), 1 late.",
  ])("%s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("references of this service", () => {
  const symbol = fc.constantFrom(..."0123456789CFGHJKMRTVWXY");
  const group = fc.array(symbol, { minLength: 4, maxLength: 4 }).map((symbols) => symbols.join(""));
  const reference = fc
    .tuple(fc.constantFrom("NNC", "NNR"), group, group, group)
    .map((parts) => parts.join("-"));

  it("are never flagged, whatever their symbols and however they are written", () => {
    fc.assert(
      fc.property(
        reference,
        fc.constantFrom(
          (text: string) => text,
          (text: string) => text.toLowerCase(),
          (text: string) => text.replaceAll("-", " "),
          (text: string) => text.replaceAll("-", ""),
        ),
        (text, written) => {
          expect(found(`Earlier: ${written(text)}, in May.`)).toEqual([]);
        },
      ),
    );
  });

  it.each([
    "NNC-7K3M-2RTX-9CFG07700900123",
    "NNC-7K3M-2RTX-9CFG 07700900123",
    "07700900123/NNC-7K3M-2RTX-9CFG",
  ])("shield nothing beside them: %s", (text) => {
    expect(found(text)).toEqual(["PHONE:07700900123"]);
  });
});

it("lets known numbers through, however spaced, and nothing beside them", () => {
  const text = "Call 03450507666 or 07700 900123";
  const [only, ...others] = screen(text, { known: ["0345 050 7666"] });
  expect(others).toEqual([]);
  expect(text.slice(only?.start, only?.end)).toBe("07700 900123");
});

it("points into the text as given, not into the text as read", () => {
  expect(found("😀 ＯＸ４ １ＡＢ j\u200bo@example.com")).toEqual([
    "POSTCODE:ＯＸ４ １ＡＢ",
    "EMAIL:j\u200bo@example.com",
  ]);
});

it("answers any text with findings in order that do not overlap", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      let last = 0;
      for (const { start, end } of screen(`${text} 07700900123 @${text}`)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
    }),
  );
  expect(screen("")).toEqual([]);
});
