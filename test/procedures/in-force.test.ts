// What callers are told, and that the numbers they are given are those that answer at that hour.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { directionsTo } from "../../lambda/procedures/directions.ts";
import { procedureInForce } from "../../lambda/procedures/in-force.ts";
import { procedureWith } from "./procedure-file.ts";

const mash = "0345 050 7666";
const outOfHours = "01632 960980";
const oxfordshire = procedureInForce(procedureWith());
const lunchClosing = procedureInForce(
  procedureWith({
    "/officeHours/mon": [
      ["08:30", "12:30"],
      ["13:30", "17:00"],
    ],
  }),
);

const phones = (direction: { contacts: readonly { phone: string }[] }) =>
  direction.contacts.map(({ phone }) => phone);

describe("a child at immediate risk is directed by the clock (R4)", () => {
  test.each([
    ["a second before opening", "2026-11-23T08:29:59Z", outOfHours],
    ["at opening", "2026-11-23T08:30:00Z", mash],
    ["a millisecond before close", "2026-11-23T16:59:59.999Z", mash],
    ["at close", "2026-11-23T17:00:00Z", outOfHours],
    ["Friday, a second before its earlier close", "2026-11-27T15:59:59Z", mash],
    ["Friday at 16:00", "2026-11-27T16:00:00Z", outOfHours],
    ["Saturday at noon", "2026-11-28T12:00:00Z", outOfHours],
    ["Good Friday", "2026-04-03T10:00:00Z", outOfHours],
    ["Christmas Day", "2026-12-25T11:00:00Z", outOfHours],
    ["Boxing Day's substitute, a Monday", "2026-12-28T11:00:00Z", outOfHours],
    ["in summer at 08:30 British Summer Time", "2026-07-06T07:30:00Z", mash],
    ["in summer at 17:00 British Summer Time", "2026-07-06T16:00:00Z", outOfHours],
    ["the night the clocks go forward", "2026-03-29T01:00:00Z", outOfHours],
    ["the Monday after, at 08:30", "2026-03-30T07:30:00Z", mash],
    ["the hour that comes twice when they go back", "2026-10-25T01:30:00Z", outOfHours],
    ["the Monday after, a second before 08:30", "2026-10-26T08:29:59Z", outOfHours],
    ["the Monday after, at 08:30", "2026-10-26T08:30:00Z", mash],
  ])("%s", (_, at, phone) => {
    const direction = oxfordshire.direction("immediate-risk", new Date(at));
    expect(phones(direction)).toEqual(["999", phone]);
    expect(direction.text).toContain(phone);
  });

  test("in a lunch break the out-of-hours team answers", () => {
    const at = (time: string) =>
      phones(lunchClosing.direction("immediate-risk", new Date(`2026-11-23T${time}Z`))).at(-1);
    expect([at("12:29:59"), at("12:30:00"), at("13:29:59"), at("13:30:00")]).toEqual([
      mash,
      outOfHours,
      outOfHours,
      mash,
    ]);
  });

  test("on a day the authority closes its offices the out-of-hours team answers", () => {
    const closed = procedureInForce(
      procedureWith({
        "/closures": [{ from: "2026-12-29", to: "2026-12-31", why: "between the years" }],
      }),
    );
    const at = new Date("2026-12-30T11:00:00Z");
    expect(phones(closed.direction("immediate-risk", at))).toEqual(["999", outOfHours]);
    expect(phones(oxfordshire.direction("immediate-risk", at))).toEqual(["999", mash]);
  });

  test("a Scottish bank holiday closes Scottish offices only", () => {
    const scottish = procedureInForce(procedureWith({ "/nation": "scotland" }));
    const at = new Date("2027-11-30T11:00:00Z");
    expect(scottish.officeState(at)).toBe("closed");
    expect(oxfordshire.officeState(at)).toBe("open");
  });

  test.each(["2045-06-01T12:00:00Z", "not a date"])(
    "where the calendar doesn't reach (%s) both numbers are given",
    (at) => {
      const direction = oxfordshire.direction("immediate-risk", new Date(at));
      expect(direction.contacts.slice(1)).toEqual([
        { name: "Oxfordshire MASH, in office hours", phone: mash },
        {
          name: expect.stringMatching(/^Oxfordshire out-of-hours team.*, at any other time$/),
          phone: outOfHours,
        },
      ]);
    },
  );

  test("the caller is kept on the line, and an ambulance comes first", () => {
    const { text } = oxfordshire.direction("immediate-risk", new Date("2026-11-23T10:00:00Z"));
    expect(text).toContain("Keep the caller on the line");
    expect(text.indexOf("ambulance on 999 first")).toBeLessThan(text.indexOf(mash));
  });
});

test("no direction ever fails, and 999 is in every one, whenever and wherever", () => {
  const instants = fc.date({ noInvalidDate: false });
  const areas = fc.option(fc.string(), { nil: undefined });
  fc.assert(
    fc.property(fc.constantFrom(...directionsTo), instants, areas, (kind, at, area) => {
      const direction = oxfordshire.direction(kind, at, { area });
      return (
        direction.text !== "" && phones(direction).includes("999") && direction.contacts.length > 1
      );
    }),
  );
});

describe("each direction says what its rule says", () => {
  const at = new Date("2026-11-23T10:00:00Z");
  const textOf = (...[kind]: Parameters<typeof oxfordshire.direction>) =>
    oxfordshire.direction(kind, at).text;

  test.each([
    [
      "safeguarding-lead-first",
      "If the lead can't be reached and you are worried, call the MASH now",
    ],
    ["open-case", "allocated social worker"],
    ["open-case", "a referral to make, it must still be made"],
    ["open-case-not-known", "open discussion with the family"],
    ["consent-needed", "record the conversation themselves"],
    ["child-protection-threshold", "section 47"],
    ["child-protection-names-needed", "Give the names now, by phone"],
    ["works-with-children", "procedure for allegations"],
    ["referral-confirm-in-writing", "confirm it in writing"],
  ] as const)("%s: %s", (kind, words) => {
    expect(textOf(kind, at)).toContain(words);
  });

  test("a referral made at once is confirmed within the time its rule gives (R13, R17)", () => {
    const gives48 = procedureWith({
      "/referrals/rules/0": {
        code: "written-confirmation",
        title: "Confirm in writing",
        owner: "referrer",
        from: "verbal-received",
        within: { amount: 48, unit: "hours" },
        metBy: "confirmed-in-writing",
        stages: [],
        source: { from: "referrals", says: "Confirmed in writing within 48 hours." },
      },
    });
    expect(procedureInForce(gives48).direction("referral-confirm-in-writing", at).text).toContain(
      "in writing within 48 hours",
    );
  });

  test("999 stands first where seconds may count, last elsewhere", () => {
    expect(phones(oxfordshire.direction("child-protection-threshold", at))).toEqual(["999", mash]);
    expect(phones(oxfordshire.direction("open-case", at))).toEqual([mash, "999"]);
  });

  test("a line of its own is used by day where the authority has one", () => {
    const duty = { name: "Duty worker", phone: "01632 960111" };
    const withDuty = procedureInForce(procedureWith({ "/contacts/duty": duty }));
    expect(phones(withDuty.direction("open-case", at))).toEqual([duty.phone, "999"]);
    expect(phones(withDuty.direction("open-case", new Date("2026-11-22T10:00:00Z")))).toEqual([
      outOfHours,
      "999",
    ]);
  });

  test("a number nobody confirmed is never given as if it were sure", () => {
    const { contacts } = oxfordshire.direction("immediate-risk", new Date("2026-11-22T10:00:00Z"));
    expect(contacts.at(-1)?.name).toContain("not confirmed by the authority");
    expect(oxfordshire.contacts("outOfHours")[0]?.name).toContain("not confirmed by the authority");
    expect(oxfordshire.contacts("mash")[0]?.name).toBe("Oxfordshire MASH");
  });

  test("what is read at any hour, such as a form, gives the numbers of day and night", () => {
    expect(phones(oxfordshire.directionAtAnyTime("child-protection-threshold"))).toEqual([
      "999",
      mash,
      outOfHours,
    ]);
  });
});

describe("where areas have numbers of their own", () => {
  const north = { name: "MASH, North", phone: "0300 126 3000" };
  const west = { name: "MASH, West", phone: "0300 126 7000" };
  const twoAreas = procedureInForce(
    procedureWith({
      "/contacts/urgent": west,
      "/contacts/byArea": { north: { urgent: north }, west: { urgent: west } },
    }),
  );
  const at = new Date("2026-11-23T10:00:00Z");

  test("an agency of the area gets its number", () => {
    expect(phones(twoAreas.direction("immediate-risk", at, { area: "north" }))).toEqual([
      "999",
      north.phone,
    ]);
    expect(phones(twoAreas.direction("immediate-risk", at, { area: "west" }))).toEqual([
      "999",
      west.phone,
    ]);
    expect(phones(twoAreas.direction("immediate-risk", at, { area: "other" }))).toEqual([
      "999",
      west.phone,
    ]);
  });

  test("without an area every number is given, each once", () => {
    expect(phones(twoAreas.direction("immediate-risk", at))).toEqual([
      "999",
      west.phone,
      north.phone,
    ]);
  });

  test("a consultation is had at the hub of the agency's area", () => {
    const hub = { name: "MASH, North", phone: "01632 960112" };
    const own = procedureInForce(procedureWith({ "/contacts/byArea": { north: { mash: hub } } }));
    expect(own.consultationLine("north")).toEqual(hub);
    expect(own.consultationLine("south").phone).toBe(mash);
  });

  test("an area named like a property of every object is no area", () => {
    expect(phones(twoAreas.direction("immediate-risk", at, { area: "constructor" }))).toEqual([
      "999",
      west.phone,
    ]);
  });
});

describe("the rules of consultations", () => {
  const norfolk = procedureInForce(procedureWith({}, "norfolk"));
  const at = new Date("2026-11-23T10:00:00Z");

  test("Norfolk needs consent, Oxfordshire doesn't (R11)", () => {
    expect([norfolk.needsConsent, oxfordshire.needsConsent]).toEqual([true, false]);
  });

  test("Norfolk's consultations are had on the consultation line, Oxfordshire's at the MASH (R2)", () => {
    expect(norfolk.consultationLine()).toMatchObject({ note: "ask for the consultation line" });
    expect(oxfordshire.consultationLine("north")).toMatchObject({ phone: mash });
  });

  test("where no-names is forbidden every consultation is refused, with the authority's direction", () => {
    const forbidding = procedureInForce(
      procedureWith({
        "/consultations/noNames": "forbidden",
        "/consultations/direction": "Call the MASH with names.",
      }),
    );
    const refusal = forbidding.refusal(at);
    expect(refusal?.slug).toBe("no-names-not-offered");
    expect(refusal?.members.direction?.text).toBe(
      `Call the MASH with names. To talk to social care, call Oxfordshire MASH on ${mash}.`,
    );
    expect(oxfordshire.refusal(at)).toBeUndefined();
  });

  test("an outcome of another procedure is none of this one's", () => {
    expect(oxfordshire.outcome("referral")?.leadsToReferral).toBe(true);
    expect(oxfordshire.outcome("advice")?.leadsToReferral).toBe(false);
    expect(oxfordshire.outcome("significant-harm")).toBeUndefined();
    expect(oxfordshire.outcome("constructor")).toBeUndefined();
  });

  test("an unlinked consultation is kept for the years the procedure gives", () => {
    expect(oxfordshire.keepUntil(at)).toBe("2028-11-23T10:00:00.000Z");
    expect(oxfordshire.keepUntil(new Date("2028-02-29T10:00:00Z"))).toBe(
      "2030-03-01T10:00:00.000Z",
    );
  });

  test("its contacts and known services are known to the guard", () => {
    const childline = { name: "Childline", phone: "0800 1111" };
    const { known } = procedureInForce(procedureWith({ "/knownServices": [childline] }));
    expect(known).toEqual(
      expect.arrayContaining([
        mash,
        "Oxfordshire MASH",
        "0800 1111",
        "Childline",
        "mash@oxfordshire.example",
      ]),
    );
  });
});
