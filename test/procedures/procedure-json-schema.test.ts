// The JSON Schema that editors use agrees with what the service takes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { profileNames } from "../../lambda/procedures/load-procedure.ts";
import { procedureJsonSchema } from "../../lambda/procedures/procedure-json-schema.ts";
import { fileWith } from "./procedure-file.ts";

const committed: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../docs/procedure.schema.json"), "utf8"),
);
const schema = z.fromJSONSchema(procedureJsonSchema());
const allows = (data: unknown) => schema.safeParse(data).success;

test("docs/procedure.schema.json is current; if not, run npm run procedure:schema", () => {
  expect(committed).toEqual(JSON.parse(JSON.stringify(procedureJsonSchema())));
});

describe("the schema", () => {
  test.each(profileNames())("allows the profile %s", (name) => {
    expect(allows(fileWith({}, name))).toBe(true);
  });

  test("allows a file that changes a profile, takes a field away and an outcome", () => {
    const outcomes = [{ code: "advice", removed: true }];
    expect(
      allows({ extends: "norfolk", contacts: { duty: null }, consultations: { outcomes } }),
    ).toBe(true);
  });

  test.each([
    ["a field misspelt", fileWith({ "/colour": "blue" })],
    ["a phone with words", fileWith({ "/contacts/mash/phone": "ask" })],
    ["a part that extends nothing", { name: "own" }],
    ["a misspelt field over a profile", { extends: "norfolk", colour: "blue" }],
  ])("refuses %s", (_, data) => {
    expect(allows(data)).toBe(false);
  });
});
