// Where procedures come from: the profiles, an authority's own file, and a file put over a profile.
import { describe, expect, test } from "vitest";
import {
  loadProcedure,
  procedureData,
  procedureFrom,
  profileFile,
  profileNames,
} from "../../lambda/procedures/load-procedure.ts";
import { parseProcedure } from "../../lambda/procedures/procedure.ts";
import { fileWith, written } from "./procedure-file.ts";

describe("the profiles", () => {
  test.each(profileNames())("%s loads, under its own name", (name) => {
    expect(loadProcedure(profileFile(name)).name).toBe(name);
  });

  test.each([
    ["oxfordshire", "not-needed", "0345 050 7666"],
    ["norfolk", "needed-unless-significant-risk", "0344 800 8021"],
  ])("%s: consent is %s, the MASH answers on %s", (name, consent, phone) => {
    const { consultations, contacts } = loadProcedure(profileFile(name));
    expect(consultations.consent).toBe(consent);
    expect(contacts.mash.phone).toBe(phone);
    expect(consultations.outcomes.map(({ code }) => code)).toEqual([
      "advice",
      "further-assessment",
      "referral",
      "no-further-action",
    ]);
  });

  test.each([
    [
      "oxfordshire",
      ["evaluation", "acknowledgement", "decision"],
      ["no-further-action", "early-help", "child-in-need", "child-protection"],
    ],
    [
      "norfolk",
      ["contact-decision", "acknowledgement", "decision"],
      ["not-in-need", "moderate-need", "high-need", "significant-harm"],
    ],
  ])("%s: a referral has its deadlines and outcomes", (name, deadlines, outcomes) => {
    const { referrals } = loadProcedure(profileFile(name));
    expect(referrals.rules.map(({ code }) => code)).toEqual(deadlines);
    expect(referrals.outcomes.map(({ code }) => code)).toEqual(outcomes);
  });

  test("one that isn't there fails with one line that names those that are", () => {
    expect(() => profileFile("atlantis")).toThrow(
      /^The procedure “atlantis” isn't available\. Available: .*norfolk, .*oxfordshire.*$/,
    );
  });
});

describe("an authority's own file", () => {
  test("is all a new authority needs", () => {
    const file = written(fileWith({ "/name": "rutland", "/authority": "Rutland County Council" }));
    expect(loadProcedure(profileFile(file)).authority).toBe("Rutland County Council");
    expect(procedureFrom({ PROCEDURE_FILE: file }).procedure.name).toBe("rutland");
  });

  test("with mistakes names the file and each of them", () => {
    const file = written(fileWith({ "/nation": "wales", "/authority": 1 }));
    expect(() => loadProcedure(file)).toThrow(`The procedure ${file} has 2 mistakes:`);
    expect(() => procedureFrom({ PROCEDURE_FILE: file })).toThrow("/nation: This has to be one of");
  });

  test("that is not JSON, or not there, says so", () => {
    expect(() => loadProcedure(written("{ name: 1 }"))).toThrow("This is not JSON.");
    expect(() => loadProcedure("/no/such/file.json")).toThrow(
      "The procedure file /no/such/file.json can't be read (ENOENT). Check its path.",
    );
  });

  test("saved by an editor that puts a byte order mark first is read", () => {
    expect(loadProcedure(written(`\uFEFF${JSON.stringify(fileWith())}`)).name).toBe("oxfordshire");
  });
});

describe("a file that extends a profile", () => {
  const over = (own: object) =>
    loadProcedure(written({ extends: "oxfordshire", name: "own", ...own }));

  test("takes from it whatever it doesn't say", () => {
    const procedure = over({ contacts: { outOfHours: { phone: "01632 960123", assumed: false } } });
    expect(procedure.name).toBe("own");
    expect(procedure.contacts.outOfHours).toEqual({
      name: "Oxfordshire out-of-hours team",
      phone: "01632 960123",
      assumed: false,
    });
    expect(procedure.contacts.mash.phone).toBe("0345 050 7666");
  });

  test("takes a field away with null", () => {
    expect(
      over({ texts: { complaintsAndAdvocacy: null } }).texts.complaintsAndAdvocacy,
    ).toBeUndefined();
  });

  test("changes, adds and removes entries of a list by their code", () => {
    const { consultations } = over({
      consultations: {
        outcomes: [
          { code: "advice", words: "Advice alone" },
          { code: "further-assessment", removed: true },
          { code: "training", words: "Training for the agency", leadsToReferral: false },
        ],
      },
    });
    expect(consultations.outcomes.map(({ code, words }) => [code, words])).toEqual([
      ["advice", "Advice alone"],
      ["referral", "A referral to children's social care"],
      ["no-further-action", "No further action"],
      ["training", "Training for the agency"],
    ]);
  });

  test("changes one deadline and leaves the others", () => {
    const { rules } = over({
      referrals: { rules: [{ code: "decision", within: { amount: 2 } }] },
    }).referrals;
    expect(rules.map(({ code, within }) => [code, within?.amount])).toEqual([
      ["evaluation", 0],
      ["acknowledgement", 1],
      ["decision", 2],
    ]);
  });

  test("replaces other lists whole", () => {
    expect(over({ officeHours: { mon: [["10:00", "12:00"]] } }).officeHours.mon).toEqual([
      ["10:00", "12:00"],
    ]);
  });

  test("is told of an entry given twice, of a mistake, and of a profile that isn't there", () => {
    const twice = { code: "advice", words: "Advice" };
    expect(() => over({ consultations: { outcomes: [twice, twice] } })).toThrow("Another outcome");
    expect(() => over({ colour: "blue" })).toThrow("/colour: There is no such field");
    expect(() => over({ extends: "atlantis" })).toThrow(
      "/extends: The profile “atlantis” isn't available",
    );
    expect(() => over({ extends: "../secrets" })).toThrow(
      "/extends: This has to be the name of a profile",
    );
  });

  test("resolved beside the code, needs the profile no more", () => {
    const file = written({ extends: "norfolk", name: "own" });
    const copy: unknown = JSON.parse(JSON.stringify(procedureData(file)));
    expect(parseProcedure(copy)).toEqual(loadProcedure(file));
  });
});
