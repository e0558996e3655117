// The version of the rules changes with whatever moves a deadline, and with nothing else.
import { expect, test } from "vitest";
import { procedureInForce } from "../../lambda/procedures/in-force.ts";
import { profileNames } from "../../lambda/procedures/load-procedure.ts";
import { rulesVersionOf } from "../../lambda/procedures/rules-version.ts";
import { bankHolidaysOf } from "../../lambda/working-time/bank-holidays.ts";
import { nothing, procedureWith, profileInForce } from "./procedure-file.ts";

const version = (changes: Record<string, unknown> = {}) => rulesVersionOf(procedureWith(changes));

test.each([
  ["a deadline is longer", { "/referrals/rules/2/within/amount": 2 }],
  ["a deadline goes", { "/referrals/rules/2": nothing, "/referrals/rules/length": 2 }],
  ["a stage moves", { "/referrals/rules/0/stages/0/at/before/amount": 3 }],
  ["a stage goes to somebody else", { "/referrals/rules/0/stages/0/to": "manager" }],
  ["a rule is for others", { "/referrals/rules/0/appliesTo": { channel: ["written"] } }],
  ["the office closes earlier", { "/officeHours/mon": [["08:30", "16:00"]] }],
  ["the office is closed for some days", { "/closures": [{ from: "2026-12-29", why: "leave" }] }],
  ["the bank holidays are another nation's", { "/nation": "scotland" }],
])("changes where %s", (_, changes) => {
  expect(version(changes)).not.toBe(version());
});

test("changes where a bank holiday is proclaimed", () => {
  const { dates, reachesTo } = bankHolidaysOf("england-and-wales");
  const procedure = procedureWith();
  expect(rulesVersionOf(procedure, { dates: [...dates, "2026-09-14"], reachesTo })).not.toBe(
    rulesVersionOf(procedure),
  );
});

test.each([
  ["a number changes", { "/contacts/mash/phone": "0345 050 7667" }],
  ["a text changes", { "/texts/privacy": "Another." }],
  ["hours are confirmed", { "/officeHours/assumed": false }],
  ["an outcome gets other words", { "/referrals/outcomes/0/words": "Nothing more" }],
])("stays where %s", (_, changes) => {
  expect(version(changes)).toBe(version());
});

test("stays whatever the order of the file's fields, and why an office is closed", () => {
  const closed = (closure: object) => version({ "/closures": [closure] });
  expect(closed({ from: "2026-12-29", why: "leave" })).toBe(
    closed({ why: "works", to: "2026-12-29", from: "2026-12-29" }),
  );
  const { referrals, ...rest } = procedureWith();
  const turned = referrals.rules.map((rule) =>
    Object.fromEntries(Object.entries(rule).toReversed()),
  );
  expect(version({ "/referrals/rules": turned })).toBe(rulesVersionOf({ referrals, ...rest }));
});

test("stands in the procedure in force, and differs between authorities", () => {
  expect(procedureInForce(procedureWith()).rulesVersion).toBe(version());
  const versions = profileNames().map((name) => profileInForce(name).rulesVersion);
  // Trafford keeps Greater Manchester's deadlines, under a further source.
  expect(new Set(versions).size).toBe(versions.length);
  for (const one of versions) expect(one).toMatch(/^[0-9a-f]{16}$/);
});
