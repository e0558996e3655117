// The sample agencies of a first start are good entries, and nobody real.
import { describe, expect, test } from "vitest";
import { agencySchema, areaEntrySchema } from "../../lambda/agencies/agency.ts";
import { refuseNameInId } from "../../lambda/agencies/opaque-id.ts";
import { sampleAgencies, sampleAreas } from "../../lib/local/sample-register.ts";

describe("the sample register", () => {
  test("holds entries that the service itself would take", () => {
    for (const agency of sampleAgencies) {
      expect(agencySchema.strict().parse(agency)).toEqual(agency);
      refuseNameInId("/agencyId", agency.agencyId, agency);
    }
    for (const area of sampleAreas) expect(areaEntrySchema.strict().parse(area)).toEqual(area);
    expect(new Set(sampleAgencies.map(({ agencyId }) => agencyId)).size).toBe(
      sampleAgencies.length,
    );
  });

  test("has the school of the documentation, and one agency of each kind of trouble", () => {
    expect(sampleAgencies).toContainEqual(
      expect.objectContaining({
        agencyId: "st-example-primary",
        type: "primary-school",
        area: "north",
        active: true,
        verified: true,
      }),
    );
    for (const kind of [{ verified: false }, { active: false }, { soleProfessional: true }]) {
      expect(sampleAgencies).toContainEqual(expect.objectContaining(kind));
    }
  });

  test("reaches nobody: reserved domains and numbers kept for drama", () => {
    for (const { email } of sampleAgencies) expect(email).toMatch(/[@.]example\.(?:com|net|org)$/);
    const phones = JSON.stringify([sampleAgencies, sampleAreas]).matchAll(/"phone":"([^"]*)"/g);
    for (const [, phone] of phones) expect(phone).toMatch(/^01632 960\d{3}$/);
  });
});
